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
    JsonValue,
    RootModel,
    SerializationInfo,
    ValidationInfo,
    model_serializer,
    model_validator,
)
from pydantic.fields import FieldInfo
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

    @model_serializer
    def _serialized(self, info: SerializationInfo) -> dict[str, str]:
        """Give all languages, or what is made of the text by a function that is the context."""
        return info.context(self) if info.context else self.root

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


def told(message: str, pattern: str = "") -> dict[str, JsonValue]:
    """Give what an editor has to know of a value: a pattern, and what to say if it doesn't fit.

    ``errorMessage`` and ``patternErrorMessage`` are words of VS Code's, for JSON and YAML.
    """
    fits: dict[str, JsonValue] = {"pattern": f"^(?:{pattern})$", "patternErrorMessage": message}
    return {**(fits if pattern else {}), "errorMessage": message}


def explained(**meanings: str) -> dict[str, JsonValue]:
    """Give what an editor shows beside each value of a choice, in the choice's order."""
    return {"enumDescriptions": list(meanings.values()), "errorMessage": _one_of(meanings)}


def meanings_of(info: FieldInfo) -> list[str]:
    """Give what `explained` says of each value of a choice, in the choice's order."""
    extra = info.json_schema_extra
    return list(map(str, extra["enumDescriptions"])) if isinstance(extra, dict) else []  # type: ignore[arg-type]


def _one_of(meanings: dict[str, str]) -> str:
    return "Välj bland: " + ", ".join(f"{value} ({what})" for value, what in meanings.items()) + "."


# Both become the name of a folder: no longer than any file system takes.
_ID = r"(?=.{1,80}$)[a-z0-9]+(?:[.-][a-z0-9]+)*"
_SLUG = r"(?=.{1,80}$)[a-z0-9]+(?:-[a-z0-9]+)*"
_LINK = r"https?://[^\s/<>\"'\\]+[^\s<>\"']*"
FILE_NAME = r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*"

Id = Annotated[
    str,
    Field(
        description="Namnet som aldrig ändras, till exempel 1.3 (i YAML inom citattecken: '1.3').",
        json_schema_extra=told("Bara a–z, siffror, bindestreck och punkt, till exempel 1.3.", _ID),
    ),
    matching(_ID, "bad_id"),
]
Slug = Annotated[
    str,
    Field(
        description="Del av en adress: a–z, siffror och bindestreck.",
        json_schema_extra=told("Bara a–z, siffror och bindestreck: ungas-deltagande.", _SLUG),
    ),
    matching(_SLUG, "bad_slug"),
]
Link = Annotated[
    str,
    Field(
        description="Hel adress som börjar med https:// eller http://.",
        json_schema_extra=told("Skriv hela adressen, med https:// först.", _LINK),
    ),
    matching(_LINK, "bad_link"),
]
LANGUAGE_CODE = r"[a-z]{2,3}"
LanguageCode = Annotated[
    str,
    Field(
        json_schema_extra=told("Skriv två eller tre små bokstäver, till exempel fi.", LANGUAGE_CODE)
    ),
    matching(LANGUAGE_CODE, "bad_language_code"),
]
Name = Annotated[
    str,
    Field(min_length=1, description="Egennamn: skrivs likadant på alla språk."),
    matching(r"(?s)\s*\S.*", "empty_name"),
]
Amount = Annotated[
    int,
    Field(
        ge=0,
        le=10**13,
        description="Belopp i hela kronor (eller er valuta), bara siffror.",
        json_schema_extra=told("Skriv bara siffror, utan mellanslag, punkt eller kr: 100000."),
    ),
]
Year = Annotated[
    int,
    Field(
        ge=1900,
        le=2200,
        description="Årtal med fyra siffror.",
        json_schema_extra=told("Skriv årtalet med fyra siffror: 2027."),
    ),
]
Date = Annotated[
    datetime.date,
    Field(
        description="Datum: ÅÅÅÅ-MM-DD.",
        json_schema_extra={
            **told("Skriv år-månad-dag, till exempel 2027-01-31."),
            "patternErrorMessage": "Skriv år-månad-dag, till exempel 2027-01-31.",
        },
    ),
]
