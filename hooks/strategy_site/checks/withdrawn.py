"""Withdrawn items, and what replaces them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..content.reader import Reading
from ..diagnostics import Diagnostic, suggestion
from ..messages import _
from ..yaml_io.emitter import as_id


def check_withdrawn(reading: Reading) -> Iterator[Diagnostic]:
    """Yield what is wrong with the items that replace a withdrawn one."""
    known = [item_id for item_id, _ in reading.locations()]
    replaced_by = {
        item.id: item.withdrawn.replaced_by
        for _document, _key, item in reading.items_with_pages()
        if item.withdrawn
    }
    for document, key, item in reading.items_with_pages():
        for number, item_id in enumerate(item.withdrawn.replaced_by if item.withdrawn else []):
            at = (*key, "withdrawn", "replaced_by", number)
            if item_id == item.id:
                message = _(
                    "“%(item_id)s” can't be replaced by itself; write what replaces it.",
                    item_id=item_id,
                )
                yield document.error(at, message)
            elif item_id not in known and not reading.unread:
                message = _(
                    "“%(item_id)s” does not exist; %(advice)s",
                    item_id=item_id,
                    advice=suggestion(item_id, known, as_id),
                )
                yield document.error(at, message)
            elif item.id in _reached(item_id, replaced_by):
                message = _(
                    "“%(item_id)s” is itself replaced by “%(id)s”, which leads readers round in a "
                    "circle; write what is in force.",
                    item_id=item_id,
                    id=item.id,
                )
                yield document.error(at, message)


def _reached(item_id: str, replaced_by: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the ids that an item is replaced by, directly and in turn."""
    found: set[str] = set()
    ahead = [item_id]
    while ahead:
        for following in replaced_by.get(ahead.pop(), ()):
            if following not in found:
                found.add(following)
                ahead.append(following)
    return found
