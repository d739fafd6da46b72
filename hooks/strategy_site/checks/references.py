"""Ids that one file takes from another: each has to exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..content.reader import Reading
from ..diagnostics import Diagnostic, closest, suggestion
from ..messages import _
from ..model.items import PriorityArea
from ..model.topics import Topic
from ..paths import STRATEGY_FILE
from ..yaml_io.emitter import as_id
from ..yaml_io.reader import Document, KeyPath


def check_references(reading: Reading) -> Iterator[Diagnostic]:
    """Yield the ids of areas, goals and projects that an item names and that do not exist."""
    for document, key, item in reading.items_with_pages():
        areas, goals = (getattr(item, name, []) for name in ("priority_areas", "goals"))
        at = (*key, "priority_areas")
        yield from _check_ids(
            reading, document, at, areas, "priority_areas", _("the priority area")
        )
        if not isinstance(item, PriorityArea):  # it holds the goals themselves
            yield from _check_ids(reading, document, (*key, "goals"), goals, "goals", _("the goal"))
        if isinstance(item, Topic):
            at = (*key, "projects")
            yield from _check_ids(
                reading, document, at, item.projects, "projects", _("the project")
            )


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
            yield document.error(
                at,
                _(
                    "%(what)s “%(item_id)s” is there twice; remove one of them.",
                    what=what,
                    item_id=item_id,
                ),
            )
        if item_id in reading.removed_ids:
            message = _(
                "%(what)s “%(item_id)s” has been removed from its file; put it back, and "
                "write “withdrawn” in it if it has ended.",
                what=what,
                item_id=item_id,
            )
            yield document.error(at, message)
        elif item_id not in known:
            message = _(
                "%(what)s “%(item_id)s” does not exist; %(advice)s",
                what=what,
                item_id=item_id,
                advice=suggestion(item_id, known, as_id),
            )
            yield document.error(at, message)


def check_registered(
    reading: Reading, document: Document, pairs: Iterable[tuple[KeyPath, str]], name: str, what: str
) -> Iterator[Diagnostic]:
    """Yield the ids that are not in a list of ``strategy.yml``.

    Takes the ids with their keys, the list's key there, and what an entry is called in messages.
    """
    if reading.strategy.item is None:
        return
    known = [row.id for row in getattr(reading.strategy.item, name)]
    for key, item_id in pairs:
        if item_id not in known:
            instead = suggestion(item_id, known, as_id)
            if closest(item_id, known):
                instead = _("write it right: %(advice)s", advice=instead)
            message = _(
                "%(what)s “%(item_id)s” is not under “%(name)s” in %(strategy_file)s; add "
                "it there or %(instead)s",
                what=what,
                item_id=item_id,
                name=name,
                strategy_file=STRATEGY_FILE,
                instead=instead,
            )
            yield document.error(key, message)
