"""The types of fields: texts, ids, links, amounts, dates.

Each has a description and editor message for the JSON Schema; the messages about invalid
values are in `validation_messages`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AnyHttpUrl,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    JsonValue,
    RootModel,
    SerializationInfo,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    model_serializer,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from ..messages import _, message_id

SEEN = r"[^\x00-\x20\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]"
"""A character that one sees: no space, nothing of no width, no mark of direction."""
_SEEN = re.compile(SEEN)


class Strict(BaseModel):
    """A model that refuses unknown keys and converts no types."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def refuse_languages(written: Collection[str], info: ValidationInfo) -> None:
    """Raise pydantic's error for a language the strategy lacks, or without the source language.

    Takes the languages of a text and the validation context, see `Text`.
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
    """A text by language code. It always has the source language.

    Validated with the context ``{"languages": [...]}``, the strategy's languages, source first.
    With ``"any_language": True`` others are allowed: a frozen text keeps the languages it had.
    """

    model_config = ConfigDict(strict=True, frozen=True)

    @model_validator(mode="after")
    def _known_and_filled(self, info: ValidationInfo) -> Text:
        for language, text in self.root.items():
            if not _SEEN.search(text):
                raise PydanticCustomError("empty_text", "", {"key": language})
        refuse_languages(self.root, info)
        return self

    @model_serializer
    def _serialized(self, info: SerializationInfo) -> dict[str, str]:
        """Return all languages, or what the serialization context, a function, returns."""
        return info.context(self) if info.context else self.root

    def get(self, language: str) -> str | None:
        """Return the text in ``language``, stripped; ``None`` if it has none."""
        text = self.root.get(language)
        return text.strip() if text is not None else None


@dataclass(frozen=True)
class Matching:
    """What a text has to match, for the check and for the JSON Schema alike."""

    pattern: str
    """A regular expression that Python and ECMAScript (with the flag ``u``) read alike."""
    error: str
    """Pydantic's kind of error, by which the message is found."""
    hint: str = ""
    """What an editor shows; without one it says what it says of any text."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return the schema of the text, and the check after it."""
        compiled = re.compile(self.pattern)

        def check(value: str) -> str:
            if not compiled.fullmatch(value):
                raise PydanticCustomError(self.error, "", {"value": value})
            return value

        return core_schema.no_info_after_validator_function(check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return the JSON Schema with the pattern and its hint."""
        # Python's $ lets a line break follow, ECMAScript's does not.
        shown = {**handler(schema), "pattern": rf"^(?:{self.pattern})$(?!\n)"}
        return (
            shown | {"patternErrorMessage": self.hint, **editor_hint(self.hint)}
            if self.hint
            else shown
        )


ONE_OF = message_id("Choose one of: %(choices)s.")
"""What editors show for a choice; the choices are filled in when the schema is written."""


def editor_hint(message: str) -> dict[str, JsonValue]:
    """Return the JSON Schema key by which an editor explains errors.

    ``errorMessage`` and ``patternErrorMessage`` are VS Code's extensions of JSON Schema.
    """
    return {"errorMessage": message}


def enum_descriptions(**meanings: str) -> dict[str, JsonValue]:
    """Return the JSON Schema keys that describe each value of a choice, in its order."""
    return {"enumDescriptions": list(meanings.values()), "errorMessage": ONE_OF}


EDITOR_KEYS = ("errorMessage", "patternErrorMessage", "enumDescriptions", "defaultSnippets")
"""What VS Code knows beyond JSON Schema; a validator has to be told (ajv: ``addVocabulary``)."""


def filled_choices(node: Any, *, editors: bool = True) -> Any:
    """Return a JSON Schema with the choices in the messages of `enum_descriptions`.

    If it is not for ``editors``, it has none of `EDITOR_KEYS`, and the choices are in the
    descriptions.
    """
    if isinstance(node, list):
        return [filled_choices(part, editors=editors) for part in node]
    if not isinstance(node, dict):
        return node
    node = {key: filled_choices(value, editors=editors) for key, value in node.items()}
    if isinstance(node.get("enumDescriptions"), list):
        values = node["enum"] if "enum" in node else node["anyOf"][0]["enum"]
        meanings = zip(values, node["enumDescriptions"], strict=True)
        choices = ", ".join(f"{value} ({what})" for value, what in meanings)
        node["errorMessage"] %= {"choices": choices}
        if not editors:
            node["description"] += f" {choices}"
    if editors:
        return node
    return {key: value for key, value in node.items() if key not in EDITOR_KEYS}


def meanings_of(info: FieldInfo) -> list[str]:
    """Return what the values of a choice mean, in the reader's language.

    See `enum_descriptions`.
    """
    extra = info.json_schema_extra
    return [_(str(text)) for text in extra["enumDescriptions"]] if isinstance(extra, dict) else []  # type: ignore[union-attr]


# Both become names of folders, whose length file systems limit.
_ID = r"(?=.{1,80}$)[a-z0-9]+(?:[.-][a-z0-9]+)*"
_SLUG = r"(?=.{1,80}$)[a-z0-9]+(?:-[a-z0-9]+)*"
# Whether the host can exist, a library tells.
_LABEL = r"""[^\x00-\x2c./\x3a-\x40\[-^`{-\xa0\xad\u2000-\u200f\u2028-\u202f\u3000\ufeff]+"""
_LINK = (
    rf"https?://{_LABEL}(?:\.{_LABEL})*(?::[0-9]{{1,5}})?"
    r"""(?:[/?#][^\x00-\x20"'<>\\\x7f-\xa0\u2000-\u200f\u2028-\u202f\u3000\ufeff]*)?"""
)
SEEN_ON_ONE_LINE = rf"[^\r\n\u2028\u2029\x85]*{SEEN}[^\r\n\u2028\u2029\x85]*\n?"
FILE_NAME = r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*"

Id = Annotated[
    str,
    Field(
        description=message_id(
            "The name that never changes, 1.3 for instance (in YAML within quotation marks: '1.3')."
        ),
    ),
    Matching(_ID, "bad_id", message_id("Only a–z, digits, hyphens and points, 1.3 for instance.")),
]
Slug = Annotated[
    str,
    Field(description=message_id("Part of an address: a–z, digits and hyphens.")),
    Matching(_SLUG, "bad_slug", message_id("Only a–z, digits and hyphens: ungas-deltagande.")),
]
_url = TypeAdapter(AnyHttpUrl)


def _possible(link: str) -> str:
    try:
        _url.validate_python(link)
    except ValidationError as error:
        raise PydanticCustomError("impossible_link", "", {"value": link}) from error
    return link


WebLink = Annotated[
    str,
    Field(description=message_id("A whole address that begins with https:// or http://.")),
    Matching(_LINK, "bad_link", message_id("Write the whole address, with https:// first.")),
    AfterValidator(_possible),
]
_web_link = TypeAdapter(WebLink)


def is_web_link(value: object) -> bool:
    """Return whether a value is a whole web address that can exist."""
    return fits(_web_link, value)


def fits(kind: TypeAdapter[str], value: object) -> bool:
    """Return whether a value is of a kind."""
    try:
        kind.validate_python(value)
    except ValidationError:
        return False
    return True


LANGUAGE_CODE = r"[a-z]{2,3}"
LanguageCode = Annotated[
    str,
    Matching(
        LANGUAGE_CODE,
        "bad_language_code",
        message_id("Write two or three small letters, fi for instance."),
    ),
]
Name = Annotated[
    str,
    Field(
        min_length=1, description=message_id("A proper name: written the same in all languages.")
    ),
    Matching(SEEN_ON_ONE_LINE, "bad_name", message_id("Write the name on one line.")),
]
Amount = Annotated[
    int,
    Field(
        ge=0,
        le=10**13,
        description=message_id("Amount in whole kronor (or your currency), digits alone."),
        json_schema_extra=editor_hint(
            message_id("Write digits alone, without spaces, points or kr: 100000.")
        ),
    ),
]
Year = Annotated[
    int,
    Field(
        ge=1900,
        le=2200,
        description=message_id("A year with four digits."),
        json_schema_extra=editor_hint(message_id("Write the year with four digits: 2027.")),
    ),
]
FIRST_DAY, LAST_DAY = datetime.date(1900, 1, 1), datetime.date(2200, 12, 31)


def _within_reason(day: datetime.date) -> datetime.date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise PydanticCustomError("date_out_of_range", "", {"value": str(day)})
    return day


_DAY = r"^(19|2[01])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$|^2200-[01][0-9]-[0-3][0-9]$"
Date = Annotated[
    datetime.date,
    AfterValidator(_within_reason),
    Field(
        description=message_id("Date: YYYY-MM-DD."),
        json_schema_extra={
            # Many validators do not look at the format.
            "pattern": _DAY,
            **editor_hint(message_id("Write year-month-day, 2027-01-31 for instance.")),
            "patternErrorMessage": message_id("Write year-month-day, 2027-01-31 for instance."),
        },
    ),
]
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]"
Time = Annotated[
    str,
    Field(description=message_id("An hour: HH:MM, in YAML within quotation marks.")),
    Matching(
        _TIME,
        "bad_time",
        message_id("Write hour:minute within quotation marks, '16:00' for instance."),
    ),
]
_MAIL_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# No characters that add parameters to a mailto link.
Email = Annotated[
    str,
    Matching(
        rf"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@({_MAIL_LABEL}\.)+{_MAIL_LABEL}",
        "bad_email",
        message_id("Write an e-mail address, info@group.example for instance."),
    ),
]
