"""Runs a command, and tells how long it took and how much memory all its processes had at once."""

from __future__ import annotations

import os
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

QUIET = {
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    # As anywhere but in a container that is thrown away: what Python has compiled it keeps.
    "PYTHONDONTWRITEBYTECODE": "",
}
_EVERY = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Figure:
    """What a command took."""

    seconds: float
    megabytes: float
    """Peak of the memory of all its processes together, in units of 1,000,000 bytes.

    What they share counts once (the kernel's proportional set size); 0 where there is no ``/proc``.
    """
    said: str


def run(command: list[str], **environment: str) -> Figure:
    """Run a command to its end. Raises `SystemExit` if it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, env=os.environ | QUIET | environment, stdout=subprocess.PIPE, text=True
    )
    with _watched(process.pid) as peak:
        said, _ = process.communicate()
    seconds = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: failed")
    return Figure(seconds, max(peak) / 1e6, said)


@contextmanager
def _watched(top: int) -> Iterator[list[int]]:
    """Look at the memory of a process and all below it until the block ends."""
    peak, done = [0], threading.Event()

    def look() -> None:
        while not done.wait(_EVERY):
            peak.append(max(peak.pop(), sum(map(_own_share, _family(top)))))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield peak
    finally:
        done.set()
        watcher.join()


def _family(top: int) -> list[int]:
    found = [top]
    for process in found:
        with suppress(OSError):
            for task in Path(f"/proc/{process}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def _own_share(process: int) -> int:
    """Give the bytes of a process, its part of what it shares with others included."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def wait_for(address: str, text: str, seconds: float = 300) -> float:
    """Give the seconds until a page holds a text. Raises `SystemExit` if it never does."""
    started = time.perf_counter()
    while time.perf_counter() - started < seconds:
        # Who asks is not kept waiting for a connection that a rebuild holds open.
        with suppress(OSError), urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310
            if text in answer.read().decode():
                return time.perf_counter() - started
        time.sleep(0.02)
    raise SystemExit(f"{address} never said {text!r}")
