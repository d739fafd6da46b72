"""What is not ready to be published: what is published is there for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..content.content import Content
from ..diagnostics import Diagnostic
from ..i18n.translation_units import translation_units
from ..messages import _
from ..settings_file import SettingsFile
from ..site_config import example_host

_IN_BRACKETS = re.compile(r"\s*\[[^\]]+\]\s*")
"""A whole text as ``strategy-site new`` writes it. A link of Markdown goes on after its bracket."""


def not_ready(content: Content, settings: SettingsFile) -> Iterator[Diagnostic]:
    """Yield an error for everything that a new site has only as an example.

    ``docs/`` may tell of example addresses: handwritten pages are not looked at.
    """
    yield from _unwritten_texts(content)
    for key in ("site_url", "repo_url"):
        if host := example_host(str(settings.values.get(key) or "")):
            message = _(
                "%(key)s is on %(host)s, which is nobody's address; write the site's own.",
                key=key,
                host=host,
            )
            yield settings.error(key, message)
    documents = {id(item.document): item.document for item in content.locations.values()}
    for document in documents.values():
        for place, position in document.positions.items():
            if host := example_host(position.written or ""):
                message = _(
                    "“%(host)s” is nobody's address; write the real one or remove it.",
                    host=host,
                )
                yield document.error(place, message)


def _unwritten_texts(content: Content) -> Iterator[Diagnostic]:
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
