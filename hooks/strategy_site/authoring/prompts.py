"""Questions at the terminal, from the model: the description of a field is the question.

An answer is checked by the same rules as YAML, and a wrong one gets the same message. Knows nothing
of which fields are asked for, nor where the answers go.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..content.content import Content
from ..messages import _, message_id
from ..model.fields import Text, meanings_of
from ..model.introspection import bare_type

AnswerCheck = Callable[[Any], list[str]]
"""Returns why a value can't be used, in sentences; none if it can."""
_NEEDED = message_id("this has to be there; write an answer, or stop with Ctrl-C.")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True)
class Prompter:
    """The terminal: ``read`` takes a prompt and returns a line, ``write`` prints one.

    ``read`` raises EOFError at the end of input.
    """

    read: Callable[[str], str]
    write: Callable[[str], None]

    def line(self, prompt: str) -> str:
        """Ask for a line; return it without surrounding spaces."""
        return self.read(f"  {prompt} ").strip()

    def until_right(self, ask: Callable[[], Any], check: AnswerCheck) -> Any:
        """Ask until the answer passes ``check``, printing its sentences; return the answer."""
        while True:
            value = ask()
            sentences = check(value)
            if not sentences:
                return value
            for sentence in sentences:
                self.write(f"  ! {sentence}")

    def yes(self, question: str) -> bool:
        """Ask for yes or no, by their words or first letters; return whether it is yes."""
        yes, no = _("yes"), _("no")
        answers = {yes[0]: True, yes: True, no[0]: False, no: False}
        advice = _(
            "answer %(y)s for %(yes)s or %(n)s for %(no)s.", y=yes[0], yes=yes, n=no[0], no=no
        )
        answer = self.until_right(
            lambda: self.line(f"{question} ({yes[0]}/{no[0]})").lower(),
            lambda value: [] if value in answers else [advice],
        )
        return answers[answer]


@dataclass(frozen=True)
class ModelPrompts:
    """Asks for the fields of a model."""

    terminal: Prompter
    content: Content

    def field(
        self, model: type[BaseModel], name: str, check: AnswerCheck, proposal: str = ""
    ) -> Any:
        """Ask for one field until its value passes ``check``; return None to leave it out.

        An empty answer takes the proposal, if there is one.
        """
        info = model.model_fields[name]
        kind = bare_type(info.annotation)
        rest = "" if info.is_required() else _(" Empty answer: left out.")
        self.terminal.write(f"\n{_described(info)}{rest}")
        needed = info.is_required()
        return self.terminal.until_right(
            lambda: self._value(kind, info, name, proposal),
            lambda value: [_(_NEEDED)] if needed and value is None else check(value),
        )

    def _value(self, kind: Any, info: FieldInfo, name: str, proposal: str = "") -> Any:
        location = get_origin(kind)
        if kind is Text:
            return self._text()
        if location is Literal:
            return self._choice(dict(zip(get_args(kind), meanings_of(info), strict=True)))
        if location is list:
            return self._several(get_args(kind)[0], info, name)
        if name == "source":
            return self._choice(self._register("funders"))
        answer = self.terminal.line(f"[{proposal}]:" if proposal else ":") or proposal
        return _read(kind, answer) if answer else None

    def _text(self) -> dict[str, str] | None:
        rows = self.content.strategy.languages
        texts = {row.code: self.terminal.line(f"{row.name}:") for row in rows}
        # Without the source language the check has something to say, unless nothing was written.
        return {code: text for code, text in texts.items() if text} or None

    def _choice(self, meanings: Mapping[str, str]) -> str | None:
        self._list(meanings)
        answer = self.terminal.line(_("Number:"))
        return next(iter(_chosen([answer], list(meanings))), None) if answer else None

    def _several(self, kind: Any, info: FieldInfo, name: str) -> list[Any] | None:
        if name in _REGISTERS:
            register = self._register(name)
            if not register:
                self.terminal.write(_("  (There are none to choose from.)"))
                return None
            self._list(register)
            answer = self.terminal.line(_("Numbers, with commas between:"))
            return _chosen(re.split(r"[\s,;]+", answer), list(register)) or None
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind is not Text:
            return list(self._rows(kind)) or None
        found: list[str] = []
        while answer := self.terminal.line(
            _("%(number)s (empty: no more):", number=len(found) + 1)
        ):
            found.append(answer)
        return found or None

    def _rows(self, kind: type[BaseModel]) -> Iterator[dict[str, Any]]:
        """Ask for the rows of a list of objects, such as funding; yield each.

        An empty answer to the first required field of a row drops the row.
        """
        number = 1
        while self.terminal.yes(_("Add row %(number)s?", number=number)):
            row = self._row(kind)
            if row:
                yield row
                number += 1

    def _row(self, kind: type[BaseModel]) -> dict[str, Any]:
        row: dict[str, Any] = {}
        for name, info in kind.model_fields.items():
            self.terminal.write(f"  {_described(info)}")
            value = self._value(bare_type(info.annotation), info, name)
            while value is None and info.is_required():
                if not row:
                    return row
                self.terminal.write(f"  ! {_(_NEEDED)}")
                value = self._value(bare_type(info.annotation), info, name)
            if value is not None:
                row[info.alias or name] = value
        return row

    def _list(self, choice: Mapping[str, str]) -> None:
        for number, (item_id, title) in enumerate(choice.items(), 1):
            self.terminal.write(f"  {number:>3}) {title}  ({item_id})")

    def _register(self, name: str) -> dict[str, str]:
        """Return id and name of what a field may refer to."""
        holder = (
            self.content
            if name in ("goals", "priority_areas", "projects")
            else self.content.strategy
        )
        items = getattr(holder, name)
        source = self.content.languages[0]
        texts = {row.id: getattr(row, "title", None) or getattr(row, "name", None) for row in items}
        return {item_id: text.get(source) or "" for item_id, text in texts.items() if text}


def _described(info: FieldInfo) -> str:
    return _(info.description) if info.description else ""


_REGISTERS = ("goals", "priority_areas", "projects", "municipalities")
"""The fields that hold ids of items or registry entries."""


def _chosen(answers: list[str], choice: list[str]) -> list[str]:
    """Return the ids that numbers in a list mean; others are left for the check to explain."""
    return [
        choice[int(answer) - 1]
        if re.fullmatch(r"[0-9]{1,4}", answer) and 0 < int(answer) <= len(choice)
        else answer
        for answer in answers
        if answer
    ]


def _read(kind: Any, answer: str) -> Any:
    """Return an answer as the field's type, or as it is for the check to explain."""
    if kind is int:
        digits = _SPACES.sub("", answer)
        return int(digits) if re.fullmatch(r"[0-9]{1,18}", digits) else answer
    if kind is datetime.date:
        try:
            return datetime.date.fromisoformat(answer)
        except ValueError:
            return answer
    return answer
