"""What lies in folders: which files there are, and what changes when one of them does."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.metadata import distributions
from pathlib import Path
from stat import S_ISDIR

from .sums import sum_of

State = tuple[int, int, int]
"""A file's size in bytes, and when it and what is known of it were changed, in nanoseconds."""


def files_in(top: Path, skipped: Callable[[str], bool] = lambda _: False) -> Iterator[str]:
    """Give the path of every file in a folder; takes what tells which folders to pass by."""
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not skipped(f"{folder}/{name}")]
        yield from (f"{folder}/{name}" for name in names)


def files_below(folder: Path) -> dict[str, str]:
    """Give every file in a folder by its path below it."""
    start = len(str(folder)) + 1
    return {path[start:]: path for path in files_in(folder)}


def sums_of_sources(
    folders: Iterable[Path], more: str, *, but: Path | None = None
) -> dict[str, str]:
    """Give the sum of every file that a site can be made from, by its path.

    Takes the folders of those files, what else the site depends on, such as the day, and a folder
    that is not to be looked into. Hidden folders are not, either. Under ``""`` stands the sum of
    what is no file: that, Python and the libraries installed.
    """

    def skipped(folder: str) -> bool:
        name = folder.rpartition("/")[2]
        return name.startswith(".") or name == "__pycache__" or folder == str(but)

    libraries = sorted(f"{found.name} {found.version}" for found in distributions())
    sums = {"": sum_of(repr((more, sys.version, libraries)).encode())}
    for path in sorted({path for folder in folders for path in files_in(folder, skipped)}):
        # An editor's lock file leads nowhere, and its others come and go.
        with suppress(FileNotFoundError):
            sums[path] = sum_of(Path(path).read_bytes())
    return sums


def states_of(paths: Iterable[str | Path]) -> dict[str, State]:
    """Give the state of each file at some paths: something else after any change."""
    states = {}
    for path in map(str, paths):
        with suppress(FileNotFoundError):
            found = os.stat(path)  # noqa: PTH116 - a Path takes longer to make than to ask
            if not S_ISDIR(found.st_mode):
                # Who changes a file can set back when it was changed, but not when that was done.
                states[path] = found.st_size, found.st_mtime_ns, found.st_ctime_ns
    return states


def sum_of_states(states: Mapping[str, State]) -> str:
    """Give a sum that changes with any file, with its name, and with their number."""
    return sum_of(repr(sorted(states.items())).encode())
