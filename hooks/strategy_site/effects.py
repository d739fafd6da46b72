"""Two states of the site → what follows from the edits between them, wherever a reader meets it.

Nothing is reasoned out: pages, feeds and calendars of both states are made and compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Literal

from icalendar import Calendar
from lxml import etree

from .changes import FILE, STRATEGY, Change, edited
from .content import Content
from .feeds import atom_feed, closing_dates
from .handwritten import KIND as HANDWRITTEN
from .handwritten import handwritten_pages
from .leads import leads_of
from .model import Image
from .pages import Page, pages_of
from .reading import IMAGES
from .rendering import Renderer
from .translations import State, seen
from .voice import Site
from .wording import Wording

FEED, CALENDAR = "feed", "calendar"
_PARTS = ("id", "title", "published", "summary")
_BARE = re.compile(r"!\[\s*\]\(|<img(?![^>]*\balt=)")
"""A picture of a Markdown page that says nothing to those who do not see it."""
_ATOM = {"a": "http://www.w3.org/2005/Atom"}
_NO_ENTITIES = etree.XMLParser(resolve_entities=False)

Entries = dict[str, tuple[str, str, bool]]
"""Title and day of an entry, its text, and whether it is cancelled; by what it is about."""
Key = tuple[str, str]
"""What a page is about, for as long as it stands: its kind, and an id or an address."""


@dataclass(frozen=True)
class Side:
    """The site before the change, or after it."""

    site: Site
    docs: Path
    """The folder of handwritten pages."""

    @property
    def content(self) -> Content:
        """What the site tells."""
        return self.site.content

    @cached_property
    def pages(self) -> dict[Key, Page]:
        """The strategy's pages by what they are about."""
        return {_key(page): page for page in pages_of(self.content)}

    @cached_property
    def addresses(self) -> dict[Key, str]:
        """The address of every page, the handwritten ones included."""
        written = handwritten_pages(self.docs, self.content.languages)
        made = {key: page.address for key, page in self.pages.items()}
        return {(HANDWRITTEN, address): address for address in written} | made

    @cached_property
    def renderer(self) -> Renderer:
        """What writes its pages."""
        return Renderer(self.site)

    @cached_property
    def targets(self) -> dict[str, Key]:
        """What every address of the site is about, in the end."""
        leads = leads_of(self.content, list(self.pages.values()))
        own = {address: key for key, address in self.addresses.items()}
        return {address: _key(page) for address, page in leads.items()} | own

    @property
    def pictures(self) -> dict[Key, Image]:
        """The pictures in use, by the id of what they belong to and the file."""
        items = [("", self.content.strategy), *self.content.by_id.items()]
        images = ((name, getattr(item, "image", None)) for name, item in items)
        return {(name, image.file): image for name, image in images if image}


def _key(page: Page) -> Key:
    """Give what a page is about; freezing a version makes no other page of it."""
    identity = page.identity
    return page.kind, identity.partition("-")[0] if page.kind == "version" else identity


@dataclass(frozen=True)
class PageEffect:
    """A page that appears, vanishes, has another address, or reads otherwise."""

    key: Key
    before: str | None
    """Its address below the language's prefix."""
    after: str | None
    languages: tuple[str, ...] = ()
    """The languages in which it reads otherwise."""
    edited: bool = False
    """Whether what it is about was edited; otherwise it only tells of something that was."""

    @property
    def how(self) -> Literal["new", "gone", "moved", "edited", "follows"]:
        """What happens to the page."""
        if self.before is None:
            return "new"
        if self.after is None:
            return "gone"
        if self.before != self.after:
            return "moved"
        return "edited" if self.edited else "follows"


def page_effects(before: Side, after: Side, found: list[Change]) -> list[PageEffect]:
    """Give the pages that are others, those first whose own texts were edited."""
    direct = edited(found)
    exchanged = {change.identity for change in found if change.kind == FILE}
    shown = {item for item, file in after.pictures if f"{IMAGES}/{file}" in exchanged} - {""}
    written = {(c.identity, c.language) for c in found if c.kind == HANDWRITTEN}
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
            own = own or (key[0] == "home" and (STRATEGY, "") in direct)
            effects.append(PageEffect(key, old, new, languages, own))
    return sorted(effects, key=lambda effect: not effect.edited)


def _reads(side: Side, key: Key, language: str) -> tuple[str, ...]:
    """Give what a page says in a language; empty if the site does not speak it."""
    if language not in side.content.languages:
        return ()
    rendered = side.renderer.render(side.pages[key], language)
    return rendered.title, rendered.description, " ".join(rendered.html.split())


@dataclass(frozen=True)
class AddressEffect:
    """An address that is new, dies, or leads to another place."""

    address: str
    before: str | None
    """The address of the page to which it led."""
    after: str | None


