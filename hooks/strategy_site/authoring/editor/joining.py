"""Joins what a form changes with what others have written into the file since it was opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...messages import _
from ...yaml_io.diff import changes_between
from ...yaml_io.reader import KeyPath


class RequestError(Exception):
    """A request of the editor that is refused; the message says why."""


def joined_changes(
    base: Any, mine: Any, theirs: Any, labels: Mapping[str, str]
) -> dict[KeyPath, Any]:
    """Return what a form changes in a file, field by field, as `patch` takes it.

    Takes the values that the form was opened with, that it has now, and that the file has now, and
    the form's name of each field. Raises `RequestError` with both values where both have changed
    one field, or one list, differently.
    """
    changed = {_field(key) for key, _value in changes_between(base, theirs, ())}
    changes, conflicts = {}, {}
    for key, value in changes_between(base, mine, ()):
        field = _field(key)
        others = [other for other in changed if field[: len(other)] == other[: len(field)]]
        if not others:
            changes[key] = value
            continue
        same = min((field, *others), key=len)
        if _at(mine, same) != _at(theirs, same):
            conflicts[same] = _at(mine, same), _at(theirs, same)
    if conflicts:
        raise RequestError("\n".join(_said(*conflict, labels) for conflict in conflicts.items()))
    return changes


def _field(key: KeyPath) -> KeyPath:
    """Return the field of a value: a list is one, because its rows have no names."""
    numbers = [place for place, part in enumerate(key) if isinstance(part, int)]
    return key[: numbers[0]] if numbers else key


def _at(value: Any, key: KeyPath) -> Any:
    for part in key:
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _said(field: KeyPath, values: tuple[Any, Any], labels: Mapping[str, str]) -> str:
    names = [labels.get(str(part), str(part)) for part in field]
    return _(
        "“%(label)s” has been changed meanwhile: you write “%(mine)s”, and the file has "
        "“%(theirs)s”. Nothing is saved: open the form again, and write what shall hold.",
        label=", ".join(names),
        mine="" if values[0] is None else values[0],
        theirs="" if values[1] is None else values[1],
    )
