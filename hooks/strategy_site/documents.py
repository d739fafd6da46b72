"""Which documents there are of a version: the whole strategy as PDF, per language and in pairs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .content import Content
from .versions import Edition, texts_of


@dataclass(frozen=True)
class DocumentFile:
    """One PDF."""

    path: str
    """Below the site's root; never changes, and names the version."""
    languages: tuple[str, ...]
    """One language, or the source language and the one set beside it."""


def documents_of(content: Content, edition: Edition) -> list[DocumentFile]:
    """Give the documents of a version: one a language, and side by side with each translation.

    There are none of a version of which only parts are known.
    """
    if not edition.version.complete:
        return []
    source, *others = content.languages
    written = {code for text in texts_of(edition.version).values() for code in text.root}
    pairs = [(source, other) for other in others if other in written]
    title = (edition.version.title or content.strategy.title).get(source) or ""
    stem = f"{edition.address}{_file_name(title)}-v{edition.number}"
    return [
        DocumentFile(f"{stem}-{'-'.join(languages)}.pdf", languages)
        for languages in [*((code,) for code in content.languages), *pairs]
    ]


def _file_name(title: str) -> str:
    """Write a title in the letters of any file system: ``en-strategi-2020``."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-") or "strategi"
