"""What was published holds: addresses enter the ledger, and none of them may vanish or change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .addresses import short_address
from .content import Content
from .ledger import LEDGER, Published, write_ledger
from .pages import Page
from .problems import Problem

_NO_ID = "-"


def about(page: Page) -> tuple[str, str]:
    """Give what a page is about, as the ledger keeps it: kind and id."""
    return page.kind, page.identity or _NO_ID


def record(content: Content, pages: list[Page]) -> int:
    """Write the new addresses of ``pages`` into the ledger; give how many they are."""
    known = {row.address for row in content.published}
    new = []
    for page in pages:
        short = [short_address(page.item)] if page.identity else []
        new += [
            Published(address, *about(page))
            for address in (*short, page.address)
            if address and address not in known
        ]
    if new:
        write_ledger(content.folder, [*content.published, *new])
    return len(new)


def check_published(content: Content, pages: list[Page], shown: Path) -> Iterator[Problem]:
    """Give what would make a published address vanish, or speak of something else.

    Takes the path to show for the strategy folder in messages.
    """
    now = {about(page) for page in pages}
    reported = set()
    for line, row in enumerate(content.published, 2):  # the ledger begins with a line of its own
        if row.about in now or row.about in reported:
            continue
        reported.add(row.about)
        if row.id in content.origins:
            origin = content.origins[row.id]
            message = (
                f"id ”{row.id}” har publicerats om något annat (/{row.address}); "
                "välj ett id som aldrig har använts."
            )
            yield Problem(origin.path, origin.line, message)
        else:
            message = (
                f"adressen /{row.address} är publicerad och skulle försvinna; lägg tillbaka "
                f"”{row.id}” och skriv ”withdrawn: {{date: ÅÅÅÅ-MM-DD}}” om det har upphört."
            )
            yield Problem(shown / LEDGER, line, message)
    owners = {row.address: row for row in content.published}
    for page in pages:
        owner = owners.get(page.address)
        if owner is not None and owner.about != about(page) and owner.about in now:
            origin = content.origins[page.identity]
            message = (
                f"adressen /{page.address} har publicerats om ”{owner.id}” och får aldrig gälla "
                "något annat; skriv en annan ”slug”."
            )
            yield Problem(origin.path, origin.line, message)
