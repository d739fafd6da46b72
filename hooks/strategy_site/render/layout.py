"""What surrounds every page, in its language: menu, language switch, alternates.

For a theme to print; knows nothing of the theme.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from babel.core import get_global
from babel.localedata import exists

from ..i18n.localizer import Localizer
from ..pages.page_kinds import PAGE_KINDS, menu_kinds
from ..pages.urls import relative, url_path
from ..paths import COLOURS, FEED, IMAGES_URL
from .contact import contact_sentence
from .site_context import SiteContext

X_DEFAULT = "x-default"


@dataclass(frozen=True)
class MenuLink:
    """A link of the menu or the language switch."""

    label: str
    """Ready for HTML."""
    url: str
    current: bool
    language: str


@dataclass(frozen=True)
class PageLayout:
    """The surroundings of one page."""

    name: str
    """The site's name in the page's language."""
    name_language: str
    """The language that the name is shown in."""
    language: str
    source_language: str
    locales: dict[str, str]
    """Open Graph's name of each language (``sv_SE``), by its code, if there is one."""
    home: str
    root: str
    """The link to the root of the whole site, empty or with a slash at its end."""
    canonical: str
    """The page's absolute URL; empty for a page that is shown at any URL."""
    menu: list[MenuLink]
    language_switch: list[MenuLink]
    alternates: list[tuple[str, str]]
    """Pairs of hreflang and absolute URL; empty for a page that is shown at any URL."""
    search: MenuLink
    footer_links: list[MenuLink]
    """The menu at the foot of every page."""
    contact: str
    """How the group is reached, as HTML; empty if that is not known."""
    feed: str
    """The link to the Atom feed."""
    image: str
    """The absolute URL of the image that represents the site; empty if there is none."""
    colours: str
    """The link to the style sheet with the strategy's own colours; empty if it has none."""


def page_layout(
    site: SiteContext,
    localizer: Localizer,
    address: str,
    more: list[tuple[str, str]],
    root: str | None = None,
) -> PageLayout:
    """Return the surroundings of a page.

    Takes the page's address and ``more`` menu entries as pairs of title (HTML) and address. A page
    that is shown at any depth, the 404, takes ``root``, the path of the site's root: its links
    begin there, its language switch leads home and it has no alternates.
    """
    content, code = site.content, localizer.code
    here = url_path(address, code, content)

    def asset(path: str) -> str:
        return relative(path, here) if root is None else root + path

    def link(label: str, target: str, current: bool = False, language: str = code) -> MenuLink:
        return MenuLink(label, asset(url_path(target, language, content)), current, language)

    gettext = localizer.catalog.gettext
    main = [(gettext(kind.title), kind.address(content)) for kind in menu_kinds("main", content)]
    search = PAGE_KINDS["search"].address(content)
    return PageLayout(
        name=localizer.plain(content.strategy.name),
        name_language=localizer.language_of_text(content.strategy.name),
        language=code,
        source_language=content.source_language,
        locales=_locales(tuple(content.languages)),
        home=asset(url_path("", code, content)),
        root=root if root is not None else "../" * here.count("/"),
        canonical=site.url + here if root is None else "",
        menu=[
            link(label, target, root is None and _within(address, target))
            for label, target in [*main, *more]
        ],
        language_switch=[
            link(row.name, address, row.code == code, row.code)
            for row in content.strategy.languages
        ],
        alternates=alternates(site, address) if root is None else [],
        search=link(gettext("Search"), search, root is None and address == search),
        footer_links=[
            link(gettext(kind.title), kind.address(content))
            for kind in menu_kinds("footer", content)
        ],
        contact=contact_sentence(localizer, content),
        feed=asset(url_path(FEED, code, content)),
        image=_image(site),
        colours=asset(COLOURS) if content.strategy.colours else "",
    )


@cache
def _locales(languages: tuple[str, ...]) -> dict[str, str]:
    """Return language and country of each language, as CLDR knows them: ``sv_SE``.

    The country is the source language's if CLDR knows the language there, or else the one where
    most people speak it.
    """
    likely = get_global("likely_subtags")
    home = str(likely.get(languages[0], "")).rpartition("_")[2]
    found = {}
    for code in languages:
        country = home if exists(f"{code}_{home}") else likely.get(code, "").rpartition("_")[2]
        if country:
            found[code] = f"{code}_{country}"
    return found


def _image(site: SiteContext) -> str:
    """Return the absolute URL of the strategy's image; empty if there is none."""
    image = site.content.strategy.image
    return f"{site.url}{IMAGES_URL}{image.file}" if image else ""


def alternates(site: SiteContext, address: str) -> list[tuple[str, str]]:
    """Return pairs of hreflang and absolute URL of an address, for each language and x-default."""
    pairs = [(code, site.absolute_url(address, code)) for code in site.content.languages]
    return [*pairs, (X_DEFAULT, site.url + address)]


def _within(address: str, section: str) -> bool:
    return address.startswith(section) if section else not address
