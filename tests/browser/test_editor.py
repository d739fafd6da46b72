"""The editor in the browser: what it saves is right, changes little, and is found on the site."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from strategy_site.authoring.editor.decap import fetch_decap
from strategy_site.authoring.editor.server import server
from strategy_site.files import atomic_write
from tests.support.building import DAY, build, copy_of_demo, run_in
from tests.support.editing import change
from tests.support.paths import DEMO, ROOT
from tests.support.text import text_of

ID = "Namnet som aldrig ändras"
AREA = "1 – Levande byar"
CALL = "ideer – Lämna en idé"
PROJECT = "forstudie-odling – Förstudie om odling"

NEW_PROJECT = """\
# yaml-language-server: $schema=../schema/project.schema.json
id: bastu-vid-alven
title:
  sv: 'En bastu vid älven: för alla'
  fi: 'Sauna joella: kaikille'
summary:
  sv: Byn bygger en bastu.
  fi: Kylä rakentaa saunan.
owner: Byaföreningen
published: 2024-05-01
goals: ['1.1']
total: 120000
sources:
  - https://fjallbacken.example/bastu,1
"""


@dataclass
class Edited:
    """A project of one's own, and the address of its editor."""

    project: Path
    address: str

    @property
    def strategy(self) -> Path:
        return self.project / "strategy"

    def changed(self, name: str) -> list[str]:
        """Give the lines that differ from what was there, with + or - before each."""
        before = (DEMO / "strategy" / name).read_text("utf-8").splitlines()
        after = (self.strategy / name).read_text("utf-8").splitlines()
        lines = unified_diff(before, after, n=0, lineterm="")
        return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.fixture(scope="module")
def edited(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edited]:
    script = fetch_decap(ROOT / ".build" / "editor")
    assert script is not None, "the editor could not be fetched: is npm there?"
    project = copy_of_demo(tmp_path_factory.mktemp("editor") / "project")
    running = server(project / "strategy", site, script, port=0)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield Edited(project, f"http://127.0.0.1:{running.server_port}/")
    running.shutdown()
    running.server_close()


@pytest.fixture
def editor(browser: Browser, edited: Edited) -> Iterator[Page]:
    """Give the editor, open and logged in. It asks nobody else for anything."""
    with browser.new_context(viewport={"width": 1400, "height": 1000}) as context:
        page = context.new_page()
        asked: list[str] = []
        errors: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{edited.address}redigera/")
        page.get_by_role("button", name="Logga in").click()
        expect(page.get_by_role("link", name="Projekt", exact=True)).to_be_visible()
        yield page
        assert [u for u in asked if not u.startswith((edited.address, "data:", "blob:"))] == []
        # Decap shows a refusal, and throws it once more where nobody catches it.
        assert [error for error in errors if error != "Object"] == []


def _open(page: Page, collection: str, entry: str) -> None:
    page.get_by_role("link", name=collection, exact=True).click()
    page.get_by_role("link", name=entry, exact=True).click()
    expect(page.get_by_label(ID).first).to_be_visible()


def _save(page: Page) -> None:
    page.get_by_role("button", name="Spara", exact=True).click()
    page.get_by_role("menuitem", name="Spara nu", exact=True).click()


def _saved(page: Page) -> None:
    _save(page)
    expect(page.get_by_text("Sparat på den här datorn").first).to_be_visible()
    # Back to the list.
    page.get_by_role("link", name="Ändringar sparade").click()


def _choose(page: Page, label: str, choice: str) -> None:
    field = page.get_by_label(label).first
    field.fill(choice)
    field.press("Enter")


def _draft(page: Page) -> Locator:
    """Give the article of the preview: the real page's, in a frame of Decap's frame."""
    return page.frame_locator("#preview-pane").frame_locator("iframe").locator("article")


