"""Published URLs: none may disappear or lead to something else."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.content import Content
from ..content.reader import Reading
from ..content.url_ledger import LANGUAGE_KIND, owners
from ..diagnostics import Diagnostic
from ..messages import _
from ..model.versions import VERSIONS
from ..pages.markdown_pages import MARKDOWN_KIND
from ..pages.pages import pages_of, subject_of


def check_published(content: Content) -> Iterator[Diagnostic]:
    """Yield what would make a published URL disappear, or lead to something else."""
    pages = pages_of(content)
    now = {subject_of(page) for page in pages}
    expected = set(now)
    owner_of = owners(content.published)
    for row in content.published:
        if row.subject in expected or row.kind in (MARKDOWN_KIND, LANGUAGE_KIND):
            continue
        if row.kind.startswith("version") and owner_of[row.address].subject != row.subject:
            continue  # two branches froze one version: what came first to the main branch holds
        place = content.display_path / row.file
        expected.add(row.subject)  # report a subject once
        if row.id in content.locations:
            message = _(
                "the id “%(id)s” has been published for something else (/%(address)s); "
                "choose an id that was never used.",
                id=row.id,
                address=row.address,
            )
            yield content.locations[row.id].error(message)
        elif row.kind == "version":
            number = row.id.partition("-")[0]
            file = content.display_path / VERSIONS / f"{number}.yml"
            message = _(
                "version %(number)s is published and its wording must never change; bring "
                "it back with “make restore FIL=%(file)s”.",
                number=number,
                file=file.as_posix(),
            )
            yield Diagnostic(place, row.line, message)
        else:
            message = _(
                "the address /%(address)s is published and would vanish; put “%(id)s” back "
                "and write “withdrawn: {date: YYYY-MM-DD}” if it has ended.",
                address=row.address,
                id=row.id,
            )
            yield Diagnostic(place, row.line, message)
    for page in pages:
        for address, remedy in (
            (page.address, _("write another “slug”")),
            (page.short_address, _("change the id")),
        ):
            owner = owner_of.get(address or "")
            if owner is not None and owner.subject != subject_of(page) and owner.subject in now:
                location = content.locations.get(page.item_id, content.locations[""])
                message = _(
                    "the address /%(address)s has been published for “%(name)s” and must never "
                    "mean anything else; %(remedy)s.",
                    address=address,
                    name=owner.name,
                    remedy=remedy,
                )
                yield location.error(message)


def check_languages(reading: Reading) -> Iterator[Diagnostic]:
    """Yield the published languages that are missing, or have become the source language.

    Runs before the texts are right: each text of a missing language is an error of its own, which
    nobody should fix by deleting it.
    """
    for row in reading.published if reading.languages else ():
        if row.kind == LANGUAGE_KIND and row.id not in reading.languages[1:]:
            message = _(
                "the language “%(id)s” is published, and all its addresses below "
                "/%(address)s would vanish; write it back under “languages”, after the "
                "source language.",
                id=row.id,
                address=row.address,
            )
            yield reading.strategy.document.error(("languages",), message)
