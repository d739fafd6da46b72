"""How long the steps of a build take, printed while somebody waits for it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

REPORTED_FROM = 1.0
"""Seconds; a step that took less is not worth a line."""
_shown = False


def show() -> None:
    """Print the steps of this process, and of those that it forks, from now on."""
    global _shown
    _shown = True


@contextmanager
def step(name: str) -> Iterator[None]:
    """Time the block; print a line if it has a name, took long, and `show` was called."""
    started = time.monotonic()
    yield
    seconds = time.monotonic() - started
    if _shown and name and seconds >= REPORTED_FROM:
        print(f"  {name}: {seconds:.1f} s", flush=True)
