"""Every address ever published, in ``strategy/addresses.txt``: none of them may die.

One line an address: the path below the language's prefix, the kind of page, the id; and one for
each prefix, ``fi/ language fi``. A program writes it when the site is published; the sum at its end
tells when a hand has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .problems import Problem

LEDGER = "addresses.txt"
NO_ID = "-"
_HEAD = "# Alla adresser som har publicerats. Skrivs av ”make publish”; ändra aldrig för hand."
_SUM = "# summa "


@dataclass(frozen=True)
class Published:
    """One address that was published, and what it is about."""

    address: str
    kind: str
    id: str
    """`NO_ID` for a list, which has none."""

    @property
    def name(self) -> str:
        """The id, or the address of a list."""
        return self.id if self.id != NO_ID else f"/{self.address}"

    @property
    def about(self) -> tuple[str, str]:
        """What the address is about: kind and id. This never changes."""
        return self.kind, self.id

    def __str__(self) -> str:
        """Give the line of the ledger."""
        return f"{self.address} {self.kind} {self.id}"


def read_ledger(folder: Path, shown: Path) -> tuple[list[Published], list[Problem]]:
    """Read the ledger of a strategy folder; it is empty before the first publication."""
    path, name = folder / LEDGER, shown / LEDGER
    if not path.is_file():
        return [], []
    published = parsed_ledger(path.read_bytes().decode("utf-8", "replace"))
    if published is None:
        message = (
            "adressboken är ändrad för hand; hämta tillbaka den med "
            f"”make restore FIL={name.as_posix()}”."
        )
        return [], [Problem(name, 1, message)]
    return published, []


def parsed_ledger(text: str) -> list[Published] | None:
    """Give what stands in a ledger; ``None`` if it is not as a program has written it."""
    lines = text.splitlines()
    rows = [line.split() for line in lines if line[:1] != "#"]
    published = [Published(*parts) for parts in rows if len(parts) == 3]
    whole = len(published) == len(rows) and lines[-1:] == [_SUM + _sum(published)]
    return published if whole else None


def write_ledger(folder: Path, published: Iterable[Published]) -> None:
    """Write the ledger of a strategy folder anew."""
    rows = list(published)
    text = "\n".join([_HEAD, *map(str, rows), _SUM + _sum(rows)])
    (folder / LEDGER).write_text(text + "\n", encoding="utf-8")


def _sum(published: Iterable[Published]) -> str:
    return hashlib.sha256("\n".join(map(str, published)).encode()).hexdigest()[:16]
