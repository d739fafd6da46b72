"""No two pages may have one URL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..content.reader import Reading
from ..diagnostics import Diagnostic
from ..messages import _
from ..model.items import Item, Project
from ..pages.urls import address_of, section_of, short_address
from ..paths import ASSETS, FILES, IMAGES_URL, SEARCH_FILES

_VERSION = re.compile(r"v\d+/")
"""The address of a version's wording."""


def kept_for(address: str, languages: Iterable[str]) -> str | None:
    """Return what an address of one part is kept for on every site; ``None`` if for nothing."""
    if _VERSION.fullmatch(address):
        return _("a version of the strategy")
    kept = {f"{code}/": _("a language") for code in languages}
    kept |= {IMAGES_URL: _("the folder of pictures"), ASSETS: _("the folder of the design")}
    kept |= {SEARCH_FILES: _("the files of the search")}
    kept |= {f"{name}/": _("a file of open data") for name in FILES}
    return kept.get(address)


def check_addresses(reading: Reading) -> Iterator[Diagnostic]:
    """Yield where two pages, files or folders would have one URL."""
    strategy = reading.strategy.item
    if strategy is None:
        return
    sections = strategy.sections
    languages = [language.code for language in strategy.languages]
    taken: dict[str, str] = {}
    for name, part in sections.model_dump().items():
        address = f"{part}/"
        if owner := kept_for(address, languages) or taken.get(address):
            message = _(
                "the address /%(address)s is taken already by %(owner)s; choose another.",
                address=address,
                owner=owner,
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
        if owner := kept_for(short, languages) or taken.get(short):
            message = _(
                "the short address /%(short)s is taken already by %(owner)s; choose another id.",
                short=short,
                owner=owner,
            )
            yield document.error((*key, "id"), message)
