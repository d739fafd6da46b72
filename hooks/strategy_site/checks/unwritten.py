"""Texts that nobody has written yet: what is published is there for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..content.content import Content
from ..diagnostics import Diagnostic
from ..i18n.translation_units import translation_units
from ..messages import _

_IN_BRACKETS = re.compile(r"\s*\[[^\]]+\]\s*")
"""A whole text as ``strategy-site new`` writes it. A link of Markdown goes on after its bracket."""


def unwritten_texts(content: Content) -> Iterator[Diagnostic]:
    """Yield an error for each text in brackets that stands where one's own is to come."""
    for unit in translation_units(content):
        for language, text in unit.text.root.items():
            if _IN_BRACKETS.fullmatch(text):
                message = _(
                    "“%(text)s” is not written yet, and would be published for ever; write your "
                    "own text there.",
                    text=text.strip(),
                )
                yield Diagnostic(unit.location.path, unit.line(language), message)
