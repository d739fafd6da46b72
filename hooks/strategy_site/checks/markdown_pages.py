"""The Markdown pages, before MkDocs reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..content.content import Content
from ..diagnostics import Diagnostic, Severity
from ..messages import _
from ..model.item_kinds import ITEM_KINDS
from ..model.slugs import slug_of
from ..pages.markdown_pages import (
    MARKDOWN_KIND,
    address_and_language,
    front_matter,
    markdown_pages,
)
from ..pages.urls import section_of
from ..paths import ASSETS, IMAGES_URL
from ..yaml_io.reader import parse
from ..yaml_io.syntax_errors import CONFLICT
from .addresses import kept_for
from .slips import PERSONAL_NUMBER, names_a_person

# ``=======`` alone is a heading's line in Markdown.
_CONFLICT = re.compile(r"(?:<{7}|>{7})(?: |$)")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")


def check_markdown_pages(
    content: Content, docs: Path, generated: Iterable[str]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the Markdown pages in the folder ``docs``.

    Takes the generated addresses too.
    """
    pages, taken = markdown_pages(docs, content.languages), set(generated)
    published = {row.address for row in content.published if row.kind == MARKDOWN_KIND}
    for address, name in pages.items():
        if address in taken and address in published:
            message = _(
                "the page /%(address)s is published, and the strategy makes one there too; write "
                "another word under “sections” in strategy.yml, or another “slug” in the item.",
                address=address,
            )
            yield Diagnostic(docs.name / name, 1, message)
        elif address in taken:
            message = _(
                "the page /%(address)s is made by the strategy; give the file another name.",
                address=address,
            )
            yield Diagnostic(docs.name / name, 1, message)
        elif address not in published and (owner := reserved_for(address, content)):
            message = _(
                "the address /%(address)s is kept for %(owner)s; give the file, or its folder, "
                "another name.",
                address=address,
                owner=owner,
            )
            yield Diagnostic(docs.name / name, 1, message)
    first: dict[tuple[str, str], Path] = {}
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs)
        place = address_and_language(name, content.languages)
        if place[0] not in published:
            yield from _check_name(docs.name / name)
        if place in first:
            message = _(
                "the page /%(address)s has this file and %(other)s; join them in one.",
                address=place[0],
                other=(docs.name / first[place]).as_posix(),
            )
            yield Diagnostic(docs.name / name, 1, message)
        first.setdefault(place, name)
        yield from _check_text(path, docs.name / name)
    for row in content.published:
        if row.kind == MARKDOWN_KIND and row.address not in pages:
            message = _(
                "the page /%(address)s is published and would vanish; put "
                "%(name)s/%(id)s.md back, if only with a line that says where the content "
                "is now.",
                address=row.address,
                name=docs.name,
                id=row.id,
            )
            yield Diagnostic(content.display_path / row.file, row.line, message)


def reserved_for(path: str, content: Content) -> str | None:
    """Return what a path of the site is kept for, even if nothing has it yet; ``None`` if nothing.

    Takes an address, or the path of a file.
    """
    first, below, _rest = path.partition("/")
    if not below:
        return None  # a file at the root
    folder, is_page = f"{first}/", path.endswith("/")
    if folder in (IMAGES_URL, ASSETS) and not is_page:
        return None
    if owner := kept_for(folder, content.languages):
        return owner
    sections = content.strategy.sections
    lists = {section_of(kind.model, sections) for kind in ITEM_KINDS.values()}
    return _("an item of the strategy") if is_page and folder in lists else None


def _check_name(shown: Path) -> Iterator[Diagnostic]:
    """Yield that a file or folder has a name that can't be an address, with one that can."""
    parts = [*shown.parts[1:-1], shown.stem]
    if all(_NAME.fullmatch(part) for part in parts):
        return
    *folders, name = (_address_part(part) for part in parts)
    better = Path(shown.parts[0], *folders, f"{name}.md")
    message = _(
        "the page's address can't be made of that name; call the file %(name)s, or remove it if a "
        "program has made it as a copy.",
        name=better.as_posix(),
    )
    yield Diagnostic(shown, 1, message)


def _address_part(part: str) -> str:
    # The language stays the suffix: om.fi.
    return ".".join(slug_of(piece) for piece in part.split("."))


def _check_text(path: Path, shown: Path) -> Iterator[Diagnostic]:
    """Yield what stops a page from being read as it was meant."""
    if not path.is_file():
        yield Diagnostic(
            shown, 1, _("this is no file; remove it, and put a text file in its place.")
        )
        return
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = _("the file is not saved as UTF-8; save it again with the encoding UTF-8.")
        yield Diagnostic(shown, 1, message)
        return
    lines = text.splitlines()
    fenced = False
    for number, line in enumerate(lines, 1):
        fenced ^= bool(_FENCE.match(line))
        if not fenced and _CONFLICT.match(line):
            yield Diagnostic(shown, number, _(CONFLICT))
            return
        if names_a_person(line):
            yield Diagnostic(shown, number, _(PERSONAL_NUMBER), Severity.HINT)
    if head := front_matter(text)[0]:
        yield from parse(head.encode(), shown, tags=True)[1]
