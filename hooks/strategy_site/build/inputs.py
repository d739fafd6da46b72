"""What a site is built from besides the strategy: configuration, code and handwritten pages.

It is kept in the build state: MkDocs, which renders the handwritten pages, needs seconds to start,
and need not run when only projects, calls and the like have changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pydantic import TypeAdapter

from ..content.reader import is_item
from ..hashing import digest
from ..i18n.localizer import LangString
from ..outputs.search.documents import SearchDocument
from ..package_files import CODE
from ..render.theme import MarkdownMenu
from ..site_config import SiteConfig
from .fingerprints import file_digests


@dataclass
class BuildInputs:
    """What a site is built from besides the strategy."""

    config: SiteConfig
    version: str
    """The digest of the configuration, the code, the templates and the libraries."""
    menus: dict[str, MarkdownMenu] = field(default_factory=dict)
    """The handwritten pages in the menu, by language."""
    directions: dict[str, str] = field(default_factory=dict)
    """How each language is written, ``ltr`` or ``rtl``."""
    search_documents: dict[str, list[SearchDocument]] = field(default_factory=dict)
    """What the search knows of the handwritten pages, by language."""

    @classmethod
    def of(cls, config: SiteConfig) -> BuildInputs:
        """Return the inputs of a site of which no handwritten page is known yet."""
        digests = file_digests([*CODE, config.theme[0]], repr(config))
        return cls(config, digest(repr(digests).encode()))

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> BuildInputs:
        """Return what `to_json` was called on; raises pydantic's `ValidationError`."""
        return TypeAdapter(cls).validate_python(data)

    def to_json(self) -> dict[str, Any]:
        """Return the inputs as values that JSON knows."""
        data: dict[str, Any] = TypeAdapter(BuildInputs).dump_python(self, mode="json")
        return data

    def add_search_document(
        self, language: str, path: str, written_in: str, title: str, html: str
    ) -> None:
        """Let the search of a language find a handwritten page; takes the language it is in."""
        text = LangString(written_in, Markup(html).striptags())  # noqa: S704 - removes the markup
        heading = LangString(written_in, title)
        document = SearchDocument(path, "page", "", heading, None, ((10, heading), (1, text)))
        self.search_documents.setdefault(language, []).append(document)

    def only_items_changed(self, changed: Iterable[str]) -> bool:
        """Return whether no other files have changed than those of projects, calls and the like."""
        return all(is_item(Path(path), self.config.strategy) for path in changed)
