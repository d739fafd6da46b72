"""Mistakes in the form in which a forge shows them beside the very line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from .problems import Problem


def annotation(problem: Problem) -> str:
    """Give the line that GitHub Actions turns into a note at the place.

    The form and its escapes: docs.github.com, Workflow commands for GitHub Actions.
    """
    kind = "notice" if problem.hint else "warning" if problem.warning else "error"
    path = _escaped(problem.path.as_posix()).replace(":", "%3A").replace(",", "%2C")
    return f"::{kind} file={path},line={problem.line}::{_escaped(problem.message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def code_quality(problems: Iterable[Problem]) -> str:
    """Give the report by which GitLab shows mistakes in a merge request.

    The form: docs.gitlab.com, Code Quality report format.
    """
    rows = [
        {
            "description": problem.message,
            "check_name": "strategy",
            # The same mistake keeps its name when lines are put in above it.
            "fingerprint": hashlib.sha256(
                f"{problem.path}\n{problem.message}".encode()
            ).hexdigest(),
            "severity": "info" if problem.hint else "minor" if problem.warning else "blocker",
            "location": {"path": problem.path.as_posix(), "lines": {"begin": problem.line}},
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _fingerprint(problem: Problem) -> str:
    """Name a mistake by what GitLab may recognise it by when lines are put in above it."""
    return hashlib.sha256(f"{problem.path}\n{problem.message}".encode()).hexdigest()
