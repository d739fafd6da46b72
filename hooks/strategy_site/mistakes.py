"""What pydantic found wrong → the Swedish sentence that says what to write instead."""

from __future__ import annotations

import datetime
import types
from collections.abc import Callable
from typing import Any, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic_core import ErrorDetails

from .model import IMAGE_SUFFIXES
from .problems import Problem, closest, suggestion
from .yaml_reader import Document, Key, Spot


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
        (error["loc"][:-1], closest(str(error["loc"][-1]), _allowed_keys(model, error["loc"][:-1])))
        for error in errors
        if error["type"] == "extra_forbidden"
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
        allowed = _allowed_keys(model, key[:-1])
        message = f"nyckeln ”{key[-1]}” finns inte här; {suggestion(str(key[-1]), allowed)}"
    elif kind == "missing":
        message = f"”{key[-1]}” saknas{_inside(key)}; lägg till ”{key[-1]}: …”."
    elif kind in _BY_TYPE:
        if "key" in context:
            key = (*key, context["key"])
        spot = document.spot(key)
        context = {**context, "languages": languages, "name": _name(key), **context}
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


def _not_a_text(value: Any, spot: Spot, context: dict[str, Any]) -> str:
    name = context["name"]
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
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        first = context["languages"][0] if context["languages"] else "sv"
        return (
            f"”{context['name']}” ska ha uppgifter på egna, indragna rader, "
            f"till exempel ”{first}: {_shown(value, spot)}”."
        )
    return f"”{context['name']}” ska ha uppgifter på egna, indragna rader; skriv ”nyckel: värde”."


def _not_a_number(value: Any, spot: Spot, context: dict[str, Any]) -> str:
    written = _shown(value, spot)
    whole = written.partition(".")[0] if isinstance(value, float) else written
    digits = "".join(c for c in whole if c.isdecimal())
    example = f": {digits}" if digits else ""
    return (
        f"”{written}” är inget heltal (”{context['name']}”); "
        f"skriv bara siffror, utan mellanslag, punkt eller kr{example}."
    )


def _not_a_date(value: Any, spot: Spot, context: dict[str, Any]) -> str:
    return (
        f"”{_shown(value, spot)}” är inget datum (”{context['name']}”); "
        "skriv år-månad-dag utan klockslag, till exempel 2018-05-15."
    )


def _out_of_range(value: Any, spot: Spot, context: dict[str, Any]) -> str:
    limit = context.get("ge", context.get("le", context.get("gt", context.get("lt"))))
    side = "minst" if "ge" in context or "gt" in context else "högst"
    return f"”{context['name']}” är {_shown(value, spot)} men ska vara {side} {limit}; rätta talet."


def _choice(value: Any, spot: Spot, context: dict[str, Any]) -> str:
    allowed = [part.strip(" '") for part in context["expected"].replace(" or ", ", ").split(",")]
    wrong = _shown(value, spot)
    return f"”{wrong}” går inte att välja för ”{context['name']}”; {suggestion(wrong, allowed)}"


_BY_TYPE: dict[str, Callable[[Any, Spot, dict[str, Any]], str]] = {
    "string_type": _not_a_text,
    "dict_type": _not_a_mapping,
    "model_type": _not_a_mapping,
    "model_attributes_type": _not_a_mapping,
    "list_type": lambda v, s, c: (
        f"”{c['name']}” ska vara en lista; skriv ett ”- ” framför varje rad."
    ),
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
    "bad_id": lambda v, s, c: (
        f"id ”{c['value'][:60]}” får bara ha a–z, siffror, bindestreck och punkt, högst 80 tecken; "
        "skriv till exempel 1.3 eller badstranden-2018."
    ),
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


def _allowed_keys(model: type[BaseModel], key: Key) -> list[str]:
    """Give the keys that may stand at ``key`` in a file described by ``model``."""
    here: Any = model
    for part in key:
        if isinstance(part, int):
            here = _inner(here, list)
        elif _is_model(here) and issubclass(here, RootModel):
            here = get_args(here.model_fields["root"].annotation)[1]  # by language
        else:
            fields = here.model_fields if _is_model(here) else {}
            found = next((f for n, f in fields.items() if part in (n, f.alias)), None)
            here = _inner(found.annotation if found else None, BaseModel)
    if _is_model(here):
        return [field.alias or name for name, field in here.model_fields.items()]
    return []


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _inner(annotation: Any, wanted: type) -> Any:
    """Unwrap ``X | None`` and, when a list's item is wanted, ``list[X]``."""
    origin = get_origin(annotation)
    if origin in (types.UnionType,):
        annotation = next(a for a in get_args(annotation) if a is not type(None))
        origin = get_origin(annotation)
    if wanted is list and origin is list:
        return get_args(annotation)[0]
    return annotation
