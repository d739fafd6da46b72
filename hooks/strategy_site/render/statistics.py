"""Sums of the projects' funding by priority area and by funder, in whole units of currency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..messages import N_
from ..model.items import Project


@dataclass(frozen=True)
class Row:
    """One bar of a chart, and the row of the table with the same figures."""

    name: str
    """The id of a priority area or funder; the message id of any other row."""
    amount: int
    projects: int
    """How many projects the amount is the sum of."""
    share: float
    """Percent of the longest bar, from 0 to 100."""


SEVERAL = N_("Several priority areas")
NONE = N_("Not named by the sources")


def by_area(projects: Iterable[Project], areas: Iterable[str]) -> list[Row]:
    """Return the total cost of each priority area's projects, in the order of the areas' ids.

    Projects that name several areas, or none, have rows of their own, so that none is counted
    twice and the rows sum to the cost of all projects. Projects without a total are left out.
    """
    rows = [*areas, SEVERAL, NONE]
    sums, counts = Counter[str](), Counter[str]()
    for project in projects:
        if project.total is None:
            continue
        named = project.priority_areas
        name = SEVERAL if len(named) > 1 else named[0] if named else NONE
        sums[name] += project.total
        counts[name] += 1
    return _rows([(n, sums[n], counts[n]) for n in rows if counts[n] or n not in (SEVERAL, NONE)])


def by_funder(projects: Iterable[Project]) -> list[Row]:
    """Return the support and co-funding of each funder, the largest first."""
    sums, counts = Counter[str](), Counter[str]()
    for project in projects:
        parts = [*project.funding, *project.co_funding]
        for part in parts:
            sums[part.source] += part.amount
        counts.update({part.source for part in parts})
    ordered = sorted(sums, key=lambda name: (-sums[name], name))
    return _rows([(name, sums[name], counts[name]) for name in ordered])


def _rows(found: list[tuple[str, int, int]]) -> list[Row]:
    longest = max((amount for _, amount, _ in found), default=0) or 1
    return [Row(name, sum_, count, round(100 * sum_ / longest, 2)) for name, sum_, count in found]
