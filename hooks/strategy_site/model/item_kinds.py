"""The kinds of items: all that has a file, an id, a page and a list. Add a row to add a kind.

What reads this table: the reader of ``strategy/``, URLs and pages, ``strategy.json``, the change
report, the editor's forms and the terminal prompts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..messages import _n, message_id, message_ids
from .items import Call, Goal, Item, PriorityArea, Project
from .topics import Topic


@dataclass(frozen=True)
class ItemKind:
    """One kind of item."""

    name: str
    """Kind of its pages and their template (``goal``), also in ``strategy.json`` and the ledger."""
    folder: str
    """Its folder in ``strategy/``, its key in `Sections`, and the field by which others refer."""
    model: type[Item]
    title: str
    """One of it, a message."""
    plural: str
    """Several, a message."""
    counted: tuple[str, str]
    """The forms of a message with their number."""
    sort_key: Callable[[Any], Any] = lambda item: 0
    """Order in lists; items that share a key keep the order of their files."""
    prompts: tuple[str, ...] = ()
    """Fields that a terminal prompt asks for, in order; the others are added to the file later.
    Empty if there is no such command."""
    optional: bool = False
    """Whether a site without any of them has no list of them either."""


def _newest_first(project: Project) -> tuple[int, int, str]:
    day = project.published.toordinal() if project.published else 0
    return (-(project.year or 0), -day, project.id)


def _latest_closing_first(call: Call) -> tuple[int, str]:
    day = call.closes or call.published or call.opens
    return (-day.toordinal() if day else 0, call.id)


ITEM_KINDS: dict[str, ItemKind] = {
    kind.name: kind
    for kind in (
        ItemKind(
            *("priority_area", "priority_areas", PriorityArea),
            *(message_id("Priority area"), message_id("Priority areas")),
            message_ids("%(num)d priority area", "%(num)d priority areas"),
        ),
        ItemKind(
            *("goal", "goals", Goal, message_id("Goal"), message_id("Goals")),
            message_ids("%(num)d goal", "%(num)d goals"),
        ),
        ItemKind(
            *("project", "projects", Project, message_id("Project"), message_id("Projects")),
            message_ids("%(num)d project", "%(num)d projects"),
            sort_key=_newest_first,
            prompts=(
                *("title", "id", "summary", "owner", "partners", "municipalities", "places"),
                *("start_year", "end_year", "published", "state", "outcome", "outcome_source"),
                *("priority_areas", "goals"),
                *("total", "funding", "co_funding", "in_kind", "sources"),
            ),
        ),
        ItemKind(
            *("topic", "topics", Topic, message_id("Topic"), message_id("Topics")),
            message_ids("%(num)d topic", "%(num)d topics"),
            optional=True,
            prompts=("title", "id", "text", "words", "goals", "projects", "applicants"),
        ),
        ItemKind(
            *("call", "calls", Call, message_id("Call"), message_id("Calls")),
            message_ids("%(num)d call", "%(num)d calls"),
            sort_key=_latest_closing_first,
            prompts=(
                *("title", "id", "kind", "summary", "who_may_apply", "published", "opens"),
                *("closes", "closes_at", "decision_date", "fund", "budget", "max_per_project"),
                *(
                    "support_level",
                    "priority_areas",
                    "goals",
                    "how_to_apply",
                    "apply_url",
                    "sources",
                ),
            ),
        ),
    )
}
"""By name, in the order of the site's menu."""

ITEM_FOLDERS = {kind.folder: kind.model for kind in ITEM_KINDS.values()}
"""The model of the files in each folder of items."""

_BY_MODEL = {kind.model: kind for kind in ITEM_KINDS.values()}


def kind_of(item: Item | type[Item]) -> ItemKind:
    """Return the kind of an item, or of a model of items."""
    return _BY_MODEL[item if isinstance(item, type) else type(item)]


def item_counts(counts: Mapping[str, int]) -> str:
    """Return how many items there are, in words: ``3 priority areas, 7 goals, …``.

    Takes the numbers by name of kind; a kind that is left out has none.
    """
    rows = [(kind, counts.get(kind.name, 0)) for kind in ITEM_KINDS.values()]
    return ", ".join(_n(*kind.counted, count) for kind, count in rows if count or not kind.optional)
