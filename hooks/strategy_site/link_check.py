"""The finished site: every internal link on every page leads to a file and a place that exist."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from .file_names import SEARCH_FILES
from .folders import files_below
from .phases import phase
from .sharing import shared

_PAGE = ".html"
_AT_ONCE = 200
_LINKS = ("href", "src", "poster", "data")
_TELLING = ", ".join(f"[{name}]" for name in (*_LINKS, "srcset", "id", "name"))


@dataclass
class _Page:
    links: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)


def broken_links(site: Path, site_url: str) -> list[str]:
    """Give a line for every internal link of a site that leads nowhere.

    Takes the folder of the built site and its address with a slash at the end. Links that begin
    with that address, or with its path, are internal too.
    """
    return links_broken_by(files_below(site), (), {}, site_url)


def links_broken_by(
    changed: Mapping[str, str], gone: Collection[str], standing: Mapping[str, str], site_url: str
) -> list[str]:
    """Give a line for every internal link that a change breaks in a site whose links are right.

    Takes the files that are new or changed, the paths of those that will be gone, and the files of
    the site as it stands, each by its path. Where nothing vanishes that a link may lead to, only
    the changed pages are looked at.
    """
    files = {path: file for path, file in standing.items() if path not in gone}
    files |= changed
    pages = [path for path in changed if path.endswith(_PAGE)]
    both = [path for path in pages if path in standing]
    # The search's files, of which some are called by their sums, are asked for by its script alone.
    if any(not path.startswith(SEARCH_FILES) for path in gone) or any(
        _read(standing[path]).anchors - _read(changed[path]).anchors for path in both
    ):
        pages = [path for path in files if path.endswith(_PAGE)]
    pages.sort()
    check, starts = _Check(files, site_url), range(0, len(pages), _AT_ONCE)
    if len(starts) <= 1:
        return check.broken_on(pages)
    jobs = [partial(check.broken_on, pages[at : at + _AT_ONCE]) for at in starts]
    with phase("länkarna"), shared(jobs) as broken:
        return [line for lines in broken for line in lines]


class _Check:
    def __init__(self, files: Mapping[str, str], site_url: str) -> None:
        self._files, self._site_url = files, site_url
        self._anchors: dict[str, set[str]] = {}

    def broken_on(self, pages: Iterable[str]) -> list[str]:
        """Give a line for every internal link on some pages that leads nowhere."""
        return [line for here in pages for line in self._broken_on(here)]

    def _broken_on(self, here: str) -> Iterator[str]:
        page, folder = _read(self._files[here]), posixpath.dirname(here)
        self._anchors[here] = page.anchors
        for link in sorted(page.links):
            target = _target(link, self._site_url)
            if target is None:
                continue
            path, anchor = target
            file = self._found(_joined(folder, path)) if path else here
            if file is None:
                yield f"{here}: länken {link} leder ingenstans."
            elif anchor and file.endswith(_PAGE) and anchor not in self._anchors_on(file):
                yield f"{here}: länken {link} leder till en plats som inte finns."

    def _found(self, path: str) -> str | None:
        """Give the file that a path leads to: a folder leads to its ``index.html``."""
        if path in self._files:
            return path
        index = posixpath.join(path, "index.html")
        return index if index in self._files else None

    def _anchors_on(self, page: str) -> set[str]:
        if page not in self._anchors:
            self._anchors[page] = _read(self._files[page]).anchors
        return self._anchors[page]


def _read(file: str) -> _Page:
    page = _Page()
    for element in LexborHTMLParser(Path(file).read_bytes()).css(_TELLING):
        for name, value in element.attributes.items():
            if value is None:
                continue
            if name in _LINKS:
                page.links.add(value)
            elif name == "srcset":
                page.links.update(part.split()[0] for part in value.split(",") if part.strip())
            elif name == "id" or (name == "name" and element.tag == "a"):
                page.anchors.add(value)
    return page


def _joined(folder: str, path: str) -> str:
    whole = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
    path = posixpath.normpath(whole) if whole else "."
    return "" if path == "." else path


# Relative links are much the same on all pages.
@cache
def _target(link: str, site_url: str) -> tuple[str, str] | None:
    """Give the path and the anchor that an internal link means; ``None`` for any other link.

    A path that begins with a slash begins at the site's root; an empty one means the page itself.
    """
    root = urlsplit(site_url)
    if link.startswith(site_url):
        link = "/" + link[len(site_url) :]
    elif link.startswith("/") and not link.startswith("//"):
        # What begins outside the site's own path can't be looked up, and is not ours.
        if not link.startswith(root.path):
            return None
        link = "/" + link[len(root.path) :]
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    return unquote(parts.path), unquote(parts.fragment)
