"""What the search knows of each page, in one language: texts by their weight, and numbers.

Navigation, notices, citations and the wording of earlier versions are left out: every page has
them, or another page has the same. Titles, names and everyday words are known in all languages,
because people search in theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...content.content import Content
from ...i18n.localizer import LangString, Localizer
from ...messages import N_
from ...model.fields import Text
from ...model.items import Call, Funding, Goal, InKind, Item, PriorityArea, Project
from ...model.topics import Topic
from ...model.walk import texts_in
from ...pages.page_kinds import PAGE_KINDS, SEARCH_KINDS
from ...pages.pages import Page
from ...pages.urls import url_path
from ...render.titles import title_and_description

# How much a place says of a page.
_NUMBER, _BELOW_NUMBER, _TITLE, _KEYWORDS, _LABEL = 30, 12, 10, 9, 5
_TOPIC, _NAME, _SUMMARY, _OTHER_LANGUAGE, _TEXT = 4, 3, 3, 2, 1
_TOPIC_PROJECT = 3.9
_SYNONYM = 0.8
"""What a word of the glossary's weighs, as a share of the text that has the agreed word."""
_NEXT = 0.2
"""A topic's goals and projects are in order: so much less each weighs than the one before."""
_RANKS = {"home": 7, "version": 8, "page": 5} | dict.fromkeys(
    ("open_data", "translations", "accessibility", "overview"), 5
)
"""What kinds of pages come before others, all else alike; 10 for the others."""
_FUNCTION_WORDS = N_(
    "a an and are as at be by can do for from how i in is it my of on or the to what"
)
"""Each language has its own, not a translation of these."""

Weighted = tuple[float, LangString]


@dataclass(frozen=True)
class SearchDocument:
    """A page in the search index."""

    path: str
    """Below the site's root, the language's prefix included."""
    kind: str
    """A key of `SEARCH_KINDS`."""
    number: str
    """The number by which readers know a priority area or a goal; empty for all else."""
    title: LangString
    summary: LangString | None
    texts: tuple[Weighted, ...]
    """What finds the page, with its weight."""
    whole: tuple[Weighted, ...] = ()
    """Names and everyday words: they find it too, but parts of them do not."""
    numbers: tuple[tuple[float, str], ...] = ()
    """Numbers that find it, as `tokens` writes them, with their weight."""
    rank: int = _RANKS["page"]
    """What its score is multiplied by, in tenths."""
    call: tuple[str, ...] = ()
    """Of a call: when it opens and closes, at which hour, and its state without these."""

    def shown(self) -> list[Any]:
        """Return what a result shows: path, kind, number, title, summary and their languages."""
        summary = self.summary or LangString("", "")
        title = [self.title.text, self.title.language]
        return [self.path, self.kind, self.number, *title, summary.text, summary.language]


def search_documents(
    content: Content, pages: list[Page], localizers: Mapping[str, Localizer], code: str
) -> Iterator[SearchDocument]:
    """Yield the search document of every page that a search finds, in one language."""
    source = _Source(content, localizers, code)
    for page in pages:
        whole_version = page.kind == "version"
        if (page.edition is None or whole_version) and page.kind != "search":
            yield source.document(page)


def function_words(localizer: Localizer) -> list[str]:
    """Return the words of a language that decide nothing in a question; none if not known."""
    words = localizer.gettext_plain(_FUNCTION_WORDS).split()
    return words if localizer.has_message(_FUNCTION_WORDS) else []


