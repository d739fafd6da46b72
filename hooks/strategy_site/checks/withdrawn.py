"""Withdrawn items, and what replaces them."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.reader import Reading
from ..diagnostics import Diagnostic, suggestion


def check_withdrawn(reading: Reading) -> Iterator[Diagnostic]:
    """Yield what is wrong with the items that replace a withdrawn one."""
    known = [item_id for item_id, _ in reading.locations()]
    for document, key, item in reading.items_with_pages():
        for number, item_id in enumerate(item.withdrawn.replaced_by if item.withdrawn else []):
            at = (*key, "withdrawn", "replaced_by", number)
            if item_id == item.id:
                message = (
                    f"”{item_id}” kan inte ersättas av sig självt; skriv vad som ersätter det."
                )
                yield document.error(at, message)
            elif item_id not in known and not reading.unread:
                message = f"”{item_id}” finns inte; {suggestion(item_id, known)}"
                yield document.error(at, message)
