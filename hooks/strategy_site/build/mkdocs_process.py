"""Starts MkDocs, in a process of its own. The only module that does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ..paths import STATE_VARIABLE

# Announcements of other projects do not belong in a communicator's terminal.
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}

_MKDOCS = (sys.executable, "-m", "mkdocs_adapter", "--quiet")


def run_mkdocs(
    folder: Path, project: Path, state_file: Path | None = None, *, verbose: bool = True
) -> bool:
    """Let MkDocs build a project into a folder; return whether it could.

    Takes the file with the state of a site whose outputs need not be written; it holds the new
    state afterwards. MkDocs itself prints what is wrong, if `verbose`.
    """
    state = {STATE_VARIABLE: str(state_file)} if state_file else {}
    output = None if verbose else subprocess.DEVNULL
    command = [*_MKDOCS, "build", "--strict"]
    result = subprocess.run(  # noqa: S603 - our own command, nothing from the content
        [*command, "--site-dir", str(folder)],
        cwd=project,
        env=os.environ | QUIET | state,
        stderr=output,
        stdout=output,
        check=False,
    )
    return result.returncode == 0


def serve_mkdocs(project: Path) -> int:
    """Let MkDocs serve a project until Ctrl+C; return its exit code."""
    command = [*_MKDOCS, "serve"]
    try:
        return subprocess.run(command, cwd=project, env=os.environ | QUIET, check=False).returncode  # noqa: S603 - our own command
    except KeyboardInterrupt:
        return 0
