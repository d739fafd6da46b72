"""The handbook: what it tells to do is done as it stands; its pictures are of the real thing."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from strategy_site.authoring.editor.decap import fetch_decap
from strategy_site.catalogs import read_catalog
from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from strategy_site.package_files import MESSAGES
from tests.support.building import ADDRESSES, copy_of_project
from tests.support.editing import git
from tests.support.forge import Forge
from tests.support.handbook import HANDBOOK, Reader, steps
from tests.support.paths import ROOT

PAGES = ["index", "projekt", "mal", "version", "utlysning", "amne", "oversattning", "bild"]
"""Those that tell a story; ``egen-webbplats`` has a test of its own."""
NEEDED = ("Makefile", ".gitignore", "requirements.txt", "pyproject.toml")
_TITLE, _NOTHING = ("Ny brygga", "Uusi laituri", ""), ("", "", "")
PROJECT = (
    *(*_TITLE, "", *_TITLE, "Byaföreningen"),
    *("", "", "", "", "", "", "", *_NOTHING, "", "", "1", ""),  # partners to total; one goal
    *("n", "n", "n", "https://www.example.org/beslut", "", "j"),
)
CALL = (
    *(*_TITLE, "", "1", *_TITLE, *_NOTHING),
    *("", "2027-02-01", "2027-03-31", "", ""),
    *(*_NOTHING, "", "", *_NOTHING, "", "1", *_NOTHING, "", "", "j"),  # fund to sources; one goal
)
ANSWERS = {"make project": "\n".join(PROJECT), "make call": "\n".join(CALL)}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a bare repository of the project, as the stories find it.

    The version in force is published, and nobody has reviewed a translation: else a story would
    end otherwise on the day that a goal is reworded or a translation reviewed.
    """
    folder = tmp_path_factory.mktemp("handbook")
    project = copy_of_project(folder / "project")
    shutil.rmtree(project / "strategy/translations", ignore_errors=True)
    with pytest.MonkeyPatch.context() as environment:
        for name, value in ADDRESSES.items():
            environment.setenv(name, value)
        assert main(["publish", str(project / "strategy")]) == 0
    for name in NEEDED:
        shutil.copy(ROOT / name, project)
    git(project, "init", "--quiet", "--initial-branch=main")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "Begin")
    git(folder, "clone", "--quiet", "--bare", str(project), "bare.git")
    return folder


@pytest.fixture
def reader(begun: Path, tmp_path: Path) -> Reader:
    """Return somebody with a clone, and a picture at home."""
    shutil.copytree(begun / "bare.git", tmp_path / "bare.git")
    forge = Forge(tmp_path)
    clone = forge.clone("clone")
    home = tmp_path / "home"
    (home / "Bilder").mkdir(parents=True)
    _sauna().save(home / "Bilder/bastu.jpg")
    return Reader(forge, clone, home, ANSWERS)


def _sauna() -> Image.Image:
    """Draw what the handbook says that its picture shows."""
    picture = Image.new("RGB", (900, 500), "#f6c48a")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 330, 900, 500), "#3f6f86")
    draw.rectangle((300, 190, 560, 340), "#8e2f23")
    draw.polygon([(270, 200), (430, 90), (590, 200)], "#3a2a26")
    draw.rectangle((400, 240, 460, 340), "#f2e6d0")
    return picture


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_followed_without_building(name: str, reader: Reader) -> None:
    reader.follow(HANDBOOK / f"{name}.md")


