"""A record as an append-only log: a folder of small files that are only ever added.

The record is the union of its files. Two branches that both record something add different files,
so git joins them without a conflict, whoever merges them. A file is named after its number, the
day and a digest of its lines; equal files have one name. Knows nothing of what the lines mean.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..files import atomic_write
from ..hashing import short_digest

_NAME = re.compile(r"(\d{4,})-(\d{4}-\d\d-\d\d)-([0-9a-f]{12})")


@dataclass(frozen=True)
class LogFile:
    """One file of a log."""

    name: str
    """Its path below the strategy folder."""
    number: int
    """Files that were written later in the same line of history have higher numbers."""
    day: datetime.date
    """When it was written."""
    lines: tuple[str, ...]
    """Without line endings; empty if the file is not UTF-8."""
    unchanged: bool
    """Whether the lines are those that it was written with."""


def read_log(folder: Path, log: str, suffix: str) -> tuple[list[LogFile], list[str]]:
    """Return the files of a log in the order of their numbers, and the paths that are none.

    Takes the strategy folder, the log's path below it, and the suffix of its files.
    """
    files, strays = [], []
    for path in sorted((folder / log).iterdir()) if (folder / log).is_dir() else []:
        name = f"{log}/{path.name}"
        file = parsed_file(name, path.read_bytes()) if _is_plain_file(path, suffix) else None
        if file:
            files.append(file)
        elif not path.name.startswith("."):
            strays.append(name)
    return sorted(files, key=lambda file: (file.number, file.name)), strays


def _is_plain_file(path: Path, suffix: str) -> bool:
    return path.suffix == suffix and path.is_file() and not path.is_symlink()


def parsed_file(name: str, data: bytes) -> LogFile | None:
    """Return a file of a log; ``None`` if no file of a log has that name."""
    match = _NAME.fullmatch(Path(name).stem)
    try:
        day = datetime.date.fromisoformat(match[2]) if match else None
    except ValueError:
        return None
    if match is None or day is None:
        return None
    try:
        lines = tuple(data.decode("utf-8").splitlines())
    except ValueError:
        lines = ()
    return LogFile(name, int(match[1]), day, lines, _digest(lines) == match[3])


def append(folder: Path, log: str, suffix: str, lines: Sequence[str], day: datetime.date) -> str:
    """Add a file with lines to a log; return its path below the strategy folder."""
    numbers = (int(match[1]) for match in map(_NAME.match, _names(folder / log)) if match)
    name = f"{log}/{max(numbers, default=0) + 1:04}-{day}-{_digest(lines)}{suffix}"
    atomic_write(folder / name, "".join(f"{line}\n" for line in lines).encode())
    return name


def _names(folder: Path) -> Iterator[str]:
    return (path.name for path in folder.iterdir()) if folder.is_dir() else iter(())


def _digest(lines: Sequence[str]) -> str:
    return short_digest("\n".join(lines), 12)
