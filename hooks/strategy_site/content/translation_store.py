"""The translation record, ``strategy/translations/fi.jsonl``: which translation is of which source.

A line for each text: its unit, a digest of the translation, its state, and the source text that it
translates. A translation that has served several source texts has a line for each, the latest
below. Commands update it (see `translation_status`); to mark a text as reviewed by hand, write
``reviewed`` for ``draft`` on its line.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from ..diagnostics import Diagnostic
from ..hashing import short_digest
from ..messages import _

TRANSLATIONS = "translations"


_KEYS = {
    "unit_id": "place",
    "digest": "text",
    "source_text": "made_from",
    "accepted_changes": "harmless",
}
"""The keys of the file, which is older than the names in the code."""


def _key_in_file(name: str) -> str:
    return _KEYS.get(name, name)


class StoredTranslation(BaseModel):
    """One line of the record."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=_key_in_file, populate_by_name=True
    )

    unit_id: str
    digest: str
    """`text_digest` of the translation."""
    state: Literal["draft", "reviewed"]
    source_text: str
    """The source text that it translates."""
    changed: datetime.date | None = None
    """Date on which the source was first seen to differ."""
    accepted_changes: list[str] = []
    """Changes of the source that did not change its meaning: date and former text."""

    @property
    def key(self) -> tuple[str, str, str]:
        """Unit, translation and source text: there is one line of each combination."""
        return self.unit_id, self.digest, text_digest(self.source_text)


TranslationStore = dict[str, list[StoredTranslation]]
"""By language, in the order of the file."""


def text_digest(text: str) -> str:
    """Return a short digest of a text, in which line breaks do not count."""
    return short_digest(" ".join(text.split()), 12)


def same_text(one: str, other: str) -> bool:
    """Return whether two texts differ at most in their line breaks."""
    return one.split() == other.split()


def read_store(
    folder: Path, display_path: Path, languages: list[str]
) -> tuple[TranslationStore, list[Diagnostic]]:
    """Read the record of a strategy folder; return it and the diagnostics of damaged lines."""
    record: TranslationStore = defaultdict(list)
    diagnostics = []
    for language in languages[1:]:
        path, name = (base / TRANSLATIONS / f"{language}.jsonl" for base in (folder, display_path))
        if not path.is_file():
            continue
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except ValueError:
            lines = ["?"]
        for number, line in enumerate(lines, 1):
            stored = parsed_line(line)
            if stored is not None:
                record[language].append(stored)
                continue
            message = _(
                "the line about a translation can't be read; bring the file back with "
                "“make restore FIL=%(file)s”.",
                file=name.as_posix(),
            )
            diagnostics.append(Diagnostic(name, number, message))
    return dict(record), diagnostics


def parsed_line(line: str) -> StoredTranslation | None:
    """Return the translation on a line of the record, ``None`` if the line is damaged."""
    try:
        return StoredTranslation.model_validate_json(line)
    except ValidationError:
        return None


def write_store(folder: Path, record: TranslationStore) -> list[Path]:
    """Write the files that differ; return their paths below the folder."""
    written = []
    for language, rows in record.items():
        path = Path(TRANSLATIONS, f"{language}.jsonl")
        text = "".join(
            row.model_dump_json(by_alias=True, exclude_defaults=True) + "\n" for row in rows
        )
        before = (folder / path).read_text("utf-8") if (folder / path).is_file() else ""
        if text != before:
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="\n")
            written.append(path)
    return written
