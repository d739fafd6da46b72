"""A page's HTML → a whole file, through the theme's ``main.html``.

MkDocs renders handwritten pages with the same templates. Knows nothing of MkDocs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from markupsafe import Markup, escape

from ..pages.pages import Page
from ..site_config import SiteConfig
from .json_ld import json_ld
from .layout import PageLayout, alternates, page_layout
from .renderer import Renderer

MarkdownMenu = list[tuple[str, str]]
"""The handwritten pages in the menu: title (HTML) and address below the language's prefix."""


@dataclass(frozen=True)
class ThemePage:
    """A page as the theme's templates know it, under the names that MkDocs has for its own."""

    title: str
    """HTML."""
    content: str
    meta: Mapping[str, Any]
    edit_url: str
    is_homepage: bool


def menu_label(title: str, written_in: str, language: str) -> str:
    """Return the HTML of a handwritten page's title (HTML), with its language if it falls back."""
    label = escape(Markup(title).striptags())  # noqa: S704 - removes the markup, then escapes
    return label if written_in == language else f'<span lang="{written_in}">{label}</span>'


class Theme:
    """The templates around every page."""

    def __init__(
        self,
        renderer: Renderer,
        config: SiteConfig,
        menus: Mapping[str, MarkdownMenu],
        directions: Mapping[str, str],
        bytecode_cache: BytecodeCache | None = None,
    ) -> None:
        """Take the menus and directions by language; they may be filled in later."""
        self._renderer, self._config = renderer, config
        self._menus, self._directions = menus, directions
        # As MkDocs sets them up: the templates themselves say what to escape.
        environment = Environment(  # noqa: S701
            loader=FileSystemLoader(config.theme[0]),
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=bytecode_cache,
        )
        self._main = environment.get_template("main.html")

    def template_globals(self, language: str) -> dict[str, Any]:
        """Return what every template needs: interface texts with markup (``_``) and without."""
        localizer = self._renderer.localizers[language]
        return {
            "_": localizer.catalog.gettext,
            "gettext_plain": localizer.gettext_plain,
            "lang_attr_for": localizer.lang_attr_for,
            "lang_attr_reset": localizer.lang_attr_reset,
            "lang_attr": localizer.lang_attr,
            "direction": self._directions[language],
            "policy": self._config.policy,
        }

    def layout(self, language: str, address: str, root: str | None = None) -> PageLayout:
        """Return the surroundings of the page at an address, as `page_layout` does."""
        renderer = self._renderer
        localizer = renderer.localizers[language]
        return page_layout(renderer.site, localizer, address, self._menus[language], root)

    def markdown_context(
        self, language: str, address: str, trail: list[tuple[str, str]], *, falls_back: bool
    ) -> dict[str, Any]:
        """Return what a handwritten page needs; takes label and link of the pages above it."""
        return self.template_globals(language) | {
            "fallback": self._renderer.fallback_notice(language) if falls_back else "",
            "layout": self.layout(language, address),
            "trail": trail,
        }

    def not_found_context(self, language: str) -> dict[str, Any]:
        """Return what the 404 page of a language needs; the source language's is in all."""
        languages = self._renderer.content.languages
        others = languages[1:] if language == languages[0] else []
        root = urlsplit(self._config.url).path
        return self.template_globals(language) | {
            "not_found": self._renderer.not_found([language, *others], root),
            "layout": self.layout(language, "", root),
        }

    def sitemap_context(self, addresses: Iterable[str]) -> dict[str, Any]:
        """Return what the site map needs; takes the addresses below the language's prefix."""
        return {"alternates": [alternates(self._renderer.site, a) for a in sorted(addresses)]}

    def html(self, page: Page, language: str) -> str:
        """Return the whole file of one of the strategy's pages."""
        renderer = self._renderer
        rendered, site = renderer.render(page, language), renderer.site
        meta = {
            "description": escape(rendered.description),
            "title_language": rendered.languages[0],
            "description_language": rendered.languages[1],
            "linked_data": json_ld(
                page, rendered, renderer.tracked_site, renderer.localizers[language]
            ),
        }
        edited = page.source_file if site.edit_root else None
        theme_page = ThemePage(
            str(escape(rendered.title)),
            rendered.html,
            meta,
            f"{site.edit_root}{edited.as_posix()}" if edited else "",
            not page.address,
        )
        return self._main.render(
            self.template_globals(language),
            page=theme_page,
            layout=self.layout(language, page.address),
            fallback="",
        )
