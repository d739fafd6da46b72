"""Every text of the strategy, with the place it stands at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from .content import Content, Origin
from .model import Linked
from .values import Text
from .versions import placed_texts
from .yaml_reader import Key


@dataclass(frozen=True)
class Placed:
    """A text and its place."""

    identity: str
    """The id of what it is said of; empty for the strategy itself."""
    field: str
    """What it says of it: ``title``, ``criteria``, ``municipalities.norr.name``. Things in a list
    that have no id share one, so that nothing is lost when the list is put in another order."""
    part: str
    """The field with the place in the list: ``criteria.0``."""
    text: Text
    origin: Origin
    key: Key
    """Where it stands in its file."""
    note: str = ""
    """What the model says of it, for who translates it."""

    @property
    def place(self) -> str:
        """What a record calls it: ``1.3 title``."""
        return f"{self.identity or STRATEGY} {self.field}"

    @property
    def context(self) -> str:
        """What a translator's file calls it: ``1.3 criteria.0``."""
        return f"{self.identity or STRATEGY} {self.part}"

    def line(self, language: str) -> int:
        """Give the line of the translation, or of the text that has none."""
        return self.origin.document.line((*self.key, language))


STRATEGY = "-"


def texts_in(content: Content) -> list[Placed]:
    """Give every text of the strategy and of everything in it, in the order of the files."""
    found = []
    for identity, origin in content.origins.items():
        item: Any = content.by_id[identity] if identity else content.strategy
        for names, parts, text, note in _texts(item, (), (), ""):
            key = (*origin.key, *parts)
            field, part = ".".join(names), ".".join(map(str, parts))
            found.append(Placed(identity, field, part, text, origin, key, note))
    return found


def texts_of_versions(content: Content) -> list[Placed]:
    """Give every text of the versions, at the place that it has or had in the content."""
    return [
        Placed(identity, field, field, text, content.origins.get(identity, content.origins[""]), ())
        for edition in content.editions
        for identity, field, text in placed_texts(edition.version)
    ]


def _texts(
    value: Any, names: tuple[str, ...], parts: Key, note: str
) -> Iterator[tuple[tuple[str, ...], Key, Text, str]]:
    if isinstance(value, Text):
        yield names, parts, value, note
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            written = field.alias or name
            inner, said = getattr(value, name), field.description or note
            yield from _texts(inner, (*names, written), (*parts, written), said)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            if not isinstance(inner, Linked):  # a goal inside its area is met by itself
                own = getattr(inner, "id", None)
                yield from _texts(inner, (*names, own) if own else names, (*parts, number), note)
