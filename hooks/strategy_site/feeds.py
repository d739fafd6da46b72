"""What is new, as an Atom feed, and closing dates, as a calendar: one of each in each language.

feedgen and icalendar write the two formats (RFC 4287, RFC 5545); both are small and kept.
"""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from icalendar import Calendar, Event
from lxml import etree

from .addresses import short_address, with_language
from .content import Content
from .file_names import CALENDAR, FEED
from .model import Call, Project
from .values import Text
from .voice import Site
from .wording import Wording, message

NEWEST = 50
"""So many entries a feed has at most: readers keep those they have seen."""
_NEWS = message("New calls and projects")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ATOM = {"a": "http://www.w3.org/2005/Atom"}


def atom_feed(site: Site, words: Wording) -> bytes:
    """Give the feed of new calls and projects in a language.

    What has no date of publication can't be placed among what is new, and is left out.
    """
    content = site.content
    home = _whole(site, words, "")
    news: list[Call | Project] = [*content.calls, *content.projects]
    entries = sorted(
        ((day, item) for item in news if (day := _day(item))),
        key=lambda pair: (pair[0], pair[1].id),
        reverse=True,
    )[:NEWEST]
    feed = FeedGenerator()
    feed.id(home)
    feed.title(words.plain(content.strategy.name))
    feed.subtitle(words.say(_NEWS))
    feed.link(href=home, rel="alternate")
    feed.link(href=_whole(site, words, FEED), rel="self")
    feed.author(name=words.plain(content.strategy.name))
    feed.language(words.code)
    if content.strategy.licence:
        feed.rights(content.strategy.licence.url)
    changed = [_changed(item, day) for day, item in entries]
    feed.updated(_midnight(max(changed, default=datetime.date(1970, 1, 1)), content))
    for day, item in entries:
        entry = FeedEntry()
        address = _whole(site, words, short_address(item))
        entry.id(address)
        entry.link(href=address)
        entry.title(words.plain(item.title))
        entry.summary(words.plain(item.summary))
        entry.category(term=_kind(item).lower(), label=words.say(_kind(item)))
        entry.published(_midnight(day, content))
        entry.updated(_midnight(_changed(item, day), content))
        feed.add_entry(entry, order="append")
    return _with_languages(feed.atom_str(pretty=True), [item for _, item in entries], words)


def _with_languages(atom: bytes, items: list[Call | Project], words: Wording) -> bytes:
    """Say of each text which language it is in: feedgen says it of the whole feed alone."""
    root = etree.fromstring(atom, etree.XMLParser(resolve_entities=False))
    subtitle = root.find("a:subtitle", _ATOM)
    if subtitle is not None:
        _set_language(subtitle, words.said_in(_NEWS), words)
    for entry, item in zip(root.iterfind("a:entry", _ATOM), items, strict=True):
        texts: tuple[tuple[str, Text], ...] = (("title", item.title), ("summary", item.summary))
        category = entry.find("a:category", _ATOM)
        if category is not None:
            _set_language(category, words.said_in(_kind(item)), words)
        for name, text in texts:
            element = entry.find(f"a:{name}", _ATOM)
            if element is not None:
                _set_language(element, words.written_in(text), words)
    result: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return result


def _set_language(element: etree._Element, language: str, words: Wording) -> None:
    if language != words.code:
        element.set(_LANGUAGE, language)


def _kind(item: Call | Project) -> str:
    return message("Call") if isinstance(item, Call) else message("Project")


def _day(item: Call | Project) -> datetime.date | None:
    return item.published or (item.opens if isinstance(item, Call) else None)


def _changed(item: Call | Project, published: datetime.date) -> datetime.date:
    """Give the day on which what a subscriber read last became another, as far as it is known."""
    moved = [row.moved for row in item.moved_from if row.moved] if isinstance(item, Call) else []
    return max([published, *moved])


def closing_dates(site: Site, words: Wording) -> bytes:
    """Give the calendar of the calls' closing dates in a language, for a program to subscribe to.

    A date that was moved keeps its identity, so that subscribers see it move; a call that was
    withdrawn is cancelled.
    """
    content = site.content
    calendar = Calendar()
    name = words.plain(content.strategy.name)
    calendar.add("prodid", f"-//{name}//{urlsplit(site.url).hostname}//{words.code.upper()}")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", content.strategy.time_zone)
    calendar.add("refresh-interval", datetime.timedelta(days=1), parameters={"VALUE": "DURATION"})
    calendar.add("source", _whole(site, words, CALENDAR), parameters={"VALUE": "URI"})
    gone = [item for item in content.withdrawn if isinstance(item, Call)]
    for call in sorted((*content.calls, *gone), key=lambda call: call.id):
        if call.closes:
            calendar.add_component(_closing_date(call, site, words))
    result: bytes = calendar.to_ical()
    return result


def _closing_date(call: Call, site: Site, words: Wording) -> Event:
    content = site.content
    assert call.closes is not None  # noqa: S101 - the caller looked
    event = Event()
    event.add("uid", f"{call.id}@{urlsplit(site.url).hostname}")
    language = words.code if words.written(call.title) else words.source.code
    summary = f"{words.say('Closes')}: {words.plain(call.title)}"
    event.add("summary", summary, parameters={"LANGUAGE": language})
    event.add("description", words.plain(call.summary), parameters={"LANGUAGE": language})
    event.add("url", _whole(site, words, short_address(call)))
    event.add("dtstart", call.closes)
    event.add("dtend", call.closes + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("sequence", len(call.moved_from) + bool(call.withdrawn))
    if call.withdrawn:
        event.add("status", "CANCELLED")
    # A build says the same every day: the moment stands for the content, not for the build.
    day = _changed(call, call.published or call.opens or call.closes)
    event.add("dtstamp", _midnight(day, content).astimezone(datetime.UTC))
    return event


def _midnight(day: datetime.date, content: Content) -> datetime.datetime:
    return datetime.datetime.combine(
        day, datetime.time(), tzinfo=ZoneInfo(content.strategy.time_zone)
    )


def _whole(site: Site, words: Wording, address: str) -> str:
    return site.url + with_language(address, words.code, site.content.languages[0])
