"""What a site has beside its pages: search, documents, data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .made import Files, Made, SiteFolder
from .outputs import outputs
from .pages import Page
from .phases import phase
from .printing import printed
from .rendering import Renderer
from .search_index import search_indexes
from .search_records import Record
from .sums import sum_of
from .word_forms import WordForms


@dataclass(frozen=True)
class Part:
    """Files that are made together."""

    name: str
    """What it is called by those who wait for it."""
    mark: str
    """How the paths of its files begin or end; empty for the part that has all others."""
    files: Callable[[], Files]
    key: Callable[[], str] | None = None
    """Gives the sum of all that it is made from, if that takes less than making it."""

    def has(self, path: str) -> bool:
        """Tell whether a file can be one of these."""
        return path.startswith(self.mark) or path.endswith(self.mark)

    def kept(self, folder: SiteFolder) -> Made | None:
        """Tell of its files that stand, if that is known to be all that there is to do."""
        return folder.kept(self.mark, self.key()) if self.key else None

    def make(self, folder: SiteFolder) -> Made:
        """Write its files into a folder, where they differ from those that stand."""
        with phase(self.name):
            if self.key:
                return folder.make(self.mark, self.key(), self.files)
            return folder.write(self.files())


def parts_of(
    renderer: Renderer,
    pages: list[Page],
    handwritten: Mapping[str, Iterable[Record]],
    caches: Path,
    version: bytes,
) -> list[Part]:
    """Give the parts of a site beside its pages: the documents first, all other files last.

    Takes what the search knows of the handwritten pages, by language, a folder for what may be of
    use the next time, and the sum of all that the site is made with.
    """
    content, site, wordings = renderer.content, renderer.site, renderer.wordings
    words = WordForms(caches / "words")
    return [
        Part(
            "dokumenten (PDF)",
            ".pdf",
            lambda: printed(site, wordings),
            # They read the versions, strategy, areas, goals and the translations' record.
            lambda: sum_of(version + renderer.watch.settled),
        ),
        *(
            Part(f"sökningen ({code})", index.folder, index.files, partial(index.sum, version))
            for code, index in search_indexes(content, pages, wordings, handwritten, words)
        ),
        Part("öppna data, flöden och kortadresser", "", lambda: outputs(renderer, pages)),
    ]
