"""The values that fields of the strategy hold: texts, ids, links, amounts, dates.

Each says what it takes, in Swedish, for the JSON Schema; `mistakes` says it in a sentence.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError


class Strict(BaseModel):
    """Nothing is guessed: unknown keys and values of another type are refused."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def refuse_languages(written: Collection[str], info: ValidationInfo) -> None:
    """Refuse languages that are not the strategy's, and a text without the source language.

    Takes the languages written and the context of `Text`. Raises the error that pydantic reports.
    """
    context = info.context or {}
    languages: list[str] = context.get("languages", [])
    if languages and not context.get("any_language"):
        for language in written:
            if language not in languages:
                raise PydanticCustomError("unknown_language", "", {"key": language})
    if languages and languages[0] not in written:
        raise PydanticCustomError("missing_source", "", {"language": languages[0]})


class Text(RootModel[dict[str, str]]):
    """A text in the languages it has been written in; the source language is always there.

    Validated with the context ``{"languages": [...]}``, the strategy's languages, source first.
    With ``"any_language"`` there may be others: a frozen text keeps the languages it had.
    """

    model_config = ConfigDict(strict=True, frozen=True)

    @model_validator(mode="after")
    def _known_and_filled(self, info: ValidationInfo) -> Text:
        for language, text in self.root.items():
            if not text.strip():
                raise PydanticCustomError("empty_text", "", {"key": language})
        refuse_languages(self.root, info)
        return self

    def get(self, language: str) -> str | None:
        """Give the text in ``language``, or ``None`` if it has not been written."""
        text = self.root.get(language)
        return text.strip() if text is not None else None


def matching(pattern: str, error: str) -> AfterValidator:
    """Give a check that the whole of a value fits ``pattern``; ``error`` names the sentence."""
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise PydanticCustomError(error, "", {"value": value})
        return value

    return AfterValidator(check)


# Both become the name of a folder: no longer than any file system takes.
_ID = r"(?=.{1,80}$)[a-z0-9]+(?:[.-][a-z0-9]+)*"
_SLUG = r"(?=.{1,80}$)[a-z0-9]+(?:-[a-z0-9]+)*"
_LINK = r"https?://[^\s/<>\"'\\]+[^\s<>\"']*"
FILE_NAME = r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*"

Id = Annotated[
    str,
    Field(
        description="Namnet som aldrig ändras, till exempel '1.3' (inom citattecken).",
        json_schema_extra={"pattern": f"^{_ID}$"},
    ),
    matching(_ID, "bad_id"),
]
Slug = Annotated[
    str,
    Field(
        description="Sista delen av adressen; får ändras. Utelämnas den används id.",
        json_schema_extra={"pattern": f"^{_SLUG}$"},
    ),
    matching(_SLUG, "bad_slug"),
]
Link = Annotated[
    str,
    Field(
        description="Hel adress som börjar med https:// eller http://.",
        json_schema_extra={"pattern": f"^{_LINK}$"},
    ),
    matching(_LINK, "bad_link"),
]
LanguageCode = Annotated[str, matching(r"[a-z]{2,3}", "bad_language_code")]
Name = Annotated[
    str,
    Field(min_length=1, description="Egennamn: skrivs likadant på alla språk."),
    matching(r"(?s)\s*\S.*", "empty_name"),
]
Amount = Annotated[int, Field(ge=0, le=10**13, description="Belopp i hela kronor, bara siffror.")]
Year = Annotated[int, Field(ge=1900, le=2200, description="Årtal med fyra siffror.")]
Date = Annotated[datetime.date, Field(description="Datum: ÅÅÅÅ-MM-DD.")]
