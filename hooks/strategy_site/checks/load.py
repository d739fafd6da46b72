"""A strategy folder → checked content: the one way to load it."""

from __future__ import annotations

from pathlib import Path

from ..content.content import Content
from ..content.reader import read_folder
from ..diagnostics import ContentError, Diagnostic, without_errors
from ..yaml_io.reader import Parsed
from .run import check_content, check_reading


def load_strategy(
    folder: Path, display_path: Path | None = None, parsed: Parsed | None = None
) -> tuple[Content, list[Diagnostic]]:
    """Read, validate and check a strategy folder; return the content and the warnings, sorted.

    Takes the folder, the path that messages show for it, and what has been parsed before. Raises
    `ContentError` with all errors and warnings if there is an error.
    """
    reading = read_folder(folder, display_path, parsed)
    diagnostics = without_errors([*reading.diagnostics, *check_reading(reading)])
    content = reading.finish()
    if errors := list(check_content(content)):
        raise ContentError([*diagnostics, *errors])
    return content, diagnostics
