"""The newest calls and projects as an Atom feed (RFC 4287), written by feedgen."""

from __future__ import annotations

import datetime

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from ..i18n.localizer import Localizer
from ..messages import N_
from ..pages.urls import short_address
from ..paths import FEED
from ..render.site_context import SiteContext
from .news import NewsEntry, feed_entries, midnight

_SUBTITLE = N_("New calls and projects")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ATOM = {"a": "http://www.w3.org/2005/Atom"}


def atom_feed(site: SiteContext, localizer: Localizer) -> bytes:
    """Return the feed in a language."""
    content, strategy = site.content, site.content.strategy
    home = site.absolute_url("", localizer.code)
    entries = feed_entries(content, localizer, site.today)
    feed = FeedGenerator()
    feed.id(home)
    feed.title(localizer.plain(strategy.name))
    feed.subtitle(localizer.gettext_plain(_SUBTITLE))
    feed.link(href=home, rel="alternate")
    feed.link(href=site.absolute_url(FEED, localizer.code), rel="self")
    feed.author(name=localizer.plain(strategy.name))
    feed.language(localizer.code)
    if strategy.licence:
        feed.rights(strategy.licence.url)
    changed = [entry.changed for entry in entries]
    feed.updated(midnight(max(changed, default=datetime.date(1970, 1, 1)), content))
    for news in entries:
        entry = FeedEntry()
        url = site.absolute_url(short_address(news.item), localizer.code)
        entry.id(url)
        entry.link(href=url)
        entry.title(news.title.text)
        entry.summary(news.summary.text)
        entry.category(term=news.kind.lower(), label=localizer.gettext_plain(news.kind))
        entry.published(midnight(news.day, content))
        entry.updated(midnight(news.changed, content))
        feed.add_entry(entry, order="append")
    return _with_languages(feed.atom_str(pretty=True), entries, localizer)


def _with_languages(atom: bytes, entries: list[NewsEntry], localizer: Localizer) -> bytes:
    """Return the feed with ``xml:lang`` on each fallback: feedgen has it for the feed alone."""
    root = etree.fromstring(atom, etree.XMLParser(resolve_entities=False))
    languages = [(root, "subtitle", localizer.language_of_message(_SUBTITLE))]
    for element, entry in zip(root.iterfind("a:entry", _ATOM), entries, strict=True):
        languages += [
            (element, "title", entry.title.language),
            (element, "summary", entry.summary.language),
            (element, "category", localizer.language_of_message(entry.kind)),
        ]
    for parent, name, language in languages:
        element = parent.find(f"a:{name}", _ATOM)
        if element is not None and language != localizer.code:
            element.set(_LANGUAGE, language)
    result: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return result
