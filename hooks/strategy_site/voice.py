"""What templates call: texts in the page's language, links from the page, and what it tells."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, cached_property

import segno
from markupsafe import Markup

from . import figures
from .addresses import address_of, relative, short_address, with_language
from .call_states import State, state_of
from .content import Content
from .difference import Piece, difference
from .documents import documents_of
from .file_names import IMAGES
from .language import Language
from .map_drawing import Drawing, drawing
from .model import Call, Linked, PriorityArea
from .pages import Page
from .translations import Translation, Translations, translations_of
from .values import Text
from .versions import Edition, FrozenGoal, Place, texts_of
from .watching import SOURCES, Watch
from .wording import Wording

_LOOKS = 6
"""How many colours and shapes the theme has for priority areas; a seventh area begins again."""


@dataclass(frozen=True)
class Site:
    """What every page is told of the site as a whole."""

    content: Content
    url: str
    """The site's whole address, with a slash at its end."""
    today: datetime.date
    """The day of the build, where the strategy's days are counted."""
    edit_root: str = ""
    """Where the files of the repository are edited, with a slash at its end; empty if nowhere."""
    repository: str = ""
    """The address of the repository itself; empty if nobody is told of it."""

    document_sizes: dict[str, int] = field(default_factory=dict)
    """Bytes of each PDF that has been set, by its path; pages say so of those alone."""

    @cached_property
    def translations(self) -> Translations:
        """How every text stands in every language."""
        return translations_of(self.content)


@dataclass(frozen=True)
class Change:
    """A text that one version of the strategy has and another has otherwise."""

    number: str
    """The id of the priority area or goal; empty for the strategy itself."""
    field: str
    language: str
    pieces: list[Piece]


@dataclass(frozen=True)
class DocumentLink:
    """A PDF to fetch."""

    link: str
    languages: list[Language]
    size: str
    """As one writes it; empty if it is not known."""


@cache
def _qr_code(address: str) -> Markup:
    # Two pages show each: ten milliseconds once.
    code = segno.make(address, error="m", micro=False)
    return Markup(code.svg_inline(omitsize=True, svgclass=None, lineclass=None))  # noqa: S704 - a drawing of our own


def tellable(text: Text, wording: Wording, site: Site) -> dict[str, str]:
    """Give all that `Voice` can tell of a text in a language, by language, and of its state.

    To be kept to, or a page is not made anew that would come out otherwise.
    """
    code, source = wording.code, wording.source.code
    if code == source or not wording.written(text):
        return {source: text.root[source]}
    own, original = text.root[code], text.root[source]
    found = site.translations.of_text(text, code)
    state = found.state if found else ""
    if state == "outdated":
        return text.root | {"state": state}
    return {code: own, "state": state, "same": str(own == original)}


