"""The changes that turn one YAML value into another, as `patch` takes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .patch import REMOVE
from .reader import KeyPath


def changes_between(old: Any, new: Any, key: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    """Yield the key and the new value, or `REMOVE`, of each change from ``old`` to ``new``."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name, value in new.items():
            if name not in old:
                yield (*key, name), value
            else:
                yield from changes_between(old[name], value, (*key, name))
        for name, value in old.items():
            if name not in new and value not in ([], None):
                yield (*key, name), REMOVE
    elif isinstance(old, list) and isinstance(new, list) and new and len(old) <= len(new):
        for number, after in enumerate(new):
            place = (*key, number)
            yield from (
                changes_between(old[number], after, place)
                if number < len(old)
                else [(place, after)]
            )
    elif isinstance(old, list) and isinstance(new, list) and (removed := _removed_rows(old, new)):
        for number in removed:
            yield (*key, number), REMOVE
    elif repr(old) != repr(new):
        yield key, new


def _removed_rows(old: list[Any], new: list[Any]) -> list[int]:
    """Return the indices missing from ``new`` if it is ``old`` without some rows, else none."""
    rest = [repr(value) for value in reversed(new)]
    removed = []
    for number, value in enumerate(old):
        if rest and rest[-1] == repr(value):
            rest.pop()
        else:
            removed.append(number)
    return [] if rest else removed
