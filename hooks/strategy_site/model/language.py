"""A language of the site: its code, its own name, and its formats of numbers and dates."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Annotated

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ..messages import message_id
from .fields import LanguageCode, Matching, Name, Strict


class Language(Strict):
    """One language of the site."""

    code: Annotated[LanguageCode, Field(description=message_id("ISO 639: sv, fi, fit …"))]
    name: Annotated[
        Name, Field(description=message_id("The language's name in the language itself."))
    ]
    formats: Annotated[
        str | None,
        Field(
            description=message_id(
                "Language whose way of writing numbers is borrowed, if CLDR does not know this one."
            )
        ),
    ] = None
    dates: Annotated[
        Annotated[
            str,
            Matching(
                r"short|medium|long|full|[yMdE .,/-]+",
                "bad_dates",
                message_id("Write a date format, yyyy-MM-dd for instance."),
            ),
        ]
        | None,
        Field(description=message_id("Date format after CLDR, yyyy-MM-dd for instance.")),
    ] = None

    @model_validator(mode="after")
    def _formats_known(self) -> Language:
        if locale_of(name := self.formats or self.code) is None:
            raise PydanticCustomError("unknown_formats", "", {"value": name})
        if self.dates:
            try:
                format_date(datetime.date(2027, 1, 31), self.dates, self.locale)
            except ValueError as error:  # MMMMMMM
                context = {"key": "dates", "value": self.dates}
                raise PydanticCustomError("impossible_dates", "", context) from error
        return self

    @cached_property
    def locale(self) -> Locale:
        """The CLDR locale that formats this language's numbers, money and dates."""
        return Locale.parse(self.formats or self.code)


def locale_of(code: str) -> Locale | None:
    """Return CLDR's locale of a language code, ``None`` if CLDR does not know it."""
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return None


def has_formats(code: str) -> bool:
    """Return whether CLDR has the language's formats of numbers and dates.

    Of some languages (``smj``, ``sma``) it has the name alone; their first month is called M01.
    """
    locale = locale_of(code)
    return locale is not None and locale.months["format"]["wide"][1] != "M01"
