"""The commands as they are typed: their options, their help, and what each reads."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from strategy_site.cli.main import main
from strategy_site.content.reader import Reading, read_folder
from tests.support.editing import change
from tests.support.paths import BASE

COMMANDS = [
    *("new", "add project", "add call", "add language"),
    *("check", "build", "serve", "preview", "edit", "import"),
    *("translations", "reviewed", "harmless", "export-po", "import-po"),
    *("send", "publish", "freeze", "restore", "record", "schema", "map"),
]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project in a folder with a space and letters that are not ASCII."""
    project = tmp_path / "vårt område"
    shutil.copytree(BASE, project / "strategy")
    monkeypatch.chdir(tmp_path)
    return project


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    listed = {line.split()[0] for line in capsys.readouterr().out.splitlines() if line.strip()}
    assert listed >= {command.split()[0] for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_and_refuses_options_of_others(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--messages", "en", *command.split(), "--help"]) == 0
    usage, _, rest = capsys.readouterr().out.partition("\n")
    assert usage.startswith(f"Usage: strategy-site {command} [OPTIONS]")
    assert "--help" in rest
    others = {"--format", "--reviewed", "--against", "--like"} - set(rest.split())
    for option in others:
        arguments = [*command.split(), str(tmp_path / "none"), option, "text"]
        assert main(["--messages", "en", *arguments]) == 2
        assert f"There is no option “{option}”: " in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.fixture(autouse=True)
def _language_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """``--messages`` is for the programs that a command starts too."""
    monkeypatch.setenv("LANGUAGE", os.environ["LANGUAGE"])


def test_help_and_wrong_usage_are_in_the_readers_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--messages", "fi", "check", "--help"]) == 0
    assert "Tarkista sisältö rakentamatta verkkosivustoa." in capsys.readouterr().out
    assert main(["--messages", "fi", "chekc"]) == 2
    said = capsys.readouterr().err
    assert "Komentoa ”chekc” ei ole: tarkoititko ”check”?" in said


@pytest.mark.parametrize("arguments", [["frobnicate"], ["check", "a", "b"], ["check", "--format"]])
def test_wrong_usage_is_not_taken_for_a_mistake_in_the_content(arguments: list[str]) -> None:
    assert main(arguments) == 2


def test_new_without_a_folder_says_how_to_name_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new"]) == 2
    assert "make new-strategy DIR=vart-omrade" in capsys.readouterr().err


@pytest.mark.parametrize("folder", [".", "strategy", "strategy/projects"])
def test_the_project_is_the_one_that_one_stands_in(
    project: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / folder)
    assert main(["check"]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--project", "vårt område"],
        ["check", "--project", "vårt område/strategy"],
        # Former ways, which stay for one release.
        ["check", "vårt område"],
        ["check", "vårt område/strategy"],
    ],
)
def test_a_project_is_named_by_its_folder(project: Path, arguments: list[str]) -> None:
    assert main(arguments) == 0
    change(project / "strategy/strategy.yml", "version: 2", "version: två")
    assert main(arguments) == 1


@pytest.mark.parametrize(
    "arguments", [["check", "--project", "vart omrade"], ["check"], ["build"], ["record"]]
)
def test_where_there_is_no_site_it_says_so_in_one_sentence(
    project: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    (sentence,) = capsys.readouterr().err.splitlines()
    assert "--project" in sentence or "vart omrade" in sentence


@pytest.mark.parametrize("former", ["project", "call"])
def test_former_names_lead_to_the_command(
    project: Path, former: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", stop)
    for arguments in ([former, str(project)], ["add", former, "--project", str(project)]):
        assert main(arguments) == 1
        assert "Inget är skrivet." in capsys.readouterr().err


def test_without_a_language_the_program_speaks_the_strategys(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert main(["check", "--project", str(project)]) == 0
    assert "Innehållet är rätt" in capsys.readouterr().out
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.setenv("LANG", "fi_FI.UTF-8")
    assert main(["check", "--project", str(project)]) == 0
    assert "Sisältö on oikein" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["check", "schema", "translations", "publish", "export-po"])
def test_the_content_is_read_once(
    command: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["publish", "--project", str(project)]) == 0
    reads: list[Path] = []

    def counted(path: Path, *more: Any) -> Reading:
        reads.append(path.resolve())
        return read_folder(path, *more)

    monkeypatch.setattr("strategy_site.checks.load.read_folder", counted)
    assert main([command, "--project", str(project)]) == 0
    assert reads == [project / "strategy"]
