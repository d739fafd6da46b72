"""Pydantic's errors → diagnostics in Swedish that say what to write instead."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any, get_args

from babel.dates import get_month_names
from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from ..diagnostics import Diagnostic, closest, suggestion
from ..model.fields import meanings_of
from ..model.images import IMAGE_SUFFIXES
from ..model.introspection import bare_type, is_model, item_type
from ..model.slugs import slug_of
from ..yaml_io.reader import Document, KeyPath, Position
from ..yaml_io.syntax_errors import CURLY


def validation_diagnostics(
    document: Document,
    errors: list[ErrorDetails],
    model: type[BaseModel],
    languages: list[str],
) -> list[Diagnostic]:
    """Return one diagnostic for each error, at its line.

    Takes the model that refused the document, and the site's languages, source language first. A
    misspelt key is one error: the missing correct key is not reported as well.
    """
    misspelt = {
        (around, _meant(str(wrong), _annotation(model, around)))
        for error in errors
        if error["type"] == "extra_forbidden"
        for *before, wrong in [error["loc"]]
        for around in [tuple(before)]
    }
    return [
        _diagnostic(document, error, model, languages)
        for error in errors
        if error["type"] != "missing" or (error["loc"][:-1], error["loc"][-1]) not in misspelt
    ]


def _diagnostic(
    document: Document, error: ErrorDetails, model: type[BaseModel], languages: list[str]
) -> Diagnostic:
    key: KeyPath = tuple(error["loc"])
    kind = error["type"]
    context: dict[str, Any] = error.get("ctx") or {}
    if kind == "extra_forbidden":
        message = _unknown_key(str(key[-1]), _annotation(model, key[:-1]))
    elif kind == "missing":
        message = f"”{key[-1]}” saknas{_inside(key)}; lägg till ”{key[-1]}: …”."
    elif kind in _MESSAGES:
        if "key" in context:
            key = (*key, context["key"])
        known = {"languages": languages, "name": _name(key), "model": model, "at": key}
        context = {**known, **context}
        entry = _MESSAGES[kind]
        if isinstance(entry, str):
            message = entry.format_map(context)
        else:
            message = entry(error["input"], document.position(key), context)
    else:
        message = f"värdet för ”{_name(key)}” går inte att använda; se exemplen i mappen strategy."
    return document.error(key, message)


def _name(key: KeyPath) -> str:
    """Return the innermost key that is a name: the word that the line begins with."""
    return next((str(part) for part in reversed(key) if isinstance(part, str)), "värdet")


def _inside(key: KeyPath) -> str:
    outer = next((part for part in reversed(key[:-1]) if isinstance(part, str)), None)
    return f" under ”{outer}”" if outer else ""


def _shown(value: Any, position: Position) -> str:
    written = position.written if position.written is not None else str(value)
    return written if len(written) <= 60 else written[:57] + "…"


def _unknown_key(wrong: str, around: Any) -> str:
    name, colon, value = wrong.partition(":")
    meant = _meant(wrong, around)
    if colon and meant == name:
        return f"ett mellanslag saknas efter kolonet; skriv ”{name}: {value}”."
    if meant:
        return f"nyckeln ”{wrong}” finns inte här; menade du ”{meant}”?"
    return f"nyckeln ”{wrong}” finns inte här; {suggestion(wrong, _keys(around))}"


def _meant(wrong: str, around: Any) -> str | None:
    """Return the key of a model that resembles ``wrong``, or whose description does."""
    name = wrong.partition(":")[0]
    if close := closest(name, _keys(around)):
        return close
    # ”kommuner” resembles the description of `municipalities`: ”Kommunernas id”.
    fields = around.model_fields.items() if is_model(around) else ()
    about = {
        info.description.split()[0].strip(".:,;").casefold(): info.alias or field
        for field, info in reversed(list(fields))
        if info.description
    }
    plain = name.casefold()
    ending = (word for word in about if len(plain) > _LEAST and word.endswith(plain))
    word = next(ending, closest(plain, about))
    return about[word] if word else None


def _not_a_text(value: Any, position: Position, context: dict[str, Any]) -> str:
    name = context["name"]
    if value is None and name in context["languages"][:1]:
        return f"”{name}” är tom; skriv en text efter kolonet, för källspråket måste finnas."
    if value is None:
        return f"”{name}” är tom; skriv en text efter kolonet eller ta bort raden."
    if isinstance(value, list | dict):
        return f"”{name}” ska vara en text på samma rad; ta bort underliggande rader eller listan."
    written = _shown(value, position)
    read_as = "ett datum" if isinstance(value, datetime.date) else "ett tal"
    if isinstance(value, bool):
        read_as = "ja eller nej"
    return (
        f"”{written}” läses av YAML som {read_as} (”{name}”); "
        f"sätt det inom citattecken: '{written}'."
    )


def _not_a_mapping(value: Any, position: Position, context: dict[str, Any]) -> str:
    around = _annotation(context["model"], context["at"])
    name = context["name"]
    if not is_model(around) or issubclass(around, RootModel):
        first = context["languages"][0] if context["languages"] else "sv"
    else:
        # The value is most likely that of the first required key.
        fields = around.model_fields.items()
        first = next((n for n, info in fields if info.is_required()), "nyckel")
        if isinstance(value, bool):
            return (
                f"”{name}” ska ha uppgifter på egna, indragna rader; skriv ”{first}: …” på nästa."
            )
    if isinstance(value, str | int | float | datetime.date) and not isinstance(value, bool):
        return (
            f"”{name}” ska ha uppgifter på egna, indragna rader, "
            f"till exempel ”{first}: {_shown(value, position)}”."
        )
    return f"”{name}” ska ha uppgifter på egna, indragna rader; skriv ”nyckel: värde”."


def _not_a_list(value: Any, position: Position, context: dict[str, Any]) -> str:
    name, written = context["name"], _shown(value, position)
    if value is None:
        return f"”{name}” är tom; lägg till minst en rad med ”- ”, eller ta bort raden."
    if isinstance(value, str) and re.match(r"[-–•*]", written):
        rest = written.lstrip("-–•* ")
        return f"”{name}” ska vara en lista; skriv streck och mellanslag framför varje: ”- {rest}”."
    inner = item_type(_annotation(context["model"], context["at"]))
    if isinstance(value, str | float | int) and inner is str and "…" not in written:
        parts = ", ".join(f"'{part.strip()}'" for part in written.split(","))
        return f"”{name}” ska vara en lista; skriv den inom klamrar: [{parts}]."
    return f"”{name}” ska vara en lista; skriv ett ”- ” framför varje rad."


_SHORT = 60
_LEAST = 4
"""Shorter words match the ends of too many others."""
_UNITS = re.compile(r"(?i)\s*(?:kr|kronor|sek|eur|€)?\.?(?::-)?\s*")
_WHOLE = re.compile(r"\d{1,3}(?:[\s.,]\d{3})+(?!\d)|\d+")
_PART = re.compile(r"[.,]\d{1,2}(?!\d)|[.,]?-|:-")


def _whole_number(written: str) -> str:
    """Return the digits of the whole number that is meant; empty if that is not certain."""
    found = _WHOLE.match(written)
    if not found:
        return ""
    rest = written[found.end() :]
    if part := _PART.match(rest):
        rest = rest[part.end() :]
    return re.sub(r"\D", "", found[0]) if _UNITS.fullmatch(rest) else ""


def _not_a_number(value: Any, position: Position, context: dict[str, Any]) -> str:
    name, written = context["name"], _shown(value, position)
    if isinstance(value, str) and re.fullmatch(r"[0-9]+", written):
        return f"talet {written} står inom citattecken (”{name}”); skriv det utan dem."
    number = _whole_number(written)
    example = f": {number}" if number else ""
    return (
        f"”{written}” är inget heltal (”{name}”); "
        f"skriv bara siffror, utan mellanslag, punkt eller kr{example}."
    )


_MONTHS = {name: str(number) for number, name in get_month_names("wide", locale="sv").items()}
_DAYS = (
    (r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})(?:[t ].*)?", (1, 2, 3)),
    (r"((?:19|20)\d\d)(\d\d)(\d\d)", (1, 2, 3)),
    (r"(\d{1,2})[./ -]\s*(\d{1,2})[./ -]\s*(\d{4})", (3, 2, 1)),
    (r"(\d{1,2})\.?\s+([a-z]+)\s+(\d{4})", (3, 2, 1)),
)
"""Forms of a date, and the groups of year, month and day."""


def _day(written: str) -> str:
    """Return the date that is meant, as YYYY-MM-DD; empty if that is not certain."""
    for pattern, order in _DAYS:
        if found := re.fullmatch(pattern, written.strip().casefold()):
            year, month, day = (_MONTHS.get(found[place], found[place]) for place in order)
            try:
                return datetime.date(int(year), int(month), int(day)).isoformat()
            except ValueError:
                return ""
    return ""


def _not_a_date(value: Any, position: Position, context: dict[str, Any]) -> str:
    name, written = context["name"], _shown(value, position)
    day = _day(written)
    if isinstance(value, str) and day == written:
        return f"datumet {day} står inom citattecken (”{name}”); skriv det utan dem."
    if not day and re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        return f"dagen {written} finns inte (”{name}”); skriv en dag ur kalendern."
    return (
        f"”{written}” är inget datum (”{name}”); "
        f"skriv år-månad-dag utan klockslag, till exempel {day or '2018-05-15'}."
    )


def _bad_id(value: Any, position: Position, context: dict[str, Any]) -> str:
    wrong, name = context["value"][:_SHORT], context["name"]
    plain = wrong.strip(f"{CURLY} ")
    if plain != wrong:
        return f"”{plain}” står inom böjda citattecken (”{name}”); skriv raka: '{plain}'."
    if name == "id":
        return (
            f"id ”{wrong}” får bara ha a–z, siffror, bindestreck och punkt, högst 80 tecken; "
            "skriv till exempel 1.3 eller badstranden-2018."
        )
    return (
        f"”{wrong}” är inget id (”{name}”); skriv det id som står i filen om det du menar, "
        f"till exempel {slug_of(wrong)}."
    )


def _out_of_range(value: Any, position: Position, context: dict[str, Any]) -> str:
    limit = context.get("ge", context.get("le", context.get("gt", context.get("lt"))))
    side = "minst" if "ge" in context or "gt" in context else "högst"
    written = _shown(value, position)
    return f"”{context['name']}” är {written} men ska vara {side} {limit}; rätta talet."


def _choice(value: Any, position: Position, context: dict[str, Any]) -> str:
    allowed = [part.strip(" '") for part in context["expected"].replace(" or ", ", ").split(",")]
    wrong, name = _shown(value, position), context["name"]
    info = _field(_annotation(context["model"], context["at"][:-1]), context["at"][-1])
    meanings = meanings_of(info) if info else []
    if meanings and not closest(wrong, allowed):
        choice = ", ".join(f"{v} ({what})" for v, what in zip(allowed, meanings, strict=True))
        return f"”{wrong}” går inte att välja för ”{name}”; välj bland: {choice}."
    return f"”{wrong}” går inte att välja för ”{name}”; {suggestion(wrong, allowed)}"


def _unknown_language(value: Any, position: Position, context: dict[str, Any]) -> str:
    proposal = suggestion(context["key"], context["languages"])
    return f"”{context['key']}” är inte ett av webbplatsens språk; {proposal}"


_MESSAGES: dict[str, str | Callable[[Any, Position, dict[str, Any]], str]] = {
    "string_type": _not_a_text,
    "dict_type": _not_a_mapping,
    "model_type": _not_a_mapping,
    "model_attributes_type": _not_a_mapping,
    "list_type": _not_a_list,
    "int_type": _not_a_number,
    "int_parsing": _not_a_number,
    "int_from_float": _not_a_number,
    "float_parsing": _not_a_number,
    "float_type": _not_a_number,
    "finite_number": _not_a_number,
    "date_type": _not_a_date,
    "date_parsing": _not_a_date,
    "date_from_datetime_parsing": _not_a_date,
    "date_from_datetime_inexact": _not_a_date,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
    "literal_error": _choice,
    "unknown_language": _unknown_language,
    "bad_id": _bad_id,
    "too_short": "”{name}” är tom; lägg till minst en rad med ”- ”.",
    "too_long": "”{name}” har fler än {max_length} rader; ta bort dem som är för många.",
    "string_too_short": "”{name}” är tom; skriv en text.",
    "empty_name": "”{name}” är tom; skriv en text.",
    "empty_text": "texten för ”{key}” är tom; skriv texten eller ta bort raden.",
    "missing_source": "”{name}” saknar text på källspråket; lägg till ”{language}: …”.",
    "bad_form": "”{value:.60}” är ingen form att leta efter; skriv hela ord med ett mellanslag "
    "mellan, och * bara sist i ett ord: insatsområde*.",
    "bad_slug": "”{value:.60}” kan inte stå i en adress; skriv bara a–z, siffror och bindestreck, "
    "högst 80 tecken, till exempel ungas-deltagande.",
    "bad_link": "”{value:.60}” är ingen hel adress; skriv den med https:// först, utan mellanslag.",
    "bad_email": "”{value:.60}” är ingen e-postadress; skriv till exempel info@foreningen.se.",
    "bad_file": "”{value:.60}” är inget filnamn i mappen images; skriv bara namnet, utan mapp, "
    f"mellanslag eller å, ä, ö (slut på {', '.join(IMAGE_SUFFIXES)}).",
    "bad_language_code": "”{value}” är ingen språkkod; skriv två eller tre små bokstäver, till "
    "exempel fi.",
    "bad_colour": "”{name}” är ingen färg; skriv # och sex tecken inom citattecken, till exempel "
    "'#0b5a7a'.",
    "low_contrast": "färgen {value} syns för dåligt mot {where}: kontrasten är {found} men ska "
    "vara minst {least}; välj en som skiljer sig mer i ljushet.",
    "bad_program_version": "”{value:.60}” är ingen programversion; skriv tal med punkter emellan, "
    "inom citattecken, till exempel '0.2'.",
    "bad_currency": "”{value}” är ingen valutakod; skriv tre stora bokstäver, till exempel SEK.",
    "unknown_formats": "språket ”{value}” saknar regler för tal och datum; lägg till ”formats: fi” "
    "eller ett annat språk att låna av.",
    "bad_municipality_code": "”{value:.60}” är ingen kommunkod; skriv SCB:s fyra siffror inom "
    'citattecken, till exempel "2521".',
    "unknown_time_zone": "tidszonen ”{value:.60}” finns inte; skriv till exempel Europe/Stockholm.",
    "bad_dates": "datumformatet ”{value}” går inte att använda; skriv till exempel yyyy-MM-dd.",
}


def _annotation(model: type[BaseModel], key: KeyPath) -> Any:
    """Return the bare type of the value at ``key`` in a file of ``model``."""
    here: Any = model
    for part in key:
        if isinstance(part, int):
            here = item_type(here)
        elif is_model(here) and issubclass(here, RootModel):
            here = get_args(here.model_fields["root"].annotation)[1]  # by language
        else:
            info = _field(here, part)
            here = bare_type(info.annotation if info else None)
    return here


def _field(around: Any, part: str | int) -> FieldInfo | None:
    """Return the field of a model with a key."""
    fields = around.model_fields if is_model(around) else {}
    return next((f for n, f in fields.items() if part in (n, f.alias)), None)


def _keys(around: Any) -> list[str]:
    """Return the keys of a model."""
    fields = around.model_fields if is_model(around) else {}
    return [field.alias or name for name, field in fields.items()]
