"""The calls' closing dates as a calendar (iCalendar, RFC 5545), written by icalendar."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from ..i18n.localizer import Localizer
from ..model.items import Call
from ..pages.urls import short_address
from ..paths import CALENDAR
from ..render.site_context import SiteContext
from .news import NewsEntry, calendar_entries, midnight


def calendar_of_calls(site: SiteContext, localizer: Localizer) -> bytes:
    """Return the calendar in a language, for a program to subscribe to.

    The UID of a closing date never changes, so that subscribers see it move; that of a withdrawn
    call is cancelled.
    """
    content, code = site.content, localizer.code
    calendar = Calendar()
    name = localizer.plain(content.strategy.name)
    calendar.add("prodid", f"-//{name}//{urlsplit(site.url).hostname}//{code.upper()}")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", content.strategy.time_zone)
    calendar.add("refresh-interval", datetime.timedelta(days=1), parameters={"VALUE": "DURATION"})
    # Outlook reads no other.
    calendar.add("x-published-ttl", "P1D")
    calendar.add("source", site.absolute_url(CALENDAR, code), parameters={"VALUE": "URI"})
    for entry in calendar_entries(content, localizer, site.today):
        calendar.add_component(_event(entry, site, localizer))
    result: bytes = calendar.to_ical()
    return result


def _event(entry: NewsEntry, site: SiteContext, localizer: Localizer) -> Event:
    event, item = Event(), entry.item
    language = {"LANGUAGE": entry.title.language}
    event.add("uid", f"{item.id}@{urlsplit(site.url).hostname}")
    event.add("summary", entry.title.text, parameters=language)
    event.add("description", entry.summary.text, parameters=language)
    event.add("url", site.absolute_url(short_address(item), localizer.code))
    if isinstance(item, Call) and item.closes_at:
        hour = datetime.time.fromisoformat(item.closes_at)
        closes = midnight(entry.day, site.content).replace(hour=hour.hour, minute=hour.minute)
        event.add("dtstart", closes.astimezone(datetime.UTC))
    else:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    moves = len(item.moved_from) if isinstance(item, Call) else 0
    event.add("sequence", moves + entry.cancelled)
    if entry.cancelled:
        event.add("status", "CANCELLED")
    # Not the time of the build: the same content gives the same file every day.
    event.add("dtstamp", midnight(entry.changed, site.content).astimezone(datetime.UTC))
    return event