@pytest.mark.long
@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_followed(
    name: str, reader: Reader, begun: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fetch_decap(ROOT / ".build/editor")
    monkeypatch.setenv("STRATEGY_SITE_CACHE", str(begun / "cache"))
    (reader.clone / ".build").mkdir()
    (reader.clone / ".build/editor").symlink_to(ROOT / ".build/editor")
    reader.browser = browser
    reader.follow(HANDBOOK / f"{name}.md")


@pytest.mark.parametrize("name", PAGES)
def test_the_finnish_page_tells_the_same_story(name: str) -> None:
    def told(page: Path) -> list[tuple[str, str]]:
        # What a commit says may be said in any language.
        return [(s.kind, re.sub('--message ".+"', "", s.body)) for s in steps(page)]

    assert told(HANDBOOK / f"{name}.fi.md") == told(HANDBOOK / f"{name}.md")


@pytest.mark.parametrize("name", ["egen-webbplats.md", "egen-webbplats.fi.md"])
def test_the_hour_of_the_handbook_can_be_lived_through(name: str, tmp_path: Path) -> None:
    text = (ROOT / "docs/handbok" / name).read_text("utf-8")
    blocks = re.findall(r"```(\w+)\n(.*?)```", text, re.DOTALL)
    shell = [line.split() for kind, body in blocks if kind == "sh" for line in body.splitlines()]
    assert [line[1] for line in shell[:2]] == ["new-strategy", "site"]
    assert {line[1] for line in shell} >= {"check", "publish", "project", "call"}
    for line in shell:
        dry = subprocess.run(["make", "-n", *line[1:]], cwd=ROOT, capture_output=True, check=False)
        assert dry.returncode == 0, line
    said = dict(part.split("=") for part in shell[0][2:])
    folder = tmp_path / said["DIR"]
    assert main(["new-strategy", str(folder), "--language", said["LANG"]]) == 0
    examples = [body for kind, body in blocks if kind == "yaml"]
    (goal,) = (body for body in examples if body.startswith("id:"))
    (folder / "strategy/goals").mkdir()
    (folder / "strategy/goals/10.yml").write_text(goal, "utf-8")
    whole = (folder / "strategy/strategy.yml").read_text("utf-8")
    whole += "".join(body for body in examples if body != goal)
    (folder / "strategy/strategy.yml").write_text(whole, "utf-8")
    content, warnings = load_strategy(folder / "strategy")
    assert warnings == []
    assert content.languages == said["LANG"].split(",")
    assert content.goals_of(content.priority_areas[0])[-1].id == "10"
    assert content.strategy.cross_cutting_themes
    assert content.strategy.colours


# --- the page of messages ------------------------------------------------------------------------

_ROW = re.compile(r"^\| (`.*?) \|", re.MULTILINE)
_SENTENCE = re.compile(r"[a-zåäö”…].*; .*[.…]", re.DOTALL)
"""How a mistake is told: what is wrong; what to write instead."""


def _explained(page: str) -> list[str]:
    """Give the pieces of messages that a page explains."""
    text = (HANDBOOK / page).read_text("utf-8")
    return [piece for row in _ROW.findall(text) for piece in re.findall(r"`([^`]+)`", row)]


def _forms(texts: object) -> Iterable[object]:
    return texts if isinstance(texts, tuple | list) else [texts]


@cache
def _all_texts(code: str) -> list[str]:
    """Return what the program says in a language; what is filled in becomes three dots."""
    catalog = read_catalog(code, MESSAGES)
    texts = [str(text) for message in catalog if message.id for text in _forms(message.string)]
    return [re.sub(r"%\(\w+\)(?:\.\d+)?[^\W\d]", "…", text) for text in texts]


def _says(message: str, piece: str) -> bool:
    return re.search(re.escape(piece).replace("…", ".*"), message, re.DOTALL) is not None


PAGES_OF_MESSAGES = {"sv": "meddelanden.md", "fi": "meddelanden.fi.md"}


@pytest.mark.parametrize(("code", "page"), PAGES_OF_MESSAGES.items())
def test_every_message_is_explained(code: str, page: str) -> None:
    pieces = _explained(page)
    mistakes = [text for text in _all_texts(code) if _SENTENCE.fullmatch(text)]
    assert len(mistakes) > 100
    assert [m for m in mistakes if not any(_says(m, piece) for piece in pieces)] == []


@pytest.mark.parametrize(("code", "page"), PAGES_OF_MESSAGES.items())
def test_nothing_is_explained_that_nobody_meets(code: str, page: str) -> None:
    texts = _all_texts(code)
    assert [piece for piece in _explained(page) if not any(_says(t, piece) for t in texts)] == []


def test_both_pages_explain_the_same_messages() -> None:
    rows = [
        len(_ROW.findall((HANDBOOK / page).read_text("utf-8")))
        for page in PAGES_OF_MESSAGES.values()
    ]
    assert rows[0] == rows[1]
