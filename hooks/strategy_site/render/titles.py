"""The title and description of a page, as `PAGE_KINDS` has them."""

from __future__ import annotations

from dataclasses import replace

from ..content.content import Content
from ..i18n.localizer import LangString, Localizer
from ..model.versions import Edition
from ..pages.page_kinds import PAGE_KINDS
from ..pages.pages import Page


def title_and_description(
    page: Page, localizer: Localizer, content: Content
) -> tuple[LangString, LangString]:
    """Return a page's title and description, both plain text.

    The language of a line with words in several is that of its own part, not of the strategy's
    name in it.
    """
    kind, item, strategy = PAGE_KINDS[page.kind], page.item, content.strategy
    strategy_title = localizer.plain(strategy.title)
    if item is None:
        title = localizer.lang_message(kind.title)
        return title, replace(title, text=f"{title.text}, {strategy_title}")
    if page.kind == "home":
        return localizer.lang_string(strategy.name), localizer.lang_string(strategy.vision)
    if page.edition is None:
        title = localizer.lang_string(item.title)
        label = localizer.gettext_plain(kind.item_title, id=item.id) if kind.item_title else ""
        named = replace(title, text=f"{label}: {title.text}") if label else title
        if kind.description:
            return named, localizer.lang_string(getattr(item, kind.description))
        return named, replace(title, text=f"{label}, {strategy_title}: {title.text}")
    edition = _edition_title(page.edition, localizer, content)
    if page.kind == "version":
        frozen = page.edition.version
        described = frozen.vision or frozen.introduction or frozen.title or strategy.title
        return edition, localizer.lang_string(described)
    number = localizer.lang_message(kind.item_title, id=item.id)
    title = replace(number, text=f"{number.text}, {edition.text}")
    return title, localizer.lang_string(item.title) if item.title else title


def _edition_title(edition: Edition, localizer: Localizer, content: Content) -> LangString:
    version = edition.version
    title = localizer.lang_string(version.title or content.strategy.title)
    if version.name:
        name = localizer.plain(version.name)
    else:
        name = localizer.gettext_plain("version %(number)s", number=version.version)
    return replace(title, text=f"{title.text}, {name}")
