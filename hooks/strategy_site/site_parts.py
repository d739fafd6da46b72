"""What a site has beside its pages: search, documents, data; and how files are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .addresses import SEARCH_FILES
from .index_cache import IndexCache
from .outputs import outputs
from .pages import Page
from .phases import phase
from .printing import printed
from .rendering import Renderer
from .search_index import search_files
from .search_records import Record
from .word_forms import WordForms

Files = Iterable[tuple[str, bytes]]
"""Path below the site's root, and bytes."""


@dataclass(frozen=True)
class Part:
    """Files that are made together."""

    name: str
    """What it is called by those who wait for it."""
    mark: str
    """How the paths of its files begin or end; empty for the part that has all others."""
    files: Callable[[], Files]

    def has(self, path: str) -> bool:
        """Tell whether a file can be one of these."""
        return path.startswith(self.mark) or path.endswith(self.mark)


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

    def search() -> Files:
        words, indexes = WordForms(caches / "words"), IndexCache(caches / "search", version)
        return search_files(content, pages, wordings, handwritten, words, indexes)

    return [
        Part("dokumenten (PDF)", ".pdf", lambda: printed(site, wordings)),
        Part("sökningen", SEARCH_FILES, search),
        Part("öppna data, flöden och kortadresser", "", lambda: outputs(renderer, pages)),
    ]


def write_parts(folder: Path, parts: Iterable[Part]) -> None:
    """Write the files of all parts into a folder."""
    for part in parts:
        with phase(part.name):
            write_files(folder, part.files())


def write_files(folder: Path, files: Files) -> list[Path]:
    """Write files into a folder, and give their paths."""
    written: list[Path] = []
    folders: set[Path] = set()
    for name, data in files:
        path = folder / name
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        path.write_bytes(data)
        written.append(path)
    return written
