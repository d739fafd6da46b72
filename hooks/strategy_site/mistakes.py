"""What pydantic found wrong → the Swedish sentence that says what to write instead."""

from __future__ import annotations

import datetime
import re
import types
from collections.abc import Callable
from typing import Annotated, Any, Union, get_args, get_origin

from babel.dates import get_month_names
from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from .model import IMAGE_SUFFIXES
from .problems import Problem, closest, suggestion
from .slugs import slug_of
from .values import meanings_of
from .yaml_reader import Document, Key, Spot
from .yaml_slips import CURLY


def mistakes_in(
    document: Document,
    errors: list[ErrorDetails],
    model: type[BaseModel],
    languages: list[str],
) -> list[Problem]:
    """Give one problem for each mistake, at the line it is about.

    A misspelt key is one mistake: that the right key is missing goes without saying.
    """
    misspelt = {
        (around, _meant(str(wrong), _annotation(model, around)))
        for error in errors
        if error["type"] == "extra_forbidden"
        for *before, wrong in [error["loc"]]
        for around in [tuple(before)]
    }
    return [
        _mistake(document, error, model, languages)
        for error in errors
        if error["type"] != "missing" or (error["loc"][:-1], error["loc"][-1]) not in misspelt
    ]


def _mistake(
    document: Document, error: ErrorDetails, model: type[BaseModel], languages: list[str]
) -> Problem:
    key: Key = tuple(error["loc"])
    kind = error["type"]
    context: dict[str, Any] = error.get("ctx") or {}
    if kind == "extra_forbidden":
        message = _unknown_key(str(key[-1]), _annotation(model, key[:-1]))
    elif kind == "missing":
        message = f"”{key[-1]}” saknas{_inside(key)}; lägg till ”{key[-1]}: …”."
    elif kind in _BY_TYPE:
        if "key" in context:
            key = (*key, context["key"])
        spot = document.spot(key)
        known = {"languages": languages, "name": _name(key), "model": model, "at": key}
        context = {**known, **context}
        message = _BY_TYPE[kind](error["input"], spot, context)
    else:
        message = f"värdet för ”{_name(key)}” går inte att använda; se exemplen i mappen strategy."
    return Problem(document.path, document.line(key), message)


def _name(key: Key) -> str:
    """Give the innermost named key, the word a communicator sees on the line."""
    return next((str(part) for part in reversed(key) if isinstance(part, str)), "värdet")


def _inside(key: Key) -> str:
    outer = next((part for part in reversed(key[:-1]) if isinstance(part, str)), None)
    return f" under ”{outer}”" if outer else ""


def _shown(value: Any, spot: Spot) -> str:
    written = spot.written if spot.written is not None else str(value)
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
    """Give the key of a model that was probably meant: by its name, or by what it is about."""
    name = wrong.partition(":")[0]
    if close := closest(name, _keys(around)):
        return close
    # ”kommuner” is what the field is about: ”Kommunernas id”.
    fields = around.model_fields.items() if _is_model(around) else ()
    about = {
        info.description.split()[0].strip(".:,;").casefold(): info.alias or field
        for field, info in reversed(list(fields))
        if info.description
    }
    plain = name.casefold()
    ending = (word for word in about if len(plain) > _LEAST and word.endswith(plain))
    word = next(ending, closest(plain, about))
    return about[word] if word else None


def _not_a_text(value: Any, spot: Spot, context: dict[str, Any]) -> str:
    name = context["name"]
    if value is None and name in context["languages"][:1]:
        return f"”{name}” är tom; skriv en text efter kolonet, för källspråket måste finnas."
    if value is None:
        return f"”{name}” är tom; skriv en text efter kolonet eller ta bort raden."
    if isinstance(value, list | dict):
        return f"”{name}” ska vara en text på samma rad; ta bort underliggande rader eller listan."
    written = _shown(value, spot)
    read_as = "ett datum" if isinstance(value, datetime.date) else "ett tal"
    if isinstance(value, bool):
        read_as = "ja eller nej"
    return (
        f"”{written}” läses av YAML som {read_as} (”{name}”); "
        f"sätt det inom citattecken: '{written}'."
    )


def _not_a_mapping(value: Any, spot: Spot, context: dict[str, Any]) -> str:
    around = _annotation(context["model"], context["at"])
    name = context["name"]
    if not _is_model(around) or issubclass(around, RootModel):
        first = context["languages"][0] if context["languages"] else "sv"
    else:
        # What is written is most likely the first of what has to be there.
        fields = around.model_fields.items()
        first = next((n for n, info in fields if info.is_required()), "nyckel")
        if isinstance(value, bool):
            return (
                f"”{name}” ska ha uppgifter på egna, indragna rader; skriv ”{first}: …” på nästa."
            )
    if isinstance(value, str | int | float | datetime.date) and not isinstance(value, bool):
        return (
            f"”{name}” ska ha uppgifter på egna, indragna rader, "
            f"till exempel ”{first}: {_shown(value, spot)}”."
        )
    return f"”{name}” ska ha uppgifter på egna, indragna rader; skriv ”nyckel: värde”."


