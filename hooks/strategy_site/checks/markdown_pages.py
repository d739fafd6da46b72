"""The Markdown pages, before MkDocs reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..content.content import Content
from ..diagnostics import Diagnostic
from ..messages import _
from ..pages.markdown_pages import MARKDOWN_KIND, markdown_pages


def check_markdown_pages(
    content: Content, docs: Path, generated: Iterable[str]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the Markdown pages in the folder ``docs``.

    Takes the generated addresses too.
    """
    pages, taken = markdown_pages(docs, content.languages), set(generated)
    for address, name in pages.items():
        if address in taken:
            message = _(
                "the page /%(address)s is made by the strategy; give the file another name.",
                address=address,
            )
            yield Diagnostic(docs.name / name, 1, message)
    for path in sorted(docs.rglob("*.md")):
        try:
            path.read_text(encoding="utf-8")
        except ValueError:
            message = _("the file is not saved as UTF-8; save it again with the encoding UTF-8.")
            yield Diagnostic(docs.name / path.relative_to(docs), 1, message)
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
