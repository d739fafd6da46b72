"""The lists of all checks. Add a function and a row here to add a check."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..content.content import Content
from ..content.reader import Reading
from ..diagnostics import Diagnostic
from .addresses import check_addresses
from .borders import check_borders
from .calls import check_calls
from .ids import check_ids, check_names
from .images import check_images
from .indicators import check_indicators
from .projects import check_projects
from .published_urls import check_languages, check_published
from .references import check_references
from .site_config import check_program_version
from .versions import check_frozen, check_wording
from .withdrawn import check_withdrawn

READING_CHECKS: tuple[Callable[[Reading], Iterator[Diagnostic]], ...] = (
    check_program_version,
    check_ids,
    check_languages,
    check_names,
    check_addresses,
    check_images,
    check_borders,
    check_withdrawn,
    check_frozen,
    check_references,
    check_projects,
    check_calls,
    check_indicators,
)
"""Checks between files. They run even if some files have errors, and see the others."""

CONTENT_CHECKS: tuple[Callable[[Content], Iterator[Diagnostic]], ...] = (
    check_published,
    check_wording,
)
"""Checks of content that passed all `READING_CHECKS`."""


def check_reading(reading: Reading) -> Iterator[Diagnostic]:
    """Yield the errors and warnings between the files that could be read."""
    for check in READING_CHECKS:
        yield from check(reading)


def check_content(content: Content) -> Iterator[Diagnostic]:
    """Yield the errors that only the content as a whole shows."""
    for check in CONTENT_CHECKS:
        yield from check(content)
