"""Search indexes as they were made last time, one ZIP a language. Costs only time if lost.

What a ZIP gives is compared with the sums that it has of each file, so that a damaged index is made
anew.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

Files = dict[str, bytes]


class IndexCache:
    """The indexes of one site."""

    def __init__(self, folder: Path, version: bytes) -> None:
        """Take the folder, and the sum of all code and libraries that indexes are made with."""
        self._folder, self._version = folder, version

    def files(self, language: str, made_from: object, make: Callable[[], Files]) -> Files:
        """Give an index that was made from the same, or make it.

        Takes what it is made from, as something whose ``repr`` tells it whole.
        """
        key = hashlib.blake2b(self._version + repr(made_from).encode()).hexdigest().encode()
        path = self._folder / f"{language}.zip"
        try:
            with zipfile.ZipFile(path) as kept:
                if kept.comment == key:
                    return {name: kept.read(name) for name in kept.namelist()}
        # What a damaged file leads the library into is not documented.
        except Exception:  # noqa: S110
            pass
        made = make()
        with suppress(OSError):
            self._write(path, key, made)
        return made

    def _write(self, path: Path, key: bytes, files: Files) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{os.getpid()}-{path.name}")
        with zipfile.ZipFile(new, "w") as kept:
            for name, data in files.items():
                kept.writestr(name, data)
            kept.comment = key
        new.replace(path)
