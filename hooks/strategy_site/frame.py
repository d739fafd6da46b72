"""What stands around every page, in its language: menu, language switch, alternates.

For a theme to print; knows nothing of the theme.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from babel.core import get_global
from babel.localedata import exists

from .addresses import relative, section_of, with_language
from .file_names import COLOURS, FEED, IMAGES
from .model import Call, Goal, PriorityArea, Project
from .voice import Site
from .wording import Wording

X_DEFAULT = "x-default"


@dataclass(frozen=True)
class Link:
    """A link of the menu or the language switch."""

    label: str
    """Ready for HTML."""
    url: str
    current: bool
    language: str


@dataclass(frozen=True)
class Frame:
    """The surroundings of one page."""

    name: str
    """The site's name in the page's language."""
    name_language: str
    """The language that the name is in, if the page's lacks it."""
    language: str
    source_language: str
    locales: dict[str, str]
    """What Open Graph calls the languages, by their codes, where it has a name for them."""
    home: str
    root: str
    """The link to the root of the whole site, empty or with a slash at its end."""
    canonical: str
    """The page's whole address; empty for a page that is shown at any."""
    menu: list[Link]
    switch: list[Link]
    alternates: list[tuple[str, str]]
    """Pairs of hreflang and whole address; empty for a page that is in one language only."""
    search: Link
    small_print: list[Link]
    """What stands at the foot of every page."""
    feed: str
    """The link to what is new, for feed readers that look for it."""
    image: str
    colours: str
    """The link to the style sheet with the strategy's own colours; empty if it has none."""


def frame(
    site: Site,
    wording: Wording,
    address: str,
    more: list[tuple[str, str]],
    root: str | None = None,
) -> Frame:
    """Give the surroundings of a page.

    Takes the page's address below the language's prefix and ``more`` menu entries as pairs of title
    (HTML) and address. A page that is shown at any depth, the 404, gives ``root``, the path of the
    site's root: its links begin there, its switch leads home and it has no alternates.
    """
    content = site.content
    source = content.languages[0]
    here = with_language(address, wording.code, source)

    def link(target: str, language: str) -> str:
        below = with_language(target, language, source)
        return relative(below, here) if root is None else root + below

    sections = content.strategy.sections
    say = wording.catalogue.gettext
    entries = [
        (say("Home"), "", True),
        (say("Priority areas"), section_of(PriorityArea, sections), bool(content.priority_areas)),
        (say("Goals"), section_of(Goal, sections), True),
        (say("Projects"), section_of(Project, sections), True),
        (say("Calls"), section_of(Call, sections), True),
        *((title, target, True) for title, target in more),
    ]
    return Frame(
        name=wording.plain(content.strategy.name),
        name_language=wording.written_in(content.strategy.name),
        language=wording.code,
        source_language=source,
        locales=_locales(tuple(content.languages)),
        home=link("", wording.code),
        root=root if root is not None else "../" * here.count("/"),
        canonical=site.url + here if root is None else "",
        menu=[
            Link(
                label,
                link(target, wording.code),
                root is None and _within(address, target),
                wording.code,
            )
            for label, target, wanted in entries
            if wanted
        ],
        switch=[
            Link(row.name, link(address, row.code), row.code == wording.code, row.code)
            for row in content.strategy.languages
        ],
        alternates=alternates(site, address) if root is None else [],
        search=Link(
            say("Search"),
            link(f"{sections.search}/", wording.code),
            root is None and address == f"{sections.search}/",
            wording.code,
        ),
        small_print=[
            Link(label, link(target, wording.code), False, wording.code)
            for label, target in (
                (say("The whole strategy"), content.edition.address),
                (say("Open data"), f"{sections.open_data}/"),
                (say("Translations"), f"{sections.translations}/"),
                (say("Overview"), f"{sections.overview}/"),
                (say("Accessibility statement"), f"{sections.accessibility}/"),
            )
            if target != f"{sections.translations}/" or len(content.languages) > 1
        ],
        feed=link(FEED, wording.code),
        image=_image(site),
        colours=_colours(here, root) if content.strategy.colours else "",
    )


@cache
def _locales(languages: tuple[str, ...]) -> dict[str, str]:
    """Give language and country of each language, as CLDR knows them: ``sv_SE``.

    The source language's country, if CLDR knows the language there; otherwise where most speak it.
    """
    likely = get_global("likely_subtags")
    home = str(likely.get(languages[0], "")).rpartition("_")[2]
    found = {}
    for code in languages:
        country = home if exists(f"{code}_{home}") else likely.get(code, "").rpartition("_")[2]
        if country:
            found[code] = f"{code}_{country}"
    return found


def _colours(here: str, root: str | None) -> str:
    return relative(COLOURS, here) if root is None else root + COLOURS


def _image(site: Site) -> str:
    """Give the whole address of the picture that stands for the site; empty if there is none."""
    image = site.content.strategy.image
    return f"{site.url}{IMAGES}{image.file}" if image else ""


def alternates(site: Site, address: str) -> list[tuple[str, str]]:
    """Give hreflang and whole address of a page in every language, and of its default."""
    languages = site.content.languages
    pairs = [(code, site.url + with_language(address, code, languages[0])) for code in languages]
    return [*pairs, (X_DEFAULT, site.url + address)]


def _within(address: str, section: str) -> bool:
    return address.startswith(section) if section else not address
