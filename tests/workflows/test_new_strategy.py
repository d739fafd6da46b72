"""``make new-strategy``: a site of one's own, and another LAG's first hour with it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from PIL import Image
from playwright.sync_api import Page

from strategy_site.build.link_check import broken_links
from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from strategy_site.model.slugs import slug_of
from strategy_site.model.strategy import Sections, Strategy
from tests.support.building import copy_of_demo, run_in
from tests.support.editing import git
from tests.support.serving import serve
from tests.support.text import text_of


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_of_demo(tmp_path_factory.mktemp("new") / "project")
    git(project, "init", "--quiet")
    return project


def _new(project: Path, folder: str, *more: str) -> subprocess.CompletedProcess[str]:
    return run_in(project, "-m", "strategy_site", "new-strategy", folder, *more)


def _uncommented(text: str) -> str:
    """Give the file as it is when every example has been put to use."""
    # An example begins with a key or continues one; an explanation is a sentence.
    return re.sub(r"(?m)^# (?=[a-z_]+:( |$)|  )", "", text)


def test_a_new_strategy_builds_at_once_in_finnish_and_swedish(project: Path, page: Page) -> None:
    result = _new(project, "oma", "--language", "fi,sv")
    assert (result.returncode, result.stderr) == (0, "")
    assert "make site DIR=oma" in result.stdout
    built = run_in(project, "-m", "strategy_site", "build", "oma")
    assert (built.returncode, built.stderr) == (0, "")
    site = project / "oma/site"
    assert broken_links(site, "https://strategi.example.org/") == []
    for html in site.rglob("*.html"):
        told = text_of(html.read_text("utf-8"))
        assert "Torne" not in told, html
        assert "ruotsiksi" not in told.lower(), html
    with serve(site) as address:
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "fi"
        assert page.locator("h1").inner_text() == "[Yhdistyksen nimi]"
        page.get_by_role("link", name="Painopisteet", exact=True).first.click()
        page.get_by_role("link", name="[Painopiste]").first.click()
        assert page.url == f"{address}painopisteet/1/"
        page.get_by_role("link", name="svenska").click()
        assert page.url == f"{address}sv/painopisteet/1/"
        assert "Visas på finska" in page.locator("#content").inner_text()


@pytest.mark.parametrize("language", ["nb", "en", "de"])
def test_it_can_begin_with_a_language_that_has_no_words_here(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new-strategy", str(tmp_path / "ny"), "--language", language]) == 0
    assert capsys.readouterr().err == ""


def test_the_addresses_are_in_the_source_language(tmp_path: Path) -> None:
    """They can't be changed once others link there."""
    assert main(["new-strategy", str(tmp_path / "ny"), "--language", "fi"]) == 0
    content, _ = load_strategy(tmp_path / "ny/strategy")
    own = content.strategy.sections.model_dump()
    assert not set(own.values()) & set(Sections().model_dump().values())
    assert own["municipalities"] == "kunnat"


def test_every_key_is_explained_and_every_example_can_be_used(project: Path) -> None:
    assert _new(project, "exempel").returncode == 0
    folder = project / "exempel/strategy"
    path = folder / "strategy.yml"
    whole = _uncommented(path.read_text("utf-8"))
    keys = {field.alias or name for name, field in Strategy.model_fields.items()}
    assert yaml.safe_load(whole).keys() == keys
    path.write_text(whole, "utf-8")
    area = folder / "priority_areas/1.yml"
    area.write_text(_uncommented(area.read_text("utf-8")), "utf-8")
    for name in ("projects", "calls"):
        shutil.copy(folder / name / "exempel.txt", folder / name / "exempel.yml")
    (folder / "calls/exempel.yml").write_text(
        (folder / "calls/exempel.txt").read_text("utf-8").replace("id: exempel", "id: exempel-2"),
        "utf-8",
    )
    (folder / "images").mkdir()
    Image.new("RGB", (12, 8)).save(folder / "images/bild.jpg")
    content, warnings = load_strategy(folder)
    assert warnings == []
    assert content.strategy.colours is not None
    assert (len(content.projects), len(content.calls)) == (1, 1)


def test_what_is_there_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/viktigt.txt").write_text("kvar", "utf-8")
    assert main(["new-strategy", str(tmp_path / "full")]) == 1
    assert "är inte tom; skriv namnet på en ny mapp" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*")] == ["full", "viktigt.txt"]


@pytest.mark.parametrize("languages", ["xx", "../sv", "smj", "fi,fi", "fi,zz", "SV"])
def test_a_language_that_cannot_be_leaves_nothing_behind(
    tmp_path: Path, languages: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new-strategy", str(tmp_path / "ny"), "--language", languages]) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert languages.rpartition(",")[2] in said
    assert list(tmp_path.iterdir()) == []


def test_a_title_becomes_what_may_stand_in_an_address() -> None:
    assert slug_of("Öppna byn: Ånge & Älvsbyn!") == "oppna-byn-ange-alvsbyn"
    assert slug_of("Čáhcesuolu – ŧŋđ") == "cahcesuolu-tnd"
    assert slug_of("Byn", ["byn", "byn-2"]) == "byn-3"
    assert slug_of("村") == "1"
    assert len(slug_of("ord " * 50)) <= 60
