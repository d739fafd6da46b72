"""What a change does, in a few lines: for who sends it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ..content.content import Content
from ..git import Revision
from .preview_site import report_against

_EDITS = 5
"""How many edits are named; the preview names all."""


def summary_of(project: Path, content: Content) -> list[str]:
    """Return lines that say what the content changes, compared with what is published.

    Raise `NoRevisionError` if there is nothing to compare with.
    """
    revision = Revision.of(project)
    with tempfile.TemporaryDirectory() as folder:
        earlier = Path(folder, "earlier")
        revision.write(earlier)
        report, _before = report_against(content, earlier, revision)
    lines = [report.headline, *report.edits[:_EDITS]]
    said = ["".join(run.text for run in line) for line in lines]
    return said if len(report.edits) <= _EDITS else [*said, "…"]
