"""Two revisions of the site → the effects of the edits between them, wherever a reader sees them.

Nothing is inferred: pages, feeds and calendars of both revisions are rendered and compared. Knows
nothing of how the effects are worded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from ..content.content import Content
from ..content.reader import IMAGES_FOLDER
from ..i18n.translation_status import TranslationState, record_new
from ..model.images import Image
from ..outputs.news import NewsEntry, calendar_entries, feed_entries
from ..pages.markdown_pages import MARKDOWN_KIND as HANDWRITTEN
from ..pages.markdown_pages import markdown_pages
from ..pages.pages import Page, pages_of
from ..pages.redirects import redirects_of
from ..render.renderer import Renderer
from ..render.site_context import SiteContext
from .content_diff import FILE_KIND, STRATEGY_KIND, ContentChange, affected

FEED_KIND, CALENDAR_KIND = "feed", "calendar"
_NO_ALT_TEXT = re.compile(r"!\[\s*\]\(|<img(?![^>]*\balt=)")
"""A picture in Markdown without a text for those who do not see it."""
Entries = dict[str, tuple[str, str, bool]]
"""Title and day of an entry, its text, and whether it is cancelled; by what it is about."""
PageKey = tuple[str, str]
"""Identifies a page wherever it moves: its kind, and an id or an address."""


@dataclass(frozen=True)
class SiteRevision:
    """The site before the change, or after it."""

    site: SiteContext
    docs: Path
    """The folder of handwritten pages."""

    @property
    def content(self) -> Content:
        """The strategy."""
        return self.site.content

    @cached_property
    def pages(self) -> dict[PageKey, Page]:
        """The strategy's pages."""
        return {_key(page): page for page in pages_of(self.content)}

    @cached_property
    def addresses(self) -> dict[PageKey, str]:
        """The address of every page, the handwritten ones included."""
        handwritten = markdown_pages(self.docs, self.content.languages)
        rendered = {key: page.address for key, page in self.pages.items()}
        return {(HANDWRITTEN, address): address for address in handwritten} | rendered

    @cached_property
    def renderer(self) -> Renderer:
        """Renders its pages."""
        return Renderer(self.site)

    @cached_property
    def link_targets(self) -> dict[str, PageKey]:
        """The page of every address of the site, redirects followed."""
        redirects = redirects_of(self.content, list(self.pages.values()))
        own = {address: key for key, address in self.addresses.items()}
        return {address: _key(page) for address, page in redirects.items()} | own

    @property
    def pictures(self) -> dict[PageKey, Image]:
        """The pictures in use, by the id of their item (empty for the strategy) and their file."""
        items = [("", self.content.strategy), *self.content.by_id.items()]
        images = ((name, getattr(item, "image", None)) for name, item in items)
        return {(name, image.file): image for name, image in images if image}


def _key(page: Page) -> PageKey:
    """Return what identifies a page; a version keeps its key when it is frozen."""
    item_id = page.item_id
    return page.kind, item_id.partition("-")[0] if page.kind == "version" else item_id


@dataclass(frozen=True)
class PageEffect:
    """A page that appears, vanishes, has another address, or reads differently."""

    key: PageKey
    before: str | None
    """Its address below the language's prefix."""
    after: str | None
    languages: tuple[str, ...] = ()
    """The languages in which it reads differently."""
    affected: bool = False
    """Whether its own item was edited, and not only one that it mentions."""

    @property
    def address(self) -> str | None:
        """Its address after the change, or the last one that it had."""
        return self.before if self.after is None else self.after

    @property
    def how(self) -> Literal["new", "gone", "moved", "edited", "follows"]:
        """What happens to the page."""
        if self.before is None:
            return "new"
        if self.after is None:
            return "gone"
        if self.before != self.after:
            return "moved"
        return "edited" if self.affected else "follows"


def page_effects(
    before: SiteRevision, after: SiteRevision, changes: list[ContentChange]
) -> list[PageEffect]:
    """Return the pages that differ, first those whose own texts were edited."""
    direct = affected(changes)
    exchanged = {change.item_id for change in changes if change.kind == FILE_KIND}
    shown = {item for item, file in after.pictures if f"{IMAGES_FOLDER}/{file}" in exchanged} - {""}
    written = {(c.item_id, c.language) for c in changes if c.kind == HANDWRITTEN}
    effects = []
    for key in dict.fromkeys([*after.addresses, *before.addresses]):
        old, new = before.addresses.get(key), after.addresses.get(key)
        languages: tuple[str, ...] = ()
        if old is not None and new is not None:
            codes = after.content.languages
            if key[0] == HANDWRITTEN:
                languages = tuple(code for code in codes if (key[1], code) in written)
            else:
                languages = tuple(
                    c for c in codes if _reads(before, key, c) != _reads(after, key, c)
                )
            if key[1] in shown:
                languages = tuple(codes)
        if old != new or languages:
            own = key in direct or key[1] in shown
            own = own or (key[0] == "home" and (STRATEGY_KIND, "") in direct)
            effects.append(PageEffect(key, old, new, languages, own))
    return sorted(effects, key=lambda effect: not effect.affected)


def _reads(side: SiteRevision, key: PageKey, language: str) -> tuple[str, ...]:
    """Return the texts of a page in a language; empty if the site does not have the language."""
    if language not in side.content.languages:
        return ()
    rendered = side.renderer.render(side.pages[key], language)
    return rendered.title, rendered.description, " ".join(rendered.html.split())


@dataclass(frozen=True)
class AddressEffect:
    """An address that is new, dies, or leads to another page."""

    address: str
    before: str | None
    """The address of the page to which it led."""
    after: str | None


