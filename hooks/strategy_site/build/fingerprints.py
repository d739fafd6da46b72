"""Whether files have changed: their digests, or the time and size that the disk has of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.metadata import distributions
from pathlib import Path
from stat import S_ISDIR

from ..hashing import digest

FileStat = tuple[int, int, int]
"""A file's size in bytes, and the times of its last change and status change, in nanoseconds."""


def walk_files(top: Path, skipped: Callable[[str], bool] = lambda _: False) -> Iterator[str]:
    """Yield the path of every file in a folder, with ``/``, but for folders that are skipped."""
    for system_folder, folders, names in os.walk(top):
        folder = system_folder.replace(os.sep, "/")
        folders[:] = [name for name in folders if not skipped(f"{folder}/{name}")]
        yield from (f"{folder}/{name}" for name in names)


def list_files(folder: Path) -> dict[str, str]:
    """Return the path of every file in a folder by its path below the folder."""
    start = len(folder.as_posix()) + 1
    return {path[start:]: path for path in walk_files(folder)}


def file_digests(
    folders: Iterable[Path], more: str, *, excluded: Path | None = None
) -> dict[str, str]:
    """Return the digest of every file that a site can be built from, by its path.

    Takes the folders of those files, what else the site depends on, such as the day, and a folder
    to leave out, as hidden ones are. The entry ``""`` is the digest of what is not a file: `more`,
    Python and the installed libraries.
    """
    left_out = excluded.as_posix() if excluded else None

    def skipped(folder: str) -> bool:
        name = folder.rpartition("/")[2]
        return name.startswith(".") or name == "__pycache__" or folder == left_out

    libraries = sorted(f"{found.name} {found.version}" for found in distributions())
    digests = {"": digest(repr((more, sys.version, libraries)).encode())}
    for path in sorted({path for folder in folders for path in walk_files(folder, skipped)}):
        # An editor's lock file is a dangling link, and its temporary files come and go.
        with suppress(FileNotFoundError):
            digests[path] = digest(Path(path).read_bytes())
    return digests


def stat_files(paths: Iterable[str | Path]) -> dict[str, FileStat]:
    """Return the `FileStat` of each file at some paths: it differs after any change."""
    stats = {}
    for path in map(str, paths):
        with suppress(FileNotFoundError):
            found = os.stat(path)  # noqa: PTH116 - creating a Path takes longer than this call
            if not S_ISDIR(found.st_mode):
                # A program can set a file's time of change, but not that of its status change.
                stats[path] = found.st_size, found.st_mtime_ns, found.st_ctime_ns
    return stats


def digest_of_stats(stats: Mapping[str, FileStat]) -> str:
    """Return a digest that changes when any of the files does, or is added or removed."""
    return digest(repr(sorted(stats.items())).encode())
