"""All that is checked of the folder of handwritten pages, where a site has one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from ..content.content import Content
from ..diagnostics import Diagnostic, Severity
from ..settings_file import SettingsFile
from .markdown_html import MarkdownSite
from .markdown_pages import check_markdown_pages
from .static_files import check_static_files


def check_docs(
    content: Content, docs: Path, addresses: Collection[str], settings: SettingsFile
) -> Iterator[Diagnostic]:
    """Yield what is wrong with handwritten pages and the files beside them.

    Takes their folder, and the addresses of the strategy's pages and redirects.
    """
    found = [
        *check_markdown_pages(content, docs, addresses),
        *check_static_files(content, docs, addresses),
    ]
    yield from found
    # A file with a conflict in it, or a name that can't be, would have more errors of one cause.
    unread = {d.path for d in found if d.severity is Severity.ERROR}
    yield from MarkdownSite(content, docs, addresses, settings).check(unread)
