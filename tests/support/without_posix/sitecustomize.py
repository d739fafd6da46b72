"""Take from Python what Windows does not have; put this folder on ``PYTHONPATH``."""

from __future__ import annotations

import multiprocessing
import os
import sys

# Then its import raises ImportError.
sys.modules["fcntl"] = None  # type: ignore[assignment]
for _name in ("fork", "forkpty", "geteuid", "getuid", "symlink", "mkfifo"):
    delattr(os, _name)
multiprocessing.get_all_start_methods = lambda: ["spawn"]
