"""Work that is divided between the processors."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar, cast

T = TypeVar("T")

_MOST = 4
"""Processes at once; each further one takes memory of its own, and waits for the disk."""
_jobs: Sequence[Callable[[], object]] = ()
"""What a process works on: it inherited it, with all that was read."""


@contextmanager
def shared(jobs: Sequence[Callable[[], T]]) -> Iterator[Iterator[T]]:
    """Let several processes do some jobs, and give what they give, in their order.

    They begin at once; whoever asks waits for what is not done yet. The memory that they took is
    given back at the end. What a job changes in memory is lost; what it gives has to be picklable.
    Raises what a job raises, and `BrokenProcessPool` if a process was ended from outside.
    """
    sys.stdout.flush()
    # Else each process collects what was read for itself, and copies it all to do so.
    gc.freeze()
    workers = max(min(len(jobs), os.cpu_count() or 1, _MOST), 1)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, context, _inherit, (jobs,)) as pool:
        yield cast("Iterator[T]", pool.map(_do, range(len(jobs))))


def _inherit(jobs: Sequence[Callable[[], object]]) -> None:
    global _jobs
    _jobs = jobs


def _do(number: int) -> object:
    return _jobs[number]()
