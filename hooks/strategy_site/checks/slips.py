"""Hints at what a program can only suspect: a reader would see that something is wrong."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..content.content import Content
from ..diagnostics import Diagnostic
from ..i18n.translation_units import TranslationUnit
from ..messages import _, message_id
from ..model.language import Language
from ..yaml_io.reader import Document, KeyPath

_SWEDISH = re.compile(r"(?<![\d-])((?:\d\d)?)(\d\d)(\d\d)(\d\d)([-+]?)(\d{4})(?![\d-])")
# DVV: the mark of the century, and a letter or digit that checks.
_FINNISH = re.compile(r"(?<![\dA-Za-z])(\d\d)(\d\d)(\d\d)[-+A-FU-Y]\d{3}[0-9A-Y](?![\dA-Za-z])")
_COORDINATION = 60
"""Skatteverket adds it to the day in a coordination number."""
_UNWRITTEN = re.compile(r"\b(?:TODO|FIXME|TBD|XXX)\b|\?\?\?|(?i:\blorem ipsum\b)")
_SENTENCE = re.compile(r".*\w+\W+\w+\W+\w+.*[.!?]", re.DOTALL)
PERSONAL_NUMBER = message_id(
    "the text seems to hold a personal identity number; remove it, for what is published can be "
    "read by all."
)
_AHEAD = datetime.timedelta(days=3653)
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = 60
"""Number of words that a language is known by."""
_LEAST = 0.25
"""The share of another language's words from which a text is probably in it."""
_FEW = 3
"""Fewer words than these may be a name."""


def names_a_person(text: str) -> bool:
    """Return whether a text seems to hold a personal identity number, Swedish or Finnish.

    The date in it has to exist (Skatteverket, SKV 704; Digi- ja väestötietovirasto). A number
    without its hyphen has to have the right last digit too: many have ten digits.
    """
    for century, year, month, day, mark, rest in _SWEDISH.findall(text):
        digits = f"{year}{month}{day}{rest}"
        sure = mark or century in ("18", "19", "20") or _luhn(digits)
        plain = f"{int(day) - _COORDINATION:02d}" if int(day) > _COORDINATION else day
        if sure and century in ("", "18", "19", "20") and _is_day(year, month, plain):
            return True
    return any(_is_day(year, month, day) for day, month, year in _FINNISH.findall(text))


def _is_day(year: str, month: str, day: str) -> bool:
    # 1904 and 2004 are leap years alike; 2000 was one too.
    try:
        datetime.date(2000 + int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _luhn(digits: str) -> bool:
    doubled = (int(d) * (2 - place % 2) for place, d in enumerate(digits))
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0


def written_slips(content: Content, day: datetime.date) -> Iterator[Diagnostic]:
    """Yield hints at values that are probably slips, in the files of the strategy's items.

    Takes today.
    """
    documents = {id(place.document): place.document for place in content.locations.values()}
    for document in documents.values():
        for key, value in _values(document.value, ()):
            if isinstance(value, datetime.date):
                yield from _implausible(document, key, value, day)
            elif isinstance(value, str) and names_a_person(value):
                yield document.hint(key, _(PERSONAL_NUMBER))
            elif isinstance(value, str) and (found := _UNWRITTEN.search(value)):
                message = _(
                    "“%(mark)s” looks like something that is still to be written; write it, or "
                    "remove it.",
                    mark=found[0],
                )
                yield document.hint(key, message)


def _values(value: Any, key: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    """Yield each scalar of a file with its place."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _values(inner, (*key, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _values(inner, (*key, number))
    else:
        yield key, value


def _implausible(
    document: Document, key: KeyPath, value: datetime.date, today: datetime.date
) -> Iterator[Diagnostic]:
    name, is_call = key[-1], "kind" in document.value
    if value > today + _AHEAD:
        message = _(
            "“%(name)s” is %(value)s, more than ten years ahead; is the year right? Leave the line "
            "out if it holds until further notice.",
            name=name,
            value=value,
        )
        yield document.hint(key, message)
    elif value > today and (name == "adopted" or (name == "published" and not is_call)):
        message = _(
            "“%(name)s” is %(value)s, a day that has not come yet; is the year right?",
            name=name,
            value=value,
        )
        yield document.hint(key, message)


def translation_slips(
    units: Iterable[TranslationUnit], languages: Sequence[Language]
) -> Iterator[Diagnostic]:
    """Yield hints at translations that are the source text again, or in another language.

    Takes the strategy's languages, the source language first. What words a language has is learnt
    from the strategy's own texts.
    """
    source, *others = (language.code for language in languages)
    rows, names = list(units), {language.code: language.name for language in languages}
    known = {code: _common_words(rows, code) for code in (source, *others)}
    for unit in rows:
        original = unit.text.root[source]
        for code in others:
            text = unit.text.root.get(code)
            if text is None:
                continue
            theirs = _share(text, source, code, known)
            if text.strip() == original.strip():
                if theirs or _SENTENCE.fullmatch(text.strip()):
                    message = _(
                        "the text in %(name)s is the same as in %(other)s; translate it, or remove "
                        "the line.",
                        name=names[code],
                        other=names[source],
                    )
                    yield unit.location.document.hint((*unit.key, code), message)
            elif theirs > _LEAST or (theirs and _share(original, code, source, known)):
                message = _(
                    "the text in %(name)s seems to be in %(other)s; have the lines changed places?",
                    name=names[code],
                    other=names[source],
                )
                yield unit.location.document.hint((*unit.key, code), message)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _common_words(units: Iterable[TranslationUnit], code: str) -> set[str]:
    texts = (unit.text.root.get(code, "") for unit in units)
    counted = Counter(word for text in texts for word in set(_words(text)))
    return {word for word, times in counted.most_common(_COMMON) if times > 1}


def _share(text: str, code: str, other: str, known: dict[str, set[str]]) -> float:
    """Return the share of a text's words that are of one language, 0 if one is of the other."""
    words = _words(text)
    if len(words) < _FEW or any(word in known[other] - known[code] for word in words):
        return 0
    return sum(word in known[code] - known[other] for word in words) / len(words)
