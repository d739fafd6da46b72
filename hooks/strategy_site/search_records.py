"""What the search knows of each page, in one language: title, kind, number and words.

Navigation, notices, citations and the frozen words of earlier versions are left out: they stand on
every page, or say again what another page says. What the glossary says that readers search with is
put to every text that has the agreed word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from .addresses import with_language
from .content import Content
from .model import Call, Goal, PriorityArea, Project
from .pages import Page
from .rendering import TITLES, title_and_description
from .values import Text
from .wording import Wording, message


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
    names: tuple[Said, ...] = ()
    """What else the page as a whole is asked for by: headings, and other words for its title."""


def records_of(content: Content, pages: list[Page], words: Wording) -> Iterator[Record]:
    """Give a record of every page of the strategy that a search should find, in one language."""
    for page in pages:
        whole = page.kind == "version" and page.edition == content.edition
        if (page.edition is None and page.kind != "search") or whole:
            record = _record(page, words, content)
            more = tuple(_searched_for(content, [record.title, *record.names]))
            summary = [record.summary] if record.summary else []
            rest = tuple(_searched_for(content, [*summary, *record.texts]))
            yield replace(record, names=(*record.names, *more), texts=(*record.texts, *rest))


def _searched_for(content: Content, texts: Iterable[Said]) -> Iterator[Said]:
    """Give what readers search with for the agreed words that some texts have."""
    found: dict[Said, None] = {}
    for term in content.glossary.terms:
        for said in texts:
            word = term.root.get(said.language)
            if word and word.also_searched and word.find(said.text):
                found |= dict.fromkeys(Said(said.language, w) for w in word.also_searched)
    yield from found


def _record(page: Page, words: Wording, content: Content) -> Record:
    def said(text: Text) -> Said:
        return Said(words.code if words.written(text) else words.source.code, words.plain(text))

    def named(text: str) -> Said:
        return Said(words.code if words.knows(text) else words.source.code, words.say(text))

    item, path = page.item, with_language(page.address, words.code, content.languages[0])
    if item is None or page.kind in ("home", "version"):
        title, _ = title_and_description(page, words, content)
        name = TITLES.get(page.kind)
        names, about, more = _of_the_whole(page.kind, content)
        return Record(
            path,
            "page",
            "",
            named(name) if name else Said(words.code, title),
            said(about) if about else None,
            tuple(said(text) for text in more if text),
            tuple(named(name) for name in names),
        )
    texts: list[Text | None] = []
    people: list[str] = []
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
            people = [item.owner, *item.partners, *item.places]
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
        (*(said(text) for text in texts if text), *(Said(words.source.code, n) for n in people)),
    )


def _of_the_whole(
    kind: str, content: Content
) -> tuple[list[str], Text | None, Sequence[Text | None]]:
    """Give what a page is asked for by that speaks of the strategy as a whole, or of all projects.

    Names of interface texts, the summary, and what else stands there. Only what no other page says
    better is told of home.
    """
    strategy = content.strategy
    themes = [text for row in strategy.cross_cutting_themes for text in (row.title, row.text)]
    goals = [row.title for row in strategy.overall_goals]
    if kind == "home":
        return [message("Home"), message("Vision")], strategy.vision, [strategy.area]
    if kind == "version":
        names = [message("The strategy"), message("The whole strategy as a PDF")]
        return names, strategy.introduction, [strategy.area, strategy.vision, *goals, *themes]
    if kind == "overview":
        return [message("Where the projects are"), message("What each funder gave")], None, []
    return [], None, []
