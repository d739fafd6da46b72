"""The URL path of each item and page: the same in every language, behind the language's prefix.

An *address* is a path below that prefix, such as ``mal/ungas-deltagande/``. Knows no site address.
"""

from __future__ import annotations

from ..content.content import Content
from ..model.item_kinds import kind_of
from ..model.items import Item
from ..model.strategy import Sections


def section_of(item: Item | type[Item], sections: Sections) -> str:
    """Return the address of the list of items of a kind: ``mal/``."""
    return f"{getattr(sections, kind_of(item).folder)}/"


def address_of(item: Item, sections: Sections) -> str:
    """Return an item's address: ``mal/ungas-deltagande/``."""
    return f"{section_of(item, sections)}{item.slug_or_id}/"


def short_address(item: Item) -> str:
    """Return the short address for print and speech, from the id, which never changes: ``1.3/``."""
    return f"{item.id}/"


def url_path(address: str, language: str, content: Content) -> str:
    """Return the path below the site's root; the source language has no prefix."""
    return address if language == content.source_language else f"{language}/{address}"


def relative(target: str, page: str) -> str:
    """Return ``target`` as a link from ``page``, both paths below the site's root.

    Relative links work below any subpath and from a folder on disk.
    """
    here, there = page.rstrip("/").split("/") if page else [], target.split("/")
    # Five times as fast as posixpath.relpath: a page has some forty links.
    same = 0
    for one, other in zip(here, there[:-1], strict=False):
        if one != other:
            break
        same += 1
    return "../" * (len(here) - same) + "/".join(there[same:]) or "./"
