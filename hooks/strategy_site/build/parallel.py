"""Runs jobs in several processes, or one after the other where a process can't be forked."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar, cast

Result = TypeVar("Result")

_MOST = 4
"""Processes at once: each takes memory of its own, and they share one disk."""
_jobs: Sequence[Callable[[], object]] = ()
"""The jobs of a worker process, inherited from its parent with all that was read."""


@contextmanager
def run_parallel(jobs: Sequence[Callable[[], Result]]) -> Iterator[Iterator[Result]]:
    """Start some jobs in processes of their own, and yield an iterator of their results in order.

    The iterator waits for a result that is not there yet. The processes, and the memory that they
    took, are gone at the end of the block. What a job changes in memory is lost; what it returns
    has to be picklable. Raises what a job raises, and `BrokenProcessPool` if a process was killed.

    Without fork a process would have to read everything anew, which takes longer than the jobs.
    """
    if not _can_fork():
        yield (job() for job in jobs)
        return
    sys.stdout.flush()
    # Otherwise the garbage collector of each process would touch, and so copy, all that was read.
    gc.freeze()
    workers = max(min(len(jobs), os.cpu_count() or 1, _MOST), 1)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, context, _inherit, (jobs,)) as pool:
        yield cast("Iterator[Result]", pool.map(_run, range(len(jobs))))


def _can_fork() -> bool:
    """Return whether processes can be forked safely: not on Windows, nor on macOS.

    Python's documentation, multiprocessing, "Contexts and start methods".
    """
    return sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods()


def _inherit(jobs: Sequence[Callable[[], object]]) -> None:
    global _jobs
    _jobs = jobs


def _run(number: int) -> object:
    return _jobs[number]()
