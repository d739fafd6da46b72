"""A strategy may say which version of the program it was written for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from strategy_site.checks.load import load_strategy
from strategy_site.version import installed_version
from tests.support.editing import change
from tests.support.paths import BASE

_PARTS = [int(part) for part in installed_version().split(".")]
_NEXT = f"{_PARTS[0]}.{_PARTS[1] + 1}"


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (_NEXT, True),
        (f"{_PARTS[0] + 1}", True),
        (f"{installed_version()}", False),
        (f"{_PARTS[0]}.{_PARTS[1]}", False),
        ("0.1.99", False),
    ],
)
def test_a_newer_program_is_asked_for_in_one_sentence(
    tmp_path: Path, wanted: str, told: bool
) -> None:
    shutil.copytree(BASE, tmp_path / "strategy")
    settings = tmp_path / "strategy/strategy.yml"
    change(settings, "version: 2", f"version: 2\nwritten_for: '{wanted}'")
    _, warnings = load_strategy(tmp_path / "strategy")
    assert [str(warning) for warning in warnings] == [
        f"strategy/strategy.yml, rad 7: Varning: strategin är skriven för version {wanted} av "
        f"programmet, och det här är {installed_version()}; installera den nyare."
    ] * told