class _Source:
    def __init__(self, content: Content, localizers: Mapping[str, Localizer], code: str) -> None:
        self.content, self.localizers = content, localizers
        self.localizer = localizers[code]

    def document(self, page: Page) -> SearchDocument:
        item = page.item
        if isinstance(item, Item):
            title, summary = self.localizer.lang_string(item.title), self._summary(item)
            texts = [*self._titles(item), *self._of_item(page, item)]
            whole, numbers = list(self._everyday_words(item)), _numbers_of(item)
        else:
            title, _ = title_and_description(page, self.localizer, self.content)
            summary, texts = None, [(_TITLE, title), *self._of_kind(page)]
            searched = PAGE_KINDS[page.kind].searched
            whole = [(_KEYWORDS, self.localizer.lang_message(searched))] if searched else []
            numbers = [(_LABEL, str(page.edition.number))] if page.edition else []
        in_force = page.edition is None or page.edition == self.content.edition
        return SearchDocument(
            url_path(page.address, self.localizer.code, self.content),
            page.kind if page.kind in SEARCH_KINDS else "page",
            item.id if isinstance(item, PriorityArea | Goal) else "",
            title,
            self.localizer.lang_string(summary) if summary else None,
            tuple(texts),
            (*whole, *self._synonyms(texts)),
            tuple(numbers),
            _RANKS.get(page.kind, 10) - (0 if in_force else 1),
            _dates_of(item) if isinstance(item, Call) else (),
        )

    def _here(self, weight: float, text: Text | None) -> list[Weighted]:
        return [(weight, self.localizer.lang_string(text))] if text else []

    def _everywhere(self, weight: float, text: Text | None) -> list[Weighted]:
        return [(weight, LangString(*row)) for row in text.root.items()] if text else []

    def _name(self, weight: float, name: str) -> Weighted:
        # Names of people and places are in no language; the source language is as good as any.
        return weight, LangString(self.localizer.source.code, name)

    def _titles(self, item: Item) -> Iterator[Weighted]:
        yield from self._here(_TITLE, item.title)
        yield from self._everywhere(_OTHER_LANGUAGE, item.title)

    def _summary(self, item: Item) -> Text | None:
        match item:
            case PriorityArea():
                return item.purpose
            case Goal():
                return item.description or item.explanation
            case Topic():
                return item.text
            case Project() | Call():
                return item.summary
        return None

    def _of_item(self, page: Page, item: Item) -> Iterator[Weighted]:
        summary = self._summary(item)
        yield from self._here(_SUMMARY, summary)
        yield from self._everywhere(_TEXT, summary)
        label = PAGE_KINDS[page.kind].item_title
        if label:
            yield _LABEL, self.localizer.lang_message(label, id=item.id)
        elif page.kind in SEARCH_KINDS:
            yield _TEXT, self.localizer.lang_message(SEARCH_KINDS[page.kind])
        for text in texts_in(item):
            if text is not item.title and text is not summary:
                yield from self._here(_TEXT, text)
        if isinstance(item, Project):
            for name in (item.owner, *item.partners, *item.places):
                yield self._name(_NAME, name)

    def _everyday_words(self, item: Item) -> Iterator[Weighted]:
        """Yield the words of topics that lead to an item, and the names that it refers to by id."""
        if isinstance(item, Topic):
            yield from self._everywhere(_KEYWORDS, item.words)
        for topic in self.content.topics:
            places = [(_TOPIC, topic.goals), (_TOPIC_PROJECT, topic.projects)]
            for first, ids in ((first, ids) for first, ids in places if item.id in ids):
                weight = first - _NEXT * ids.index(item.id)
                yield from self._everywhere(weight, topic.words)
                yield from self._everywhere(weight, topic.title)
        if isinstance(item, Project):
            named = {part.source for part in _money_of(item) if part.source}
            named.update(item.municipalities)
            rows = (*self.content.strategy.municipalities, *self.content.strategy.funders)
            for row in rows:
                if row.id in named:
                    yield from self._everywhere(_NAME, row.name)
                    yield from (self._name(_NAME, name) for name in row.also_called)

    def _of_kind(self, page: Page) -> Iterator[Weighted]:
        """Yield what finds a page that is about no item: other words for it, and its own texts."""
        strategy, kind = self.content.strategy, PAGE_KINDS[page.kind]
        if kind.title:
            yield _TITLE, self.localizer.lang_message(kind.title)
        if page.kind == "home":
            yield from self._here(_SUMMARY, strategy.vision)
            yield from self._here(_TEXT, strategy.area)
        elif page.kind == "version" and page.edition == self.content.edition:
            yield from self._here(_SUMMARY, strategy.introduction)
            themes = [t for row in strategy.cross_cutting_themes for t in (row.title, row.text)]
            goals = [row.title for row in strategy.overall_goals]
            for text in (strategy.area, strategy.vision, *goals, *themes):
                yield from self._here(_TEXT, text)

    def _synonyms(self, texts: Iterable[Weighted]) -> Iterator[Weighted]:
        """Yield the words that readers search with for the agreed words in some texts."""
        found: dict[LangString, float] = {}
        for term in self.content.glossary.terms:
            for weight, text in texts:
                word = term.root.get(text.language)
                if word and word.also_searched and word.find(text.text):
                    for other in word.also_searched:
                        said = LangString(text.language, other)
                        found[said] = max(found.get(said, 0), weight * _SYNONYM)
        yield from ((weight, said) for said, weight in found.items())


def _money_of(project: Project) -> list[Funding | InKind]:
    return [*project.funding, *project.co_funding, *project.in_kind]


def _dates_of(call: Call) -> tuple[str, ...]:
    dates = [str(day or "") for day in (call.opens, call.closes, call.closes_at)]
    return *dates, "open" if call.opens or call.kind == "running" else "undated"


def _numbers_of(item: Item) -> list[tuple[float, str]]:
    """Return the numbers by which an item is known: its own, its years, its amounts."""
    match item:
        case PriorityArea() | Goal():
            above = item.id.rpartition(".")[0]
            return [(_NUMBER, item.id), *([(_BELOW_NUMBER, above)] if above else [])]
        case Project():
            amounts = [item.total, *(part.amount for part in _money_of(item))]
            years = [(_TOPIC, str(year)) for year in item.years]
            return [*years, *((_LABEL, str(amount)) for amount in amounts if amount)]
        case Call():
            days = [item.published, item.opens, item.closes]
            return [
                *((_TOPIC, str(year)) for year in sorted({day.year for day in days if day})),
                *((_LABEL, str(sum_)) for sum_ in (item.budget, item.max_per_project) if sum_),
            ]
    return []