def _not_a_list(value: Any, spot: Spot, context: dict[str, Any]) -> str:
    name, written = context["name"], _shown(value, spot)
    if value is None:
        return f"”{name}” är tom; lägg till minst en rad med ”- ”, eller ta bort raden."
    if isinstance(value, str) and re.match(r"[-–•*]", written):
        rest = written.lstrip("-–•* ")
        return f"”{name}” ska vara en lista; skriv streck och mellanslag framför varje: ”- {rest}”."
    inner = _inner(_annotation(context["model"], context["at"]), list)
    if isinstance(value, str | float | int) and inner is str and "…" not in written:
        parts = ", ".join(f"'{part.strip()}'" for part in written.split(","))
        return f"”{name}” ska vara en lista; skriv den inom klamrar: [{parts}]."
    return f"”{name}” ska vara en lista; skriv ett ”- ” framför varje rad."


_SHORT = 60
_LEAST = 4
"""Shorter words end too many others."""
_UNITS = re.compile(r"(?i)\s*(?:kr|kronor|sek|eur|€)?\.?(?::-)?\s*")
_WHOLE = re.compile(r"\d{1,3}(?:[\s.,]\d{3})+(?!\d)|\d+")
_PART = re.compile(r"[.,]\d{1,2}(?!\d)|[.,]?-|:-")


def _whole_number(written: str) -> str:
    """Give the whole number that is surely meant, or nothing."""
    found = _WHOLE.match(written)
    if not found:
        return ""
    rest = written[found.end() :]
    if part := _PART.match(rest):
        rest = rest[part.end() :]
    return re.sub(r"\D", "", found[0]) if _UNITS.fullmatch(rest) else ""


def _not_a_number(value: Any, spot: Spot, context: dict[str, Any]) -> str:
    name, written = context["name"], _shown(value, spot)
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
"""Ways to write a day, and where in them stand year, month and day."""


def _day(written: str) -> str:
    """Give the day that is surely meant, as YAML takes it, or nothing."""
    for pattern, order in _DAYS:
        if found := re.fullmatch(pattern, written.strip().casefold()):
            year, month, day = (_MONTHS.get(found[place], found[place]) for place in order)
            try:
                return datetime.date(int(year), int(month), int(day)).isoformat()
            except ValueError:
                return ""
    return ""


def _not_a_date(value: Any, spot: Spot, context: dict[str, Any]) -> str:
    name, written = context["name"], _shown(value, spot)
    day = _day(written)
    if isinstance(value, str) and day == written:
        return f"datumet {day} står inom citattecken (”{name}”); skriv det utan dem."
    if not day and re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        return f"dagen {written} finns inte (”{name}”); skriv en dag ur kalendern."
    return (
        f"”{written}” är inget datum (”{name}”); "
        f"skriv år-månad-dag utan klockslag, till exempel {day or '2018-05-15'}."
    )


def _bad_id(value: Any, spot: Spot, context: dict[str, Any]) -> str:
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


def _out_of_range(value: Any, spot: Spot, context: dict[str, Any]) -> str:
    limit = context.get("ge", context.get("le", context.get("gt", context.get("lt"))))
    side = "minst" if "ge" in context or "gt" in context else "högst"
    return f"”{context['name']}” är {_shown(value, spot)} men ska vara {side} {limit}; rätta talet."


def _choice(value: Any, spot: Spot, context: dict[str, Any]) -> str:
    allowed = [part.strip(" '") for part in context["expected"].replace(" or ", ", ").split(",")]
    wrong, name = _shown(value, spot), context["name"]
    info = _field(_annotation(context["model"], context["at"][:-1]), context["at"][-1])
    meanings = meanings_of(info) if info else []
    if meanings and not closest(wrong, allowed):
        told = ", ".join(f"{v} ({what})" for v, what in zip(allowed, meanings, strict=True))
        return f"”{wrong}” går inte att välja för ”{name}”; välj bland: {told}."
    return f"”{wrong}” går inte att välja för ”{name}”; {suggestion(wrong, allowed)}"


