"""``goals.csv``, ``projects.csv`` and ``indicators.csv``, as `csv_format` writes them.

The first two have a row for each item. The columns of the YAML have its names, and can be
imported again. The columns beside them are for readers, and have names in the source language,
because each file is the same for all languages.
"""

from __future__ import annotations

from typing import TypeVar

from ..content.content import Content
from ..i18n.localizer import Localizer
from ..messages import N_
from ..model.items import Goal, Item, Project
from ..pages.urls import short_address
from ..render.site_context import SiteContext
from .csv_format import write_rows, write_table

ListedItem = TypeVar("ListedItem", bound=Item)


def goals_table(site: SiteContext, localizer: Localizer) -> str:
    """Return every goal, withdrawn ones too, with its priority areas and its URL."""
    goals = _all(site.content, Goal)
    column = localizer.gettext_plain("Priority area")
    beside = [
        _url(site, localizer, goal) | {column: " ".join(site.content.areas_by_goal[goal.id])}
        for goal in goals
    ]
    return write_table(goals, beside)


def projects_table(site: SiteContext, localizer: Localizer) -> str:
    """Return every project, withdrawn ones too, with its URL."""
    projects = _all(site.content, Project)
    return write_table(projects, [_url(site, localizer, project) for project in projects])


def indicators_table(site: SiteContext, localizer: Localizer) -> str:
    """Return every figure of every indicator in force, a row each; empty without indicators.

    Only to be read: its rows are not items, and no import takes it.
    """
    word = localizer.gettext_plain
    kinds = {
        "baseline": word(N_("Baseline")),
        "outcome": word(N_("Outcome")),
        "target": word(N_("Target")),
    }
    adopted = {False: word(N_("Adopted")), True: word(N_("The editors' own"))}
    columns = [
        *(word(N_("Goal")), word(N_("Indicator")), word(N_("Unit")), word(N_("Kind"))),
        *(word(N_("Year")), word(N_("Value")), word(N_("Source")), word(N_("Status"))),
        word(N_("Address")),
    ]
    rows: list[list[str | float | None]] = [
        [
            *(goal.id, localizer.plain(row.title), localizer.plain(row.unit) if row.unit else None),
            *(kinds[kind], figure.year, figure.value),
            *(getattr(figure, "source", None), adopted[row.editors_own]),
            site.url + short_address(goal),
        ]
        for goal in site.content.goals
        for row in goal.indicators
        for kind, figure in row.measurements
    ]
    return write_rows(columns, rows) if rows else ""


def _url(site: SiteContext, localizer: Localizer, item: Item) -> dict[str, str]:
    return {localizer.gettext_plain("Address"): site.url + short_address(item)}


def _all(content: Content, kind: type[ListedItem]) -> list[ListedItem]:
    """Return all items of a kind in the order of the files."""
    items = [content.by_id[item_id] for item_id in content.locations if item_id]
    return [item for item in items if isinstance(item, kind)]
