"""The URL ledger, ``strategy/addresses/``: every URL ever published, so that none disappears.

An append-only log to which publishing adds a file. A line for each URL: its path below the
language's prefix, the kind of page, the id; and a line for each prefix, ``fi/ language fi``. Older
ledgers are one file, ``addresses.txt``, which is still read.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..diagnostics import Diagnostic
from ..git import arrival_order, file_states
from ..hashing import short_digest
from ..messages import _
from .append_log import append, parsed_file, read_log

LEDGER = "addresses"
"""The folder of the log, below the strategy folder."""
OLD_LEDGER = "addresses.txt"
LANGUAGE_KIND = "language"
"""The kind of a language's line, whose address is the prefix of all its pages."""
NO_ID = "-"
_SUFFIX = ".txt"
_OLD_HEAD = "# Alla adresser som har publicerats. Skrivs av ”make publish”; ändra aldrig för hand."
_CHECKSUM_PREFIX = "# summa "
"""Of the last line of an older ledger."""


@dataclass(frozen=True)
class PublishedUrl:
    """A published URL and its subject."""

    address: str
    kind: str
    id: str
    """`NO_ID` for a list."""
    day: datetime.date | None = field(default=None, compare=False)
    """When it was first published, if that is known."""
    file: str = field(default="", compare=False)
    """The ledger's file that has it, below the strategy folder."""
    line: int = field(default=1, compare=False)

    @property
    def name(self) -> str:
        """The id, or the address of a list."""
        return self.id if self.id != NO_ID else f"/{self.address}"

    @property
    def subject(self) -> tuple[str, str]:
        """Kind and id of what the URL shows. This never changes."""
        return self.kind, self.id

    def __str__(self) -> str:
        """Return the line of the ledger."""
        return f"{self.address} {self.kind} {self.id}"


def read_ledger(folder: Path, display_path: Path) -> tuple[list[PublishedUrl], list[Diagnostic]]:
    """Read the ledger of a strategy folder; return its lines, and what is wrong with it.

    Each URL comes once, the first published first: who had an address first has it for ever.
    """
    files, strays = read_log(folder, LEDGER, _SUFFIX)
    read = {file.name: parsed_ledger_file(file.name, folder / file.name) for file in files}
    if (folder / OLD_LEDGER).is_file():
        read = {OLD_LEDGER: parsed_ledger_file(OLD_LEDGER, folder / OLD_LEDGER), **read}
    diagnostics = [_damaged(display_path, name) for name, rows in read.items() if rows is None]
    for name in strays:
        message = _("no program wrote this file; remove it: only “make publish” adds files here.")
        diagnostics.append(Diagnostic(display_path / name, 1, message))
    if diagnostics:
        return [], diagnostics
    rows = [row for found in read.values() for row in found or ()]
    if _contested(rows):
        # Two branches have given one address to two things. Only git knows which came first.
        order = {OLD_LEDGER: -1, **arrival_order(folder, LEDGER)}
        rows.sort(key=lambda row: order.get(row.file, len(order)))
    return _first_of_each(rows), []


def parsed_ledger_file(name: str, data: Path | bytes) -> list[PublishedUrl] | None:
    """Return the lines of a file of the ledger; ``None`` if it is not as a program wrote it.

    Takes its path below the strategy folder, and the file or its content.
    """
    data = data.read_bytes() if isinstance(data, Path) else data
    if name == OLD_LEDGER:
        lines = data.decode("utf-8", "replace").splitlines()
        rows = _parsed(name, lines, None)
        whole = rows is not None and lines[-1:] == [_CHECKSUM_PREFIX + _checksum(rows)]
        return rows if whole else None
    file = parsed_file(name, data)
    return _parsed(name, file.lines, file.day) if file and file.unchanged else None


def _parsed(
    name: str, lines: Sequence[str], day: datetime.date | None
) -> list[PublishedUrl] | None:
    rows = []
    for number, line in enumerate(lines, 1):
        words = line.split()
        if line[:1] == "#":
            continue
        if len(words) != 3:
            return None
        address, kind, item_id = words
        rows.append(PublishedUrl(address, kind, item_id, day, name, number))
    return rows


def _damaged(display_path: Path, name: str) -> Diagnostic:
    message = _(
        "this part of the ledger of addresses is not as it was written; bring it back with "
        "“make restore FIL=%(ledger)s”: nothing is lost.",
        ledger=(display_path / LEDGER).as_posix(),
    )
    return Diagnostic(display_path / name, 1, message)


def _contested(rows: Iterable[PublishedUrl]) -> bool:
    """Return whether an address is recorded for two subjects."""
    owner: dict[str, tuple[str, str]] = {}
    return any(owner.setdefault(row.address, row.subject) != row.subject for row in rows)


def _first_of_each(rows: Iterable[PublishedUrl]) -> list[PublishedUrl]:
    """Return each URL once, with the earliest of the days on which branches published it."""
    found: dict[PublishedUrl, PublishedUrl] = {}
    for row in rows:
        first = found.setdefault(row, row)
        if first.day and row.day and row.day < first.day:
            found[row] = replace(first, day=row.day)
    return list(found.values())


def owners(published: Iterable[PublishedUrl]) -> dict[str, PublishedUrl]:
    """Return the line that each address was published with first."""
    found: dict[str, PublishedUrl] = {}
    for row in published:
        found.setdefault(row.address, row)
    return found


def append_to_ledger(folder: Path, rows: Iterable[PublishedUrl], day: datetime.date) -> str:
    """Add lines to the ledger of a strategy folder; return the file's path below it."""
    return append(folder, LEDGER, _SUFFIX, list(map(str, rows)), day)


def ledger_text(name: str, rows: Sequence[PublishedUrl]) -> str:
    """Return the text of a file of the ledger with these lines, to restore it."""
    lines = list(map(str, rows))
    if name == OLD_LEDGER:
        lines = [_OLD_HEAD, *lines, _CHECKSUM_PREFIX + _checksum(rows)]
    return "".join(f"{line}\n" for line in lines)


def _checksum(published: Iterable[PublishedUrl]) -> str:
    return short_digest("\n".join(map(str, published)))


def past_ledger(folder: Path) -> dict[str, list[PublishedUrl]]:
    """Return the lines that each file of the ledger ever had in git, by its path, oldest first."""
    past: defaultdict[str, dict[PublishedUrl, None]] = defaultdict(dict)
    for name, states in file_states(folder, LEDGER, OLD_LEDGER).items():
        for state in states:
            past[name] |= dict.fromkeys(parsed_ledger_file(name, state) or ())
    return {name: list(rows) for name, rows in past.items() if rows}
