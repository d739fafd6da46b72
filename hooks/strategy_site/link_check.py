"""The finished site: every internal link on every page leads to a file and a place that exist."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

_LINKS = ("href", "src", "poster", "data")
_TELLING = ", ".join(f"[{name}]" for name in (*_LINKS, "srcset", "id", "name"))


@dataclass
class _Page:
    links: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)


def broken_links(site: Path, site_url: str) -> list[str]:
    """Give a line for every internal link of the site that leads nowhere.

    Takes the folder of the built site and its address with a slash at the end. Links that begin
    with that address, or with its path, are internal too.
    """
    pages = {
        file.relative_to(site).as_posix(): _read(file) for file in sorted(site.rglob("*.html"))
    }

    @cache
    def found(path: str) -> str | None:
        """Give the file that a path leads to: a folder leads to its ``index.html``."""
        if path in pages or (site / path).is_file():
            return path
        index = posixpath.join(path, "index.html")
        return index if index in pages else None

    broken = []
    for here, page in pages.items():
        folder = posixpath.dirname(here)
        for link in sorted(page.links):
            target = _target(link, site_url)
            if target is None:
                continue
            path, anchor = target
            file = found(_joined(folder, path)) if path else here
            if file is None:
                broken.append(f"{here}: länken {link} leder ingenstans.")
            elif anchor and file in pages and anchor not in pages[file].anchors:
                broken.append(f"{here}: länken {link} leder till en plats som inte finns.")
    return broken


def _read(file: Path) -> _Page:
    page = _Page()
    for element in LexborHTMLParser(file.read_bytes()).css(_TELLING):
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
