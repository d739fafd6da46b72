"""Adds new addresses to the ledger of published ones."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from ..content.content import Content
from ..content.url_ledger import LANGUAGE_KIND, PublishedUrl, append_to_ledger
from ..pages.pages import Page, subject_of


def add_to_ledger(
    content: Content,
    pages: list[Page],
    today: datetime.date,
    handwritten: Iterable[PublishedUrl] = (),
) -> int:
    """Add the new addresses to the ledger; return how many there are.

    Takes the strategy's pages and the handwritten ones, and the day of publication. A version is
    added when it is frozen; a language whenever the ledger lacks it, because it is new or the
    ledger is older.
    """
    published = {row.address for row in content.published}
    new = [
        PublishedUrl(address, *subject_of(page))
        for page in pages
        if page.edition is None or page.edition.checksum
        for address in (page.short_address, page.address)
        if address and address not in published
    ]
    languages = [PublishedUrl(f"{code}/", LANGUAGE_KIND, code) for code in content.languages[1:]]
    new += [row for row in (*handwritten, *languages) if row.address not in published]
    if new:
        append_to_ledger(content.folder, new, today)
    return len(new)
