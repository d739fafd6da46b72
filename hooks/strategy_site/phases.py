"""What a build is at, and how long each part took: said as it goes on, if somebody waits for it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

SAYING = "STRATEGY_SITE_SAYS_PHASES"
"""Set in the environment of a build that somebody waits for."""
LONG = 1.0
"""Seconds; a part that took less is not worth a line."""


@contextmanager
def phase(name: str) -> Iterator[None]:
    """Time what is done within; say it in a line if it took long and somebody waits."""
    started = time.monotonic()
    yield
    seconds = time.monotonic() - started
    if seconds >= LONG and SAYING in os.environ:
        print(f"  {name}: {seconds:.1f} s", flush=True)
