"""The addresses that redirect to a page: short addresses, and former addresses of a page.

Knows no file: `outputs` has an HTML page for each, and the rules for hosts that can redirect.
"""

from __future__ import annotations

from ..content.content import Content
from ..content.url_ledger import owners
from .pages import Page, subject_of

Redirects = dict[str, Page]
"""The page that each address redirects to."""


def redirects_of(content: Content, pages: list[Page]) -> Redirects:
    """Return the page that each address redirects to, without the pages' own addresses.

    The target is always a page and never another redirect, so that there is no loop.
    """
    page_about = {subject_of(page): page for page in pages}
    redirects = {page.short_address: page for page in pages if page.short_address}
    redirects |= {
        address: page_about[row.subject]
        for address, row in owners(content.published).items()
        if row.subject in page_about
    }
    own = {page.address for page in pages}
    return {address: page for address, page in redirects.items() if address not in own}


def generated_addresses(content: Content, pages: list[Page]) -> set[str]:
    """Return the addresses of all pages and redirects of the strategy."""
    return {page.address for page in pages} | set(redirects_of(content, pages))
