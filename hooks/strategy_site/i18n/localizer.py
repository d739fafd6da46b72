"""A reader's language: texts of the strategy, interface texts, numbers, dates, money.

Interface texts come from gettext catalogues (``locales/fi.po``), read by Babel. A text or message
that a language lacks is shown in the source language, marked up with ``lang``, so that a screen
reader pronounces it right and nobody takes it for a translation.
"""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass, field
from functools import cached_property

from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from jinja2.utils import urlize
from markupsafe import Markup, escape

from ..catalogs import CODE_LANGUAGE, InterfaceCatalog
from ..messages import N_
from ..model.fields import Text
from ..model.language import Language
from ..model.text_blocks import text_blocks


@dataclass(frozen=True)
class LangString:
    """Plain text, and the code of the language that it is in (RDF's ``langString``)."""

    language: str
    text: str


def _together(text: str) -> Markup:
    """Return a text as HTML in which the hyphen before an ending (``2020 -strategia``) stays.

    A browser would put it alone at the end of a line.
    """
    # Of a plain string: joined with Markup, what is put in would be escaped.
    html = re.sub(r"(?<=\s)-\w+", r'<span class="together">\g<0></span>', str(escape(text)))
    return Markup(html)  # noqa: S704 - the text is escaped


@dataclass
class Localizer:
    """Shows texts, messages, numbers and dates in one language."""

    language: Language
    source: Language
    currency: str
    catalog: InterfaceCatalog = field(repr=False)
    plain_catalog: InterfaceCatalog = field(repr=False)

    @property
    def code(self) -> str:
        """The language's code, as in ``lang`` and in URLs."""
        return self.language.code

    def has_translation(self, text: Text) -> bool:
        """Return whether a text has been translated into this language."""
        return self.code in text.root

    def has_message(self, message: str) -> bool:
        """Return whether this language's own catalogue has a message."""
        return self.catalog.has_message(message)

    def language_of_message(self, message: str) -> str:
        """Return the code of the language that a message is shown in."""
        return self.plain_catalog.language_of_message(message)

    def language_of_text(self, text: Text) -> str:
        """Return the code of the language that a text is shown in."""
        return self.code if self.has_translation(text) else self.source.code

    def lang_attr(self, language: str) -> Markup:
        """Return the ``lang`` attribute of an element in a language; empty in this language."""
        return Markup("") if language == self.code else Markup(' lang="{}"').format(language)

    def lang_attr_for(self, *messages: str) -> Markup:
        """Return the ``lang`` attribute of an element whose other attributes hold messages.

        An attribute has no language of its own: it has its element's. Empty in this language.
        """
        foreign = [code for code in map(self.language_of_message, messages) if code != self.code]
        return self.lang_attr(foreign[0]) if foreign else Markup("")

    def lang_attr_reset(self, *messages: str) -> Markup:
        """Return the ``lang`` attribute of what is in this language inside such an element."""
        own = Markup(' lang="{}"').format(self.code)
        return own if self.lang_attr_for(*messages) else Markup("")

    def plain(self, text: Text) -> str:
        """Return a text without markup, for titles, descriptions and attributes."""
        return text.get(self.code) or text.get(self.source.code) or ""

    def lang_string(self, text: Text) -> LangString:
        """Return a text without markup, with the language that it is shown in."""
        return LangString(self.language_of_text(text), self.plain(text))

    def lang_message(self, message: str, **values: object) -> LangString:
        """Return a message without markup, with the language that it is shown in."""
        return LangString(self.language_of_message(message), self.gettext_plain(message, **values))

    def text(self, text: Text) -> Markup:
        """Return a text as HTML for the inside of an element, marked up if it falls back."""
        words = _together(self.plain(text))
        if self.has_translation(text):
            return words
        return Markup('<span lang="{}">{}</span>').format(self.source.code, words)

    def paragraphs(self, text: Text) -> Markup:
        """Return a text as HTML paragraphs and lists, see `text_blocks`; addresses are links."""
        lang = self.lang_attr(self.language_of_text(text))
        shown = []
        for block in text_blocks(self.plain(text)):
            lines = [Markup(urlize(line, rel="external")) for line in block.lines]  # noqa: S704 - escaped
            if block.is_list:
                entries = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
                shown.append(Markup("<ul{}>{}</ul>").format(lang, entries))
            else:
                shown.append(Markup("<p{}>{}</p>").format(lang, Markup("<br>").join(lines)))
        return Markup("\n").join(shown)

    def gettext_plain(self, message: str, **values: object) -> str:
        """Return a message without markup, for attributes and titles."""
        text = self.plain_catalog.gettext(message)
        return text % values if values else text

    def money(self, amount: int) -> str:
        """Return an amount of the strategy's currency as written, in whole units."""
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
        """CLDR's pattern without decimals: Babel has no option to leave them out."""
        pattern: str = self.language.locale.currency_formats["standard"].pattern
        return re.sub(r"\.0+", "", pattern)

    def number(self, number: float) -> str:
        """Return a number as written in the language."""
        return str(format_decimal(number, locale=self.language.locale))

    def share(self, share: float) -> str:
        """Return a share of one as whole per cent, rounded down: what is not done is not 100."""
        whole = math.floor(share * 100 + 1e-9) / 100
        return str(format_percent(whole, locale=self.language.locale))

    def file_size(self, size: int) -> str:
        """Return a size in bytes as ``69 kB`` or ``1,2 MB``."""
        large = size > 999_000
        number, unit = (size / 10**6, N_("MB")) if large else (-(-size // 1000), N_("kB"))
        written = format_decimal(number, "#,##0.#", self.language.locale)
        return f"{written}\N{NO-BREAK SPACE}{self.gettext_plain(unit)}"

    def month(self, month: str) -> str:
        """Return a month, given as ``2019-06``, as written in the language: ``juni 2019``."""
        if self.language.dates:
            return month
        day = datetime.date.fromisoformat(f"{month}-01")
        return str(format_skeleton("yMMMM", day, locale=self.language.locale))

    def time_of_day(self, time: str) -> str:
        """Return an hour, given as ``16:00``, as written in the language."""
        return str(
            format_time(datetime.time.fromisoformat(time), "short", locale=self.language.locale)
        )

    @staticmethod
    def without_scheme(url: str) -> str:
        """Return a URL as people say and print it, without ``https://`` and a slash at its end."""
        return url.partition("://")[2].removeprefix("www.").rstrip("/")

    def date(self, day: datetime.date) -> str:
        """Return a date as written, in the language's own format or its locale's long one."""
        return str(format_date(day, self.language.dates or "long", self.language.locale))


_FALLBACKS = {
    "sv": N_("Shown in Swedish where no translation exists."),
    "fi": N_("Shown in Finnish where no translation exists."),
    "": N_("Shown in the original language where no translation exists."),
}


def fallback_message(localizer: Localizer) -> str:
    """Return the message id that says in which language a text without translation is shown."""
    return _FALLBACKS.get(localizer.source.code, _FALLBACKS[""])


def localizers(languages: list[Language], currency: str) -> dict[str, Localizer]:
    """Return the localizer of each language by code; the first language is the source.

    A message that a language lacks is shown in the source language, and in English if that lacks
    it too.
    """
    source = languages[0]
    result = {}
    for language in languages:
        marked, plain = InterfaceCatalog(language.code), InterfaceCatalog(language.code)
        for other in dict.fromkeys([source.code, CODE_LANGUAGE]):
            if other != language.code:
                marked.add_fallback(InterfaceCatalog(other, mark=True))
                plain.add_fallback(InterfaceCatalog(other))
        result[language.code] = Localizer(language, source, currency, marked, plain)
    return result
