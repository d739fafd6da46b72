"""The handbook: what it tells to do is done as it stands; its pictures are of the real thing."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
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
from tests.support.building import copy_of_project
from tests.support.editing import git
from tests.support.forge import Forge
from tests.support.handbook import HANDBOOK, Reader, steps
from tests.support.paths import ROOT

PAGES = ["index", "projekt", "mal", "version", "utlysning", "oversattning", "bild"]
"""Those that tell a story; ``egen-webbplats`` has a test of its own."""
NEEDED = ("Makefile", ".gitignore", "requirements.txt", "pyproject.toml")
_TITLE, _NOTHING = ("Ny brygga", "Uusi laituri", ""), ("", "", "")
PROJECT = (
    *(*_TITLE, "", *_TITLE, "Byaföreningen"),
    *("", "", "", "", "", "", "", "1", ""),  # partners to total; one goal
    *("n", "n", "n", "https://www.example.org/beslut", "", "j"),
)
CALL = (
    *(*_TITLE, "", "1", *_TITLE, *_NOTHING),
    *("", "2027-02-01", "2027-03-31", ""),
    *(*_NOTHING, "", "", *_NOTHING, "", "1", "", "", "j"),  # fund to sources; one goal
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


def _texts(node: ast.AST) -> Iterator[str]:
    """Give every text in code; what is filled in becomes three dots."""
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(p.value) if isinstance(p, ast.Constant) else "…" for p in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    else:
        for inner in ast.iter_child_nodes(node):
            # A description of a field is a hint; nobody meets it as a message.
            if not (isinstance(inner, ast.keyword) and inner.arg == "description"):
                yield from _texts(inner)


def _forms(texts: object) -> Iterable[object]:
    return texts if isinstance(texts, tuple | list) else [texts]


@cache
def _all_texts() -> list[str]:
    """Return the program's texts in Swedish; those that are not in its catalogue stand in code."""
    files = sorted((ROOT / "hooks").rglob("*.py"))
    in_code = [text for file in files for text in _texts(ast.parse(file.read_text("utf-8")))]
    catalog = read_catalog("sv", MESSAGES)
    strings = [
        m.string if isinstance(m.string, tuple | list) else (m.string,) for m in catalog if m.id
    ]
    said = [re.sub(r"%\(\w+\)[^\W\d]", "…", str(text)) for texts in strings for text in texts]
    ids = [m.id if isinstance(m.id, tuple | list) else (m.id,) for m in catalog]
    english = {text for texts in ids for text in texts}
    return [*(text for text in in_code if text not in english), *said]


def _says(message: str, piece: str) -> bool:
    return re.search(re.escape(piece).replace("…", ".*"), message, re.DOTALL) is not None


def test_every_message_is_explained() -> None:
    pieces = _explained("meddelanden.md")
    swedish = [text for text in _all_texts() if _SENTENCE.fullmatch(text)]
    assert len(swedish) > 100
    assert [m for m in swedish if not any(_says(m, piece) for piece in pieces)] == []


def test_nothing_is_explained_that_nobody_meets() -> None:
    texts = _all_texts()
    pieces = _explained("meddelanden.md")
    assert [piece for piece in pieces if not any(_says(text, piece) for text in texts)] == []


def test_the_finnish_page_explains_the_same_messages() -> None:
    assert _explained("meddelanden.fi.md") == _explained("meddelanden.md")
