"""What the search knows of each page, in one language: title, kind, number and words.

Navigation, notices, citations and the frozen words of earlier versions are left out: they stand on
every page, or say again what another page says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .addresses import with_language
from .content import Content
from .model import Call, Goal, PriorityArea, Project
from .pages import Page
from .rendering import title_and_description
from .values import Text
from .wording import Wording

KINDS = ("goal", "priority_area", "project", "call", "page")
"""In the order in which results are shown."""


@dataclass(frozen=True)
class Said:
    """A text, and the language that it is in: what falls back isn't in the page's."""

    language: str
    text: str


@dataclass(frozen=True)
class Record:
    """A page as the search knows it."""

    path: str
    """Below the site's root, the language's prefix included."""
    kind: str
    number: str
    """The number by which readers know a priority area or a goal; empty for all else."""
    title: Said
    summary: Said | None
    texts: tuple[Said, ...]
    """What else can be found on the page."""


def records_of(content: Content, pages: list[Page], words: Wording) -> Iterator[Record]:
    """Give a record of every page of the strategy that a search should find, in one language."""
    for page in pages:
        if page.edition is None and page.kind not in ("home", "search"):
            yield _record(page, words, content)


def _record(page: Page, words: Wording, content: Content) -> Record:
    def said(text: Text) -> Said:
        return Said(words.code if words.written(text) else words.source.code, words.plain(text))

    item, path = page.item, with_language(page.address, words.code, content.languages[0])
    if item is None:
        title, _ = title_and_description(page, words, content)
        return Record(path, "page", "", Said(words.code, title), None, ())
    texts: list[Text | None] = []
    names: list[str] = []
    summary: Text | None = None
    match item:
        case PriorityArea():
            summary = item.purpose
        case Goal():
            summary = item.description
            texts = [indicator.title for indicator in item.indicators]
        case Project():
            summary = item.summary
            places = [r for r in content.strategy.municipalities if r.id in item.municipalities]
            texts = [item.text, *(row.name for row in places)]
            names = [item.owner, *item.partners, *item.places]
        case Call():
            summary = item.summary
            texts = [item.text, item.who_may_apply, item.fund, *item.criteria]
    numbered = isinstance(item, PriorityArea | Goal)
    return Record(
        path,
        page.kind,
        item.id if numbered else "",
        said(item.title),
        said(summary) if summary else None,
        # Names are in nobody's language; the site's own is as good as any.
        (*(said(text) for text in texts if text), *(Said(words.source.code, n) for n in names)),
    )