_BY_TYPE: dict[str, Callable[[Any, Spot, dict[str, Any]], str]] = {
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
    "too_short": lambda v, s, c: f"”{c['name']}” är tom; lägg till minst en rad med ”- ”.",
    "too_long": lambda v, s, c: (
        f"”{c['name']}” har fler än {c['max_length']} rader; ta bort dem som är för många."
    ),
    "string_too_short": lambda v, s, c: f"”{c['name']}” är tom; skriv en text.",
    "empty_name": lambda v, s, c: f"”{c['name']}” är tom; skriv en text.",
    "empty_text": lambda v, s, c: (
        f"texten för ”{c['key']}” är tom; skriv texten eller ta bort raden."
    ),
    "unknown_language": lambda v, s, c: (
        f"”{c['key']}” är inte ett av webbplatsens språk; {suggestion(c['key'], c['languages'])}"
    ),
    "missing_source": lambda v, s, c: (
        f"”{c['name']}” saknar text på källspråket; lägg till ”{c['language']}: …”."
    ),
    "bad_form": lambda v, s, c: (
        f"”{c['value'][:60]}” är ingen form att leta efter; skriv hela ord med ett mellanslag "
        "mellan, och * bara sist i ett ord: insatsområde*."
    ),
    "bad_id": _bad_id,
    "bad_slug": lambda v, s, c: (
        f"”{c['value'][:60]}” kan inte stå i en adress; skriv bara a–z, siffror och bindestreck, "
        "högst 80 tecken, till exempel ungas-deltagande."
    ),
    "bad_link": lambda v, s, c: (
        f"”{c['value'][:60]}” är ingen hel adress; skriv den med https:// först, utan mellanslag."
    ),
    "bad_email": lambda v, s, c: (
        f"”{c['value'][:60]}” är ingen e-postadress; skriv till exempel info@foreningen.se."
    ),
    "bad_file": lambda v, s, c: (
        f"”{c['value'][:60]}” är inget filnamn i mappen images; skriv bara namnet, utan mapp, "
        f"mellanslag eller å, ä, ö (slut på {', '.join(IMAGE_SUFFIXES)})."
    ),
    "bad_language_code": lambda v, s, c: (
        f"”{c['value']}” är ingen språkkod; skriv två eller tre små bokstäver, till exempel fi."
    ),
    "bad_colour": lambda v, s, c: (
        f"”{c['name']}” är ingen färg; skriv # och sex tecken inom citattecken, "
        "till exempel '#0b5a7a'."
    ),
    "low_contrast": lambda v, s, c: (
        f"färgen {c['value']} syns för dåligt mot {c['where']}: kontrasten är {c['found']} men ska "
        f"vara minst {c['least'].replace('.', ',')}; välj en som skiljer sig mer i ljushet."
    ),
    "bad_currency": lambda v, s, c: (
        f"”{c['value']}” är ingen valutakod; skriv tre stora bokstäver, till exempel SEK."
    ),
    "unknown_formats": lambda v, s, c: (
        f"språket ”{c['value']}” saknar regler för tal och datum; "
        "lägg till ”formats: fi” eller ett annat språk att låna av."
    ),
    "bad_municipality_code": lambda v, s, c: (
        f"”{c['value'][:60]}” är ingen kommunkod; skriv SCB:s fyra siffror inom citattecken, "
        'till exempel "2521".'
    ),
    "unknown_time_zone": lambda v, s, c: (
        f"tidszonen ”{c['value'][:60]}” finns inte; skriv till exempel Europe/Stockholm."
    ),
    "bad_dates": lambda v, s, c: (
        f"datumformatet ”{c['value']}” går inte att använda; skriv till exempel yyyy-MM-dd."
    ),
}


def _annotation(model: type[BaseModel], key: Key) -> Any:
    """Give what may stand at ``key`` in a file described by ``model``: a model or another type."""
    here: Any = model
    for part in key:
        if isinstance(part, int):
            here = _inner(here, list)
        elif _is_model(here) and issubclass(here, RootModel):
            here = get_args(here.model_fields["root"].annotation)[1]  # by language
        else:
            info = _field(here, part)
            here = _inner(info.annotation if info else None, BaseModel)
    return here


def _field(around: Any, part: str | int) -> FieldInfo | None:
    """Give the field of a model that a key names."""
    fields = around.model_fields if _is_model(around) else {}
    return next((f for n, f in fields.items() if part in (n, f.alias)), None)


def _keys(around: Any) -> list[str]:
    """Give the keys that a model takes."""
    fields = around.model_fields if _is_model(around) else {}
    return [field.alias or name for name, field in fields.items()]


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _inner(annotation: Any, wanted: type) -> Any:
    """Unwrap ``X | None``, what annotates it and, when an item is wanted, ``list[X]``."""
    while get_origin(annotation) in (types.UnionType, Union, Annotated):
        annotation = next(a for a in get_args(annotation) if a is not type(None))
    if wanted is list and get_origin(annotation) is list:
        return _inner(get_args(annotation)[0], BaseModel)
    return annotation
