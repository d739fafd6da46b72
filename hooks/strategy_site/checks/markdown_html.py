"""What a reader would miss on a Markdown page: links that lead nowhere, and what is blocked."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from ..content.content import Content
from ..content.reader import IMAGES_FOLDER
from ..diagnostics import Diagnostic, Severity, closest
from ..messages import _, message_id
from ..pages.documents import documents_of
from ..pages.markdown_pages import ALIGNMENT, address_and_language, front_matter
from ..pages.static_files import is_published, static_files
from ..pages.urls import relative, url_path
from ..paths import ASSETS, BY_MKDOCS, FILES, IMAGES_URL, SEARCH_FILES
from ..settings_file import SettingsFile

_ALIGNMENT = re.compile(ALIGNMENT)
_LINKS = {"a": ("href",), "img": ("src", "srcset"), "source": ("src", "srcset")}
_LINKS |= {"video": ("src", "poster"), "audio": ("src",), "track": ("src",)}
_DEFAULT_EXTENSIONS = ("toc", "tables", "fenced_code")
"""What MkDocs always uses."""

_BLOCKED = {
    "iframe": message_id(
        "browsers leave out the frame, because the site fetches nothing from others; write a link "
        "instead: [%(name)s](%(url)s)."
    ),
    "script": message_id(
        "browsers do not run the script, because the site allows none in a page; remove it."
    ),
    "style": message_id(
        "browsers leave out the style, because the site allows none in a page; remove it."
    ),
}
_BLOCKED |= dict.fromkeys(("object", "embed", "frame"), _BLOCKED["iframe"])
_STYLE = message_id(
    "browsers leave out “style”, because the site allows none in a page; remove it."
)
_HANDLER = message_id(
    "browsers do not run “%(name)s”, because the site allows no script in a page; remove it."
)
_STRANGER = message_id(
    "browsers do not show %(url)s, because the site fetches nothing from others; put the file "
    "itself beside the page, if you may, and write its name."
)


@dataclass(frozen=True)
class _Page:
    """One Markdown file as HTML."""

    name: Path
    """Below the folder of pages."""
    address: str
    language: str
    lines: list[str]
    html: LexborHTMLParser = field(repr=False)

    @cached_property
    def anchors(self) -> set[str]:
        """What a link to a place on the page may name."""
        found = self.html.css("[id], a[name]")
        return {node.attributes.get("id") or node.attributes.get("name") or "" for node in found}

    def line_of(self, *written: str) -> int:
        """Return the first line that holds one of some texts, 1 if none does."""
        for text in filter(None, written):
            for number, line in enumerate(self.lines, 1):
                if text in line:
                    return number
        return 1


class MarkdownSite:
    """All Markdown pages of a site, and the paths that a link on them may lead to."""

    def __init__(
        self, content: Content, docs: Path, addresses: Collection[str], settings: SettingsFile
    ) -> None:
        """Read the pages; takes the addresses of the strategy's pages and redirects."""
        self._docs, self._content = docs, content
        self._url = str(settings.values.get("site_url") or "")
        self._menu = set(settings.menu)
        self._linked: set[str] = set()
        markdown = _reader(settings)
        read = (self._read(path, markdown) for path in sorted(docs.rglob("*.md")))
        self._pages = [page for page in read if page]
        names = (path.relative_to(docs) for path in static_files(docs))
        self._files = {name.as_posix() for name in names if is_published(name)}
        self._by_place = {(page.address, page.language): page for page in self._pages}
        self._by_name = {page.name.as_posix(): page for page in self._pages}
        self._addresses = sorted({*addresses, *(page.address for page in self._pages)})
        codes = content.languages
        folders = [
            url_path(address, code, content) for address in self._addresses for code in codes
        ]
        self._known = {folder.rstrip("/") for folder in folders}
        self._known |= {f"{folder}index.html" for folder in folders}
        files = {url_path(name, code, content) for name in FILES for code in codes}
        pictures = (content.folder / IMAGES_FOLDER).glob("*")
        self._known |= (
            self._files | files | set(BY_MKDOCS) | {IMAGES_URL + p.name for p in pictures}
        )
        self._known |= {d.path for e in content.editions for d in documents_of(content, e)}

    def check(self, unread: Collection[Path]) -> Iterator[Diagnostic]:
        """Yield what leads nowhere, as errors, and what browsers block, as warnings.

        Takes the files that other errors are about already.
        """
        for page in self._pages:
            if self._docs.name / page.name in unread:
                continue
            seen = set()
            for line, message, severity in (*self._broken(page), *_blocked(page, self._url)):
                if (line, message) not in seen:
                    seen.add((line, message))
                    yield Diagnostic(self._docs.name / page.name, line, message, severity)
        if self._content.published:
            yield from self._new_pages(unread)

    def _new_pages(self, unread: Collection[Path]) -> Iterator[Diagnostic]:
        """Yield new pages that nobody can find: a published one is there for ever.

        Programs that keep folders alike make copies that nobody asked for.
        """
        published = {row.address for row in self._content.published}
        for page in self._pages:
            new = page.address not in published and page.name.as_posix() not in self._menu
            unread_page = self._docs.name / page.name in unread
            if new and not unread_page and page.address not in self._linked:
                message = _(
                    "the page is new, in no menu, and no page links to it; remove the file if a "
                    "program has made it, for what is published can't be taken back."
                )
                yield Diagnostic(self._docs.name / page.name, 1, message, Severity.WARNING)

    def _read(self, path: Path, markdown: Markdown) -> _Page | None:
        try:
            text = path.read_bytes().decode("utf-8-sig") if path.is_file() else None
        except UnicodeDecodeError:
            text = None
        if text is None:
            return None  # `check_markdown_pages` reports it
        name = path.relative_to(self._docs)
        html = markdown.reset().convert(front_matter(text)[1])
        address, language = address_and_language(name, self._content.languages)
        return _Page(name, address, language, text.splitlines(), LexborHTMLParser(html))

    def _broken(self, page: _Page) -> Iterator[tuple[int, str, Severity]]:
        for tag, names in _LINKS.items():
            for node in page.html.css(tag):
                for name in names:
                    written = node.attributes.get(name) or ""
                    parts = written.split(",") if name == "srcset" else [written]
                    for link in (part.split()[0] for part in parts if part.strip()):
                        if message := self._why_broken(page, link):
                            line = page.line_of(link, unquote(link), escape(link))
                            yield line, message, Severity.ERROR

    def _why_broken(self, page: _Page, link: str) -> str | None:
        """Return why a link leads nowhere, with what to write; ``None`` if it leads somewhere."""
        path, anchor = self._inside(link)
        if path is None:
            return None
        target: _Page | None = page
        if path:
            beside = posixpath.normpath(posixpath.join(page.name.parent.as_posix(), path))
            target = self._by_name.get(beside)
            if target is None and beside not in self._files:
                found = self._resolved(page, path)
                if found is None:
                    return self._nowhere(page, link)
                target = self._by_place.get((f"{found}/", self._content.source_language))
        if target is None:
            return None
        if target.address != page.address:
            self._linked.add(target.address)
        for code in self._languages_of(page) if anchor else ():
            place = self._by_place.get((target.address, code)) or target
            if anchor not in place.anchors:
                better = closest(anchor, sorted(place.anchors))
                return _(
                    "the link “%(link)s” leads to a place that %(file)s does not have; %(advice)s",
                    link=link,
                    file=(self._docs.name / place.name).as_posix(),
                    advice=_("did you mean “%(word)s”?", word=f"#{better}")
                    if better
                    else _("remove what stands after #."),
                )
        return None

    def _nowhere(self, page: _Page, link: str) -> str:
        better = closest(link, self._proposals(page))
        return _(
            "the link “%(link)s” leads nowhere; %(advice)s",
            link=link,
            advice=_("did you mean “%(word)s”?", word=better)
            if better
            else _("write the name of a page or file that exists, or remove it."),
        )

    def _inside(self, link: str) -> tuple[str | None, str]:
        """Return path and anchor of a link; no path for one that leads elsewhere.

        A path that begins with a slash begins at the site's root.
        """
        root = urlsplit(self._url).path or "/"
        if self._url and link.startswith(self._url):
            link = "/" + link[len(self._url) :]
        elif link.startswith("/") and not link.startswith("//"):
            if not link.startswith(root):
                return None, ""
            link = "/" + link[len(root) :]
        try:
            parts = urlsplit(link)
        except ValueError:
            return link, ""
        if parts.scheme or parts.netloc:
            return None, ""
        return unquote(parts.path), unquote(parts.fragment)

    def _resolved(self, page: _Page, path: str) -> str | None:
        """Return the path of the site that a link leads to as browsers read it, if there is one.

        A page without a translation stands in several languages, and each is to lead somewhere.
        """
        found = []
        for code in self._languages_of(page):
            here = "/" + url_path(page.address, code, self._content)
            found.append(posixpath.normpath(posixpath.join(here, path)).strip("/"))
        free = (SEARCH_FILES, ASSETS)  # what libraries put there
        right = all(path in self._known or path.startswith(free) for path in found)
        return found[0] if right else None

    def _languages_of(self, page: _Page) -> list[str]:
        """Return the languages in which a file is shown: those without one of their own too."""
        if page.language != self._content.source_language:
            return [page.language]
        codes = self._content.languages
        return [c for c in codes if self._by_place.get((page.address, c), page) is page]

    def _proposals(self, page: _Page) -> list[str]:
        """Return what a link on a page may say instead."""
        here = page.name.parent.as_posix()
        found = [posixpath.relpath(name, here) for name in (*self._by_name, *self._files)]
        return found + [relative(address, page.address) for address in self._addresses]


