"""Hints about what is right and may be better."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from strategy_site.checks.lint import lint
from strategy_site.checks.load import load_strategy
from strategy_site.content.url_ledger import PublishedUrl, append_to_ledger
from tests.support.paths import BASE


@pytest.mark.parametrize(
    ("more", "told"),
    [("", True), ("contact: https://l.example/\n", False), ("email: a@b.se\n", False)],
)
def test_a_published_site_that_nobody_can_reach_is_told(
    more: str, told: bool, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(BASE, tmp_path / "strategy"))
    with (folder / "strategy.yml").open("a", encoding="utf-8") as file:
        file.write(more)
    hint = "ingen går att fråga"
    assert not any(hint in str(found) for found in lint(load_strategy(folder)[0]))
    rows = [PublishedUrl("projekt/bastu/", "project", "bastu")]
    append_to_ledger(folder, rows, date(2026, 9, 1))
    assert any(hint in str(found) for found in lint(load_strategy(folder)[0])) == told


def test_an_outcome_that_nobody_can_look_up_is_told(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BASE, tmp_path / "strategy"))
    project = folder / "projects/bastu.yml"
    with project.open("a", encoding="utf-8") as file:
        file.write("outcome: {sv: Bastun är klar.}\n")
    (told,) = lint(load_strategy(folder)[0])
    assert "resultatet har ingen källa; skriv ”outcome_source: https://…”" in str(told)
    assert told.path.name == "bastu.yml"
    with project.open("a", encoding="utf-8") as file:
        file.write("outcome_source: https://l.example/bastun\n")
    assert lint(load_strategy(folder)[0]) == []
