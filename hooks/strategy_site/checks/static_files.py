"""The files that go onto the site as they are, and those that do not."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from ..content.content import Content
from ..content.images import suffixes_of
from ..content.reader import IMAGES_FOLDER
from ..content.stray_files import is_left_behind, is_shortcut
from ..diagnostics import Diagnostic, Severity
from ..messages import _
from ..model.images import IMAGE_SUFFIXES
from ..package_files import THEME
from ..pages.markdown_pages import markdown_pages
from ..pages.static_files import (
    is_published,
    leads_out,
    static_files,
)
from ..pages.urls import url_path
from ..paths import BY_MKDOCS, FILES, IMAGES_URL, JOINED
from .markdown_pages import reserved_for

_INDEX = "index.html"


def check_static_files(
    content: Content, docs: Path, addresses: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield the files that stay where they are, and those that would replace others.

    Takes the folder of handwritten pages, and the addresses of all pages and redirects.
    """
    folders = {*addresses, *markdown_pages(docs, content.languages)}
    taken = {f"{url_path(a, code, content)}{_INDEX}" for a in folders for code in content.languages}
    taken |= {path for path in (*FILES, *BY_MKDOCS) if path not in JOINED}
    taken |= {IMAGES_URL + path.name for path in (content.folder / IMAGES_FOLDER).glob("*")}
    taken |= {path.relative_to(THEME).as_posix() for path in THEME.rglob("assets/**/*")}
    for path in static_files(docs):
        name = path.relative_to(docs)
        shown = docs.name / name
        if stays := _why_it_stays(path, name, docs.parent):
            yield Diagnostic(shown, 1, stays, Severity.WARNING)
        elif name.as_posix() in taken or (owner := reserved_for(name.as_posix(), content)):
            message = _(
                "the site makes %(what)s itself; give the file another name.",
                what=f"/{name.as_posix()}" if name.as_posix() in taken else owner,
            )
            yield Diagnostic(shown, 1, message)
        elif path.suffix.lower() in IMAGE_SUFFIXES and not suffixes_of(path):
            what = _("the picture “%(name)s”", name=path.name)
            message = _(
                "%(what)s can't be shown; open it in a picture program and save it again.",
                what=what,
            )
            yield Diagnostic(shown, 1, message)
    yield from _check_images_folder(content)


def _check_images_folder(content: Content) -> Iterator[Diagnostic]:
    """Yield the files among the strategy's pictures that are none."""
    folder = content.folder / IMAGES_FOLDER
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = Path(path.name)
        if path.name.startswith("."):
            continue
        why = _why_it_stays(path, name, content.folder)
        if not why and path.suffix.lower() not in IMAGE_SUFFIXES:
            why = _(
                "the file is no picture that browsers show, and is not published; save it as "
                "%(suffixes)s, or put it among the handwritten pages.",
                suffixes=", ".join(IMAGE_SUFFIXES),
            )
        if why:
            shown = content.display_path / IMAGES_FOLDER / name
            yield Diagnostic(shown, 1, why, Severity.WARNING)


def _why_it_stays(path: Path, name: Path, project: Path) -> str | None:
    """Return why a file is not published, with what to do; ``None`` if it is."""
    if leads_out(path, project):
        return _(
            "the link leads out of the folder, and is not published; put the file itself here."
        )
    if path.is_dir():
        return _("the folder is not published; put its files beside it.")
    if not path.is_file():
        return _("this is no file that can be published; remove it.")
    if is_left_behind(name.name):
        return _("a program has left this file behind, and it is not published; remove it.")
    if is_shortcut(name.name):
        return _("a shortcut is not published; put the file that it leads to here.")
    if not is_published(name):
        return _(
            "a file of this kind is not published; save it as PDF or as a picture (.jpg, .png), "
            "or remove it."
        )
    return None
