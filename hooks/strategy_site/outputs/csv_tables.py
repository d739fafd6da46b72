"""``goals.csv`` and ``projects.csv``: all items of a kind, as `csv_format` writes them.

The columns of the YAML have its names, and can be imported again. The columns beside them are for
readers, and have names in the source language, because each file is the same for all languages.
"""

from __future__ import annotations

from typing import TypeVar

from ..content.content import Content
from ..i18n.localizer import Localizer
from ..model.items import Goal, Item, Project
from ..pages.urls import short_address
from ..render.site_context import SiteContext
from .csv_format import write_table

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


def _url(site: SiteContext, localizer: Localizer, item: Item) -> dict[str, str]:
    return {localizer.gettext_plain("Address"): site.url + short_address(item)}


def _all(content: Content, kind: type[ListedItem]) -> list[ListedItem]:
    """Return all items of a kind in the order of the files."""
    items = [content.by_id[item_id] for item_id in content.locations if item_id]
    return [item for item in items if isinstance(item, kind)]
