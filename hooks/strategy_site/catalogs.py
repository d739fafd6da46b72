"""Interface texts: PO files read with Babel, as gettext catalogues that fall back to each other."""

from __future__ import annotations

import gettext
import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup

from .package_files import LOCALES

CODE_LANGUAGE = "en"
"""What the messages in templates are written in, until a catalogue says otherwise."""


class InterfaceCatalog(gettext.GNUTranslations):
    """A language's interface texts; ``mark`` lets each of them say which language it is in."""

    def __init__(self, code: str, *, mark: bool = False) -> None:
        filled = _filled_in(read_catalog(code))
        super().__init__(_compiled(filled))
        self._code, self._mark = code, mark
        ids = (message.id for message in filled)
        self._own = {i if isinstance(i, str) else i[0] for i in ids}
        self._known: dict[str, str] = {}
        """What was said already: a page says thirty texts, and marking a fallback takes long."""

    def has_message(self, message: str) -> bool:
        """Return whether the language has a word of its own for a message."""
        return message in self._own

    def language_of_message(self, message: str) -> str:
        """Return the code of the language that a message is shown in."""
        further: InterfaceCatalog | None = self._fallback  # type: ignore[attr-defined]
        return (
            self._code
            if further is None or self.has_message(message)
            else further.language_of_message(message)
        )

    def _said(self, message: str, text: str) -> str:
        ours = message in self._own or self._code == CODE_LANGUAGE
        if not (self._mark and ours):
            return text
        return Markup('<span lang="{}">').format(self._code) + Markup(text) + Markup("</span>")  # noqa: S704 - from our own catalogue

    def gettext(self, message: str) -> str:
        """Return a message in the language, or in the nearest one that it falls back to."""
        if message not in self._known:
            self._known[message] = self._said(message, super().gettext(message))
        return self._known[message]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form of a message that goes with the number ``n``."""
        return self._said(msgid1, super().ngettext(msgid1, msgid2, n))


def read_catalog(code: str, folder: Path = LOCALES) -> Catalog:
    """Return a language's catalogue, of the interface by default; an empty one if there is none."""
    path = folder / f"{code}.po"
    if not path.is_file():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file)


def translations_of(catalog: Catalog) -> gettext.GNUTranslations:
    """Return a catalogue as gettext uses it, without what has not been translated."""
    return gettext.GNUTranslations(_compiled(_filled_in(catalog)))


def _compiled(catalog: Catalog) -> io.BytesIO:
    binary = io.BytesIO()
    write_mo(binary, catalog)
    binary.seek(0)
    return binary


def _filled_in(source: Catalog) -> Catalog:
    """Return the messages that have been translated, and no others.

    Babel writes untranslated messages as themselves, which would hide that they are missing.
    """
    filled = Catalog()
    filled.mime_headers = source.mime_headers
    for message in source:
        strings = message.string if isinstance(message.string, tuple | list) else [message.string]
        if message.id and all(strings):
            filled.add(message.id, message.string)
    return filled
