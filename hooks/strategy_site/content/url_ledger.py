"""The URL ledger, ``strategy/addresses.txt``: every URL ever published, so that none disappears.

A line for each: its path below the language's prefix, the kind of page, the id; and a line for each
prefix, ``fi/ language fi``. Publishing writes it; the checksum at its end reveals a change by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Diagnostic
from ..hashing import short_digest
from ..messages import _

LEDGER = "addresses.txt"
NO_ID = "-"
_HEAD = "# Alla adresser som har publicerats. Skrivs av ”make publish”; ändra aldrig för hand."
_CHECKSUM_PREFIX = "# summa "


@dataclass(frozen=True)
class PublishedUrl:
    """A published URL and its subject."""

    address: str
    kind: str
    id: str
    """`NO_ID` for a list."""

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
    """Read the ledger of a strategy folder; return its lines, and what is wrong with it."""
    path, name = folder / LEDGER, display_path / LEDGER
    if not path.is_file():
        return [], []
    published = parsed_ledger(path.read_bytes().decode("utf-8", "replace"))
    if published is None:
        message = _(
            "the ledger of addresses has been changed by hand; bring it back with "
            "“make restore FIL=%(file)s”.",
            file=name.as_posix(),
        )
        return [], [Diagnostic(name, 1, message)]
    return published, []


def parsed_ledger(text: str) -> list[PublishedUrl] | None:
    """Return the lines of a ledger's text; ``None`` if its checksum or a line is wrong."""
    lines = text.splitlines()
    rows = [line.split() for line in lines if line[:1] != "#"]
    published = [PublishedUrl(*parts) for parts in rows if len(parts) == 3]
    whole = len(published) == len(rows) and lines[-1:] == [_CHECKSUM_PREFIX + _checksum(published)]
    return published if whole else None


def write_ledger(folder: Path, published: Iterable[PublishedUrl]) -> None:
    """Write the ledger of a strategy folder."""
    rows = list(published)
    text = "\n".join([_HEAD, *map(str, rows), _CHECKSUM_PREFIX + _checksum(rows)])
    (folder / LEDGER).write_text(text + "\n", encoding="utf-8", newline="\n")


def _checksum(published: Iterable[PublishedUrl]) -> str:
    return short_digest("\n".join(map(str, published)))


LANGUAGE_KIND = "language"
"""The kind of a language's line, whose address is the prefix of all its pages."""
