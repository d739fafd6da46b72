"""The handwritten pages beside the strategy: ``docs/om.md``, translated as ``docs/om.fi.md``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from .content import Content
from .ledger import LEDGER, Published
from .picture_files import Size
from .problems import Problem

KIND = "handwritten"
_WIDE = re.compile(r"<h[1-6]\b.*?</h[1-6]>|<table\b.*?</table>|<pre\b(?! tabindex)", re.DOTALL)
_UNSIZED = re.compile(r'<img\b(?![^>]*\b(?:width|height)=)[^>]*?\bsrc="(?P<src>[^"]+)"')
# Markdown writes XHTML, of whose slash the HTML checker says that it may end up in a value.
_VOID = re.compile(r"<((?:img|br|hr|input)\b[^>]*?)\s*/>")


def handwritten_pages(docs: Path, languages: list[str]) -> dict[str, Path]:
    """Give each handwritten page's address below the language's prefix, and one of its files.

    Takes the folder of Markdown files and the site's languages, which are the files' suffixes.
    """
    found: dict[str, Path] = {}
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs)
        found.setdefault(address_and_language(name, languages)[0], name)
    return found


def address_and_language(name: Path, languages: list[str]) -> tuple[str, str]:
    """Give a handwritten page's address below the language's prefix, and its language.

    Takes the file below its folder, and the site's languages, the source first.
    """
    plain, language = name.with_suffix(""), languages[0]
    if plain.suffix.removeprefix(".") in languages:
        plain, language = plain.with_suffix(""), plain.suffix.removeprefix(".")
    return f"{plain.as_posix()}/".removesuffix("index/"), language


def check_handwritten(
    content: Content, docs: Path, shown: Path, generated: Iterable[str]
) -> Iterator[Problem]:
    """Give what is wrong with the handwritten pages before MkDocs stumbles over it.

    Takes the path to show for the strategy folder, and the addresses that the strategy has made.
    """
    pages, taken = handwritten_pages(docs, content.languages), set(generated)
    for address, name in pages.items():
        if address in taken:
            message = f"sidan /{address} görs av strategin; ge filen ett annat namn."
            yield Problem(docs.name / name, 1, message)
    for path in sorted(docs.rglob("*.md")):
        try:
            path.read_text(encoding="utf-8")
        except ValueError:
            message = "filen är inte sparad som UTF-8; spara om den med teckenkodningen UTF-8."
            yield Problem(docs.name / path.relative_to(docs), 1, message)
    for line, row in enumerate(content.published, 2):  # the ledger begins with a line of its own
        if row.kind == KIND and row.address not in pages:
            message = (
                f"sidan /{row.address} är publicerad och skulle försvinna; lägg tillbaka "
                f"{docs.name}/{row.id}.md, om så bara med en rad som säger var innehållet finns nu."
            )
            yield Problem(shown / LEDGER, line, message)


def as_published(docs: Path, languages: list[str]) -> Iterator[Published]:
    """Give the handwritten pages' addresses as the ledger keeps them."""
    for address in handwritten_pages(docs, languages):
        if address:
            yield Published(address, KIND, address.rstrip("/"))


def is_searched(meta: Mapping[str, Any]) -> bool:
    """Tell whether the search should find a page, by what its file begins with.

    ``search: {exclude: true}`` is Material's own key: a page for few, say for those who edit the
    site, would stand in everybody's way.
    """
    search = meta.get("search")
    return not (isinstance(search, Mapping) and search.get("exclude") is True)


def in_frames(html: str, title: str) -> str:
    """Let what is too wide for a phone scroll by itself, by keyboard too, in a page from Markdown.

    A table gets a frame that is called by the heading above it, or by the page's ``title``.
    """
    above, called = title, Counter[str]()

    def framed(match: re.Match[str]) -> str:
        nonlocal above
        part = match[0]
        if part.startswith("<h"):
            above = Markup(part).striptags()  # noqa: S704 - taken apart
            return part
        if part.startswith("<pre"):
            return '<pre tabindex="0"'
        called[above] += 1
        # Two frames of one name could not be told from each other.
        name = above if called[above] == 1 else f"{above} ({called[above]})"
        frame = Markup('<div class="table-frame" role="region" tabindex="0" aria-label="{}">')
        return f"{frame.format(name)}{_scoped(part)}</div>"

    return _VOID.sub(r"<\1>", _WIDE.sub(framed, html))


def with_sizes(html: str, size_of: Callable[[str], Size | None]) -> str:
    """Say of every picture in a page from Markdown how large it is; takes what its ``src`` says."""

    def sized(match: re.Match[str]) -> str:
        size = size_of(match["src"])
        return f'{match[0]} width="{size[0]}" height="{size[1]}"' if size else match[0]

    return _UNSIZED.sub(sized, html)


def _scoped(table: str) -> str:
    """Say that the headers that Markdown makes, all of them in the first row, head columns."""
    return re.sub(r"<th\b(?![^>]*\bscope=)", '<th scope="col"', table)
