"""A site for a live preview: a file of it is made when somebody asks for it.

Of three thousand pages an editor looks at one, so none of the others need be written first.
"""

from __future__ import annotations

import threading
from pathlib import Path

from .made import Files, SiteFolder
from .page_files import PageWriter
from .site_parts import Part


class LiveSite:
    """Fills a folder, file by file, with the site of the content that it was told last."""

    def __init__(self) -> None:
        self.changing = threading.RLock()
        """Held by who changes the content, so that nobody is answered from half of it."""
        self._folder = Path()
        self._pages: PageWriter | None = None
        self._parts: list[Part] = []
        self._written: set[Path] = set()

    def show(self, folder: Path, pages: PageWriter, parts: list[Part]) -> None:
        """Begin anew, in a folder that holds only what the strategy has no part in."""
        with self.changing:
            for path in self._written:
                path.unlink(missing_ok=True)
            self._written.clear()
            self._folder, self._pages, self._parts = folder, pages, parts

    def ask(self, path: str) -> None:
        """Make the file at a path below the site's root, if there is to be one."""
        with self.changing:
            if self._pages is None or self._folder / path in self._written:
                return
            page = self._pages.text(path)
            if page is not None:
                self._write([(path, page)])
            elif not (self._folder / path).is_file():
                self._write(next(part for part in self._parts if part.has(path)).files())

    def _write(self, files: Files) -> None:
        written = SiteFolder(self._folder).write(files)
        self._written.update(self._folder / path for path in written.files)
