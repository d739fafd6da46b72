"""The guard that keeps tests from reading what the communicators write."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from strategy_site.checks.load import load_strategy
from tests.support.building import build, copy_of_project
from tests.support.guard import (
    RealContentOpened,
    may_read_real_content,
    real_content_closed,
)
from tests.support.paths import BASE, DEMO, ROOT

STRATEGY = ROOT / "strategy"


def _run(*arguments: str | Path, folder: Path | None = None) -> None:
    subprocess.run([sys.executable, *arguments], cwd=folder, check=False)


@pytest.mark.parametrize(
    "opens",
    [
        lambda _: (STRATEGY / "strategy.yml").read_text("utf-8"),
        lambda _: list((ROOT / "docs").iterdir()),
        lambda _: list(STRATEGY.rglob("*.yml")),
        lambda folder: shutil.copytree(STRATEGY, folder / "copy"),
        lambda _: load_strategy(STRATEGY),
        lambda folder: copy_of_project(folder / "copy"),
        lambda folder: build(ROOT / "mkdocs.yml", folder / "site"),
        lambda _: _run("-c", "", STRATEGY),
        lambda _: _run("-c", "", "strategy", folder=ROOT),
    ],
    ids=["read", "list", "glob", "copy", "load", "project", "build", "process", "process-in"],
)
def test_the_communicators_files_are_closed(
    opens: Callable[[Path], object], tmp_path: Path
) -> None:
    with pytest.raises(RealContentOpened, match="fixtures/demo"):
        opens(tmp_path)


def test_a_path_from_the_working_folder_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(RealContentOpened):
        Path("strategy/strategy.yml").read_bytes()


def test_other_folders_of_the_same_name_are_open(tmp_path: Path) -> None:
    assert load_strategy(DEMO / "strategy")[0].languages == ["sv", "fi", "fit"]
    shutil.copytree(BASE, tmp_path / "strategy")
    assert load_strategy(tmp_path / "strategy")[0].languages == ["sv", "fi"]
    shutil.rmtree(tmp_path / "strategy")
    with real_content_closed(False):
        assert (STRATEGY / "strategy.yml").is_file()


def test_tests_of_the_real_site_may_read_it() -> None:
    assert may_read_real_content(ROOT / "tests/real/test_x.py")
    assert not may_read_real_content(Path(__file__))
