"""No two pages may have one URL."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..content.reader import Reading
from ..diagnostics import Diagnostic
from ..model.items import Item, Project
from ..pages.urls import address_of, section_of, short_address
from ..paths import FILES

_VERSION = re.compile(r"v\d+/")
"""The address of a version's wording."""


def check_addresses(reading: Reading) -> Iterator[Diagnostic]:
    """Yield where two pages, files or folders would have one URL."""
    strategy = reading.strategy.item
    if strategy is None:
        return
    sections = strategy.sections
    taken: dict[str, str] = {f"{language.code}/": "ett språk" for language in strategy.languages}
    taken |= {"images/": "mappen med bilder", "assets/": "mappen med utseendet"}
    taken["pagefind/"] = "sökningens filer"
    taken |= {f"{name}/": "en fil med öppna data" for name in FILES}
    for name, part in sections.model_dump().items():
        address = f"{part}/"
        if _VERSION.fullmatch(address):
            taken.setdefault(address, "en version av strategin")
        if address in taken:
            message = f"adressen /{address} är redan upptagen av {taken[address]}; välj en annan."
            yield reading.strategy.document.error(("sections", name), message)
        taken.setdefault(address, f"”{name}”")
    projects = section_of(Project, sections)
    for part in (sections.priority_areas, sections.goals, sections.municipalities, sections.years):
        taken[f"{projects}{part}/"] = "en lista över projekt"
    ids: set[tuple[str, type[Item]]] = set()
    for document, key, item in reading.items_with_pages():
        if (item.id, type(item)) in ids:
            continue  # `check_ids` reports it
        ids.add((item.id, type(item)))
        address, short = address_of(item, sections), short_address(item)
        if address in taken:
            message = (
                f"adressen /{address} är redan upptagen av {taken[address]}; skriv en annan ”slug”."
            )
            yield document.error((*key, "slug" if item.slug else "id"), message)
        taken.setdefault(address, f"”{item.id}” i {document.path.as_posix()}")
        if _VERSION.fullmatch(short):
            taken.setdefault(short, "en version av strategin")
        if short in taken:
            message = (
                f"kortadressen /{short} är redan upptagen av {taken[short]}; välj ett annat id."
            )
            yield document.error((*key, "id"), message)
