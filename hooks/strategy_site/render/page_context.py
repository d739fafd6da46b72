"""What templates call as ``ctx``: texts in the page's language, and links from the page.

It notes which translations the page shows, so that the page can say what to think of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from urllib.parse import urlsplit

import segno
from markupsafe import Markup

from ..content.call_status import CallStatus, call_status
from ..i18n.localizer import Localizer, fallback_message
from ..i18n.translation_status import Translation, TranslationStatus
from ..model.fields import Text
from ..model.indicators import Indicator
from ..model.items import Call, Item, PriorityArea
from ..model.language import Language
from ..model.versions import Edition, FrozenArea, FrozenGoal
from ..pages.documents import documents_of
from ..pages.pages import Page
from ..pages.urls import address_of, relative, short_address, url_path
from ..paths import CALENDAR, IMAGES_URL
from . import statistics
from .chart import draw_chart
from .contact import contact_sentence
from .dependency_tracker import SOURCE_FILES, DependencyTracker
from .map import MapDrawing, draw_map
from .site_context import SiteContext
from .standing import Sentence, standing
from .version_changes import TextChange, version_changes

_STYLES = 6
"""The number of colours and shapes in the theme's style sheet for priority areas."""


@dataclass(frozen=True)
class DocumentLink:
    """A link to a PDF."""

    url: str
    languages: list[Language]
    size: str
    """As written in the page's language; empty if it is not known."""


@cache
def _qr_code(url: str) -> Markup:
    # Takes ten milliseconds, and two pages show each.
    code = segno.make(url, error="m", micro=False)
    return Markup(code.svg_inline(omitsize=True, svgclass=None, lineclass=None))  # noqa: S704 - a drawing of our own


def visible_text(text: Text, localizer: Localizer, site: SiteContext) -> dict[str, str]:
    """Return everything that `PageContext` can show of a text in a language, with its state.

    Must cover everything PageContext can output for a text, or a stale page is reused.
    """
    code, source = localizer.code, localizer.source.code
    if code == source or not localizer.has_translation(text):
        return {source: text.root[source]}
    translated, original = text.root[code], text.root[source]
    found = site.translations.of_text(text, code)
    state = found.state if found else ""
    if state == "outdated":
        return text.root | {"state": state}
    return {code: translated, "state": state, "same": str(translated == original)}


