"""``make language``: what it takes, what it refuses and how it says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from strategy_site.authoring.new_language import add_language
from strategy_site.catalogs import read_catalog
from strategy_site.cli.main import main
from strategy_site.diagnostics import ContentError
from strategy_site.package_files import LOCALES
from tests.support.adding_language import WORDS
from tests.support.building import QUIET, build, copy_of_demo
from tests.support.paths import ROOT, SAARISTO


def _files(folder: Path) -> dict[str, bytes]:
    found = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc")
    return {str(file.relative_to(folder)): file.read_bytes() for file in found}


def _replace(name: str, old: str, new: str) -> Callable[[Path], object]:
    def change(project: Path) -> None:
        text = (project / name).read_text("utf-8")
        assert old in text
        (project / name).write_text(text.replace(old, new, 1), "utf-8")

    return change


def _file_for_folder(project: Path) -> None:
    shutil.rmtree(project / "overrides/partials")
    (project / "overrides/partials").write_text("", "utf-8")


def _nothing(project: Path) -> None:
    pass


STRATEGY = "strategy/strategy.yml, rad 2: "
MISTAKES: dict[str, tuple[Callable[[Path], object], list[str], str]] = {
    "no code": (_nothing, [], STRATEGY + "”” är ingen språkkod; skriv två eller tre små"),
    "large letters": (_nothing, ["--language", "SE"], STRATEGY + "”SE” är ingen språkkod"),
    "region": (_nothing, ["--language", "se-NO"], STRATEGY + "”se-NO” är ingen språkkod"),
    "path": (_nothing, ["--language", "../se"], STRATEGY + "”../se” är ingen språkkod"),
    "too long": (_nothing, ["--language", "sme"], STRATEGY + "”sme” skrivs med två bokstäver"),
    "there": (_nothing, ["--language", "fit"], "strategy/strategy.yml, rad 5: språket ”fit” finns"),
    "there in one": (
        _replace("mkdocs.yml", "{locale: fit,", "{locale: se,"),
        ["--language", "se"],
        "mkdocs.yml, rad 26: språket ”se” finns redan",
    ),
    "no formats": (
        _nothing,
        ["--language", "sma"],
        STRATEGY + "CLDR vet inte hur tal och datum skrivs på ”sma”; skriv LIKT= och ett av "
        "webbplatsens språk: sv, fi, fit.",
    ),
    "no formats to lend": (
        _nothing,
        ["--language", "rmf", "--name", "x", "--like", "sma"],
        STRATEGY + "CLDR har inga tal och datum på ”sma” att låna; skriv LIKT=",
    ),
    "no name": (
        _nothing,
        ["--language", "rmf", "--like", "fi", "--name", " "],
        STRATEGY + "CLDR vet inte vad ”rmf” heter; skriv NAMN=",
    ),
    "address taken": (
        _nothing,
        ["--language", "ar"],
        "strategy/strategy.yml, rad 1: adressen /ar/ är redan upptagen av ett språk",
    ),
    "no mkdocs.yml": (
        lambda project: (project / "mkdocs.yml").unlink(),
        ["--language", "se"],
        "mkdocs.yml, rad 1: filen går inte att läsa",
    ),
    "no plugin": (
        _replace("mkdocs.yml", "i18n_any_language:", "i18n_other:"),
        ["--language", "se"],
        "mkdocs.yml, rad 20: språken under i18n_any_language saknas",
    ),
    "no theme of ours": (
        _replace("mkdocs.yml", "  custom_dir: overrides\n", ""),
        ["--language", "se"],
        "mkdocs.yml, rad 12: temat har inga ord på ”se”; skriv custom_dir",
    ),
    "unreadable settings": (
        _replace("mkdocs.yml", "plugins:", "plugins: ["),
        ["--language", "se"],
        "mkdocs.yml, rad ",
    ),
    "not to be written": (
        _file_for_folder,
        ["--language", "se"],
        "overrides/partials/languages/se.html, rad 1: filen går inte att skriva",
    ),
    "a strategy with mistakes": (
        _replace("strategy/strategy.yml", "version: 2", "version: två"),
        ["--language", "se"],
        "strategy/strategy.yml, rad ",
    ),
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the demo; catalogues are written into it, too."""
    project = copy_of_demo(tmp_path / "project")
    locales = project / "hooks/strategy_site/locales/site"
    monkeypatch.setattr("strategy_site.authoring.new_language.LOCALES", locales)
    monkeypatch.chdir(project)
    return project


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_one_sentence_and_writes_nothing(
    project: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change, arguments, sentence = MISTAKES[case]
    change(project)
    before = _files(project)
    assert main(["language", str(project / "strategy"), *arguments]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    said, summary = told.err.splitlines()
    assert said.startswith(sentence)
    assert summary == "1 fel att rätta. Inget är publicerat."
    assert _files(project) == before


@pytest.mark.parametrize("code", ["en", "nb", "de"])
def test_a_language_that_the_theme_knows(project: Path, code: str) -> None:
    assert main(["language", str(project / "strategy"), "--language", code]) == 0
    assert not (project / "overrides" / WORDS / f"{code}.html").exists()


def test_a_strategy_of_another_shape(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, locales = tmp_path / "copy", tmp_path / "locales"
    shutil.copytree(SAARISTO, folder)
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    config = (folder / "mkdocs.yml").read_text("utf-8")
    config = config.replace("../../../overrides", "../overrides").replace("../../..", str(ROOT))
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    monkeypatch.setattr("strategy_site.authoring.new_language.LOCALES", locales)
    said = list(add_language(folder / "strategy", "se"))
    assert "källspråket" in said[-1]
    words = (tmp_path / "overrides" / WORDS / "se.html").read_text("utf-8")
    assert 'import "partials/languages/fi.html" as source' in words
    assert (locales / "se.po").is_file()
    result = build(folder / "mkdocs.yml", folder / "site")
    assert (result.returncode, result.stderr) == (0, "")
    html = (folder / "site/se/index.html").read_text("utf-8")
    assert '<span lang="fi">Haku</span>' in html
    with pytest.raises(ContentError, match="finns redan här"):
        list(add_language(folder / "strategy", "se"))


@pytest.fixture
def make(project: Path) -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """Give ``make language`` in a copy of the project where nothing needs to be installed."""
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, project)
    (project / ".venv").mkdir()
    (project / ".venv/site.stamp").touch()

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["make", f"BIN={Path(sys.executable).parent}", "language", *arguments],
            cwd=project,
            env=os.environ | QUIET | {"PYTHONPATH": str(project / "hooks"), "LANG": "fi"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    yield run


def test_make_takes_the_language_from_its_command_line_alone(
    make: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    assert "”” är ingen språkkod" in make().stderr
    result = make("LANG=rmf", "LIKT=fi", "NAMN=kaalengo tšimb")
    assert result.returncode == 0, result.stderr
    assert "Språket kaalengo tšimb (rmf) är förberett" in result.stdout


def test_every_catalogue_has_its_language() -> None:
    for path in LOCALES.glob("*.po"):
        assert dict(read_catalog(path.stem).mime_headers)["Language"] == path.stem
