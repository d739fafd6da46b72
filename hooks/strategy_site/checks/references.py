"""Ids that one file takes from another: each has to exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..content.reader import Reading
from ..diagnostics import Diagnostic, suggestion
from ..model.items import PriorityArea
from ..paths import STRATEGY_FILE
from ..yaml_io.reader import Document, KeyPath


def check_references(reading: Reading) -> Iterator[Diagnostic]:
    """Yield the ids under ``priority_areas`` and ``goals`` of any item that do not exist."""
    for document, key, item in reading.items_with_pages():
        areas, goals = (getattr(item, name, []) for name in ("priority_areas", "goals"))
        at = (*key, "priority_areas")
        yield from _check_ids(reading, document, at, areas, "priority_areas", "insatsområdet")
        if not isinstance(item, PriorityArea):  # it holds the goals themselves
            yield from _check_ids(reading, document, (*key, "goals"), goals, "goals", "målet")


def _check_ids(
    reading: Reading, document: Document, key: KeyPath, ids: list[str], folder: str, what: str
) -> Iterator[Diagnostic]:
    sources = {"goals": {"goals", "priority_areas"}}.get(folder, {folder})
    if reading.unread & sources:
        return  # the id may be in the file that can't be parsed: report one error at a time
    known = reading.ids[folder]
    for number, item_id in enumerate(ids):
        at = (*key, number)
        if item_id in ids[:number]:
            yield document.error(at, f"{what} ”{item_id}” står två gånger; ta bort den ena.")
        if item_id in reading.removed_ids:
            message = (
                f"{what} ”{item_id}” är borttaget ur sin fil; lägg tillbaka det, och skriv "
                "”withdrawn” i det om det har upphört."
            )
            yield document.error(at, message)
        elif item_id not in known:
            message = f"{what} ”{item_id}” finns inte; {suggestion(item_id, known)}"
            yield document.error(at, message)


def check_registered(
    reading: Reading, document: Document, pairs: Iterable[tuple[KeyPath, str]], name: str, what: str
) -> Iterator[Diagnostic]:
    """Yield the ids that are not in a list of ``strategy.yml``.

    Takes the ids with their keys, the list's key there, and what an entry is called in Swedish.
    """
    if reading.strategy.item is None:
        return
    known = [row.id for row in getattr(reading.strategy.item, name)]
    for key, item_id in pairs:
        if item_id not in known:
            proposal = suggestion(item_id, known)
            instead = f"skriv rätt: {proposal}" if proposal.startswith("menade") else proposal
            message = (
                f"{what} ”{item_id}” finns inte under ”{name}” i {STRATEGY_FILE}; "
                f"lägg till den där eller {instead}"
            )
            yield document.error(key, message)
