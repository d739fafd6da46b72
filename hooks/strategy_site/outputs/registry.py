"""Every generated file that is neither a page nor a PDF. Add a row to `OUTPUTS` to add a file."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .. import paths
from ..i18n.localizer import Localizer
from ..pages.pages import Page
from ..pages.redirects import Redirects, redirects_of
from ..pages.urls import url_path
from ..render.renderer import Renderer
from ..render.site_context import SiteContext
from .atom import atom_feed
from .csv_tables import goals_table, indicators_table, projects_table
from .dcat import dcat_catalog
from .host_headers import netlify_headers, nginx_headers, robots
from .icalendar import calendar_of_calls
from .json_data import data_schema, strategy_json
from .redirect_files import netlify_redirects, nginx_map


@dataclass(frozen=True)
class OutputInput:
    """What the contents of one file are generated from."""

    renderer: Renderer
    site: SiteContext
    pages: list[Page]
    redirects: Redirects
    localizer: Localizer
    """Of the file's language; of the source language for a file that exists once."""
    address: str
    """The folder below the language's prefix: a page's or a redirect's address, or empty."""


@dataclass(frozen=True)
class OutputFile:
    """A file that exists once, or in each language, for each page or for each redirect."""

    path: str
    """Below the site's root, the language's prefix, or the page's or redirect's address."""
    contents: Callable[[OutputInput], str | bytes]
    scope: Literal["site", "language", "page", "redirect"] = "site"


def _colours(data: OutputInput) -> str:
    colours = data.site.content.strategy.colours
    return colours.css() if colours else ""


def _redirect_page(data: OutputInput) -> str:
    target = data.redirects[data.address]
    return data.renderer.redirect(data.address, target, data.localizer.code)


OUTPUTS = (
    OutputFile(paths.DATA, lambda data: strategy_json(data.site, data.pages)),
    OutputFile(
        paths.DATA_SCHEMA,
        lambda data: data_schema(data.site.url, data.site.content.source_language),
    ),
    OutputFile(paths.GOALS_TABLE, lambda data: goals_table(data.site, data.localizer)),
    OutputFile(paths.PROJECTS_TABLE, lambda data: projects_table(data.site, data.localizer)),
    OutputFile(paths.INDICATORS_TABLE, lambda data: indicators_table(data.site, data.localizer)),
    OutputFile(paths.DCAT, lambda data: dcat_catalog(data.site, data.renderer.localizers)),
    OutputFile(paths.FEED, lambda data: atom_feed(data.site, data.localizer), "language"),
    OutputFile(
        paths.CALENDAR, lambda data: calendar_of_calls(data.site, data.localizer), "language"
    ),
    OutputFile(paths.REDIRECTS, lambda data: netlify_redirects(data.redirects, data.site)),
    OutputFile(paths.NGINX_MAP, lambda data: nginx_map(data.redirects, data.site)),
    OutputFile(paths.COLOURS, _colours),
    OutputFile(paths.HEADERS, lambda data: netlify_headers(data.site.root)),
    OutputFile(paths.NGINX_HEADERS, lambda data: nginx_headers()),
    OutputFile(paths.ROBOTS, lambda data: robots(data.site.url, data.site.root)),
    OutputFile("index.html", _redirect_page, "redirect"),
)


def outputs(
    renderer: Renderer, pages: list[Page], docs: Path | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield path below the site's root and contents of every file of `OUTPUTS` that has any.

    Takes the folder of handwritten pages, whose own files the hosts' are joined with.
    """
    content, redirects = renderer.content, redirects_of(renderer.content, pages)
    folders = {
        "site": [""],
        "language": [""],
        "page": [page.address for page in pages],
        "redirect": list(redirects),
    }
    for file in OUTPUTS:
        languages = [content.source_language] if file.scope == "site" else content.languages
        for address in folders[file.scope]:
            for language in languages:
                localizer = renderer.localizers[language]
                contents = file.contents(
                    OutputInput(renderer, renderer.site, pages, redirects, localizer, address)
                )
                data = contents.encode() if isinstance(contents, str) else contents
                if docs and file.path in paths.JOINED:
                    data = _joined(data, docs / file.path)
                if data:
                    yield url_path(address + file.path, language, content), data


def _joined(generated: bytes, own: Path) -> bytes:
    """Return a file for the host with what the site's editors have written below it.

    A host follows the first rule that fits, so that no published address can be led astray.
    """
    return generated + own.read_bytes().removeprefix(BOM_UTF8) if own.is_file() else generated