def address_effects(before: Side, after: Side) -> list[AddressEffect]:
    """Give the addresses by which one gets to another page, or to none.

    A short address that leads to the same page as before is none of them, wherever the page moves.
    """
    effects = []
    for address in sorted({*before.targets, *after.targets}):
        keys = before.targets.get(address), after.targets.get(address)
        old, new = (
            None if key is None else side.addresses[key]
            for side, key in zip((before, after), keys, strict=True)
        )
        if keys[0] != keys[1] or (old != new and old == address):
            effects.append(AddressEffect(address, old, new))
    return effects


def new_editions(before: Side, after: Side) -> list[int]:
    """Give the versions whose wording has an address now and had none."""
    known = {edition.number for edition in before.content.editions}
    return [e.number for e in after.content.editions if e.number not in known]


def citations(before: Side, after: Side) -> dict[tuple[int, int], list[str]]:
    """Give the priority areas and goals that are cited by another version than before.

    By the number of the version before and after.
    """
    moved: dict[tuple[int, int], list[str]] = {}
    for identity in after.content.by_id:
        old, new = (side.content.edition_with(identity) for side in (before, after))
        if old and new and old.number != new.number:
            moved.setdefault((old.number, new.number), []).append(identity)
    return moved


@dataclass(frozen=True)
class TranslationEffect:
    """A translation that stands otherwise than before."""

    place: str
    language: str
    before: State | None
    """``None`` for a text that is new."""
    after: State
    path: Path
    line: int


def translation_effects(before: Side, after: Side) -> list[TranslationEffect]:
    """Give the translations that are outdated, reviewed, new or gone by the change.

    A translation that the record does not know yet was made from the source as it was before.
    """
    old = before.site.translations
    record = dict(after.content.record)
    for language, lines in seen(old, before.site.today).items():
        known = {line.key for line in record.get(language, [])}
        new = [line for line in lines if line.key not in known]
        record[language] = [*record.get(language, []), *new]
    now = after.site.translations.with_record(record)
    states = {
        (one.placed.context, language): one.state
        for language in old.languages
        for one in old.all(language)
    }
    effects = []
    for language in now.languages:
        for one in now.all(language):
            was = states.get((one.placed.context, language))
            if was != one.state:
                where = one.placed.origin.path, one.placed.line(language)
                effects.append(
                    TranslationEffect(one.placed.context, language, was, one.state, *where)
                )
    return effects


@dataclass(frozen=True)
class EntryEffect:
    """An entry of a feed or calendar that appears, vanishes or says something else."""

    where: str
    """`FEED` or `CALENDAR`."""
    before: str | None
    """What a subscriber sees of it first: title and day."""
    after: str | None
    languages: tuple[str, ...]
    cancelled: bool
    """Whether a calendar strikes it out now."""


def _feed(site: Site, words: Wording) -> Entries:
    root = etree.fromstring(atom_feed(site, words), _NO_ENTITIES)
    found = {}
    for entry in root.iterfind("a:entry", _ATOM):
        parts = {name: entry.findtext(f"a:{name}", "", _ATOM) for name in _PARTS}
        label = f"{parts['title']} ({parts['published'][:10]})"
        # The last part of the address is the id, the same in every language.
        found[PurePosixPath(parts["id"]).name] = (label, parts["summary"], False)
    return found


def _calendar(site: Site, words: Wording) -> Entries:
    found = {}
    for event in Calendar.from_ical(closing_dates(site, words)).walk("VEVENT"):
        label = f"{event['summary']} ({event.decoded('dtstart')})"
        cancelled = event.get("status") == "CANCELLED"
        found[str(event["uid"])] = (label, str(event["description"]), cancelled)
    return found


def entry_effects(before: Side, after: Side) -> list[EntryEffect]:
    """Give what subscribers meet, an entry once for all languages in which it is another."""
    effects = []
    for where, entries in ((FEED, _feed), (CALENDAR, _calendar)):
        sides: list[dict[str, Entries]] = []
        for side in (before, after):
            words = side.renderer.wordings
            sides.append({code: entries(side.site, words[code]) for code in words})
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

    identity: str
    file: str
    languages: tuple[str, ...]


def pictures_without_text(before: Side, after: Side, found: list[Change]) -> list[PictureEffect]:
    """Give the pictures that the change touches and whose text a language lacks."""
    exchanged = {change.identity for change in found if change.kind == FILE}
    effects = []
    for key, image in after.pictures.items():
        missing = tuple(c for c in after.content.languages if c not in image.alt.root)
        same = before.pictures.get(key) == image and f"{IMAGES}/{image.file}" not in exchanged
        if missing and not same:
            effects.append(PictureEffect(*key, missing))
    return effects


def handwritten_without_text(found: list[Change]) -> list[Change]:
    """Give the edits of handwritten pages by which a picture without a text comes in."""
    return [
        change
        for change in found
        if change.kind == HANDWRITTEN
        and len(_BARE.findall(change.after or "")) > len(_BARE.findall(change.before or ""))
    ]
