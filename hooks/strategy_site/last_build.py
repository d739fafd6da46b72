"""Whether anything has changed since the site was built: what it is made from, and the site itself.

Costs only time if it is lost or wrong: then the site is built.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import distributions
from pathlib import Path


def sum_of_sources(folders: Iterable[Path], more: str, *, but: Path) -> str:
    """Give the sum of all that a site can be made from: files, and the libraries installed.

    Takes the folders of those files, what else it depends on, such as the day, and a folder that is
    not looked into. Hidden folders are not, either.
    """
    libraries = sorted(f"{found.name} {found.version}" for found in distributions())
    total = hashlib.blake2b(repr((more, sys.version, libraries)).encode(), digest_size=16)
    for path in sorted({path for folder in folders for path in _files(folder, but)}):
        total.update(f"{path}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def sum_of_site(site: Path) -> str:
    """Give a sum of a site that another, or this one changed by hand, does not have."""
    return sum_of_files(_files(site))


def sum_of_files(paths: Iterable[Path]) -> str:
    """Give a sum of files that changes with any of them.

    Looks at names, sizes and times, not into the files.
    """
    stats = ((path, path.stat()) for path in sorted(paths) if path.is_file())
    rows = [(str(path), found.st_size, found.st_mtime_ns) for path, found in stats]
    return hashlib.blake2b(repr(rows).encode(), digest_size=16).hexdigest()


def _files(top: Path, but: Path | None = None) -> Iterator[Path]:
    for folder, folders, names in os.walk(top):
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and name != "__pycache__" and Path(folder, name) != but
        ]
        yield from (Path(folder, name) for name in names)


def read(file: Path) -> str:
    """Give what `write` wrote; empty if there is nothing that can be read."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def write(file: Path, text: str) -> None:
    """Write down how the last build was."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
