"""Mistakes in the form in which a forge shows them beside the very line."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
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
    before: Counter[tuple[str, str]] = Counter()

    def fingerprint(problem: Problem) -> str:
        """Name a mistake so that it keeps its name when lines are put in above it.

        The same sentence may be true of several lines of a file: each is one more.
        """
        said = (problem.path.as_posix(), problem.message)
        before[said] += 1
        more = f"\n{before[said]}" if before[said] > 1 else ""
        return hashlib.sha256(("\n".join(said) + more).encode()).hexdigest()

    rows = [
        {
            "description": problem.message,
            "check_name": "strategy",
            "fingerprint": fingerprint(problem),
            "severity": "info" if problem.hint else "minor" if problem.warning else "blocker",
            "location": {"path": problem.path.as_posix(), "lines": {"begin": problem.line}},
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
