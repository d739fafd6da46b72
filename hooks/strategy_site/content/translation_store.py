"""The translation record, ``strategy/translations/fi/``: which translation is of which source.

An append-only log for each language, to which commands add (see `translation_status`). A line for
each text: its unit, a digest of the translation, its state, and the source text that it translates.
A translation that has served several source texts has a line for each, the latest last. To mark a
text as reviewed by hand, write ``reviewed`` for ``draft`` on its line. Older records are one file,
``fi.jsonl``, which is still read.

What one line says is joined with what others say of the same texts: who has reviewed a translation
has reviewed it, whatever is merged, until one of the two texts is another.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from ..diagnostics import Diagnostic
from ..git import file_states
from ..hashing import short_digest
from ..messages import _
from .append_log import append, read_log

TRANSLATIONS = "translations"
_SUFFIX = ".jsonl"

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

    def includes(self, other: StoredTranslation) -> bool:
        """Return whether everything is kept that a line about the same texts has declared."""
        return (self.state == "reviewed" or other.state == "draft") and set(
            other.accepted_changes
        ) <= set(self.accepted_changes)


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
    record: TranslationStore = {}
    diagnostics = []
    for language in languages[1:]:
        rows: list[StoredTranslation] = []
        names, strays = record_files(folder, language)
        for name in names:
            for number, line in enumerate(_lines(folder / name), 1):
                stored = parsed_line(line)
                if stored is not None:
                    rows.append(stored)
                    continue
                message = _(
                    "the line about a translation can't be read; bring it back with "
                    "“make restore FIL=%(record)s”: no review is lost.",
                    record=(display_path / TRANSLATIONS / language).as_posix(),
                )
                diagnostics.append(Diagnostic(display_path / name, number, message))
        for name in strays:
            message = _("no program wrote this file; remove it: only commands add files here.")
            diagnostics.append(Diagnostic(display_path / name, 1, message))
        if rows:
            record[language] = joined(rows)
    return record, diagnostics


def record_files(folder: Path, language: str) -> tuple[list[str], list[str]]:
    """Return the files of a language's record, oldest first, and the ones that are not its own.

    As paths below the strategy folder.
    """
    files, strays = read_log(folder, f"{TRANSLATIONS}/{language}", _SUFFIX)
    old = f"{TRANSLATIONS}/{language}{_SUFFIX}"
    names = [old] if (folder / old).is_file() else []
    return [*names, *(file.name for file in files)], strays


def language_of(name: str) -> str:
    """Return the language of a file of the record, by its path below the strategy folder."""
    return Path(name).relative_to(TRANSLATIONS).parts[0].removesuffix(_SUFFIX)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except ValueError:
        return ["?"]


def parsed_line(line: str) -> StoredTranslation | None:
    """Return the translation on a line of the record, ``None`` if the line is damaged."""
    try:
        return StoredTranslation.model_validate_json(line)
    except ValidationError:
        return None


def joined(rows: Iterable[StoredTranslation]) -> list[StoredTranslation]:
    """Return one line for each translation and source, with what all lines about them say.

    A review and a harmless change hold for ever; of the rest the last line is right.
    """
    found: dict[tuple[str, str, str], StoredTranslation] = {}
    for row in rows:
        before = found.pop(row.key, None)
        if before is not None and before != row:
            changes = [*before.accepted_changes, *row.accepted_changes]
            update: dict[str, object] = {"accepted_changes": list(dict.fromkeys(changes))}
            if before.state == "reviewed":
                update["state"] = "reviewed"
            row = row.model_copy(update=update)
        found[row.key] = row
    return list(found.values())


def write_store(
    folder: Path, before: TranslationStore, after: TranslationStore, day: datetime.date
) -> list[Path]:
    """Add what is new to the record of each language; return the paths below the folder."""
    written = []
    for language, rows in after.items():
        known = set(map(as_line, before.get(language, [])))
        new = [line for line in map(as_line, rows) if line not in known]
        if new:
            log = f"{TRANSLATIONS}/{language}"
            written.append(Path(append(folder, log, _SUFFIX, new, day)))
    return written


def as_line(row: StoredTranslation) -> str:
    """Return the line of the record."""
    return row.model_dump_json(by_alias=True, exclude_defaults=True)


def past_store(folder: Path) -> dict[str, list[StoredTranslation]]:
    """Return what each file of the record ever said in git, by its path, oldest first."""
    past: dict[str, list[StoredTranslation]] = {}
    for name, states in file_states(folder, TRANSLATIONS).items():
        text = "\n".join(state.decode("utf-8", "replace") for state in states)
        if rows := _readable(text):
            past[name] = joined(rows)
    return past


def readable_rows(path: Path) -> list[StoredTranslation]:
    """Return the lines of a file of the record that can be read, however damaged the rest is."""
    return _readable(path.read_bytes().decode("utf-8", "replace")) if path.is_file() else []


def _readable(text: str) -> list[StoredTranslation]:
    return [row for row in map(parsed_line, text.splitlines()) if row is not None]
