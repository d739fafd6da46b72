"""Words in the reader's language: texts of the strategy, interface texts, numbers, dates, money.

Interface texts live in gettext catalogues (``locales/fi.po``), read by Babel. A text or interface
word that a language lacks is shown in the source language, marked up with ``lang``, so that a
screen reader pronounces it right and nobody takes it for a translation.
"""

from __future__ import annotations

import datetime
import gettext
import io
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal
from markupsafe import Markup, escape

from .language import Language
from .values import Text

LOCALES = Path(__file__).parent / "locales"
CODE_LANGUAGE = "en"
"""What the messages in templates are written in, until a catalogue says otherwise."""


def message(text: str) -> str:
    """Mark an interface text for the catalogues, where it is named but not yet said."""
    return text


@dataclass
class Wording:
    """One language's way of saying things, for one build."""

    language: Language
    source: Language
    currency: str
    catalogue: _Catalogue = field(repr=False)
    plain_catalogue: _Catalogue = field(repr=False)

    @property
    def code(self) -> str:
        """The language's code, as ``lang`` and the address show it."""
        return self.language.code

    def written(self, text: Text) -> bool:
        """Tell whether ``text`` has been written in this language."""
        return self.code in text.root

    def knows(self, message: str) -> bool:
        """Tell whether this language has a word of its own for an interface text."""
        return self.catalogue.knows(message)

    def said_in(self, message: str) -> str:
        """Give the code of the language that an interface text is said in."""
        return self.plain_catalogue.said_in(message)

    def written_in(self, text: Text) -> str:
        """Give the code of the language that a text is shown in."""
        return self.code if self.written(text) else self.source.code

    def lang_of(self, language: str) -> Markup:
        """Give the ``lang`` attribute of an element in a language, if it needs one."""
        return Markup("") if language == self.code else Markup(' lang="{}"').format(language)

    def lang_said(self, *messages: str) -> Markup:
        """Give the ``lang`` of an element whose attributes say interface texts, if it needs one.

        An attribute can't have a language of its own: it has its element's.
        """
        foreign = [code for code in map(self.said_in, messages) if code != self.code]
        return self.lang_of(foreign[0]) if foreign else Markup("")

    def lang_back(self, *messages: str) -> Markup:
        """Give the ``lang`` of what stands in such an element and is in the page's language."""
        again = Markup(' lang="{}"').format(self.code)
        return again if self.lang_said(*messages) else Markup("")

    def plain(self, text: Text) -> str:
        """Give a text without markup, for places that can't hold any: titles, descriptions."""
        return text.get(self.code) or text.get(self.source.code) or ""

    def text(self, text: Text) -> Markup:
        """Give a text for the inside of an element, its language marked up if it falls back."""
        if self.written(text):
            return escape(self.plain(text))
        return Markup('<span lang="{}">{}</span>').format(self.source.code, self.plain(text))

    def paragraphs(self, text: Text) -> Markup:
        """Give a text as paragraphs; a blank line in the YAML divides them."""
        start = Markup("<p>")
        if not self.written(text):
            start = Markup('<p lang="{}">').format(self.source.code)
        parts = re.split(r"\n\s*\n", self.plain(text))
        return Markup("\n").join(
            Markup("{}{}</p>").format(start, part.strip()) for part in parts if part.strip()
        )

    def say(self, message: str, **values: object) -> str:
        """Give an interface text without markup, for attributes and titles."""
        text = self.plain_catalogue.gettext(message)
        return text % values if values else text

    def money(self, amount: int) -> str:
        """Write an amount of the strategy's currency, in whole units."""
        return str(
            format_currency(
                amount,
                self.currency,
                format=self._whole_money,
                locale=self.language.locale,
                currency_digits=False,
            )
        )

    @cached_property
    def _whole_money(self) -> str:
        """CLDR's pattern without decimals: Babel has no option that leaves them out."""
        pattern: str = self.language.locale.currency_formats["standard"].pattern
        return re.sub(r"\.0+", "", pattern)

    def number(self, number: float) -> str:
        """Write a number."""
        return str(format_decimal(number, locale=self.language.locale))

    def file_size(self, size: int) -> str:
        """Write how large a file of so many bytes is: ``69 kB``, ``1,2 MB``.

        The units are written as all languages may: a language that borrows another's numbers has
        no abbreviations of its own.
        """
        number, unit = (-(-size // 1000), "kB") if size <= 999_000 else (size / 10**6, "MB")
        written = format_decimal(number, "#,##0.#", self.language.locale)
        return f"{written}\N{NO-BREAK SPACE}{unit}"

    def date(self, day: datetime.date) -> str:
        """Write a date, in the format the language asks for or its locale's long one."""
        return str(format_date(day, self.language.dates or "long", self.language.locale))


def wordings(languages: list[Language], currency: str) -> dict[str, Wording]:
    """Give the wording of each language by code; the first language is the source.

    An interface text that a language lacks comes from the source language, and one that lacks it
    too is English, as the code has it.
    """
    source = languages[0]
    result = {}
    for language in languages:
        marked, plain = _Catalogue(language.code), _Catalogue(language.code)
        for other in dict.fromkeys([source.code, CODE_LANGUAGE]):
            if other != language.code:
                marked.add_fallback(_Catalogue(other, mark=True))
                plain.add_fallback(_Catalogue(other))
        result[language.code] = Wording(language, source, currency, marked, plain)
    return result


class _Catalogue(gettext.GNUTranslations):
    """A language's interface texts; ``mark`` lets each of them say which language it is in."""

    def __init__(self, code: str, *, mark: bool = False) -> None:
        filled = _filled_in(code)
        binary = io.BytesIO()
        write_mo(binary, filled)
        binary.seek(0)
        super().__init__(binary)
        self._code, self._mark = code, mark
        ids = (message.id for message in filled)
        self._own = {i if isinstance(i, str) else i[0] for i in ids}
        self._known: dict[str, str] = {}
        """What was said already: a page says thirty texts, and marking a fallback takes long."""

    def knows(self, message: str) -> bool:
        return message in self._own

    def said_in(self, message: str) -> str:
        further: _Catalogue | None = self._fallback  # type: ignore[attr-defined]
        return self._code if further is None or self.knows(message) else further.said_in(message)

    def _said(self, message: str, text: str) -> str:
        ours = message in self._own or self._code == CODE_LANGUAGE
        if not (self._mark and ours):
            return text
        return Markup('<span lang="{}">').format(self._code) + Markup(text) + Markup("</span>")  # noqa: S704 - from our own catalogue

    def gettext(self, message: str) -> str:
        if message not in self._known:
            self._known[message] = self._said(message, super().gettext(message))
        return self._known[message]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._said(msgid1, super().ngettext(msgid1, msgid2, n))


def _po_file(code: str) -> Path:
    return LOCALES / f"{code}.po"


def read_catalogue(code: str) -> Catalog:
    """Read a language's interface catalogue; an empty one if there is none."""
    path = _po_file(code)
    if not path.is_file():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file)


def _filled_in(code: str) -> Catalog:
    """Give the messages that have been translated, and no others.

    Babel writes untranslated messages as themselves, which would hide that they are missing.
    """
    source = read_catalogue(code)
    filled = Catalog()
    filled.mime_headers = source.mime_headers
    for message in source:
        strings = message.string if isinstance(message.string, tuple | list) else [message.string]
        if message.id and all(strings):
            filled.add(message.id, message.string)
    return filled