class Voice:
    """What one page in one language says of everything its template asks for."""

    def __init__(self, wording: Wording, page: Page, site: Site, watch: Watch) -> None:
        self.wording, self.today = wording, site.today
        self.money, self.number, self.date = wording.money, wording.number, wording.date
        self.plain = wording.plain
        self.fell_back = False
        """Whether a text of the strategy was not there in the page's language."""
        self.unreviewed = False
        """Whether nobody has reviewed a translation that the page shows."""
        self.outdated: dict[str, Translation] = {}
        """The translations on the page whose source has changed since, by place."""
        self._site, self._watch, self._content = site, watch, watch.content
        self._here = self._below_root(page.address)

    @property
    def code(self) -> str:
        """The code of the page's language."""
        return self.wording.code

    def text(self, text: Text) -> Markup:
        """See `Wording.text`."""
        self._note(text)
        return self.wording.text(text)

    def paragraphs(self, text: Text) -> Markup:
        """See `Wording.paragraphs`."""
        self._note(text)
        return self.wording.paragraphs(text)

    def _note(self, text: Text) -> None:
        """Remember how a text that is shown stands in the page's language."""
        if self.code == self.wording.source.code:
            return
        if not self.wording.written(text):
            self.fell_back = True
            return
        if text.root[self.code] == text.root[self.wording.source.code]:
            return  # a name is the same everywhere: there is nothing to review
        found = self._site.translations.of_text(text, self.code)
        if found and found.state == "outdated":
            self.outdated[found.placed.place] = found
        else:
            self.unreviewed |= not found or found.state == "draft"

    def lang(self, text: Text) -> Markup:
        """Give the ``lang`` attribute of an element that holds ``text`` alone, if it needs one."""
        return self.lang_of(self.wording.written_in(text))

    def lang_of(self, language: str) -> Markup:
        """See `Wording.lang_of`."""
        return self.wording.lang_of(language)

    def original(self, text: Text) -> Markup:
        """Give a text in the source language, as paragraphs that say so."""
        source = self.wording.source.code
        return self.wording.paragraphs(Text({source: text.root[source]}))

    @property
    def repository(self) -> str:
        """The address of the repository that the site is made in; empty if nowhere."""
        return self._site.repository

    def edit_link(self, translation: Translation) -> str:
        """Give the address at which a translation is edited, at its line; empty if nowhere."""
        placed, root = translation.placed, self._site.edit_root
        line = placed.line(translation.language)
        return f"{root}{placed.origin.path.as_posix()}#L{line}" if root else ""

    @property
    def translations(self) -> Translations:
        """How every text stands in every language, and on which line."""
        self._watch.asked.add(SOURCES)
        return self._site.translations

    def link(self, target: Linked | str) -> str:
        """Give the link from this page to an item, or to an address below the language."""
        if not isinstance(target, str):
            target = address_of(target, self._content.strategy.sections)
        return relative(self._below_root(target), self._here)

    file = link
    """The link to a file that each language has of its own."""

    def data(self, name: str) -> str:
        """Give the link from this page to a file that all languages share."""
        return relative(name, self._here)

    def image(self, file: str) -> str:
        """Give the link from this page to a picture."""
        return self.data(IMAGES + file)

    def whole(self, address: str) -> str:
        """Give an address in the page's language whole, to be written down."""
        return self._site.url + self._below_root(address)

    def short(self, edition: Edition, identity: str) -> str:
        """Give the short address of what a version speaks of, as one says and prints it.

        The shortest leads to the wording of today. That of an earlier version has its own.
        """
        item = self._content.item(identity)
        now = item is not None and edition.number == self._content.edition.number
        address = short_address(item) if item and now else edition.address_of(identity)
        return self.whole(address).partition("://")[2]

    def qr_code(self, address: str) -> Markup:
        """Give a QR code of an address in the page's language, as SVG."""
        return _qr_code(self.whole(address))

    def documents(self, edition: Edition) -> list[DocumentLink]:
        """Give the PDFs of a version."""
        languages = {row.code: row for row in self._content.strategy.languages}
        sizes = self._site.document_sizes
        return [
            DocumentLink(
                self.data(document.path),
                [languages[code] for code in document.languages],
                self.wording.file_size(sizes[document.path]) if document.path in sizes else "",
            )
            for document in documents_of(self._content, edition)
        ]

    def look(self, area: PriorityArea) -> int:
        """Give the number of the colour and shape that a priority area is recognised by."""
        return self._content.order_of_areas.get(area.id, 0) % _LOOKS + 1

    @property
    def map(self) -> Drawing | None:
        """The map of the area with the number of projects in each municipality, if there is one."""
        borders = self._content.borders
        return drawing(borders, self.projects_in) if borders else None

    @cached_property
    def projects_in(self) -> dict[str, int]:
        """How many projects each municipality has, by its id."""
        return Counter(name for p in self._content.projects for name in p.municipalities)

    @property
    def given_by_area(self) -> list[figures.Row]:
        """What the projects of each priority area cost."""
        return figures.by_area(self._content.projects, self._content.order_of_areas)

    @property
    def given_by_funder(self) -> list[figures.Row]:
        """What each funder gave."""
        return figures.by_funder(self._content.projects)

    def call_state(self, call: Call) -> State:
        """Tell how a call stands on the day of the build."""
        return state_of(call, self.today)

    def call_data(self, call: Call) -> Markup:
        """Give the attributes from which a script tells how a call stands on another day."""
        dates = {"opens": call.opens, "closes": call.closes}
        return Markup(' data-call="{}"').format(self.call_state(call)) + Markup("").join(
            Markup(' data-{}="{}"').format(name, day) for name, day in dates.items() if day
        )

    def calls_that_are(self, *states: State) -> list[str]:
        """Give the ids of the calls in any of some states on the day of the build."""
        return [call.id for call in self._content.calls if self.call_state(call) in states]

    def changes(self, edition: Edition, identity: str | None) -> list[Change]:
        """Give what the version in force says otherwise than an earlier one.

        Takes the id of a priority area or goal, or ``None`` for all of the strategy. Of an
        incomplete version only what is known of it can be compared. Where the adopted words have
        changed and the translation does not follow, the difference is that of the adopted words.
        """
        old, new = texts_of(edition.version), self._texts_in_force
        places = dict.fromkeys([*old, *(new if edition.version.complete else ())])
        found = []
        for place in places:
            if identity is not None and place[0] != identity:
                continue
            texts = old.get(place), new.get(place)
            source, *own = self.wording.source.code, self.code
            if self._is_outdated(place) or not all(
                t is None or self.wording.written(t) for t in texts
            ):
                own = []
            # A translation may have become better beside the same adopted words: the reader, who
            # sees it on both pages, is told.
            for language in (*own, source):
                before, after = ((text and text.get(language)) or "" for text in texts)
                if before.split() != after.split():
                    name = place[1].partition(".")[0]
                    found.append(Change(place[0], name, language, difference(before, after)))
                    break
        return found

    def _is_outdated(self, place: Place) -> bool:
        """Tell whether the translation of a text in force is older than the text."""
        identity, name = place
        item = self._content.edition.version.find(identity)
        texts = [self._texts_in_force[place]] if place in self._texts_in_force else []
        if name.startswith("indicators.") and texts and isinstance(item, FrozenGoal):
            texts = item.indicators[int(name.partition(".")[2])].texts()
        found = [self._site.translations.of_text(text, self.code) for text in texts]
        return any(one is not None and one.state == "outdated" for one in found)

    @cached_property
    def _texts_in_force(self) -> dict[tuple[str, str], Text]:
        return texts_of(self._content.edition.version)

    def _below_root(self, address: str) -> str:
        return with_language(address, self.code, self._content.languages[0])
