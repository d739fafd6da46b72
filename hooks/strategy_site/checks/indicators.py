"""What was measured of each indicator."""

from __future__ import annotations

from collections.abc import Iterator

from ..clock import today
from ..content.reader import Reading
from ..diagnostics import Diagnostic
from ..messages import _
from ..model.items import Goal
from ..yaml_io.reader import Document, KeyPath


def check_indicators(reading: Reading) -> Iterator[Diagnostic]:
    """Yield outcomes of the same year, and outcomes of years that have not come yet."""
    strategy = reading.strategy.item
    this_year = today(strategy.time_zone).year if strategy else None
    for document, key, item in reading.items_with_pages():
        if isinstance(item, Goal):
            for number in range(len(item.indicators)):
                inside = (*key, "indicators", number)
                yield from _check_years(document, inside, item, number, this_year)


def _check_years(
    document: Document, key: KeyPath, goal: Goal, number: int, this_year: int | None
) -> Iterator[Diagnostic]:
    indicator = goal.indicators[number]
    rows: list[tuple[KeyPath, int | None, float]] = [
        ((*key, "outcomes", n, "year"), row.year, row.value)
        for n, row in enumerate(indicator.outcomes)
    ]
    if single := indicator.outcome:
        rows.append(((*key, "outcome", "year"), single.year, single.value))
    seen: dict[int, float] = {}
    for place, year, value in rows:
        if year is None:
            continue
        # A single outcome may repeat one of the series, but not contradict it.
        if year in seen and ("outcomes" in place or value != seen[year]):
            message = _(
                "the indicator has two outcomes for %(year)s, %(first)s and %(second)s; remove "
                "one of them.",
                year=year,
                first=seen[year],
                second=value,
            )
            yield document.error(place, message)
        seen.setdefault(year, value)
        if this_year is not None and year > this_year:
            message = _(
                "%(year)s has not come yet, so nothing can have been measured; correct the "
                "year, or write the value under “target” if it is aimed at.",
                year=year,
            )
            yield document.error(place, message)
