"""The site as a whole, as every page and output file needs it. Knows no single page."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from ..content.content import Content
from ..i18n.translation_status import TranslationStatus, translation_status
from ..pages.urls import url_path


@dataclass(frozen=True)
class SiteContext:
    """The content with its URL, its build day and its translations."""

    content: Content
    url: str
    """The site's absolute URL, with a slash at its end."""
    today: datetime.date
    """The day of the build in the strategy's time zone."""
    edit_root: str = ""
    """The URL below which the repository's files are edited, with a slash at its end; or empty."""
    repository: str = ""
    """The URL of the repository itself; empty if it is not shown."""

    document_sizes: dict[str, int] = field(default_factory=dict)
    """The size in bytes of each PDF that has been typeset, by its path."""

    @cached_property
    def translations(self) -> TranslationStatus:
        """The state of every translation."""
        return translation_status(self.content)

    @property
    def root(self) -> str:
        """The path of the site's root on its host, such as ``/`` or ``/strategi/``."""
        return urlsplit(self.url).path

    def absolute_url(self, address: str, language: str) -> str:
        """Return the absolute URL of an address in a language."""
        return self.url + url_path(address, language, self.content)
