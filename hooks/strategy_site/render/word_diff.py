"""Two wordings of a text → the removed and added words."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "removed", "added"]

_ISLAND = 2
"""Runs of at most so many common words between two changes become part of the change."""


@dataclass(frozen=True)
class Piece:
    """Words of both wordings, or of one of them."""

    kind: Kind
    text: str


def word_diff(old: str, new: str) -> list[Piece]:
    """Return the pieces of both wordings in reading order, removed before added.

    Takes plain texts, which are compared by words: line breaks do not count. The pieces that are
    not ``added`` make up the old wording, those not ``removed`` the new one.
    """
    before, after = old.split(), new.split()
    pieces: list[Piece] = []
    for same, i1, i2, j1, j2 in _runs(before, after):
        if same:
            pieces.append(Piece("same", " ".join(before[i1:i2])))
            continue
        removed, added = " ".join(before[i1:i2]), " ".join(after[j1:j2])
        pieces += [Piece("removed", removed)] if removed else []
        pieces += [Piece("added", added)] if added else []
    return pieces


_Run = tuple[bool, int, int, int, int]


def _runs(before: list[str], after: list[str]) -> list[_Run]:
    """Return runs of same and changed words, short same runs joined to the changes around them."""
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    runs: list[_Run] = []
    for number, (tag, i1, i2, j1, j2) in enumerate(codes):
        inside = 0 < number < len(codes) - 1
        same = tag == "equal" and not (inside and i2 - i1 <= _ISLAND)
        if runs and not same and not runs[-1][0]:
            _, i1, _, j1, _ = runs.pop()
        runs.append((same, i1, i2, j1, j2))
    return runs
