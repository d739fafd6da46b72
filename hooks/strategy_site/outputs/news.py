"""What a subscriber of the feed or of the calendar is told, as data in one language.

Knows neither Atom nor iCalendar.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ..content.content import Content
from ..i18n.localizer import LangString, Localizer
from ..messages import N_
from ..model.items import Call, Project

FEED_LENGTH = 50
"""Number of entries of a feed: readers keep those that they have seen."""


@dataclass(frozen=True)
class NewsEntry:
    """An entry of the feed or of the calendar."""

    item: Call | Project
    day: datetime.date
    """The day of publication; in the calendar, the closing date."""
    changed: datetime.date
    """The day on which the entry last changed, as far as it is known."""
    title: LangString
    summary: LangString

    @property
    def kind(self) -> str:
        """The message id that names the kind of the item."""
        return N_("Call") if isinstance(self.item, Call) else N_("Project")

    @property
    def cancelled(self) -> bool:
        """Whether the item is withdrawn."""
        return self.item.withdrawn is not None


def feed_entries(content: Content, localizer: Localizer) -> list[NewsEntry]:
    """Return the newest calls and projects, the latest first.

    What has no date of publication can't be ordered among the news, and is left out.
    """
    items: list[Call | Project] = [*content.calls, *content.projects]
    days = ((item.published or (isinstance(item, Call) and item.opens), item) for item in items)
    found = sorted(((day, item) for day, item in days if day), key=_newest, reverse=True)
    return [
        NewsEntry(
            item,
            day,
            _changed(item, day),
            localizer.lang_string(item.title),
            localizer.lang_string(item.summary),
        )
        for day, item in found[:FEED_LENGTH]
    ]


def _newest(entry: tuple[datetime.date, Call | Project]) -> tuple[datetime.date, str]:
    return entry[0], entry[1].id


def calendar_entries(content: Content, localizer: Localizer) -> list[NewsEntry]:
    """Return the closing dates of all calls by id, of withdrawn calls too."""
    withdrawn = [item for item in content.withdrawn if isinstance(item, Call)]
    closes = localizer.gettext_plain("Closes")
    return [
        NewsEntry(
            call,
            call.closes,
            _changed(call, call.published or call.opens or call.closes),
            LangString(
                localizer.language_of_text(call.title), f"{closes}: {localizer.plain(call.title)}"
            ),
            localizer.lang_string(call.summary),
        )
        for call in sorted((*content.calls, *withdrawn), key=lambda call: call.id)
        if call.closes
    ]


def _changed(item: Call | Project, published: datetime.date) -> datetime.date:
    moved = [row.moved for row in item.moved_from if row.moved] if isinstance(item, Call) else []
    return max([published, *moved])


def midnight(day: datetime.date, content: Content) -> datetime.datetime:
    """Return the beginning of a day in the strategy's time zone."""
    return datetime.datetime.combine(
        day, datetime.time(), tzinfo=ZoneInfo(content.strategy.time_zone)
    )
