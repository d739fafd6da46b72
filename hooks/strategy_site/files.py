"""Files that are written in one step, and files that show whether they are complete."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .hashing import digest

_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds until what another program has open is tried again."""


def move(source: Path, target: Path) -> None:
    """Give a file or folder the name ``target``; a file may be replaced.

    Windows refuses that while another program has one of them open: a virus scanner or a browser
    is soon done. Raises `OSError` if it is not.
    """
    for pause in (*_PAUSES, None):
        try:
            source.replace(target)
        except PermissionError:
            if pause is None:
                raise
            time.sleep(pause)
        else:
            return


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside `path`; what is written there replaces `path` at the end.

    Creates the folder. Nobody sees a partly written file; if the block raises, `path` is unchanged.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Two processes may write the same file at once.
    temporary = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        yield temporary
        move(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def atomic_write(path: Path, data: bytes) -> None:
    """Write a file in one step, creating its folder. Raises `OSError` if that is not possible."""
    with atomic_path(path) as temporary:
        temporary.write_bytes(data)


def write_checked(path: Path, data: bytes) -> None:
    """Write data after its digest, as `atomic_write` does."""
    atomic_write(path, digest(data).encode() + b"\n" + data)


def read_checked(path: Path) -> bytes | None:
    """Return what `write_checked` wrote; ``None`` if the file is missing or damaged."""
    try:
        stored, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return data if stored == digest(data).encode() else None
