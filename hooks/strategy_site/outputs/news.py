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

WITHDRAWN, CANCELLED = N_("Withdrawn"), N_("Cancelled")
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


def feed_entries(content: Content, localizer: Localizer, today: datetime.date) -> list[NewsEntry]:
    """Return the newest calls and projects on a day, the latest first; withdrawn ones say so.

    What has no day of its own has the one on which its address was first published. Without either
    it can't be ordered among the news, and is left out; so is what lies in the future.
    """
    withdrawn = [item for item in content.withdrawn if isinstance(item, Call | Project)]
    items: list[Call | Project] = [*content.calls, *content.projects, *withdrawn]
    recorded = _first_published(content)
    entries = []
    for item in items:
        opens = item.opens if isinstance(item, Call) else None
        opened = opens if opens and opens <= today else None
        day = item.published or opened or recorded.get(item.id)
        if day and day <= today:
            title = localizer.lang_string(item.title)
            summary = localizer.lang_string(item.summary)
            changed = _changed(item, day, today)
            entries.append(NewsEntry(item, day, changed, _told(title, item, localizer), summary))
    return sorted(entries, key=lambda entry: (entry.changed, entry.item.id), reverse=True)[
        :FEED_LENGTH
    ]


def _first_published(content: Content) -> dict[str, datetime.date]:
    """Return the day on which each item's address was first published, by id, where known."""
    days: dict[str, datetime.date] = {}
    for row in content.published:
        if row.day and row.kind in ("call", "project"):
            days[row.id] = min(row.day, days.get(row.id, row.day))
    return days


def _told(title: LangString, item: Call | Project, localizer: Localizer) -> LangString:
    """Return a title that says so if the item is withdrawn."""
    if item.withdrawn is None:
        return title
    word = localizer.gettext_plain(CANCELLED if isinstance(item, Call) else WITHDRAWN)
    return LangString(title.language, f"{word}: {title.text}")


def calendar_entries(
    content: Content, localizer: Localizer, today: datetime.date
) -> list[NewsEntry]:
    """Return the closing dates of all calls by id; those of withdrawn calls say so."""
    withdrawn = [item for item in content.withdrawn if isinstance(item, Call)]
    closes = localizer.gettext_plain("Closes")
    return [
        NewsEntry(
            call,
            call.closes,
            _changed(call, call.published or call.opens or call.closes, today),
            _told(
                LangString(
                    localizer.language_of_text(call.title),
                    f"{closes}: {localizer.plain(call.title)}",
                ),
                call,
                localizer,
            ),
            localizer.lang_string(call.summary),
        )
        for call in sorted((*content.calls, *withdrawn), key=lambda call: call.id)
        if call.closes
    ]


def _changed(item: Call | Project, published: datetime.date, today: datetime.date) -> datetime.date:
    """Return the last day on which an item changed, as far as it is known; never in the future."""
    days = [row.moved for row in item.moved_from if row.moved] if isinstance(item, Call) else []
    if item.withdrawn:
        days.append(item.withdrawn.date)
    return min(max([published, *days]), today)


def midnight(day: datetime.date, content: Content) -> datetime.datetime:
    """Return the beginning of a day in the strategy's time zone."""
    return datetime.datetime.combine(
        day, datetime.time(), tzinfo=ZoneInfo(content.strategy.time_zone)
    )
