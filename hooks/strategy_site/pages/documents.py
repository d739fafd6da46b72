"""Which PDFs there are of a version: the whole strategy, in each language and in pairs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ..content.content import Content
from ..model.versions import Edition, texts_of


@dataclass(frozen=True)
class DocumentFile:
    """One PDF."""

    path: str
    """Below the site's root; it names the version and never changes."""
    languages: tuple[str, ...]
    """One language, or the source language and the one beside it."""


def documents_of(content: Content, edition: Edition) -> list[DocumentFile]:
    """Return the PDFs of a version: one in each language, and one beside each translation.

    An incomplete version has none.
    """
    if not edition.version.complete:
        return []
    source, *others = content.languages
    translated = {code for text in texts_of(edition.version).values() for code in text.root}
    pairs = [(source, other) for other in others if other in translated]
    title = (edition.version.title or content.strategy.title).get(source) or ""
    stem = f"{edition.address}{_file_name(title)}-v{edition.number}"
    return [
        DocumentFile(f"{stem}-{'-'.join(languages)}.pdf", languages)
        for languages in [*((code,) for code in content.languages), *pairs]
    ]


def _file_name(title: str) -> str:
    """Return a title in the letters of any file system: ``en-strategi-2020``."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-") or "strategi"
