"""What a command is doing while somebody waits for it, and how long that took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

REPORTED_FROM = 1.0
"""Seconds; a step that took less is not worth a line."""
_CLEARED = "\r\x1b[K"
"""Back to the beginning of the terminal's line, which is empty then (ECMA-48, EL)."""
_shown = False


def show() -> None:
    """Print the steps of this process, and of those that it forks, from now on."""
    global _shown
    _shown = True


@contextmanager
def step(name: str) -> Iterator[None]:
    """Time the block, if it has a name and `show` was called.

    A terminal shows the name in place while it lasts; a step that took long leaves a line.
    """
    if not (_shown and name):
        yield
        return
    in_place = sys.stdout.isatty()
    if in_place:
        print(f"{_CLEARED}  {name} …", end="", flush=True)
    started = time.monotonic()
    try:
        yield
    finally:
        seconds = time.monotonic() - started
        line = f"  {name}: {seconds:.1f} s\n" if seconds >= REPORTED_FROM else ""
        print(f"{_CLEARED if in_place else ''}{line}", end="", flush=True)
