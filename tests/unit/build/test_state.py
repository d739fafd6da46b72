"""The state that a build leaves for the next."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from strategy_site.build.state import BuildState, Output
from strategy_site.files import write_checked

STATE = BuildState(
    outputs={
        "å/index.html": Output({"å/index.html": (3, "a")}, "a fingerprint", '[["item", "1"]]'),
        "": Output({"strategy.json": (2, "another")}, None),
    },
    inputs={"config": {"url": "https://example.org/"}},
    sources={"strategy/strategy.yml": "a digest", "": "another"},
    stats="a third",
    summary="Klart: site/",
)


def test_a_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    STATE.write(tmp_path / "new/state.json")
    assert BuildState.read(tmp_path / "new/state.json") == STATE


def test_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert BuildState.read(tmp_path / "state.json") == BuildState()


def test_a_damaged_byte_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    STATE.write(file)
    whole = file.read_bytes()
    for at in range(0, len(whole), 7):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert BuildState.read(file) == BuildState()
        file.write_bytes(whole[:at])
        assert BuildState.read(file) == BuildState()


@pytest.mark.parametrize(
    "stored",
    [
        [],
        {"version": 2},
        {"outputs": []},
        {"outputs": {"": {}}},
        {"outputs": {"": [{"a": 1}, "f", ""]}},
        {"outputs": {"": [{"a": [1, "d"]}]}},
    ],
)
def test_what_another_version_has_written_is_nothing(tmp_path: Path, stored: Any) -> None:
    write_checked(tmp_path / "state.json", json.dumps(stored).encode())
    assert BuildState.read(tmp_path / "state.json") == BuildState()
