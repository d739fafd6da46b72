"""The record of what is known of each translation: ``strategy/translations/fi.jsonl``.

A line for each text: its place, a sum of the translation, its state, the source text it was made
from. A translation that served one source text after another has a line for each, the one last in
use below. Nobody has to keep it (see `translations`); to review a text by hand, write ``reviewed``
for ``draft`` on its line.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from .problems import Problem

TRANSLATIONS = "translations"


class Known(BaseModel):
    """One line of the record."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    place: str
    text: str
    """The sum of the translation that this is said of."""
    state: Literal["draft", "reviewed"]
    made_from: str
    """The source text, word for word."""
    changed: datetime.date | None = None
    """The day on which the source was first seen to be another."""
    harmless: list[str] = []
    """Changes of the source that changed nothing of what it says: day and former words."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What there is one line of: a translation at a place, of a source text."""
        return self.place, self.text, text_sum(self.made_from)


Record = dict[str, list[Known]]
"""By language, in the order of the file."""


def text_sum(text: str) -> str:
    """Give a short sum of a text; how its lines break does not count."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts differ at most in how their lines break."""
    return one.split() == other.split()


def read_record(folder: Path, shown: Path, languages: list[str]) -> tuple[Record, list[Problem]]:
    """Read the record of a strategy folder; it is empty before anything was seen."""
    record: Record = defaultdict(list)
    problems = []
    for language in languages[1:]:
        path, name = (base / TRANSLATIONS / f"{language}.jsonl" for base in (folder, shown))
        if not path.is_file():
            continue
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except ValueError:
            lines = ["?"]
        for number, line in enumerate(lines, 1):
            known = parsed_line(line)
            if known is not None:
                record[language].append(known)
                continue
            message = (
                "raden om en översättning går inte att läsa; hämta tillbaka filen med "
                f"”make restore FIL={name.as_posix()}”."
            )
            problems.append(Problem(name, number, message))
    return dict(record), problems


def parsed_line(line: str) -> Known | None:
    """Give what a line of the record says, if it can be read."""
    try:
        return Known.model_validate_json(line)
    except ValidationError:
        return None


def write_record(folder: Path, record: Record) -> list[Path]:
    """Write the record where it differs; give the paths written, below the folder."""
    written = []
    for language, rows in record.items():
        path = Path(TRANSLATIONS, f"{language}.jsonl")
        text = "".join(known.model_dump_json(exclude_defaults=True) + "\n" for known in rows)
        before = (folder / path).read_text("utf-8") if (folder / path).is_file() else ""
        if text != before:
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
            written.append(path)
    return written
