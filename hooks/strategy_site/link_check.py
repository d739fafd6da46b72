"""The finished site: every internal link on every page leads to a file and a place that exist."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LINKS = {"href", "src", "poster", "data"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is None:
                continue
            if name in _LINKS:
                self.links.add(value)
            elif name == "srcset":
                self.links.update(part.split()[0] for part in value.split(",") if part.strip())
            elif name == "id" or (name == "name" and tag == "a"):
                self.anchors.add(value)


def broken_links(site: Path, site_url: str) -> list[str]:
    """Give a line for every internal link of the site that leads nowhere.

    Takes the folder of the built site and its address with a slash at the end. Links that begin
    with that address, or with its path, are internal too.
    """
    pages: dict[Path, _Page] = {}
    for file in sorted(site.rglob("*.html")):
        page = _Page()
        page.feed(file.read_text(encoding="utf-8"))
        pages[file] = page
    exists: dict[Path, bool] = {}
    broken = []
    for file, page in pages.items():
        for link in sorted(page.links):
            target = _target(link, file, site, site_url)
            if target is None:
                continue
            path, anchor = target
            if path not in exists:
                exists[path] = path.is_file()
            here = file.relative_to(site).as_posix()
            if not exists[path]:
                broken.append(f"{here}: länken {link} leder ingenstans.")
            elif anchor and path in pages and anchor not in pages[path].anchors:
                broken.append(f"{here}: länken {link} leder till en plats som inte finns.")
    return broken


def _target(link: str, file: Path, site: Path, site_url: str) -> tuple[Path, str] | None:
    """Give the file and the anchor an internal link means; ``None`` for any other link."""
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
    base = site if parts.path.startswith("/") else file.parent
    path = base / unquote(parts.path).lstrip("/") if parts.path else file
    path = path.resolve()
    if path.is_dir():
        path /= "index.html"
    return path, unquote(parts.fragment)
