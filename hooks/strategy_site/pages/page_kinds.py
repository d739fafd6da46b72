"""The kinds of pages, each with all that the site says of a kind. Add a row to add a kind.

Knows no page and no language: titles are message ids of the interface's catalogues.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ..content.content import Content
from ..messages import N_
from .project_groups import ProjectGroups, by_goal, by_municipality, by_priority_area, by_year

Menu = Literal["main", "footer"]
"""The menu on top of every page, or the one at its foot."""


@dataclass(frozen=True)
class PageKind:
    """One kind of page."""

    name: str
    """Also its template: ``goal`` → ``templates/pages/goal.html.j2``."""
    title: str = ""
    """Message id of what menus and breadcrumbs call a page that is about no single item."""
    section: str = ""
    """Key in ``sections:`` of strategy.yml: the page's own part of its address."""
    list_title: str = ""
    """Message id in the menu of the lists of projects; empty for a page that is not in it."""
    item_title: str = ""
    """Message id that names an item by its ``%(id)s``."""
    description: str = ""
    """The attribute of the page's item that says what the page is about."""
    groups: Callable[[Content], ProjectGroups] | None = None
    """Returns the groups of projects that the page lists; it is below the list of projects."""
    searched: str = ""
    """Message id of everyday words that find the page, beside its title."""
    menu: Menu | None = None
    weight: int = 0
    """Place in the menu, lowest first; equals are in the order of the rows."""
    wanted: Callable[[Content], bool] = lambda content: True
    """Whether menus show it; a page that is neither about items nor wanted does not exist."""

    def address(self, content: Content) -> str:
        """Return the address of the only page of this kind, or of the version in force."""
        if self.name == "version":
            return content.edition.address
        above = PAGE_KINDS["project_list"].address(content) if self.groups else ""
        own = f"{getattr(content.strategy.sections, self.section)}/" if self.section else ""
        return above + own


_ROWS = (
    PageKind(
        "home",
        N_("Home"),
        searched=N_("vision contact address e-mail phone office board staff question"),
        menu="main",
    ),
    PageKind(
        "priority_area_list",
        N_("Priority areas"),
        "priority_areas",
        menu="main",
        wanted=lambda content: bool(content.priority_areas),
    ),
    PageKind("priority_area", item_title=N_("Priority area %(id)s"), description="purpose"),
    PageKind("goal_list", N_("Goals"), "goals", menu="main"),
    PageKind("goal", item_title=N_("Goal %(id)s")),
    PageKind("project_list", N_("Projects"), "projects", N_("All projects"), menu="main"),
    PageKind("project", description="summary"),
    PageKind(
        "projects_by_priority_area",
        N_("Projects by priority area"),
        "priority_areas",
        N_("By priority area"),
        groups=by_priority_area,
    ),
    PageKind("projects_by_goal", N_("Projects by goal"), "goals", N_("By goal"), groups=by_goal),
    PageKind(
        "projects_by_municipality",
        N_("Projects by municipality"),
        "municipalities",
        N_("By municipality"),
        groups=by_municipality,
    ),
    PageKind("projects_by_year", N_("Projects by year"), "years", N_("By year"), groups=by_year),
    PageKind(
        "call_list",
        N_("Calls"),
        "calls",
        searched=N_("apply application money grant support funding deadline"),
        menu="main",
    ),
    PageKind("call", description="summary"),
    PageKind(
        "topic_list",
        N_("Got an idea?"),
        "topics",
        menu="footer",
        wanted=lambda content: bool(content.topics),
    ),
    PageKind("topic", description="text"),
    PageKind("search", N_("Search"), "search"),
    PageKind("open_data", N_("Open data"), "open_data", menu="footer", weight=2),
    PageKind(
        "overview",
        N_("Overview"),
        "overview",
        N_("Overview"),
        searched=N_("map chart statistics funder financier sum total"),
        menu="footer",
        weight=4,
    ),
    PageKind(
        "indicators",
        N_("Indicators"),
        "indicators",
        menu="footer",
        weight=4,
        wanted=lambda content: any(goal.indicators for goal in content.goals),
    ),
    PageKind(
        "accessibility", N_("Accessibility statement"), "accessibility", menu="footer", weight=5
    ),
    PageKind(
        "translations",
        N_("Translations"),
        "translations",
        menu="footer",
        weight=3,
        wanted=lambda content: len(content.languages) > 1,
    ),
    PageKind(
        "version",
        N_("The strategy's text"),
        searched=N_("download PDF document print read whole change changed difference"),
        menu="footer",
        weight=1,
    ),
    PageKind("version_area", item_title=N_("Priority area %(id)s")),
    PageKind("version_goal", item_title=N_("Goal %(id)s")),
)
PAGE_KINDS = {kind.name: kind for kind in _ROWS}
SEARCH_KINDS = {
    "topic": N_("Got an idea?"),
    "goal": N_("Goal"),
    "priority_area": N_("Priority area"),
    "project": N_("Project"),
    "call": N_("Call"),
}
"""Message ids of what search results are called, by kind of page; others have no name."""


def menu_kinds(menu: Menu, content: Content) -> list[PageKind]:
    """Return the entries of a menu in order."""
    kinds = [kind for kind in PAGE_KINDS.values() if kind.menu == menu and kind.wanted(content)]
    return sorted(kinds, key=lambda kind: kind.weight)


def section_words() -> dict[str, str]:
    """Return the message id from which a new strategy names each section, by its key."""
    words = {"municipalities": N_("Municipality"), "years": N_("Year")}
    for kind in PAGE_KINDS.values():
        words.setdefault(kind.section, kind.title)
    return words
