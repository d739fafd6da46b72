"""What is wrong with a value, by pydantic's kind of error: a message or what writes one."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

from babel.dates import get_month_names
from pydantic import RootModel

from ..diagnostics import closest, suggestion
from ..messages import _, message_id
from ..model.fields import SEEN, meanings_of
from ..model.introspection import field_of, is_model, item_type, type_at
from ..model.slugs import slug_of
from ..yaml_io.reader import Position
from .id_messages import bad_id, list_of_ids
from .link_messages import IMPOSSIBLE, bad_link


def _shown(value: Any, position: Position) -> str:
    written = position.written if position.written is not None else str(value)
    return written if len(written) <= 60 else written[:57] + "…"


def _bad_name(value: Any, position: Position, context: dict[str, Any]) -> str:
    line = " ".join(context["value"].split())
    if not re.search(SEEN, line):
        return _("“%(name)s” is empty; write a text.", name=context["name"])
    return _(
        "“%(name)s” has several lines, but a name has one; write “%(line)s”.",
        name=context["name"],
        line=line,
    )


def _not_a_text(value: Any, position: Position, context: dict[str, Any]) -> str:
    name = context["name"]
    if value is None and name in context["languages"][:1]:
        return _(
            "“%(name)s” is empty; write a text after the colon, for the source "
            "language has to be there.",
            name=name,
        )
    if value is None and " " in name:
        return _(
            "a comma parts the text before “%(name)s”; put the whole text within straight "
            "quotation marks.",
            name=name,
        )
    if value is None:
        return _("“%(name)s” is empty; write a text after the colon or remove the line.", name=name)
    if isinstance(value, list | dict):
        return _(
            "“%(name)s” should be a text on the same line; remove the lines below it or the list.",
            name=name,
        )
    written = _shown(value, position)
    read_as = _("a date") if isinstance(value, datetime.date) else _("a number")
    if isinstance(value, bool):
        read_as = _("yes or no")
    return _(
        "“%(written)s” is read by YAML as %(read_as)s (“%(name)s”); put it within "
        "quotation marks: '%(written2)s'.",
        written=written,
        read_as=read_as,
        name=name,
        written2=written,
    )


def _not_a_mapping(value: Any, position: Position, context: dict[str, Any]) -> str:
    around = type_at(context["model"], context["at"])
    name = context["name"]
    if not is_model(around) or issubclass(around, RootModel):
        first = context["languages"][0] if context["languages"] else "sv"
    else:
        # The value is most likely that of the first required key.
        fields = around.model_fields.items()
        first = next((n for n, info in fields if info.is_required()), "nyckel")
        if isinstance(value, bool):
            return _(
                "“%(name)s” should have its parts on indented lines of their own; write "
                "“%(first)s: …” on the next.",
                name=name,
                first=first,
            )
    if isinstance(value, str | int | float | datetime.date) and not isinstance(value, bool):
        return _(
            "“%(name)s” should have its parts on indented lines of their own, "
            "“%(first)s: %(shown)s” for instance.",
            name=name,
            first=first,
            shown=_shown(value, position),
        )
    return _(
        "“%(name)s” should have its parts on indented lines of their own; write “key: value”.",
        name=name,
    )


def _not_a_list(value: Any, position: Position, context: dict[str, Any]) -> str:
    name, written = context["name"], _shown(value, position)
    if value is None:
        return _(
            "“%(name)s” is empty; add at least one line with “- ”, or remove the line.", name=name
        )
    if isinstance(value, str) and re.match(r"[-–•*]", written):
        rest = written.lstrip("-–•* ")
        return _(
            "“%(name)s” should be a list; write a dash and a space before each: “- %(rest)s”.",
            name=name,
            rest=rest,
        )
    inner = item_type(type_at(context["model"], context["at"]))
    if isinstance(value, str | float | int) and inner is str and "…" not in written:
        return _(
            "“%(name)s” should be a list; write it within brackets: [%(parts)s].",
            name=name,
            parts=list_of_ids(written, context["known"](name)),
        )
    return _("“%(name)s” should be a list; write “- ” before each line.", name=name)


_UNITS = re.compile(r"(?i)\s*(?:kr|kronor|sek|eur|€)?\.?(?::-)?\s*")
_WHOLE = re.compile(r"\d{1,3}(?:[\s.,]\d{3})+(?!\d)|\d+")
_PART = re.compile(r"[.,]\d{1,2}(?!\d)|[.,]?-|:-")


def _whole_number(written: str) -> str:
    """Return the digits of the whole number that is meant; empty if that is not certain."""
    written = re.sub(r"(?<=[0-9])_(?=[0-9])", "", written)
    found = _WHOLE.match(written)
    if not found:
        return ""
    rest = written[found.end() :]
    if part := _PART.match(rest):
        rest = rest[part.end() :]
    digits = re.sub(r"\D", "", found[0]).lstrip("0") or "0"
    return digits if _UNITS.fullmatch(rest) else ""


def _within_quotation_marks(written: str, name: str) -> str:
    return _(
        "the number %(written)s is within quotation marks (“%(name)s”); write it without them.",
        written=written,
        name=name,
    )


def _not_a_number(value: Any, position: Position, context: dict[str, Any]) -> str:
    name, written = context["name"], _shown(value, position)
    if isinstance(value, str) and re.fullmatch(r"0|[1-9][0-9]*", written):
        return _within_quotation_marks(written, name)
    if "year" in name or "version" in name:
        first = re.match(r"(?:19|2[01])\d\d(?!\d)|\d+(?=\.\d+$)", written)
        meant = first[0] if first else _whole_number(written)
        return _(
            "“%(written)s” is no whole number (“%(name)s”); write one number, digits alone"
            "%(example)s.",
            written=written,
            name=name,
            example=f": {meant}" if meant else "",
        )
    example = f": {number}" if (number := _whole_number(written)) else ""
    return _(
        "“%(written)s” is no whole number (“%(name)s”); write digits alone, "
        "without spaces, points or kr%(example)s.",
        written=written,
        name=name,
        example=example,
    )


_NUMBER = r"-?[0-9]+(\.[0-9]+)?"


def _no_decimal_number(value: Any, position: Position, context: dict[str, Any]) -> str:
    name, written = context["name"], _shown(value, position)
    if isinstance(value, str) and re.fullmatch(_NUMBER, written):
        return _within_quotation_marks(written, name)
    # “12,5 %” and “1 250”: what is meant is plain, and YAML reads neither as a number.
    plain = re.sub(r"[\s\u00a0\u202f]|%$", "", written).replace(",", ".").replace("\u2212", "-")
    example = f": {plain}" if re.fullmatch(_NUMBER, plain) else ""
    return _(
        "“%(written)s” is no number (“%(name)s”); write digits alone, with a point before "
        "decimals and without a unit%(example)s.",
        written=written,
        name=name,
        example=example,
    )


_MONTHS = {name: str(number) for number, name in get_month_names("wide", locale="sv").items()}
_DASHES = "-\u2010-\u2015\u2212"
"""The short hyphen first; word processors make others of it."""
_DAYS = (
    (rf"(\d{{4}})[{_DASHES}./ ](\d{{1,2}})[{_DASHES}./ ](\d{{1,2}})(?:[t ].*)?", (1, 2, 3)),
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
        return _(
            "the date %(day)s is within quotation marks (“%(name)s”); write it without them.",
            day=day,
            name=name,
        )
    if not day and re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        return _(
            "the day %(written)s does not exist (“%(name)s”); write a day of the calendar.",
            written=written,
            name=name,
        )
    if day and re.search(rf"[{_DASHES[1:]}]", written):
        return _(
            "“%(written)s” has long dashes (“%(name)s”); write short hyphens: %(day)s.",
            written=written,
            name=name,
            day=day,
        )
    return _(
        "“%(written)s” is no date (“%(name)s”); write year-month-day without a "
        "time, %(day)s for instance.",
        written=written,
        name=name,
        day=day or "2018-05-15",
    )


def _bad_slug(value: Any, position: Position, context: dict[str, Any]) -> str:
    wrong = context["value"]
    return _(
        "“%(value).60s” can't be in an address; write only a–z, digits and "
        "hyphens, 80 characters at most, %(better)s for instance.",
        value=wrong,
        better=slug_of(wrong) or "ungas-deltagande",
    )


def _out_of_range(value: Any, position: Position, context: dict[str, Any]) -> str:
    limit = context.get("ge", context.get("le", context.get("gt", context.get("lt"))))
    side = _("at least") if "ge" in context or "gt" in context else _("at most")
    written = _shown(value, position)
    return _(
        "“%(context)s” is %(written)s but should be %(side)s %(limit)s; correct the number.",
        context=context["name"],
        written=written,
        side=side,
        limit=limit,
    )


def _choice(value: Any, position: Position, context: dict[str, Any]) -> str:
    allowed = [part.strip(" '") for part in context["expected"].replace(" or ", ", ").split(",")]
    wrong, name = _shown(value, position), context["name"]
    info = field_of(type_at(context["model"], context["at"][:-1]), context["at"][-1])
    meanings = meanings_of(info) if info else []
    if meanings and not closest(wrong, allowed):
        choice = ", ".join(f"{v} ({what})" for v, what in zip(allowed, meanings, strict=True))
        return _(
            "“%(wrong)s” can't be chosen for “%(name)s”; choose one of: %(advice)s.",
            wrong=wrong,
            name=name,
            advice=choice,
        )
    return _(
        "“%(wrong)s” can't be chosen for “%(name)s”; %(advice)s",
        wrong=wrong,
        name=name,
        advice=suggestion(wrong, allowed),
    )


def _unknown_language(value: Any, position: Position, context: dict[str, Any]) -> str:
    proposal = suggestion(context["key"], context["languages"])
    return _(
        "“%(context)s” is not one of the site's languages; %(advice)s",
        context=context["key"],
        advice=proposal,
    )


_BAD_DATES = message_id("the date format “%(value)s” can't be used; write yyyy-MM-dd for instance.")
VALUE_MESSAGES: dict[str, str | Callable[[Any, Position, dict[str, Any]], str]] = {
    "string_type": _not_a_text,
    "dict_type": _not_a_mapping,
    "model_type": _not_a_mapping,
    "model_attributes_type": _not_a_mapping,
    "list_type": _not_a_list,
    "int_type": _not_a_number,
    "int_parsing": _not_a_number,
    "int_from_float": _not_a_number,
    "float_type": _no_decimal_number,
    "finite_number": _no_decimal_number,
    "date_type": _not_a_date,
    "date_parsing": _not_a_date,
    "date_from_datetime_parsing": _not_a_date,
    "date_from_datetime_inexact": _not_a_date,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
    "literal_error": _choice,
    "unknown_language": _unknown_language,
    "bad_id": bad_id,
    "too_short": message_id("“%(name)s” is empty; add at least one line with “- ”."),
    "too_long": message_id(
        "“%(name)s” has more than %(max_length)s lines; remove those that are too many."
    ),
    "string_too_short": message_id("“%(name)s” is empty; write a text."),
    "bad_name": _bad_name,
    "empty_text": message_id("the text for “%(key)s” is empty; write the text or remove the line."),
    "missing_source": message_id(
        "“%(name)s” has no text in the source language; add “%(language)s: …”."
    ),
    "bad_form": message_id(
        "“%(value).60s” is no form to look for; write whole words with one space "
        "between, and * only last in a word: insatsområde*."
    ),
    "bad_slug": _bad_slug,
    "bad_link": bad_link,
    "impossible_link": IMPOSSIBLE,
    "bad_email": message_id(
        "“%(value).60s” is no e-mail address; write info@group.example for instance."
    ),
    "bad_file": message_id(
        "“%(value).60s” is no file name in the folder images; write the name "
        "alone, without folder, spaces or å, ä, ö (ending with .jpg, .jpeg, .png, "
        ".webp, .avif)."
    ),
    "bad_language_code": message_id(
        "“%(value)s” is no language code; write two or three small letters, fi for instance."
    ),
    "bad_colour": message_id(
        "“%(name)s” is no colour; write # and six characters within quotation "
        "marks, '#0b5a7a' for instance."
    ),
    "low_contrast": message_id(
        "the colour %(value)s can't be seen well against %(where)s: the contrast "
        "is %(found)s but should be at least %(least)s; choose one that differs "
        "more in lightness."
    ),
    "date_out_of_range": message_id(
        "“%(name)s” is %(value)s, but days here are between 1900 and 2200; correct the date, or "
        "leave it out if there is none."
    ),
    "bad_time": message_id(
        "“%(value).60s” is no hour; write hour:minute within quotation marks, '16:00' for instance."
    ),
    "bad_month": message_id("“%(value).60s” is no month; write year-month, 2027-01 for instance."),
    "bad_program_version": message_id(
        "“%(value).60s” is no version of the program; write numbers with points "
        "between, within quotation marks, '0.2' for instance."
    ),
    "bad_currency": message_id(
        "“%(value)s” is no currency code; write three capital letters, SEK for instance."
    ),
    "unknown_formats": message_id(
        "the language “%(value)s” has no rules for numbers and dates; add "
        "“formats: fi” or another language to borrow from."
    ),
    "bad_municipality_code": message_id(
        "“%(value).60s” is no municipality code; write Statistics Sweden's four "
        'digits within quotation marks, "2521" for instance.'
    ),
    "unknown_time_zone": message_id(
        "the time zone “%(value).60s” does not exist; write Europe/Stockholm for instance."
    ),
    "bad_dates": _BAD_DATES,
    "impossible_dates": _BAD_DATES,
}
