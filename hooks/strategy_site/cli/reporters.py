"""Diagnostics in the formats by which forges show them beside the line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from ..diagnostics import Diagnostic, Severity
from ..hashing import short_digest

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
_GITLAB = {Severity.ERROR: "blocker", Severity.WARNING: "minor", Severity.HINT: "info"}


def annotation(diagnostic: Diagnostic) -> str:
    """Return the line that GitHub Actions turns into an annotation.

    Format and escapes: docs.github.com, Workflow commands for GitHub Actions.
    """
    kind = _GITHUB[diagnostic.severity]
    path = _escaped(diagnostic.path.as_posix()).replace(":", "%3A").replace(",", "%2C")
    return f"::{kind} file={path},line={diagnostic.line}::{_escaped(diagnostic.message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def code_quality(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the report by which GitLab shows diagnostics in a merge request, as JSON.

    Format: docs.gitlab.com, Code Quality report format.
    """
    seen: Counter[tuple[str, str]] = Counter()

    def fingerprint(diagnostic: Diagnostic) -> str:
        """Return an id that stays the same when lines are inserted above.

        The same message may apply to several lines of a file: they are numbered.
        """
        key = (diagnostic.path.as_posix(), diagnostic.message)
        seen[key] += 1
        number = f"\n{seen[key]}" if seen[key] > 1 else ""
        return short_digest("\n".join(key) + number, 64)

    rows = [
        {
            "description": diagnostic.message,
            "check_name": "strategy",
            "fingerprint": fingerprint(diagnostic),
            "severity": _GITLAB[diagnostic.severity],
            "location": {"path": diagnostic.path.as_posix(), "lines": {"begin": diagnostic.line}},
        }
        for diagnostic in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
