"""How far an indicator is, whichever way it is to go."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_site.i18n.localizer import localizers
from strategy_site.model.indicators import Indicator
from strategy_site.model.language import Language
from strategy_site.render.standing import standing

LOCALIZER = localizers([Language(code="sv", name="svenska")], "SEK")["sv"]
_NUMBERS = st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15, allow_nan=False)


def _indicator(**fields: Any) -> Indicator:
    return Indicator.model_validate({"title": {"sv": "A"}, **fields})


def _said(**fields: Any) -> str:
    said = standing(_indicator(**fields), LOCALIZER)
    return " ".join(LOCALIZER.gettext_plain(text, **values) for text, values in said)


def _measured(baseline: float, target: float, value: float) -> dict[str, Any]:
    return {
        "baseline": {"value": baseline},
        "target": {"value": target},
        "outcomes": [{"year": 2024, "value": value}],
    }


@pytest.mark.parametrize(
    ("baseline", "target", "value", "said"),
    [
        (4, 12.5, 7, "Det är 35\N{NO-BREAK SPACE}% av vägen till målvärdet."),
        (0, 10, 9.99, "Det är 99\N{NO-BREAK SPACE}% av vägen till målvärdet."),
        (0, 1, 0.29, "Det är 29\N{NO-BREAK SPACE}% av vägen till målvärdet."),
        (0, 10, 0, "Det är 0\N{NO-BREAK SPACE}% av vägen till målvärdet."),
        (0, 10, 10, "Målvärdet är nått."),
        (0, 10, 12, "Målvärdet är nått."),
        (0, 10, -1, "Det är längre från målvärdet än vid starten."),
        # A target that falls, below zero too.
        (40, 10, 25, "Det är 50\N{NO-BREAK SPACE}% av vägen till målvärdet."),
        (40, 10, 10, "Målvärdet är nått."),
        (40, 10, 41, "Det är längre från målvärdet än vid starten."),
        (-2, -6, -5, "Det är 75\N{NO-BREAK SPACE}% av vägen till målvärdet."),
    ],
)
def test_how_far_it_is(baseline: float, target: float, value: float, said: str) -> None:
    written = LOCALIZER.number(value)
    assert (
        _said(**_measured(baseline, target, value)) == f"Senaste utfall: {written} (2024). {said}"
    )


def test_nothing_is_said_of_what_is_not_known() -> None:
    assert _said() == "Inget utfall är känt än."
    assert _said(target={"value": 3}) == "Inget utfall är känt än."
    assert _said(outcome={"value": 1250}) == "Utfall: 1\N{NO-BREAK SPACE}250."
    dated = {"outcomes": [{"year": 2024, "value": 2}]}
    assert _said(**dated) == "Senaste utfall: 2 (2024)."
    assert _said(target={"value": 3}, **dated) == "Senaste utfall: 2 (2024)."
    # To stay where it is has no way to go.
    assert _said(**_measured(5, 5, 5)) == "Senaste utfall: 5 (2024)."


def test_the_latest_year_counts_in_whatever_order_they_are_written() -> None:
    rows = [{"year": year, "value": year - 2000} for year in (2024, 2020, 2022)]
    indicator = _indicator(outcomes=rows, outcome={"value": 25, "year": 2025})
    assert [row.year for row in indicator.series] == [2020, 2022, 2024, 2025]
    assert [kind for kind, _ in indicator.measurements] == ["outcome"] * 4
    # The single outcome of former files, repeated in the series.
    assert len(_indicator(outcomes=rows, outcome={"value": 24, "year": 2024}).series) == 3


@given(_NUMBERS, _NUMBERS, _NUMBERS)
def test_any_figures_give_a_sentence(baseline: float, target: float, value: float) -> None:
    fields = _measured(baseline, target, value)
    assert _said(**fields).startswith("Senaste utfall: ")
    progress = _indicator(**fields).progress
    assert progress is None or math.isfinite(progress)
