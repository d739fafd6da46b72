"""A language of the site: its code, its own name, and how it writes numbers and dates."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from babel import Locale
from babel.core import UnknownLocaleError
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .values import LanguageCode, Name, Strict, matching


def _known_locale(value: str) -> str:
    try:
        Locale.parse(value)
    except (UnknownLocaleError, ValueError) as error:
        raise PydanticCustomError("unknown_formats", "", {"value": value}) from error
    return value


class Language(Strict):
    """One language of the site."""

    code: Annotated[LanguageCode, Field(description="ISO 639: sv, fi, fit …")]
    name: Annotated[Name, Field(description="Språkets namn på språket självt.")]
    formats: Annotated[
        str | None,
        Field(description="Språk vars sätt att skriva tal lånas, om CLDR inte känner detta."),
    ] = None
    dates: Annotated[
        Annotated[str, matching(r"short|medium|long|full|[yMdE .,/-]+", "bad_dates")] | None,
        Field(description="Datumformat enligt CLDR, till exempel yyyy-MM-dd."),
    ] = None

    @model_validator(mode="after")
    def _formats_known(self) -> Language:
        _known_locale(self.formats or self.code)
        return self

    @cached_property
    def locale(self) -> Locale:
        """Give the CLDR locale that writes this language's numbers, money and dates."""
        return Locale.parse(self.formats or self.code)