class PageContext:
    """Texts, links and figures for the templates of one page in one language."""

    def __init__(
        self, localizer: Localizer, page: Page, site: SiteContext, tracker: DependencyTracker
    ) -> None:
        self.localizer, self.code = localizer, localizer.code
        self.money, self.number, self.date = localizer.money, localizer.number, localizer.date
        self.month, self.without_scheme = localizer.month, localizer.without_scheme
        self.time_of_day = localizer.time_of_day
        self.plain, self.lang_attr = localizer.plain, localizer.lang_attr
        self.fell_back = False
        """Whether the page shows a text that its language lacks."""
        self.unreviewed = False
        """Whether the page shows a translation that nobody has reviewed."""
        self.outdated: dict[str, Translation] = {}
        """The outdated translations on the page, by the id of their unit."""
        self._site, self._tracker, self._content = site, tracker, tracker.content
        self._here = self._path(page.address)

    def text(self, text: Text) -> Markup:
        """Return a text as `Localizer.text` does."""
        self._note(text)
        return self.localizer.text(text)

    def paragraphs(self, text: Text) -> Markup:
        """Return a text as `Localizer.paragraphs` does."""
        self._note(text)
        return self.localizer.paragraphs(text)

    def _note(self, text: Text) -> None:
        """Record the state of a text's translation into the page's language."""
        source = self.localizer.source.code
        if self.code == source:
            return
        if not self.localizer.has_translation(text):
            self.fell_back = True
            return
        if text.root[self.code] == text.root[source]:
            return  # a name is the same in every language: nothing to review
        found = self._site.translations.of_text(text, self.code)
        if found and found.state == "outdated":
            self.outdated[found.unit.unit_id] = found
        else:
            self.unreviewed |= not found or found.state == "draft"

    def lang(self, text: Text) -> Markup:
        """Return the ``lang`` attribute of an element that holds a text alone; often empty."""
        return self.lang_attr(self.localizer.language_of_text(text))

    def original(self, text: Text) -> Markup:
        """Return a text in the source language, as paragraphs marked up with it."""
        source = self.localizer.source.code
        return self.localizer.paragraphs(Text({source: text.root[source]}))

    def edit_link(self, translation: Translation) -> str:
        """Return the URL at which a translation is edited, at its line; empty if there is none."""
        unit, root = translation.unit, self._site.edit_root
        line = unit.line(translation.language)
        return f"{root}{unit.location.path.as_posix()}#L{line}" if root else ""

    @property
    def translations(self) -> TranslationStatus:
        """The state of every translation, and its line."""
        self._tracker.reads.add(SOURCE_FILES)
        return self._site.translations

    def url(self, target: Item | str) -> str:
        """Return the link from this page to an item, or to an address, in the page's language."""
        if not isinstance(target, str):
            target = address_of(target, self._content.strategy.sections)
        return relative(self._path(target), self._here)

    localized_asset_url = url
    """The link to a file that each language has of its own."""

    def asset_url(self, path: str) -> str:
        """Return the link from this page to a file that all languages share."""
        return relative(path, self._here)

    def image_url(self, file: str) -> str:
        """Return the link from this page to an image."""
        return self.asset_url(IMAGES_URL + file)

    def absolute_url(self, address: str) -> str:
        """Return the absolute URL of an address in the page's language."""
        return self._site.absolute_url(address, self.code)

    def printed_url(self, address: str) -> str:
        """Return an absolute URL as people say and print it, without ``https://``."""
        return self.absolute_url(address).partition("://")[2]

    def calendar_url(self) -> str:
        """Return the URL by which a program subscribes to the calendar (``webcal:``)."""
        return f"webcal://{self.printed_url(CALENDAR)}"

    @staticmethod
    def host(url: str) -> str:
        """Return the host of a URL, so that a reader knows where a link leads."""
        return (urlsplit(url).hostname or "").removeprefix("www.")

    def short_url(self, edition: Edition, item_id: str) -> str:
        """Return the short printed URL of an area or goal of a version.

        The shortest one leads to the page of today. The wording of an earlier version has its own.
        """
        item = self._content.item(item_id)
        in_force = item is not None and edition.number == self._content.edition.number
        return self.printed_url(
            short_address(item) if item and in_force else edition.address_of(item_id)
        )

    def qr_code(self, address: str) -> Markup:
        """Return the QR code of an address in the page's language, as SVG."""
        return _qr_code(self.absolute_url(address))

    def documents(self, edition: Edition) -> list[DocumentLink]:
        """Return links to the PDFs of a version."""
        languages = {row.code: row for row in self._content.strategy.languages}
        sizes = self._site.document_sizes
        return [
            DocumentLink(
                self.asset_url(document.path),
                [languages[code] for code in document.languages],
                self.localizer.file_size(sizes[document.path]) if document.path in sizes else "",
            )
            for document in documents_of(self._content, edition)
        ]

    def chart(self, indicator: Indicator) -> Markup:
        """Return the drawing of an indicator's figures; empty if none has a year."""
        return Markup(draw_chart(indicator, self.number))  # noqa: S704 - ElementTree has escaped it

    def standing(self, indicator: Indicator) -> list[Sentence]:
        """Return how an indicator stands; see `standing`."""
        return standing(indicator, self.localizer)

    def style_number(self, areas: list[PriorityArea]) -> int:
        """Return the number of the colour and shape of the first priority area; 0 for none."""
        return self._content.order_of_areas.get(areas[0].id, 0) % _STYLES + 1 if areas else 0

    def areas_of_wording(self, item: FrozenArea | FrozenGoal) -> list[PriorityArea]:
        """Return the priority areas in force to which a version's area or goal belongs."""
        ids = item.priority_areas if isinstance(item, FrozenGoal) else [item.id]
        return [area for area in self._content.priority_areas if area.id in ids]

    @property
    def map(self) -> MapDrawing | None:
        """The map with the number of projects in each municipality, if there are borders."""
        borders = self._content.borders
        return draw_map(borders, self.projects_in) if borders else None

    @cached_property
    def projects_in(self) -> dict[str, int]:
        """The number of projects in each municipality, by its id; 0 for any other id."""
        return Counter(name for p in self._content.projects for name in p.municipalities)

    @property
    def costs_by_area(self) -> list[statistics.Row]:
        """The total cost of the projects of each priority area."""
        return statistics.by_area(self._content.projects, self._content.order_of_areas)

    @property
    def beside_the_totals(self) -> int:
        """The sum of what projects got beside their totals."""
        return sum(part.amount for p in self._content.projects for part in p.in_kind)

    def fallback_message(self) -> str:
        """Return the message id about texts without translation; see `fallback_message`."""
        return fallback_message(self.localizer)

    def contact(self) -> Markup:
        """Return how the group is reached; see `contact_sentence`."""
        return contact_sentence(self.localizer, self._content)

    @property
    def grants_by_funder(self) -> list[statistics.Row]:
        """The support and co-funding of each funder."""
        return statistics.by_funder(self._content.projects)

    def call_status(self, call: Call) -> CallStatus:
        """Return the status of a call on the day of the build."""
        return call_status(call, self._site.today)

    def call_attributes(self, call: Call) -> Markup:
        """Return the attributes from which site.js computes the status on another day."""
        dates = {"opens": call.opens, "closes": call.closes, "closes-at": call.closes_at}
        return Markup(' data-call="{}"').format(self.call_status(call)) + Markup("").join(
            Markup(' data-{}="{}"').format(name, day) for name, day in dates.items() if day
        )

    def calls_with_status(self, *statuses: CallStatus) -> list[Call]:
        """Return the calls with any of some statuses on the day of the build."""
        return [call for call in self._content.calls if self.call_status(call) in statuses]

    def changes(self, edition: Edition, item_id: str | None) -> list[TextChange]:
        """Return the differences to the version in force; see `version_changes`."""
        return version_changes(
            edition, item_id, self._content, self._site.translations, self.localizer
        )

    def _path(self, address: str) -> str:
        return url_path(address, self.code, self._content)
