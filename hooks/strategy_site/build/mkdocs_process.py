"""Starts MkDocs, in a process of its own. The only module that does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ..diagnostics import NOT_PUBLISHED, ContentError
from ..messages import _
from ..paths import STATE_VARIABLE
from ..settings_file import read_settings_file

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
    if not _is_right(project, verbose=verbose):
        return False
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
    if not _is_right(project, verbose=True):
        return 1
    command = [*_MKDOCS, "serve"]
    try:
        return subprocess.run(command, cwd=project, env=os.environ | QUIET, check=False).returncode  # noqa: S603 - our own command
    except KeyboardInterrupt:
        return 0


def _is_right(project: Path, *, verbose: bool) -> bool:
    """Return whether MkDocs can read its configuration; print what is wrong, if ``verbose``."""
    # Imported only now: a build with nothing to do is to take no time.
    from ..checks.mkdocs_yml import check_mkdocs_yml

    try:
        wrong = list(check_mkdocs_yml(read_settings_file(project), project))
    except ContentError as error:
        wrong = list(error.diagnostics)
    if wrong and verbose:
        print(*sorted(wrong), _(NOT_PUBLISHED), sep="\n", file=sys.stderr)
    return not wrong
