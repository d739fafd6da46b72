"""A mistake in the content, said in one Swedish sentence with file and line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

NOT_PUBLISHED = "Inget är publicerat: rätta felen ovan och försök igen."
"""What a build says below the mistakes that it found."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing a communicator has to mend, has to know (``warning``), or may try (``hint``)."""

    path: Path
    line: int
    message: str
    warning: bool = False
    hint: bool = False

    def __str__(self) -> str:
        """Give the sentence as it is printed: file, line, what is wrong, what to write."""
        kind = "Tips: " if self.hint else "Varning: " if self.warning else ""
        return f"{self.path.as_posix()}, rad {self.line}: {kind}{self.message}"


class ContentError(Exception):
    """The content can't be used; ``problems`` holds every mistake that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def closest(wrong: str, right: Iterable[str]) -> str | None:
    """Give the one of ``right`` that ``wrong`` was probably meant to be, if any resembles it."""
    choice = list(right)
    same = (word for word in choice if word.casefold() == wrong.casefold())
    return next(same, next(iter(difflib.get_close_matches(wrong, choice, n=1, cutoff=0.7)), None))


def suggestion(wrong: str, right: Iterable[str]) -> str:
    """Give the end of a sentence that proposes what to write instead of ``wrong``.

    The closest of ``right`` if one resembles it, otherwise the whole choice.
    """
    choice = list(right)
    if close := closest(wrong, choice):
        return f"menade du ”{close}”?"
    if not choice:
        return "ta bort det."
    return f"välj bland: {', '.join(choice)}."
