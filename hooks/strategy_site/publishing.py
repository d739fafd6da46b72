"""What was published holds: addresses enter the ledger, and none of them may vanish or change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from .content import Content
from .handwritten import KIND as HANDWRITTEN
from .ledger import LEDGER, NO_ID, Published, write_ledger
from .pages import Page
from .problems import Problem
from .versions import VERSIONS
from .yaml_reader import Document

LANGUAGE = "language"
"""What the ledger calls a language: below its prefix stand the addresses of all its pages."""


def about(page: Page) -> tuple[str, str]:
    """Give what a page is about, as the ledger keeps it: kind and id."""
    return page.kind, page.identity or NO_ID


def record(content: Content, pages: list[Page], handwritten: Iterable[Published] = ()) -> int:
    """Write the new addresses into the ledger; give how many they are.

    Takes the strategy's pages and the handwritten ones. A version enters it when it is frozen; a
    language that a ledger lacks, because it is new or the ledger older, when the site is published.
    """
    known = {row.address for row in content.published}
    new = [
        Published(address, *about(page))
        for page in pages
        if page.edition is None or page.edition.seal
        for address in (page.short, page.address)
        if address and address not in known
    ]
    languages = [Published(f"{code}/", LANGUAGE, code) for code in content.languages[1:]]
    new += [row for row in (*handwritten, *languages) if row.address not in known]
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
        if row.about in now or row.about in reported or row.kind in (HANDWRITTEN, LANGUAGE):
            continue
        reported.add(row.about)
        if row.id in content.origins:
            origin = content.origins[row.id]
            message = (
                f"id ”{row.id}” har publicerats om något annat (/{row.address}); "
                "välj ett id som aldrig har använts."
            )
            yield Problem(origin.path, origin.line, message)
        elif row.kind == "version":
            number = row.id.partition("-")[0]
            message = (
                f"version {number} är publicerad och dess lydelse får aldrig ändras; hämta "
                f"tillbaka den med ”make restore FIL={(shown / VERSIONS / number).as_posix()}.yml”."
            )
            yield Problem(shown / LEDGER, line, message)
        else:
            message = (
                f"adressen /{row.address} är publicerad och skulle försvinna; lägg tillbaka "
                f"”{row.id}” och skriv ”withdrawn: {{date: ÅÅÅÅ-MM-DD}}” om det har upphört."
            )
            yield Problem(shown / LEDGER, line, message)
    owners = {row.address: row for row in content.published}
    for page in pages:
        for address, remedy in ((page.address, "skriv en annan ”slug”"), (page.short, "byt id")):
            owner = owners.get(address or "")
            if owner is not None and owner.about != about(page) and owner.about in now:
                origin = content.origins.get(page.identity, content.origins[""])
                message = (
                    f"adressen /{address} har publicerats om ”{owner.name}” och får aldrig gälla "
                    f"något annat; {remedy}."
                )
                yield Problem(origin.path, origin.line, message)


def check_languages(
    published: Iterable[Published], document: Document, languages: list[str]
) -> Iterator[Problem]:
    """Give the published languages that are gone, or have become the source language.

    Takes the strategy's own file and its languages. Other than the rest this is said even while
    every text of such a language is a mistake: those are not to be taken out.
    """
    for row in published:
        if row.kind == LANGUAGE and row.id not in languages[1:]:
            message = (
                f"språket ”{row.id}” är publicerat, och alla dess adresser under /{row.address} "
                "skulle försvinna; skriv tillbaka det under ”languages”, efter källspråket."
            )
            yield Problem(document.path, document.line(("languages",)), message)
