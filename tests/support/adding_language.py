"""``make language`` in a copy of the project."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.support.building import run_in

WORDS = "partials/languages"


def add(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Add a language to the strategy of a project."""
    return run_in(project, "-m", "strategy_site", "language", "strategy", *arguments)