def _reader(settings: SettingsFile) -> Markdown:
    """Return a reader of Markdown with the extensions that ``mkdocs.yml`` names."""
    names: dict[str, dict[str, Any]] = {name: {} for name in _DEFAULT_EXTENSIONS}
    for row in settings.values.get("markdown_extensions") or ():
        names |= {n: o or {} for n, o in row.items()} if isinstance(row, dict) else {str(row): {}}
    try:
        return Markdown(extensions=list(names), extension_configs=names)
    except Exception:  # MkDocs says what is wrong with them
        return Markdown(extensions=_DEFAULT_EXTENSIONS)


def _blocked(page: _Page, url: str) -> Iterator[tuple[int, str, Severity]]:
    """Yield what the site's own policy keeps browsers from showing or running."""
    for node in page.html.css("*"):
        tag, attributes = node.tag or "", node.attributes
        source = attributes.get("src") or attributes.get("data") or ""
        if tag in _BLOCKED and not (tag == "script" and source and not _strange(source, url)):
            name = attributes.get("title") or urlsplit(source).netloc or "…"
            message = _(_BLOCKED[tag], name=name, url=source or "https://…")
            yield page.line_of(source, f"<{tag}"), message, Severity.WARNING
            continue
        style = attributes.get("style")
        if style and not (tag in ("td", "th") and _ALIGNMENT.fullmatch(style)):
            yield page.line_of(style, "style="), _(_STYLE), Severity.WARNING
        for name in attributes:
            if name.startswith("on"):
                yield page.line_of(f"{name}="), _(_HANDLER, name=name), Severity.WARNING
        for name in _LINKS.get(tag, ()):
            link = (attributes.get(name) or "").split(" ")[0]
            if tag == "a" and link.lower().startswith("javascript:"):
                yield page.line_of(link), _(_HANDLER, name="javascript:"), Severity.WARNING
            elif tag != "a" and _strange(link, url):
                short = link if len(link) < 80 else f"{link[:60]}…"
                yield page.line_of(link), _(_STRANGER, url=short), Severity.WARNING


def _strange(link: str, url: str) -> bool:
    """Return whether a file is fetched from another host, or stands in the page itself."""
    if url and link.startswith(url):
        return False
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return bool(parts.scheme or parts.netloc)
