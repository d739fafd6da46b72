"""Work that another processor does meanwhile."""

from __future__ import annotations

import gc
import multiprocessing
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def beside(work: Callable[[], object]) -> Iterator[None]:
    """Do some work in a process of its own while the block runs, and wait for it at the end.

    It has all that was read, and leaves files behind, nothing else. Raises `ChildProcessError` if
    it failed; what went wrong stands in the terminal then.
    """
    sys.stdout.flush()
    # Else each process collects what was read for itself, and copies it all to do so.
    gc.freeze()
    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    try:
        yield
    finally:
        process.join()
    if process.exitcode:
        raise ChildProcessError(f"a part of the build ended with code {process.exitcode}")
