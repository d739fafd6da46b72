"""What a site consists of: its pages in each language, documents, search indexes and data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from ..messages import _
from ..outputs.pdf import pdf_documents
from ..outputs.registry import outputs
from ..outputs.search.index import search_indexes
from ..outputs.search.lemmas import Lemmatizer
from ..pages.pages import Page
from ..pages.urls import url_path
from ..render.renderer import Renderer
from ..render.theme import Theme
from .inputs import BuildInputs
from .output_dir import FileContents, Target


class SiteTargets(NamedTuple):
    """The targets of one site, in the order in which they are built."""

    documents: Target
    search: list[Target]
    """One a language."""
    data: Target
    """All files that belong to no other target."""
    pages: dict[str, Target]
    """By path."""

    def target_of(self, path: str) -> Target:
        """Return the target that a file can belong to."""
        files = (self.documents, *self.search, self.data)
        return self.pages.get(path) or next(target for target in files if target.has(path))


def site_targets(
    renderer: Renderer, pages: list[Page], theme: Theme, inputs: BuildInputs, caches: Path
) -> SiteTargets:
    """Return all that a site consists of, but for what MkDocs writes.

    Takes the folder for what makes the next build faster.
    """
    content, site, localizers = renderer.content, renderer.site, renderer.localizers
    lemmatizer = Lemmatizer(caches / "words")
    indexes = search_indexes(content, pages, localizers, inputs.search_documents, lemmatizer)
    return SiteTargets(
        Target(
            ".pdf",
            lambda: pdf_documents(site, localizers),
            # They read the versions, strategy, areas, goals and the state of the translations.
            lambda: renderer.tracker.global_fingerprint,
            name=_("the documents (PDF)"),
            source=content.display_path,
        ),
        [
            Target(
                index.folder,
                index.files,
                index.fingerprint,
                name=_("the search (%(code)s)", code=code),
                source=content.display_path,
            )
            for code, index in indexes
        ],
        Target(
            "",
            lambda: outputs(renderer, pages, inputs.config.docs),
            None,
            name=_("open data, feeds and short addresses"),
            source=content.display_path,
        ),
        {page.paths_pattern: page for page in _page_targets(renderer, pages, theme, inputs)},
    )


def _page_targets(
    renderer: Renderer, pages: list[Page], theme: Theme, inputs: BuildInputs
) -> Iterator[Target]:
    site, tracker, languages = renderer.site, renderer.tracker, renderer.content.languages

    @cache
    def shared(language: str) -> bytes:
        others = [site.today, site.document_sizes, inputs.menus[language]]
        return tracker.global_fingerprint + tracker.digest_of(others)

    def digest_of(page: Page, language: str) -> bytes:
        return shared(language) + tracker.digest_of(page, language)

    def html(path: str, page: Page, language: str) -> FileContents:
        yield path, theme.html(page, language).encode()

    for page in pages:
        for language in languages:
            path = f"{url_path(page.address, language, renderer.content)}index.html"
            yield Target(
                path,
                partial(html, path, page, language),
                partial(digest_of, page, language),
                language,
                source=page.source_file or site.content.display_path,
                item_id=page.item_id,
            )
