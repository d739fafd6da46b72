"""The demo project has what the other tests look for on its site."""

from __future__ import annotations

from strategy_site.checks.load import load_strategy
from strategy_site.content.call_status import call_status
from strategy_site.i18n.translation_status import TranslationStatus
from strategy_site.i18n.translation_units import translation_units
from tests.support.building import TODAY
from tests.support.paths import DEMO


def test_it_has_everything_once() -> None:
    content, remarks = load_strategy(DEMO / "strategy")
    assert remarks == []
    assert content.languages == ["sv", "fi", "fit"]
    assert {call_status(call, TODAY) for call in content.calls} == {
        *("open", "coming", "closed", "undated")
    }
    assert {call.kind for call in content.calls} >= {"call", "running", "expression_of_interest"}
    assert {item.id for item in content.withdrawn} == {"1.3", "marknaden", "forstudier", "skog"}
    homes = {goal.id: len(content.areas_by_goal[goal.id]) for goal in content.goals}
    assert set(homes.values()) == {0, 1, 2}
    assert [edition.number for edition in content.frozen] == [1, 2]
    assert {project.difference for project in content.projects} == {0, -10000}
    assert content.borders is not None
    assert content.quality is not None
    assert content.strategy.colours is not None
    assert content.glossary.terms
    assert content.published
    translations = TranslationStatus(
        translation_units(content), content.languages, content.stored_translations
    )
    states = {one.state for one in translations.all("fi")}
    assert states == {"missing", "draft", "reviewed", "outdated"}
