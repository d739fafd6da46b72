"""No two pages may have one URL."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..content.reader import Reading
from ..diagnostics import Diagnostic
from ..messages import _
from ..model.items import Item, Project
from ..pages.urls import address_of, section_of, short_address
from ..paths import FILES, SEARCH_FILES

VERSION_ADDRESS = re.compile(r"v\d+/")
"""The address of a version's wording."""


def check_addresses(reading: Reading) -> Iterator[Diagnostic]:
    """Yield where two pages, files or folders would have one URL."""
    strategy = reading.strategy.item
    if strategy is None:
        return
    sections = strategy.sections
    taken: dict[str, str] = {
        f"{language.code}/": _("a language") for language in strategy.languages
    }
    taken |= {"images/": _("the folder of pictures"), "assets/": _("the folder of the design")}
    taken[SEARCH_FILES] = _("the files of the search")
    taken |= {f"{name}/": _("a file of open data") for name in FILES}
    for name, part in sections.model_dump().items():
        address = f"{part}/"
        if VERSION_ADDRESS.fullmatch(address):
            taken.setdefault(address, _("a version of the strategy"))
        if address in taken:
            message = _(
                "the address /%(address)s is taken already by %(owner)s; choose another.",
                address=address,
                owner=taken[address],
            )
            yield reading.strategy.document.error(("sections", name), message)
        taken.setdefault(address, _("“%(mark)s”", mark=name))
    projects = section_of(Project, sections)
    for part in (sections.priority_areas, sections.goals, sections.municipalities, sections.years):
        taken[f"{projects}{part}/"] = _("a list of projects")
    ids: set[tuple[str, type[Item]]] = set()
    for document, key, item in reading.items_with_pages():
        if (item.id, type(item)) in ids:
            continue  # `check_ids` reports it
        ids.add((item.id, type(item)))
        address, short = address_of(item, sections), short_address(item)
        if address in taken:
            message = _(
                "the address /%(address)s is taken already by %(owner)s; write another “slug”.",
                address=address,
                owner=taken[address],
            )
            yield document.error((*key, "slug" if item.slug else "id"), message)
        taken.setdefault(
            address, _("“%(id)s” in %(file)s", id=item.id, file=document.path.as_posix())
        )
        if VERSION_ADDRESS.fullmatch(short):
            taken.setdefault(short, _("a version of the strategy"))
        if short in taken:
            message = _(
                "the short address /%(short)s is taken already by %(owner)s; choose another id.",
                short=short,
                owner=taken[short],
            )
            yield document.error((*key, "id"), message)
