"""Addresses that lead on to a page: the short ones, and those a page has had before.

A lead is an HTML page that any static host can show, and a rule for hosts that can redirect.
"""

from __future__ import annotations

from collections.abc import Iterator

from .addresses import with_language
from .content import Content
from .pages import Page
from .publishing import about
from .rendering import Renderer

Leads = dict[str, Page]
"""The page that each address leads to, below a language's prefix."""


def leads_of(content: Content, pages: list[Page]) -> Leads:
    """Give the page that each address leads to, apart from the pages' own addresses.

    Never in a circle: what an address leads to is a page, not another lead.
    """
    page_about = {about(page): page for page in pages}
    leads = {page.short: page for page in pages if page.short}
    leads |= {
        row.address: page_about[row.about] for row in content.published if row.about in page_about
    }
    own = {page.address for page in pages}
    return {address: page for address, page in leads.items() if address not in own}


def made_addresses(content: Content, pages: list[Page]) -> set[str]:
    """Give every address that the strategy has something at: its pages and the leads to them."""
    return {page.address for page in pages} | set(leads_of(content, pages))


def lead_files(leads: Leads, renderer: Renderer) -> Iterator[tuple[str, str]]:
    """Give path and text of the file behind every lead, in every language."""
    for address, page in leads.items():
        for language in renderer.content.languages:
            path = with_language(address, language, renderer.content.languages[0])
            yield f"{path}index.html", renderer.lead(address, page, language)


def redirects(leads: Leads, content: Content, root: str) -> str:
    """Give the rules of Netlify and Cloudflare Pages (``_redirects``): from, to, status.

    Takes the path of the site's root, such as ``/`` or ``/strategi/``.
    """
    return "".join(f"{here} {there} 301\n" for here, there in _rules(leads, content, root))


def nginx_map(leads: Leads, content: Content, root: str) -> str:
    """Give the lines of nginx's ``map $uri $lead { include leads.map; }``."""
    return "".join(f"{here} {there};\n" for here, there in _rules(leads, content, root))


def _rules(leads: Leads, content: Content, root: str) -> Iterator[tuple[str, str]]:
    source = content.languages[0]
    for address, page in leads.items():
        for language in content.languages:
            here = root + with_language(address, language, source)
            there = root + with_language(page.address, language, source)
            yield here.rstrip("/"), there
            yield here, there
