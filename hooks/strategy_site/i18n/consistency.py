"""What a translation must have in common with its source: placeholders, links and numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..messages import _

_PLACEHOLDER = r"\{[^{}\s]*\}|%\(\w+\)[a-z]"
_LINK = r"https?://[^\s<>\"'”]+"
_MONTH, _DAY = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = rf"(?<!\d)(?:\d{{4}}-{_MONTH}-{_DAY}|{_DAY}\.{_MONTH}\.(?:\d{{4}})?)(?!\d)"
_SPACE = "[ \u00a0\u2009\u202f]"
_NUMBER = rf"(?:\d{{1,3}}(?:{_SPACE}\d{{3}}(?!\d))+|\d+)(?:[.,:]\d+)*"
_KEPT = rf"(?P<as_it_is>{_PLACEHOLDER})|(?P<link>{_LINK})|(?P<number>{_NUMBER})"
_KEPT_BY_READING = [re.compile(_KEPT), re.compile(rf"(?P<date>{_DATE})|{_KEPT}")]


def compare(source: str, translation: str) -> str | None:
    """Return what a translation lacks of the source, and what it has in excess.

    Takes any two texts. Return half a sentence, in Swedish ``saknar ”9,4” men har ”8,4” för
    mycket``, or ``None`` if both have the same. Numbers in words do not count, and numbers are
    compared regardless of their format: ``1 000`` and ``1.000``, ``9,4`` and ``9.4``,
    ``2018-05-15`` and ``15.5.2018``.
    """
    lacking: list[str] = []
    extra: list[str] = []
    # "9.4." is a date, or a number that ends a sentence: try both.
    for pattern in _KEPT_BY_READING:
        here, there = _kept(source, pattern), _kept(translation, pattern)
        if len(here.months) == len(there.months):  # or else one has them in words
            here.marks += here.months
            there.marks += there.months
        lacking, extra = here.beyond(there), there.beyond(here)
        if not lacking and not extra:
            return None
    parts = [_("lacks %(listed)s", listed=_listed(lacking))] if lacking else []
    parts += [_("has %(listed)s too many", listed=_listed(extra))] if extra else []
    return _(" but ").join(parts)


@dataclass
class _Kept:
    """The placeholders, links and numbers of one text, in the form in which they are compared."""

    marks: list[str] = field(default_factory=list)
    months: list[str] = field(default_factory=list)
    """Months in digits."""
    originals: dict[str, str] = field(default_factory=dict)
    """Each as it is in the text."""

    def beyond(self, other: _Kept) -> list[str]:
        """Return what this text has more of than another, as it is written."""
        return [self.originals[mark] for mark in Counter(self.marks) - Counter(other.marks)]


def _kept(text: str, pattern: re.Pattern[str]) -> _Kept:
    kept = _Kept()
    for match in pattern.finditer(text):
        found, kind = match[0], match.lastgroup
        if kind == "date":
            day, month, *year = _day_first(re.findall(r"\d+", found))
            kept.marks += [day, *year]
            kept.months.append(month)
            kept.originals |= {part: part for part in (day, month, *year)}
            continue
        if kind == "link":
            found = found.rstrip(".,;:!?)]")
        mark = _plain(found) if kind == "number" else found
        kept.marks.append(mark)
        kept.originals.setdefault(mark, found)
    return kept


def _day_first(parts: list[str]) -> Iterable[str]:
    ordered = reversed(parts) if len(parts[0]) == 4 else parts
    return [part.lstrip("0") for part in ordered]


def _plain(number: str) -> str:
    """Return a number without thousands separators, and with a decimal point."""
    plain = re.sub("[,:]", ".", re.sub(_SPACE, "", number))
    return re.sub(r"\.(?=\d{3}(?!\d))", "", plain)


def _listed(marks: list[str]) -> str:
    *first, last = [_("“%(mark)s”", mark=mark) for mark in marks]
    return _("%(first)s and %(last)s", first=", ".join(first), last=last) if first else last
