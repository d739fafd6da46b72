"""A site for a live preview: a file is generated when somebody asks for it.

Of three thousand pages an editor looks at one, so none of the others need be written first.
"""

from __future__ import annotations

import posixpath
import threading
from pathlib import Path

from .targets import SiteTargets


class OnDemandSite:
    """Fills a folder, file by file, with the newest site."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        """Held while the content changes, so that no answer is of half of it."""
        self._folder = Path()
        self._targets: SiteTargets | None = None
        self._written: set[Path] = set()

    def reset(self, folder: Path, targets: SiteTargets) -> None:
        """Begin again, in a folder that holds only what MkDocs has written."""
        with self.lock:
            for path in self._written:
                path.unlink(missing_ok=True)
            self._written.clear()
            self._folder, self._targets = folder, targets

    def ensure(self, url: str) -> None:
        """Write the file for a URL's path below the site's root, if the site has one.

        It is found as a server finds it, and never outside the folder.
        """
        file = f"{url}index.html" if url.endswith("/") or not url else url
        path = posixpath.normpath(f"/{file}").lstrip("/")
        with self.lock:
            if self._targets is None or self._folder / path in self._written:
                return
            # A page replaces what MkDocs has written; other files are MkDocs' if they exist.
            if path not in self._targets.pages and (self._folder / path).is_file():
                return
            for name, data in self._targets.target_of(path).generate():
                target = self._folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
                self._written.add(target)
