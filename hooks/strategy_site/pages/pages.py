"""Which pages the site has: one for each item, and the lists that lead to them.

A page is the same in every language; `Renderer` writes it in one.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..content.content import Content
from ..content.url_ledger import NO_ID
from ..model.item_kinds import ITEM_KINDS
from ..model.items import Item, Project
from ..model.versions import Edition, Version
from .page_kinds import PAGE_KINDS
from .project_groups import ProjectGroups
from .urls import address_of, section_of, short_address


@dataclass(frozen=True)
class Page:
    """One page of the site, before any language."""

    kind: str
    """A key of `PAGE_KINDS`."""
    address: str
    """Path below the language's prefix: ``mal/ungas-deltagande/``."""
    source_file: Path | None
    """The YAML file behind the page; ``None`` if the page shows a frozen wording."""
    item: Any = None
    parent: Page | None = None
    previous: Item | None = None
    next: Item | None = None
    groups: ProjectGroups = field(default=(), repr=False)
    edition: Edition | None = None
    """The version whose wording the page shows, if it is such a page."""

    @property
    def title_message(self) -> str:
        """The message id of what menus and breadcrumbs call a page that is about no item."""
        return PAGE_KINDS[self.kind].title

    @property
    def item_id(self) -> str:
        """The permanent id of what the page is about; empty for home and lists.

        An item's id, ``2:1.3`` for an id in a version, or a version with the checksum of its
        wording: the same address with another wording would be another page.
        """
        if self.edition is None:
            return self.item.id if isinstance(self.item, Item) else ""
        if isinstance(self.item, Version):
            return f"{self.edition.number}-{self.edition.checksum}"
        return f"{self.edition.number}:{self.item.id}"

    @property
    def short_address(self) -> str | None:
        """The short address that redirects to the page, if it is about an item."""
        return short_address(self.item) if isinstance(self.item, Item) else None


def pages_of(content: Content) -> list[Page]:
    """Return every generated page of the site, in no language yet."""
    sections = content.strategy.sections
    home = Page("home", "", content.locations[""].path, content.strategy)
    found = [home]
    published = {row.kind for row in content.published}
    for kind in ITEM_KINDS.values():
        withdrawn = [[item] for item in content.withdrawn if isinstance(item, kind.model)]
        some = content.items[kind.name] or withdrawn or f"{kind.name}_list" in published
        if kind.optional and not some:
            continue
        address = section_of(kind.model, sections)
        above = Page(f"{kind.name}_list", address, home.source_file, None, home)
        found.append(above)
        for items in (content.items[kind.name], *withdrawn):
            found += _item_pages(kind.name, items, above, content)
        if kind.model is Project:
            found += _single_pages(content, above, without=())
    lists = {f"{kind.name}_list" for kind in ITEM_KINDS.values()}
    found += _single_pages(content, home, without=lists)
    for edition in content.editions:
        found += _edition_pages(edition, home)
    return found


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


def _item_pages(kind: str, items: Iterable[Item], above: Page, content: Content) -> Iterable[Page]:
    line = list(items)
    for number, item in enumerate(line):
        yield Page(
            kind,
            address_of(item, content.strategy.sections),
            content.locations[item.id].path,
            item,
            above,
            line[number - 1] if number else None,
            line[number + 1] if number + 1 < len(line) else None,
        )


def _single_pages(content: Content, above: Page, without: Container[str]) -> Iterator[Page]:
    """Yield the pages below home or the list of projects whose kind has one page only.

    One that was published stays, even when nothing is left for it to show: others link to it.
    """
    published = {row.kind for row in content.published}
    for kind in PAGE_KINDS.values():
        is_below = (above.kind == "project_list") == bool(kind.groups)
        stays = kind.wanted(content) or kind.name in published
        if is_below and kind.section and kind.name not in without and stays:
            groups = kind.groups(content) if kind.groups else ()
            address = kind.address(content)
            yield Page(kind.name, address, above.source_file, None, above, groups=groups)


def subject_of(page: Page) -> tuple[str, str]:
    """Return what a page is about, as the URL ledger records it: kind and id."""
    return page.kind, page.item_id or NO_ID