def address_effects(before: SiteRevision, after: SiteRevision) -> list[AddressEffect]:
    """Return the addresses that lead to another page than before, or to none.

    A short address that leads to the same page as before is left out, wherever the page moves.
    """
    effects = []
    for address in sorted({*before.link_targets, *after.link_targets}):
        keys = before.link_targets.get(address), after.link_targets.get(address)
        old, new = (
            None if key is None else side.addresses[key]
            for side, key in zip((before, after), keys, strict=True)
        )
        if keys[0] != keys[1] or (old != new and old == address):
            effects.append(AddressEffect(address, old, new))
    return effects


def new_editions(before: SiteRevision, after: SiteRevision) -> list[int]:
    """Return the numbers of the versions whose wording has an address now and had none."""
    old = {edition.number for edition in before.content.editions}
    return [e.number for e in after.content.editions if e.number not in old]


def citations(before: SiteRevision, after: SiteRevision) -> dict[tuple[int, int], list[str]]:
    """Return ids of priority areas and goals that are cited after another version than before.

    The keys are the numbers of the version before and after.
    """
    moved: dict[tuple[int, int], list[str]] = {}
    for item_id in after.content.by_id:
        old, new = (side.content.edition_with(item_id) for side in (before, after))
        if old and new and old.number != new.number:
            moved.setdefault((old.number, new.number), []).append(item_id)
    return moved


@dataclass(frozen=True)
class TranslationEffect:
    """A translation whose state changes."""

    place: str
    language: str
    before: TranslationState | None
    """``None`` for a text that is new."""
    after: TranslationState
    path: Path
    line: int


def translation_effects(before: SiteRevision, after: SiteRevision) -> list[TranslationEffect]:
    """Return the translations that the change makes outdated, reviewed, new or missing.

    A translation that is not stored yet is taken to translate the source as it was before.
    """
    old = before.site.translations
    store = dict(after.content.stored_translations)
    for language, lines in record_new(old, before.site.today).items():
        stored = {line.key for line in store.get(language, [])}
        new = [line for line in lines if line.key not in stored]
        store[language] = [*store.get(language, []), *new]
    now = after.site.translations.with_store(store)
    states = {
        (one.unit.msgctxt, language): one.state
        for language in old.languages
        for one in old.all(language)
    }
    effects = []
    for language in now.languages:
        for one in now.all(language):
            was = states.get((one.unit.msgctxt, language))
            if was != one.state:
                where = one.unit.location.path, one.unit.line(language)
                effects.append(
                    TranslationEffect(one.unit.msgctxt, language, was, one.state, *where)
                )
    return effects


@dataclass(frozen=True)
class EntryEffect:
    """An entry of a feed or calendar that appears, vanishes or says something else."""

    where: str
    """`FEED_KIND` or `CALENDAR_KIND`."""
    before: str | None
    """Its title and day."""
    after: str | None
    languages: tuple[str, ...]
    cancelled: bool
    """Whether a calendar now shows it as cancelled."""


def _entries(news: list[NewsEntry]) -> Entries:
    return {
        entry.item.id: (f"{entry.title.text} ({entry.day})", entry.summary.text, entry.cancelled)
        for entry in news
    }


def entry_effects(before: SiteRevision, after: SiteRevision) -> list[EntryEffect]:
    """Return the entries that differ, each once for all languages in which it does."""
    effects = []
    for where, news in ((FEED_KIND, feed_entries), (CALENDAR_KIND, calendar_entries)):
        sides: list[dict[str, Entries]] = []
        for side in (before, after):
            localizers = side.renderer.localizers
            sides.append(
                {
                    code: _entries(news(side.content, localizers[code], side.site.today))
                    for code in localizers
                }
            )
        found: dict[str, list[str]] = {}
        for code in after.content.languages:
            old, new = (side.get(code, {}) for side in sides)
            for name in [*new, *(name for name in old if name not in new)]:
                if old.get(name) != new.get(name):
                    found.setdefault(name, []).append(code)
        for name, codes in found.items():
            was, now = (side.get(codes[0], {}).get(name) for side in sides)
            struck = bool(now and now[2] and not (was and was[2]))
            labels = was and was[0], now and now[0]
            effects.append(EntryEffect(where, *labels, tuple(codes), struck))
    return effects


@dataclass(frozen=True)
class PictureEffect:
    """A new or edited picture that has no text in some languages."""

    item_id: str
    file: str
    languages: tuple[str, ...]


def pictures_without_text(
    before: SiteRevision, after: SiteRevision, changes: list[ContentChange]
) -> list[PictureEffect]:
    """Return the pictures that the change touches and whose text is missing in a language."""
    exchanged = {change.item_id for change in changes if change.kind == FILE_KIND}
    effects = []
    for key, image in after.pictures.items():
        missing = tuple(c for c in after.content.languages if c not in image.alt.root)
        same = (
            before.pictures.get(key) == image and f"{IMAGES_FOLDER}/{image.file}" not in exchanged
        )
        if missing and not same:
            effects.append(PictureEffect(*key, missing))
    return effects


def handwritten_without_text(changes: list[ContentChange]) -> list[ContentChange]:
    """Return the edits of handwritten pages that add a picture without a text."""
    return [
        change
        for change in changes
        if change.kind == HANDWRITTEN
        and _pictures_without_text(change.after) > _pictures_without_text(change.before)
    ]


def _pictures_without_text(markdown: str | None) -> int:
    return len(_NO_ALT_TEXT.findall(markdown or ""))
