"""The source language of a strategy that may not be readable yet.

For messages: what is wrong with a strategy has to be said before it has been read.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..paths import STRATEGY_FILE

_FIRST_CODE = re.compile(
    r"^languages:[^\S\n]*\n(?:[^\S\n]*(?:#.*)?\n)*\s*-\s*\{?\s*code:\s*(\w+)", re.M
)


def source_language_of(folder: Path) -> str | None:
    """Return the code of the first language in a strategy folder; ``None`` if none is found."""
    try:
        text = (folder / STRATEGY_FILE).read_text("utf-8", errors="replace")
    except OSError:
        return None
    found = _FIRST_CODE.search(text)
    return found[1] if found else None
