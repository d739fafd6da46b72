"""Checks that every internal link of a built site leads to a file and an anchor that exist."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from ..messages import _
from ..paths import SEARCH_FILES
from ..progress import step
from .fingerprints import list_files
from .parallel import run_parallel

_PAGE = ".html"
_PAGES_A_JOB = 200
_LINK_ATTRIBUTES = ("href", "src", "poster", "data")
_SELECTOR = ", ".join(f"[{name}]" for name in (*_LINK_ATTRIBUTES, "srcset", "id", "name"))


@dataclass
class _Page:
    links: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)


def broken_links(site: Path, site_url: str) -> list[str]:
    """Return a message for every broken internal link of a site.

    Takes the folder of the built site and its address with a slash at the end. Links that begin
    with that address, or with its path, are internal too.
    """
    return links_broken_by(list_files(site), (), {}, site_url)


def links_broken_by(
    changed: Mapping[str, str], removed: Collection[str], previous: Mapping[str, str], site_url: str
) -> list[str]:
    """Return a message for every internal link that a change breaks in a site without broken links.

    Takes the new and changed files, the paths of the files to be removed, and the files of the
    site before the change, each by its path. If no file or anchor disappears that a link may lead
    to, only the changed pages are checked.
    """
    files = {path: file for path, file in previous.items() if path not in removed}
    files |= changed
    pages = [path for path in changed if path.endswith(_PAGE)]
    both = [path for path in pages if path in previous]
    # Only the search script requests the search's files, some of which are named by their digests.
    if any(not path.startswith(SEARCH_FILES) for path in removed) or any(
        _read(previous[path]).anchors - _read(changed[path]).anchors for path in both
    ):
        pages = [path for path in files if path.endswith(_PAGE)]
    pages.sort()
    checker, starts = _LinkChecker(files, site_url), range(0, len(pages), _PAGES_A_JOB)
    if len(starts) <= 1:
        return checker.broken_on(pages)
    jobs = [partial(checker.broken_on, pages[at : at + _PAGES_A_JOB]) for at in starts]
    with step(_("the links")), run_parallel(jobs) as broken:
        return [line for lines in broken for line in lines]


class _LinkChecker:
    def __init__(self, files: Mapping[str, str], site_url: str) -> None:
        self._files, self._site_url = files, site_url
        self._anchors: dict[str, set[str]] = {}

    def broken_on(self, pages: Iterable[str]) -> list[str]:
        """Return a message for every broken internal link on some pages."""
        return [line for page in pages for line in self._broken_on(page)]

    def _broken_on(self, path_of_page: str) -> Iterator[str]:
        page, folder = _read(self._files[path_of_page]), posixpath.dirname(path_of_page)
        self._anchors[path_of_page] = page.anchors
        for link in sorted(page.links):
            target = _target(link, self._site_url)
            if target is None:
                continue
            path, anchor = target
            file = self._resolve(_joined(folder, path)) if path else path_of_page
            if file is None:
                yield _(
                    "%(path_of_page)s: the link %(link)s leads nowhere.",
                    path_of_page=path_of_page,
                    link=link,
                )
            elif anchor and file.endswith(_PAGE) and anchor not in self._anchors_on(file):
                yield _(
                    "%(path_of_page)s: the link %(link)s leads to a place that does not exist.",
                    path_of_page=path_of_page,
                    link=link,
                )

    def _resolve(self, path: str) -> str | None:
        """Return the file that a path leads to: a folder leads to its ``index.html``."""
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
    for element in LexborHTMLParser(Path(file).read_bytes()).css(_SELECTOR):
        for name, value in element.attributes.items():
            if value is None:
                continue
            if name in _LINK_ATTRIBUTES:
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


# Pages share most of their relative links.
@cache
def _target(link: str, site_url: str) -> tuple[str, str] | None:
    """Return the path and the anchor of an internal link; ``None`` for any other link.

    A path that begins with a slash begins at the site's root; an empty one is the page itself.
    """
    root = urlsplit(site_url)
    if link.startswith(site_url):
        link = "/" + link[len(site_url) :]
    elif link.startswith("/") and not link.startswith("//"):
        # What is outside the site's own path can't be checked.
        if not link.startswith(root.path):
            return None
        link = "/" + link[len(root.path) :]
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    return unquote(parts.path), unquote(parts.fragment)
