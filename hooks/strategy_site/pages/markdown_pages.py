"""The Markdown pages beside the strategy: ``docs/om.md``, translated as ``docs/om.fi.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..content.url_ledger import PublishedUrl

MARKDOWN_KIND = "handwritten"
ALIGNMENT = r"text-align: (left|center|right);"
"""The style that Markdown writes for a column's alignment, a regular expression."""
_FRONT_MATTER = re.compile(r"(---[ \t]*\r?\n.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)


def markdown_pages(docs: Path, languages: list[str]) -> dict[str, Path]:
    """Return one of the files of each Markdown page, by its address.

    Takes the folder of Markdown files and the site's languages, which are the files' suffixes.
    """
    found: dict[str, Path] = {}
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs)
        found.setdefault(address_and_language(name, languages)[0], name)
    return found


def address_and_language(name: Path, languages: list[str]) -> tuple[str, str]:
    """Return the address and the language of a Markdown file.

    Takes its path below the folder of Markdown files, and the site's languages, the source first.
    """
    plain, language = name.with_suffix(""), languages[0]
    if plain.suffix.removeprefix(".") in languages:
        plain, language = plain.with_suffix(""), plain.suffix.removeprefix(".")
    return f"{plain.as_posix()}/".removesuffix("index/"), language


def front_matter(text: str) -> tuple[str, str]:
    """Return the front matter of a Markdown file, as YAML that begins on its line 1, and the rest.

    The first is empty if there is none.
    """
    found = _FRONT_MATTER.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def as_published(docs: Path, languages: list[str]) -> Iterator[PublishedUrl]:
    """Yield the Markdown pages' addresses as the URL ledger records them."""
    for address in markdown_pages(docs, languages):
        if address:
            yield PublishedUrl(address, MARKDOWN_KIND, address.rstrip("/"))
