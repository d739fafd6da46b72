"""Every file beside the pages and documents: open data, feeds, calendars, leads."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from .addresses import with_language
from .dcat import catalogue
from .export import data_schema, strategy_json
from .feeds import atom_feed, closing_dates
from .file_names import (
    CALENDAR,
    CATALOGUE,
    COLOURS,
    DATA,
    DATA_SCHEMA,
    FEED,
    GOALS_TABLE,
    HEADERS,
    NGINX_HEADERS,
    NGINX_MAP,
    PROJECTS_TABLE,
    REDIRECTS,
)
from .leads import lead_files, leads_of, nginx_map, redirects
from .pages import Page
from .rendering import Renderer
from .security import netlify_headers, nginx_headers
from .spreadsheets import goals_table, projects_table


def outputs(renderer: Renderer, pages: list[Page]) -> Iterator[tuple[str, bytes]]:
    """Give path below the site's root and bytes of every file beside pages and documents."""
    site, content = renderer.site, renderer.content
    source = renderer.wordings[content.languages[0]]
    for name, text in (
        (DATA, strategy_json(content, pages, site.url)),
        (DATA_SCHEMA, data_schema(site.url)),
        (GOALS_TABLE, goals_table(site, source)),
        (PROJECTS_TABLE, projects_table(site, source)),
    ):
        yield name, text.encode()
    yield CATALOGUE, catalogue(site, renderer.wordings)
    for code, words in renderer.wordings.items():
        yield with_language(FEED, code, content.languages[0]), atom_feed(site, words)
        yield with_language(CALENDAR, code, content.languages[0]), closing_dates(site, words)
    leads, root = leads_of(content, pages), urlsplit(site.url).path
    yield REDIRECTS, redirects(leads, content, root).encode()
    yield NGINX_MAP, nginx_map(leads, content, root).encode()
    if site.content.strategy.colours:
        yield COLOURS, site.content.strategy.colours.css().encode()
    yield HEADERS, netlify_headers(root).encode()
    yield NGINX_HEADERS, nginx_headers().encode()
    for path, text in lead_files(leads, renderer):
        yield path, text.encode()
