"""What a page has asked of the content, so that it is written anew only when an answer changes.

A page asks through an object that notes each question. The questions are kept with the page; at
the next build they are asked again, and the page stands if every answer is the same. So nobody has
to say which page depends on what, and no template can forget it. Of a text an answer holds what a
page in its language can tell; see `Tellable`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel

from .content import Content
from .model import Linked

Question = tuple[str, str]
"""The name of what was asked for, and the id that it was asked about, if any."""
Tellable = Callable[..., dict[str, str]]
"""Gives all that a page can tell of a `Text` in a ``language``: it shows no other word."""
SOURCES: Question = ("sources", "")
"""Asks for every text and the line that it stands on."""

# What changes seldom. When it does, every page is written anew, so nobody need ask.
_SETTLED = (
    *("strategy", "editions", "record", "priority_areas", "goals", "homes", "withdrawn"),
    *("borders", "quality"),
)
# What follows from it, or from a thing that was asked for before.
_FOLLOWS = frozenset(
    (
        *_SETTLED,
        *("folder", "languages", "edition", "edition_with", "edition_cited_by"),
        *("areas_of", "goals_of", "goals_without_area", "order_of_areas"),
        *("municipality_names", "funder_names"),
    )
)


# What can be asked for, and nothing else that a damaged cache might name.
_KNOWN = {
    SOURCES[0],
    *(field.name for field in fields(Content)),
    *(name for name in vars(Content) if not name.startswith("_")),
}


class Watch:
    """Notes the questions, and sums up the answers."""

    def __init__(self, content: Content, tellable: Tellable) -> None:
        self._content, self._tellable = content, tellable
        self._items: dict[tuple[int, str], bytes] = {}
        self._answers: dict[tuple[Question, str], bytes] = {}
        self._sums: dict[tuple[str, str], bytes] = {}
        self.asked: set[Question] = set()
        """What was asked since this was last emptied."""
        self.content = cast("Content", _Watched(content, self.asked))
        """The content, to be asked."""

    @cached_property
    def settled(self) -> bytes:
        """The sum of what every page may build on without asking."""
        return self.sum_of([getattr(self._content, name) for name in _SETTLED])

    def answers(self, questions: str, language: str) -> bytes:
        """Give the sum of the answers to what a page in a language has asked.

        Takes questions as `as_text` wrote them down; raises `UnreadableError` if it did not.
        """
        # Many pages ask the same.
        found = self._sums.get((questions, language))
        if found is None:
            answers = [self._answer(question, language) for question in from_text(questions)]
            found = self._sums[questions, language] = _sum(b"".join(answers))
        return found

    def _answer(self, question: Question, language: str) -> bytes:
        found = self._answers.get((question, language))
        if found is None:
            found = self._answers[question, language] = self._ask(question, language)
        return found

    def _ask(self, question: Question, language: str) -> bytes:
        name, about = question
        if question == SOURCES:
            return self._sources
        answer = getattr(self._content, name)
        if callable(answer):
            item = self._content.item(about)
            if name == "item":
                answer = item
            elif item is not None:
                answer = answer(item)
            else:
                return b"there is no such thing any more"
        return self.sum_of(answer, language)

    @cached_property
    def _sources(self) -> bytes:
        """The sum of every file, with its name: of the lines that texts stand on, too."""
        files = sorted(path for path in self._content.folder.rglob("*") if path.is_file())
        return _sum(b"".join(_sum(bytes(path)) + _sum(path.read_bytes()) for path in files))

    def sum_of(self, value: Any, language: str = "") -> bytes:
        """Give a sum that two values share only if a page in a language could show no difference.

        Without a language: no page could, in any.
        """
        if isinstance(value, BaseModel):
            # The same few objects are asked for again and again; all live as long as the content.
            found = self._items.get((id(value), language))
            if found is None:
                tellable = partial(self._tellable, language=language) if language else None
                text = f"{type(value).__name__} {value.model_dump_json(context=tellable)}"
                found = self._items[id(value), language] = _sum(text.encode())
            return found
        if isinstance(value, dict):
            return self.sum_of([*value, *value.values()], language)
        if isinstance(value, list | tuple):
            return _sum(b"".join(self.sum_of(part, language) for part in value))
        if is_dataclass(value):
            parts = [getattr(value, field.name) for field in fields(value)]
            return self.sum_of(parts, language)
        if value is None or isinstance(value, str | int | float | Path | date):
            return _sum(repr(value).encode())
        raise TypeError(f"{type(value).__name__} has no sum")


class _Watched:
    """Answers as the content does, and notes what it was asked."""

    def __init__(self, content: Content, asked: set[Question]) -> None:
        self._content, self._asked = content, asked

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._content, name)
        if name in _FOLLOWS:
            return value
        if callable(value):

            def ask(about: Linked | str) -> Any:
                self._asked.add((name, about if isinstance(about, str) else about.id))
                return value(about)

            return ask
        self._asked.add((name, ""))
        return value


def as_text(questions: Iterable[Question]) -> str:
    """Write questions down."""
    return json.dumps(sorted(questions), ensure_ascii=False)


class UnreadableError(ValueError):
    """What was kept of a page is damaged."""


def from_text(text: str) -> list[Question]:
    """Read what `as_text` wrote; raises `UnreadableError` if it did not."""
    try:
        questions = [(str(name), str(about)) for name, about in json.loads(text)]
    except (ValueError, TypeError) as error:
        raise UnreadableError from error
    if not _KNOWN.issuperset(name for name, _ in questions):
        raise UnreadableError
    return questions


def _sum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()
