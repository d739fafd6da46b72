"""What the projects' money comes to, by priority area and by funder, in whole units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .model import Project


@dataclass(frozen=True)
class Row:
    """One bar of a picture, and one row of the table that says the same."""

    name: str
    """An id; see the function that made it."""
    amount: int
    projects: int
    """How many projects the amount is the sum of."""
    share: float
    """Of the longest bar, from 0 to 100."""


SEVERAL = "+"
"""Stands for the projects that name several priority areas."""
NONE = ""
"""Stands for the projects whose sources name none."""


def by_area(projects: Iterable[Project], areas: Iterable[str]) -> list[Row]:
    """Give the totals of the projects of each priority area, by its id.

    A project that names several stands in a row of its own kind, so that none is counted twice and
    the rows sum to what all projects cost. Projects whose total nobody gives are left out.
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
    """Give what each funder gave, by its id, the largest first: support and co-funding in money."""
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
