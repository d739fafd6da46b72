"""Sums by which one sees that something is the same, or whole."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def sum_of(data: bytes) -> str:
    """Give a sum that no other data has."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def keep(file: Path, data: bytes) -> None:
    """Write data with its sum into a file, whose folder is made, in one step.

    Raises `OSError` if it can't be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{os.getpid()}-{file.name}")
    new.write_bytes(sum_of(data).encode() + b"\n" + data)
    new.replace(file)


def kept(file: Path) -> bytes | None:
    """Give what `keep` wrote; ``None`` if that is lost or damaged."""
    try:
        total, _, data = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return data if total == sum_of(data).encode() else None
