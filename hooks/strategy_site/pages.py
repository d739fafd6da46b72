"""Which pages the site has: one for each thing, and the lists that lead to them.

A page is the same in every language; `rendering` writes it in one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .addresses import address_of, section_of, short_address
from .content import Content
from .model import Call, Goal, Linked, PriorityArea, Project
from .versions import Edition, Version


@dataclass(frozen=True)
class Group:
    """Projects that have something in common, for lists that work without JavaScript."""

    anchor: str
    title: Any
    """A `Text`, a goal or area, a year, or ``None`` for projects that say nothing of it."""
    projects: tuple[Project, ...]


@dataclass(frozen=True)
class Page:
    """One page of the site, before any language."""

    kind: str
    """Also the name of its template: ``goal`` → ``templates/goal.html.j2``."""
    address: str
    """Path below the language's prefix: ``mal/ungas-deltagande/``."""
    edited_in: Path | None
    """The YAML file behind the page; ``None`` where it is frozen."""
    item: Any = None
    parent: Page | None = None
    previous: Linked | None = None
    next: Linked | None = None
    groups: tuple[Group, ...] = field(default=(), repr=False)
    edition: Edition | None = None
    """The version whose wording the page keeps, if it is such a page."""

    @property
    def identity(self) -> str:
        """What the page is about, for ever; empty for home and lists.

        An id, ``2:1.3`` for an id in a version, or a version with the sum of its words: the same
        address with other words would be another thing.
        """
        if self.edition is None:
            return self.item.id if isinstance(self.item, Linked) else ""
        if isinstance(self.item, Version):
            return f"{self.edition.number}-{self.edition.seal}"
        return f"{self.edition.number}:{self.item.id}"

    @property
    def short(self) -> str | None:
        """The short address that leads to the page, if what it is about has one."""
        return short_address(self.item) if isinstance(self.item, Linked) else None


def pages_of(content: Content) -> list[Page]:
    """Give every generated page of the site."""
    sections = content.strategy.sections
    home = Page("home", "", content.origins[""].path, content.strategy)
    pages = [home]
    for kind, model, items in (
        ("priority_area", PriorityArea, content.priority_areas),
        ("goal", Goal, content.goals),
        ("project", Project, content.projects),
        ("call", Call, content.calls),
    ):
        above = Page(f"{kind}_list", section_of(model, sections), home.edited_in, None, home)
        pages.append(above)
        pages += _item_pages(kind, items, above, content)
        gone = [item for item in content.withdrawn if isinstance(item, model)]
        pages += [page for item in gone for page in _item_pages(kind, [item], above, content)]
        if kind == "project":
            pages += _project_groups(above, content)
    pages.append(Page("search", f"{sections.search}/", home.edited_in, None, home))
    pages.append(Page("open_data", f"{sections.open_data}/", home.edited_in, None, home))
    pages.append(Page("overview", f"{sections.overview}/", home.edited_in, None, home))
    pages.append(Page("accessibility", f"{sections.accessibility}/", home.edited_in, None, home))
    if len(content.languages) > 1:
        address = f"{sections.translations}/"
        pages.append(Page("translations", address, home.edited_in, None, home))
    for edition in content.editions:
        pages += _edition_pages(edition, home)
    return pages


def _edition_pages(edition: Edition, home: Page) -> Iterable[Page]:
    version = edition.version
    whole = Page("version", edition.address, None, version, home, edition=edition)
    yield whole
    for kind, items in (
        ("version_area", version.priority_areas),
        ("version_goal", version.goals),
    ):
        for item in items:
            yield Page(kind, edition.address_of(item.id), None, item, whole, edition=edition)


def _item_pages(
    kind: str, items: Iterable[Linked], above: Page, content: Content
) -> Iterable[Page]:
    line = list(items)
    for number, item in enumerate(line):
        yield Page(
            kind,
            address_of(item, content.strategy.sections),
            content.origins[item.id].path,
            item,
            above,
            line[number - 1] if number else None,
            line[number + 1] if number + 1 < len(line) else None,
        )


def _project_groups(above: Page, content: Content) -> Iterable[Page]:
    sections = content.strategy.sections
    by_area = [(a.id, a, content.projects_of(a)) for a in content.priority_areas]
    by_goal = [(g.id, g, content.projects_of(g)) for g in content.goals]
    by_municipality = [
        (row.id, row.name, [p for p in content.projects if row.id in p.municipalities])
        for row in content.strategy.municipalities
    ]
    years = sorted({p.year for p in content.projects if p.year}, reverse=True)
    by_year = [(str(y), y, [p for p in content.projects if p.year == y]) for y in years]
    for kind, part, groups in (
        ("by_priority_area", sections.priority_areas, by_area),
        ("by_goal", sections.goals, by_goal),
        ("by_municipality", sections.municipalities, by_municipality),
        ("by_year", sections.years, by_year),
    ):
        yield Page(
            f"projects_{kind}",
            f"{above.address}{part}/",
            above.edited_in,
            None,
            above,
            groups=tuple(_with_rest(groups, content.projects)),
        )


def _with_rest(
    groups: Iterable[tuple[str, Any, list[Project]]], projects: Iterable[Project]
) -> Iterable[Group]:
    """Give the groups, and the projects that are in none of them, so that none is lost."""
    placed: set[str] = set()
    for anchor, title, members in groups:
        placed.update(project.id for project in members)
        yield Group(anchor, title, tuple(members))
    rest = tuple(project for project in projects if project.id not in placed)
    if rest:
        yield Group("-", None, rest)
