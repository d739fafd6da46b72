"""Strategies of other shapes become whole sites, with no line of code changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from strategy_site.build.link_check import broken_links
from strategy_site.cli.main import main
from tests.support.building import build
from tests.support.paths import ROOT, SAARISTO
from tests.support.text import text_of

URL = "https://saaristo.example/strategia/"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of the second strategy that can be changed."""
    folder = tmp_path / "copy"
    shutil.copytree(SAARISTO, folder)
    config = (folder / "mkdocs.yml").read_text("utf-8").replace("../../..", str(ROOT))
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    return folder


def _speak(folder: Path, languages: list[dict[str, str]]) -> None:
    """Give the strategy other languages, in both files that name them."""
    for name in ("mkdocs.yml", "strategy/strategy.yml"):
        value = yaml.safe_load((folder / name).read_text("utf-8"))
        if name == "mkdocs.yml":
            rows = [{"locale": row["code"], "name": row["name"]} for row in languages]
            (plugin,) = (row for row in value["plugins"] if "i18n_any_language" in row)
            plugin["i18n_any_language"]["languages"] = [
                {**row, "default": number == 0} for number, row in enumerate(rows)
            ]
        else:
            value["languages"] = languages
        (folder / name).write_text(yaml.safe_dump(value, allow_unicode=True), "utf-8")


def _build(folder: Path) -> Path:
    result = build(folder / "mkdocs.yml", folder / "site")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert broken_links(folder / "site", URL) == []
    return folder / "site"


def test_five_languages(copy: Path) -> None:
    names = {"fi": "suomi", "sv": "svenska", "en": "English", "nb": "norsk", "fit": "meänkieli"}
    languages = [{"code": code, "name": name} for code, name in names.items()]
    languages[-1]["formats"] = "fi"
    _speak(copy, languages)
    site = _build(copy)
    english = (site / "en/tavoitteet/yhteinen-tavoite/index.html").read_text("utf-8")
    assert '<html lang="en"' in english
    assert english.count('rel="alternate" hreflang=') == 6
    assert '<h1><span lang="fi">Yhteinen tavoite</span></h1>' in english
    assert '<span lang="fi">Hankkeet</span>' in english  # no catalogue: the source's words, marked
    assert "Suomeksi" in text_of((site / "fit/painopisteet/luonto/index.html").read_text("utf-8"))


def test_one_language_and_twelve_areas_in_order(copy: Path) -> None:
    for path in (copy / "strategy").rglob("*.yml"):
        value = _without(yaml.safe_load(path.read_text("utf-8")), "sv")
        path.write_text(yaml.safe_dump(value, allow_unicode=True), "utf-8")
    for number in range(7, 13):
        area = {
            "id": f"a{number}",
            "title": {"fi": f"Alue {number}"},
            "purpose": {"fi": "Tarkoitus."},
        }
        (copy / f"strategy/priority_areas/{number}.yml").write_text(yaml.safe_dump(area), "utf-8")
    _speak(copy, [{"code": "fi", "name": "suomi"}])
    site = _build(copy)
    data = json.loads((site / "strategy.json").read_text("utf-8"))
    areas = [item["id"] for item in data["items"] if item["kind"] == "priority_area"]
    assert areas == [f"a{number}" for number in range(1, 13)]
    assert 'class="languages"' not in (site / "index.html").read_text("utf-8")


def _without(value: object, language: str) -> object:
    if isinstance(value, dict):
        return {key: _without(inner, language) for key, inner in value.items() if key != language}
    if isinstance(value, list):
        return [_without(inner, language) for inner in value]
    return value


def test_a_language_that_the_theme_does_not_know_gets_a_sentence(copy: Path) -> None:
    known = [{"code": "fi", "name": "suomi"}, {"code": "sv", "name": "svenska"}]
    _speak(copy, [*known, {"code": "smj", "name": "julevsámegiella", "formats": "sv"}])
    result = build(copy / "mkdocs.yml", copy / "site")
    assert result.returncode == 1
    assert "overrides/partials/languages/smj.html, rad 1: temat har inga ord" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_frozen_theme_keeps_its_words(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copy / "strategy"
    assert main(["freeze", str(folder)]) == 0
    path = folder / "strategy.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Jokainen hanke kertoo", "Moni hanke kertoo"), "utf-8")
    assert main(["check", str(folder)]) == 1
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "fi: |-" in row)
    said = capsys.readouterr().err
    assert f"strategy.yml, rad {line}: lydelsen är en annan än i den frysta version 1" in said
    later = text.replace("version: 1", "version: 2").replace("Jokainen", "Moni")
    path.write_text(later, "utf-8")
    earlier = text_of((_build(copy) / "v1/index.html").read_text("utf-8"))
    assert "Poikkileikkaavat teemat poistettu: Jokainen lisätty: Moni" in earlier
