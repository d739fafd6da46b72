"""A text of several paragraphs → its paragraphs and lists, as the writer set them.

An empty line divides. A paragraph whose lines all begin with ``- `` is a list. In a paragraph of
short lines, an address for instance, the lines stay; any other line break is a space. Nothing else
is markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHORT = 50
"""Characters: a line that was broken by the writer's editor is longer."""
_BULLET = "- "


@dataclass(frozen=True)
class TextBlock:
    """A paragraph with the lines that stay apart, or a list with its entries."""

    lines: list[str]
    is_list: bool = False


def text_blocks(text: str) -> list[TextBlock]:
    """Return the blocks of a text in order; empty ones are left out."""
    return [_block(part) for part in re.split(r"\n\s*\n", text) if part.strip()]


def _block(part: str) -> TextBlock:
    lines = [" ".join(line.split()) for line in part.splitlines() if line.strip()]
    entries = [line.removeprefix(_BULLET) for line in lines if line.startswith(_BULLET)]
    if len(entries) == len(lines):
        return TextBlock(entries, is_list=True)
    short = len(lines) > 1 and all(len(line) < _SHORT for line in lines)
    return TextBlock(lines if short else [" ".join(lines)])
