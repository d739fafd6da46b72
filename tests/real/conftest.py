"""Tests of this repository's own site: skipped where ``strategy/`` belongs to another group."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.support.paths import ROOT

HERE = Path(__file__).parent
NAME = "Tornedalen 2020"
"""The group that these tests are about, as ``name:`` in ``strategy/strategy.yml`` says it."""


def _name() -> str:
    content = yaml.safe_load((ROOT / "strategy/strategy.yml").read_text("utf-8"))
    return str(content["name"]["sv"] if "sv" in content["name"] else content["name"])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests in this folder if the strategy is another group's."""
    ours = [item for item in items if item.path.is_relative_to(HERE)]
    if ours and (name := _name()) != NAME:
        for item in ours:
            item.add_marker(pytest.mark.skip(reason=f"strategy/ is {name}'s, not {NAME}'s"))
