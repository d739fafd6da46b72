"""Every text of an item, and where it is. Nothing else walks through models for texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from ..yaml_io.reader import KeyPath
from .fields import Text
from .items import Item


class LocatedText(NamedTuple):
    """A text and where it is in a value."""

    field: tuple[str, ...]
    """``("municipalities", "norr", "name")``: list entries by id, or not told apart."""
    key: KeyPath
    """``("municipalities", 0, "name")``: its key in YAML."""
    text: Text
    description: str
    """What the model says about it."""


def walk_texts(
    value: Any, field: tuple[str, ...] = (), key: KeyPath = (), description: str = ""
) -> Iterator[LocatedText]:
    """Yield every text in a value, but not those of items inside it, such as an area's goals."""
    if isinstance(value, Text):
        yield LocatedText(field, key, value, description)
    elif isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            alias, inner = info.alias or name, getattr(value, name)
            about = info.description or description
            yield from walk_texts(inner, (*field, alias), (*key, alias), about)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            if not isinstance(inner, Item):
                item_id = getattr(inner, "id", None)
                path = (*field, item_id) if item_id else field
                yield from walk_texts(inner, path, (*key, number), description)


def texts_in(value: Any) -> list[Text]:
    """Return every text in a value, but not those of items inside it."""
    return [located.text for located in walk_texts(value)]
