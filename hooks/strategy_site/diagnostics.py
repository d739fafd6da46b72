"""What is wrong with the content: one sentence each, with file, line and severity.

Sentences are in the reader's language. Knows nothing of YAML or of strategies.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from .messages import _, message_id

NOT_PUBLISHED = message_id("Nothing is published: correct the errors above and try again.")
"""The line that a build prints below the errors."""


class Severity(IntEnum):
    """How serious a diagnostic is. The order is that of diagnostics with the same message."""

    ERROR = 0
    """Nothing is published until it is fixed."""
    WARNING = 1
    """Worth a look; the site is built all the same."""
    HINT = 2
    """A suggestion that may be ignored."""


_WITH_PLACE = {
    Severity.ERROR: message_id("%(path)s, line %(line)d: %(message)s"),
    Severity.WARNING: message_id("%(path)s, line %(line)d: Warning: %(message)s"),
    Severity.HINT: message_id("%(path)s, line %(line)d: Hint: %(message)s"),
}


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One message to a communicator about a line of a file, sorted by file and line."""

    path: Path
    line: int
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Return the message as it is printed, with file, line and severity."""
        place = {"path": self.path.as_posix(), "line": self.line}
        return _(_WITH_PLACE[self.severity], **place, message=self.message)


class ContentError(Exception):
    """The content can't be used; ``diagnostics`` holds all errors and warnings, sorted."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(set(diagnostics)))
        super().__init__("\n".join(map(str, self.diagnostics)))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Diagnostic, ...]]]:
        """Return how another process makes the same error."""
        return ContentError, (self.diagnostics,)


def without_errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics, sorted; raises `ContentError` with all of them if one is an error."""
    found = sorted(diagnostics)
    if any(diagnostic.severity is Severity.ERROR for diagnostic in found):
        raise ContentError(found)
    return found


def closest(wrong: str, right: Iterable[str]) -> str | None:
    """Return the word of ``right`` that resembles ``wrong`` most, ``None`` if none does."""
    choice = list(right)
    same = (word for word in choice if word.casefold() == wrong.casefold())
    return next(same, next(iter(difflib.get_close_matches(wrong, choice, n=1, cutoff=0.7)), None))


def suggestion(wrong: str, right: Iterable[str], written: Callable[[str], str] = str) -> str:
    """Return the end of a sentence that suggests what to write instead of ``wrong``.

    Names the closest word of ``right`` if one resembles it, else all of them, as ``written`` says
    that they have to be written.
    """
    choice = list(right)
    if close := closest(wrong, choice):
        return _("did you mean “%(word)s”?", word=written(close))
    if not choice:
        return _("remove it.")
    return _("choose one of: %(words)s.", words=", ".join(map(written, choice)))
