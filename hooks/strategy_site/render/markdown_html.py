"""HTML from Markdown, corrected for phones and screen readers, whatever program wrote it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any
from urllib.parse import quote, unquote

from markupsafe import Markup, escape

from ..content.images import ImageSize
from ..pages.markdown_pages import ALIGNMENT

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


_LINKING = re.compile(r"<(?:a|img|video|audio|source|track)\b[^>]*>")
_INSIDE = re.compile(r'\b(href|src|poster)="([^"#?:]+)')


def with_links(html: str, find: Callable[[str], str | None]) -> str:
    """Return a page's HTML with the links that lead somewhere only as seen from its source file.

    Markdown's own links do already, those of HTML in it do not. ``find`` takes a path and returns
    the one to write, ``None`` for a path that stays.
    """

    def found(attribute: re.Match[str]) -> str:
        path = find(unquote(unescape(attribute[2])))
        return attribute[0] if path is None else f'{attribute[1]}="{escape(quote(path))}'

    return _LINKING.sub(lambda tag: _INSIDE.sub(found, tag[0]), html)


def with_sizes(html: str, size_of: Callable[[str], ImageSize | None]) -> str:
    """Return a page's HTML with each picture's size; ``size_of`` takes the value of its ``src``."""

    def sized(match: re.Match[str]) -> str:
        size = size_of(match["src"])
        return f'{match[0]} width="{size[0]}" height="{size[1]}"' if size else match[0]

    return _UNSIZED.sub(sized, html)


_ALIGNED = re.compile(rf'(<t[dh]\b[^>]*?) style="{ALIGNMENT}"([^>]*)>')


def _alignment_class(cell: re.Match[str]) -> str:
    """Return the start of a cell with a class for what Markdown writes as a style.

    The site's policy lets no style stand in a page.
    """
    before, side, after = cell.groups()
    own = re.search(r' class="([^"]*)"', before + after)
    rest = (before + after).replace(own[0], "") if own else before + after
    return f'{rest} class="{own[1] + " " if own else ""}align-{side}">'


def _scoped(table: str) -> str:
    """Return a table whose headers have a scope: Markdown has them in the first row alone."""
    aligned = _ALIGNED.sub(_alignment_class, table)
    scoped = re.sub(r"<th\b(?![^>]*\bscope=)", '<th scope="col"', aligned)
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
