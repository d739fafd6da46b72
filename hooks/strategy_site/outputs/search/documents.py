"""What the search index has of each page, in one language: title, kind, number and texts.

Navigation, notices, citations and the wording of earlier versions are left out: every page has
them, or another page has the same. Every text with an agreed word of the glossary also gets the
words that readers search with instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...content.content import Content
from ...i18n.localizer import LangString, Localizer
from ...messages import N_
from ...model.fields import Text
from ...model.items import Call, Goal, Item, PriorityArea, Project
from ...model.walk import texts_in
from ...pages.page_kinds import SEARCH_GROUPS
from ...pages.pages import Page
from ...pages.urls import url_path
from ...render.titles import title_and_description


@dataclass(frozen=True)
class SearchDocument:
    """A page in the search index."""

    path: str
    """Below the site's root, the language's prefix included."""
    kind: str
    """The group of results, a key of `SEARCH_GROUPS`."""
    number: str
    """The number by which readers know a priority area or a goal; empty for all else."""
    title: LangString
    summary: LangString | None
    texts: tuple[LangString, ...]
    """What else is found on the page."""
    also_searched: tuple[LangString, ...] = ()
    """What else finds the page as a whole: headings, and other words for its title."""


def search_documents(
    content: Content, pages: list[Page], localizer: Localizer
) -> Iterator[SearchDocument]:
    """Yield the search document of every page that a search finds, in one language."""
    for page in pages:
        in_force = page.kind == "version" and page.edition == content.edition
        if (page.edition is None and page.kind != "search") or in_force:
            document = _document(page, localizer, content)
            more = tuple(_searched_for(content, [document.title, *document.also_searched]))
            summary = [document.summary] if document.summary else []
            rest = tuple(_searched_for(content, [*summary, *document.texts]))
            yield replace(
                document,
                also_searched=(*document.also_searched, *more),
                texts=(*document.texts, *rest),
            )


def _searched_for(content: Content, texts: Iterable[LangString]) -> Iterator[LangString]:
    """Yield the words that readers search with for the agreed words in some texts."""
    found: dict[LangString, None] = {}
    for term in content.glossary.terms:
        for text in texts:
            word = term.root.get(text.language)
            if word and word.also_searched and word.find(text.text):
                found |= dict.fromkeys(LangString(text.language, w) for w in word.also_searched)
    yield from found


def _document(page: Page, localizer: Localizer, content: Content) -> SearchDocument:
    item, names = page.item, tuple[str, ...]()
    numbered = isinstance(item, PriorityArea | Goal)
    if isinstance(item, Item):
        title = localizer.lang_string(item.title)
        summary, texts = _texts_of_item(item, content)
    else:
        title, _ = title_and_description(page, localizer, content)
        if item is not None:
            # Home and a version: all words of their names are looked up in the page's language.
            title = LangString(localizer.code, title.text)
        names, summary, texts = _texts_of_strategy(page.kind, content)
    # Names of people and places are in no language; the source language is as good as any.
    people = [item.owner, *item.partners, *item.places] if isinstance(item, Project) else []
    return SearchDocument(
        url_path(page.address, localizer.code, content),
        page.kind if page.kind in SEARCH_GROUPS else "page",
        item.id if numbered else "",
        title,
        localizer.lang_string(summary) if summary else None,
        (
            *(localizer.lang_string(text) for text in texts if text),
            *(LangString(localizer.source.code, name) for name in people),
        ),
        tuple(localizer.lang_message(name) for name in names),
    )


OptionalTexts = list[Text | None]


def _texts_of_item(item: Item, content: Content) -> tuple[Text | None, OptionalTexts]:
    """Return the summary of an item, and its other texts."""
    match item:
        case PriorityArea():
            return item.purpose, [item.explanation]
        case Goal():
            measured = [indicator.title for indicator in item.indicators]
            return item.description, [item.explanation, *measured]
        case Project():
            rows = content.strategy.municipalities
            places = [row.name for row in rows if row.id in item.municipalities]
            return item.summary, [item.outcome, item.text, *places]
        case Call():
            return item.summary, [item.text, item.who_may_apply, item.fund, *item.criteria]
    return None, [text for text in texts_in(item) if text is not item.title]


def _texts_of_strategy(
    kind: str, content: Content
) -> tuple[tuple[str, ...], Text | None, OptionalTexts]:
    """Return headings (message ids), summary and other texts of a page that is about no item.

    Home has only what no other page has.
    """
    strategy = content.strategy
    if kind == "home":
        return (N_("Home"), N_("Vision")), strategy.vision, [strategy.area]
    if kind == "version":
        names = N_("The strategy"), N_("The text as a PDF")
        themes = [text for row in strategy.cross_cutting_themes for text in (row.title, row.text)]
        goals = [row.title for row in strategy.overall_goals]
        return names, strategy.introduction, [strategy.area, strategy.vision, *goals, *themes]
    if kind == "overview":
        return (N_("Where the projects are"), N_("What each funder gave")), None, []
    return (), None, []
