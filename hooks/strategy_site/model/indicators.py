"""The indicators of a goal: what is measured, from where to where, and what came of it.

Title, unit, baseline and target are adopted wording. The outcomes are not: they are added in any
year, and no version freezes them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ..messages import message_id
from .fields import Strict, Text, WebLink, Year

MeasurementKind = Literal["baseline", "outcome", "target"]
_NO_DISTANCE = 1e-9


def _as_written(value: float) -> float:
    """Return a whole number as one: 7, not 7.0."""
    return int(value) if value.is_integer() else value


# Beyond these no page, table or chart could show it.
Value = Annotated[
    float,
    Field(ge=-(10**15), le=10**15, allow_inf_nan=False, description=message_id("A number.")),
    AfterValidator(_as_written),
]


class Measurement(Strict):
    """A value of an indicator, and its year."""

    value: Value
    year: Annotated[Year | None, Field(description=message_id("Which year, with four digits."))] = (
        None
    )


class Outcome(Strict):
    """What was measured in one year."""

    year: Annotated[Year, Field(description=message_id("Which year, with four digits."))]
    value: Value
    source: Annotated[
        WebLink | None, Field(description=message_id("The address of the figure's source."))
    ] = None


class IndicatorWording(Strict):
    """What a version of the strategy says of an indicator."""

    title: Annotated[Text, Field(description=message_id("What is measured."))]
    unit: Annotated[Text | None, Field(description=message_id("Unit, for instance: people."))] = (
        None
    )
    baseline: Annotated[Measurement | None, Field(description=message_id("Starting value."))] = None
    target: Annotated[Measurement | None, Field(description=message_id("Target value."))] = None

    def texts(self) -> list[Text]:
        """Return the texts that make up the wording."""
        return [self.title, *([self.unit] if self.unit else [])]

    def wording(self, number: Callable[[float], str] = str) -> Text:
        """Return title, unit, baseline and target in one line for each language.

        Takes a function that writes a number for a reader; programs compare them as they are.
        """
        lines = {}
        for language, title in self.title.root.items():
            unit = self.unit.get(language) if self.unit else None
            values = [
                f"{number(m.value)} ({m.year or '–'})" for m in (self.baseline, self.target) if m
            ]
            lines[language] = " ".join([title, *([f"({unit})"] if unit else []), *values])
        return Text(lines)


class Indicator(IndicatorWording):
    """A measure of a goal, with what was measured."""

    editors_own: Annotated[
        bool,
        Field(
            description=message_id("true: the editors' own, not a part of the adopted strategy.")
        ),
    ] = False
    outcomes: Annotated[
        list[Outcome], Field(description=message_id("What was measured, year by year."))
    ] = []
    outcome: Annotated[
        Measurement | None,
        Field(description=message_id("A single outcome; outcomes has those of several years.")),
    ] = None

    def adopted_wording(self) -> IndicatorWording:
        """Return what a version freezes of the indicator."""
        return IndicatorWording(
            title=self.title, unit=self.unit, baseline=self.baseline, target=self.target
        )

    @property
    def series(self) -> list[Outcome]:
        """What was measured in a known year, oldest first."""
        found = [*self.outcomes]
        if self.outcome and self.outcome.year:
            found.append(Outcome(year=self.outcome.year, value=self.outcome.value))
        # One a year: a single outcome may have been repeated among the outcomes.
        return sorted({row.year: row for row in reversed(found)}.values(), key=lambda r: r.year)

    @property
    def measurements(self) -> list[tuple[MeasurementKind, Measurement | Outcome]]:
        """Everything that is known: baseline, what was measured by year, target."""
        undated = [self.outcome] if self.outcome and not self.outcome.year else []
        kinds: tuple[tuple[MeasurementKind, Sequence[Measurement | Outcome | None]], ...] = (
            ("baseline", [self.baseline]),
            ("outcome", [*self.series, *undated]),
            ("target", [self.target]),
        )
        return [(kind, row) for kind, rows in kinds for row in rows if row]

    @property
    def latest(self) -> Measurement | Outcome | None:
        """What was measured last; a value without a year if there is no other."""
        return self.series[-1] if self.series else self.outcome

    @property
    def progress(self) -> float | None:
        """How far the latest outcome is from baseline (0) to target (1); it may be beyond both.

        ``None`` if one of the three is missing or the target is to stay at the baseline.
        """
        if not (self.baseline and self.target and self.latest):
            return None
        whole = self.target.value - self.baseline.value
        apart = self.latest.value - self.baseline.value
        return apart / whole if abs(whole) > _NO_DISTANCE else None
