"""HTML from Markdown, corrected for phones and screen readers, whatever program wrote it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

from ..content.images import ImageSize

_WIDE = re.compile(r"<h[1-6]\b.*?</h[1-6]>|<table\b.*?</table>|<pre\b(?! tabindex)", re.DOTALL)
_UNSIZED = re.compile(r'<img\b(?![^>]*\b(?:width|height)=)[^>]*?\bsrc="(?P<src>[^"]+)"')
# Markdown writes XHTML; the HTML checker warns that its slash may end up in a value.
_VOID = re.compile(r"<((?:img|br|hr|input)\b[^>]*?)\s*/>")


def is_searched(meta: Mapping[str, Any]) -> bool:
    """Return whether the search finds a page, from the metadata of its file.

    ``search: {exclude: true}`` is Material's own key, for pages that are for few readers, such as
    those who edit the site.
    """
    search = meta.get("search")
    return not (isinstance(search, Mapping) and search.get("exclude") is True)


def in_frames(html: str, title: str) -> str:
    """Return a page's HTML with tables and code that scroll by themselves, by keyboard too.

    A table gets a frame with the name of the heading above it, or of the page's ``title``.
    """
    heading, frames = title, Counter[str]()

    def framed(match: re.Match[str]) -> str:
        nonlocal heading
        part = match[0]
        if part.startswith("<h"):
            heading = Markup(part).striptags()  # noqa: S704 - taken apart
            return part
        if part.startswith("<pre"):
            return '<pre tabindex="0"'
        frames[heading] += 1
        # Each region needs a name of its own.
        name = heading if frames[heading] == 1 else f"{heading} ({frames[heading]})"
        frame = Markup('<div class="table-frame" role="region" tabindex="0" aria-label="{}">')
        return f"{frame.format(name)}{_scoped(part)}</div>"

    return _VOID.sub(r"<\1>", _WIDE.sub(framed, html))


def with_sizes(html: str, size_of: Callable[[str], ImageSize | None]) -> str:
    """Return a page's HTML with each picture's size; ``size_of`` takes the value of its ``src``."""

    def sized(match: re.Match[str]) -> str:
        size = size_of(match["src"])
        return f'{match[0]} width="{size[0]}" height="{size[1]}"' if size else match[0]

    return _UNSIZED.sub(sized, html)


def _scoped(table: str) -> str:
    """Return a table whose headers have a scope: Markdown has them in the first row alone."""
    scoped = re.sub(r"<th\b(?![^>]*\bscope=)", '<th scope="col"', table)
    return with_labels(scoped.replace("<table", '<table class="stacked"', 1))


_STACKED = re.compile(r"<table\b[^>]*\bstacked\b.*?</table>", re.DOTALL)
_HEADER = re.compile(r'<th scope="col"[^>]*>(.*?)</th>', re.DOTALL)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<t[dh]\b")


def with_labels(html: str) -> str:
    """Return HTML whose tables of the class ``stacked`` can be shown as lines of a list.

    Each cell gets the name of its column, which a narrow screen shows before it.
    """

    def labelled(match: re.Match[str]) -> str:
        table = match[0]
        names = [Markup(name).striptags() for name in _HEADER.findall(table)]  # noqa: S704

        def named(row: re.Match[str]) -> str:
            places = iter(names)

            def cell(start: re.Match[str]) -> str:
                name = next(places, "")
                return f'{start[0]} data-label="{escape(name)}"' if start[0] == "<td" else start[0]

            return row[0] if 'scope="col"' in row[0] else _CELL.sub(cell, row[0])

        return _ROW.sub(named, table)

    return _STACKED.sub(labelled, html)
