"""Questions at the terminal, made from the model: what it says of a field is what is asked.

An answer is held to the same rules as the YAML, and a wrong one gets the same sentence.
"""

from __future__ import annotations

import datetime
import re
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from .content import Content
from .values import Text, meanings_of

Check = Callable[[Any], list[str]]
"""Gives, for a value, the sentences that say why it can't be used; none if it can."""
_NEEDED = "det här måste finnas; skriv ett svar, eller avbryt med Ctrl-C."
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True)
class Terminal:
    """Where questions are put: ``read`` takes a prompt and gives a line, ``write`` says one.

    ``read`` raises EOFError when nobody answers any more.
    """

    read: Callable[[str], str]
    write: Callable[[str], None]

    def line(self, prompt: str) -> str:
        """Ask for a line; give it without what stands around it."""
        return self.read(f"  {prompt} ").strip()

    def until_right(self, ask: Callable[[], Any], check: Check) -> Any:
        """Ask again, with a sentence that explains, until the answer can be used."""
        while True:
            value = ask()
            sentences = check(value)
            if not sentences:
                return value
            for sentence in sentences:
                self.write(f"  ! {sentence}")

    def yes(self, question: str) -> bool:
        """Ask for j(a) or n(ej)."""
        answers = {"j": True, "ja": True, "n": False, "nej": False}
        answer = self.until_right(
            lambda: self.line(f"{question} (j/n)").lower(),
            lambda value: [] if value in answers else ["svara j för ja eller n för nej."],
        )
        return answers[answer]


@dataclass(frozen=True)
class Questions:
    """Asks for the fields of a model."""

    terminal: Terminal
    content: Content

    def field(self, model: type[BaseModel], name: str, check: Check, proposal: str = "") -> Any:
        """Ask for one field until its value passes ``check``; ``None`` leaves it out.

        Takes what is proposed: an empty answer takes it.
        """
        info = model.model_fields[name]
        kind = _without_none(info.annotation)
        rest = "" if info.is_required() else " Tomt svar: utelämnas."
        self.terminal.write(f"\n{info.description}{rest}")
        needed = info.is_required()
        return self.terminal.until_right(
            lambda: self._value(kind, info, name, proposal),
            lambda value: [_NEEDED] if needed and value is None else check(value),
        )

    def _value(self, kind: Any, info: FieldInfo, name: str, proposal: str = "") -> Any:
        origin = get_origin(kind)
        if kind is Text:
            return self._text()
        if origin is Literal:
            return self._choice(dict(zip(get_args(kind), meanings_of(info), strict=True)))
        if origin is list:
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
        answer = self.terminal.line("Nummer:")
        return next(iter(_chosen([answer], list(meanings))), None) if answer else None

    def _several(self, kind: Any, info: FieldInfo, name: str) -> list[Any] | None:
        if name in _REGISTERS:
            register = self._register(name)
            if not register:
                self.terminal.write("  (Det finns inga att välja bland.)")
                return None
            self._list(register)
            answer = self.terminal.line("Nummer, med komma mellan:")
            return _chosen(re.split(r"[\s,;]+", answer), list(register)) or None
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind is not Text:
            return list(self._rows(kind)) or None
        found: list[str] = []
        while answer := self.terminal.line(f"{len(found) + 1} (tomt: inga fler):"):
            found.append(answer)
        return found or None

    def _rows(self, kind: type[BaseModel]) -> Iterator[dict[str, Any]]:
        """Ask for the parts of something that there may be several of, such as money.

        Who leaves a row's first needed answer empty did not want the row.
        """
        number = 1
        while self.terminal.yes(f"Lägga till rad {number}?"):
            row = self._row(kind)
            if row:
                yield row
                number += 1

    def _row(self, kind: type[BaseModel]) -> dict[str, Any]:
        row: dict[str, Any] = {}
        for name, info in kind.model_fields.items():
            self.terminal.write(f"  {info.description}")
            value = self._value(_without_none(info.annotation), info, name)
            while value is None and info.is_required():
                if not row:
                    return row
                self.terminal.write(f"  ! {_NEEDED}")
                value = self._value(_without_none(info.annotation), info, name)
            if value is not None:
                row[info.alias or name] = value
        return row

    def _list(self, choice: Mapping[str, str]) -> None:
        for number, (identity, title) in enumerate(choice.items(), 1):
            self.terminal.write(f"  {number:>3}) {title}  ({identity})")

    def _register(self, name: str) -> dict[str, str]:
        """Give id and name of what a field may point at."""
        holder = self.content if name in ("goals", "priority_areas") else self.content.strategy
        items = getattr(holder, name)
        source = self.content.languages[0]
        texts = {row.id: getattr(row, "title", None) or getattr(row, "name", None) for row in items}
        return {identity: text.get(source) or "" for identity, text in texts.items() if text}


_REGISTERS = ("goals", "priority_areas", "municipalities")
"""The fields that hold ids of something that is written elsewhere."""


def _without_none(kind: Any) -> Any:
    """Unwrap ``X | None``, and what annotates it."""
    while get_origin(kind) in (types.UnionType, Union) or hasattr(kind, "__metadata__"):
        kind = next(part for part in get_args(kind) if part is not type(None))
    return kind


def _chosen(answers: list[str], choice: list[str]) -> list[str]:
    """Give what numbers in a list stand for; an id may be written too, the check sees to it."""
    return [
        choice[int(answer) - 1]
        if re.fullmatch(r"[0-9]{1,4}", answer) and 0 < int(answer) <= len(choice)
        else answer
        for answer in answers
        if answer
    ]


def _read(kind: Any, answer: str) -> Any:
    """Give an answer as what the field holds, or as it is for the check to explain."""
    if kind is int:
        digits = _SPACES.sub("", answer)
        return int(digits) if re.fullmatch(r"[0-9]{1,18}", digits) else answer
    if kind is datetime.date:
        try:
            return datetime.date.fromisoformat(answer)
        except ValueError:
            return answer
    return answer