def test_what_is_added_changed_and_withdrawn_is_found_on_the_site(
    edited: Edited, editor: Page
) -> None:
    _open(editor, "Projekt", "Skapa ett inlägg av typen Projekt")
    for label, text in {
        ID: "bastu-vid-alven",
        "Titeln, svenska": "En bastu vid älven: för alla",
        "Titeln, suomi": "Sauna joella: kaikille",
        "En mening som säger vad projektet är, svenska": "Byn bygger en bastu.",
        "En mening som säger vad projektet är, suomi": "Kylä rakentaa saunan.",
        "Projektägare": "Byaföreningen",
        "Total finansiering i kronor": "120000",
        "Dag då källan publicerades": "2024-05-01",
    }.items():
        editor.get_by_label(label).first.fill(text)
    _choose(editor, "Mål som projektet bidrar till", "1.1")
    editor.get_by_role("button", name="Lägg till: källornas adresser").click()
    editor.get_by_label("Rad").last.fill("https://fjallbacken.example/bastu,1")
    expect(_draft(editor).locator("h1")).to_have_text("En bastu vid älven: för alla")
    _saved(editor)
    assert (edited.strategy / "projects/bastu-vid-alven.yml").read_text("utf-8") == NEW_PROJECT

    _open(editor, "Insatsområden", AREA)
    goals = editor.get_by_text("3 målen")
    goals.locator("..").get_by_role("button", name="Visa fälten").click()
    title = editor.get_by_label("Titeln, suomi").nth(1)
    expect(title).to_have_value("Uusia kohtaamispaikkoja kyliin.")
    title.fill("Kohtaamispaikkoja: yhä useampaan kylään.")
    _saved(editor)
    assert edited.changed("priority_areas/1.yml") == [
        "-      fi: Uusia kohtaamispaikkoja kyliin.",
        "+      fi: 'Kohtaamispaikkoja: yhä useampaan kylään.'",
    ]

    _open(editor, "Utlysningar", CALL)
    editor.get_by_role("button", name="Visa fälten").first.click()
    editor.get_by_label("Dagen då det upphörde").fill("2026-09-01")
    editor.get_by_label("Varför, svenska").fill("Medlen är slut.")
    _saved(editor)
    assert edited.changed("calls/ideer.yml") == [
        "+withdrawn:",
        "+  date: 2026-09-01",
        "+  reason:",
        "+    sv: Medlen är slut.",
    ]

    checked = run_in(edited.project, "-m", "strategy_site", "check", "strategy")
    assert checked.returncode == 0, checked.stderr
    built = edited.project / "site"
    result = build(edited.project / "mkdocs.yml", built, **DAY)
    assert result.returncode == 0, result.stderr
    for address, words in {
        "projekt/bastu-vid-alven": "En bastu vid älven: för alla",
        "fi/projekt/bastu-vid-alven": "Sauna joella: kaikille",
        "fi/mal/motesplatser": "Kohtaamispaikkoja: yhä useampaan kylään.",
        "mal/motesplatser": "En bastu vid älven: för alla",
        "utlysningar/ideer": "Medlen är slut.",
    }.items():
        assert words in text_of((built / address / "index.html").read_text("utf-8"))


def test_what_the_check_would_refuse_is_not_saved_and_says_why(
    edited: Edited, editor: Page
) -> None:
    path = edited.strategy / "projects/forstudie-odling.yml"
    before = path.read_bytes()
    _open(editor, "Projekt", PROJECT)
    editor.get_by_label("Sista delen av adressen").fill("Förstudie!")
    why = "”Förstudie!”"
    expect(editor.frame_locator("#preview-pane").get_by_role("status")).to_contain_text(why)
    _save(editor)
    expect(editor.get_by_role("alert")).to_contain_text(why)
    assert path.read_bytes() == before


def test_what_comes_into_the_file_while_a_form_is_open_is_kept(
    edited: Edited, editor: Page
) -> None:
    path = edited.strategy / "projects/forstudie-odling.yml"
    before = path.read_bytes()
    _open(editor, "Projekt", PROJECT)
    owner = re.search(r"^owner: .*$", path.read_text("utf-8"), re.MULTILINE)
    assert owner is not None
    change(path, owner[0], "owner: Någon annan")
    editor.get_by_label("Titeln, svenska").first.fill("Ett nytt namn")
    _saved(editor)
    assert "owner: Någon annan" in path.read_text("utf-8")
    assert "Ett nytt namn" in path.read_text("utf-8")
    atomic_write(path, before)  # the editor may be reading it


def test_a_picture_comes_with_its_text(edited: Edited, editor: Page, tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "teal").save(tmp_path / "Bastu å.png")
    _open(editor, "Projekt", PROJECT)
    editor.get_by_text("En bild ur mappen images", exact=True).last.locator("..").get_by_role(
        "button", name="Visa fälten"
    ).click()
    editor.get_by_role("button", name="Välj en bild").click()
    editor.locator("input[type=file]").first.set_input_files(tmp_path / "Bastu å.png")
    editor.get_by_role("button", name="Välj markerad").click()
    editor.get_by_label("Vad bilden visar, svenska").fill("En bastu.")
    _saved(editor)
    assert edited.changed("projects/forstudie-odling.yml") == [
        "+image:",
        "+  file: bastu-a.png",
        "+  alt:",
        "+    sv: En bastu.",
    ]


def test_the_preview_is_the_page_of_the_site_in_any_language(editor: Page, site: Path) -> None:
    _open(editor, "Projekt", "kvarnen – Kvarnen vid bäcken")
    built = text_of(_article(site / "fi/projekt/backens-kvarn/index.html"))
    editor.frame_locator("#preview-pane").get_by_role("button", name="suomi").click()
    expect(_draft(editor)).to_contain_text("Hanke")
    drawn = " ".join((_draft(editor).text_content() or "").split())
    assert drawn
    # After it, the built page says where it is edited.
    assert built.startswith(drawn)


def _article(path: Path) -> str:
    return path.read_text("utf-8").partition("<article")[2].partition(">")[2]
