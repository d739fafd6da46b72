"""The commands as they are typed: their options, their help, and what each reads."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from strategy_site.cli.main import main
from strategy_site.content.reader import Reading, read_folder
from tests.support.paths import BASE

COMMANDS = [
    *("build", "serve", "preview", "edit"),
    *("check", "schema", "freeze", "publish", "restore", "import"),
    *("translations", "reviewed", "harmless", "export-po", "import-po"),
    *("project", "call", "language", "new-strategy", "map"),
]


def test_help_names_every_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--help"]) == 0
    listed = capsys.readouterr().out.partition("Commands:\n")[2].splitlines()
    assert sorted(line.split()[0] for line in listed) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_and_refuses_options_of_others(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--help"]) == 0
    usage, _, rest = capsys.readouterr().out.partition("\n")
    assert usage.startswith(f"Usage: strategy-site {command} [OPTIONS] ")
    assert "--help" in rest
    others = {"--format", "--reviewed", "--against", "--like"} - set(rest.split())
    for option in others:
        assert main([command, str(tmp_path / "none"), option, "text"]) == 2
        assert f"No such option '{option}'" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("arguments", [["frobnicate"], ["check", "a", "b"], ["check", "--format"]])
def test_wrong_usage_is_not_taken_for_a_mistake_in_the_content(arguments: list[str]) -> None:
    assert main(arguments) == 2


@pytest.mark.parametrize("command", ["check", "schema", "translations", "publish", "export-po"])
def test_the_content_is_read_once(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(BASE, folder)
    assert main(["publish", str(folder)]) == 0
    reads: list[Path] = []

    def counted(path: Path, *more: Any) -> Reading:
        reads.append(path)
        return read_folder(path, *more)

    monkeypatch.setattr("strategy_site.checks.load.read_folder", counted)
    monkeypatch.chdir(tmp_path)
    assert main([command, str(folder)]) == 0
    assert reads == [folder]
