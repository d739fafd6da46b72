"""A new kind of item needs a model, its section, two rows and two templates, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support.building import DAY, build, copy_of_demo, run_in
from tests.support.editing import change

CODE = "hooks/strategy_site"
EDITS = {
    "model/items.py": (
        "class Funding(Strict):",
        '''class Meeting(Item):
    """A subject that the strategy speaks of."""

    text: Annotated[Text, Field(description="Vad ämnet handlar om.")]


class Funding(Strict):''',
    ),
    "model/item_kinds.py": (
        '        ItemKind(\n            *("goal",',
        """        ItemKind(
            *("meeting", "meetings", Meeting, "Möte", "Möten", ("%(num)d möte", "%(num)d möten")),
        ),
        ItemKind(
            *("goal",""",
    ),
    "model/strategy.py": ("    goals: Slug", '    meetings: Slug = "moten"\n    goals: Slug'),
    "pages/page_kinds.py": (
        '    PageKind("goal_list",',
        """    PageKind("meeting_list", N_("Overview"), "meetings", menu="main"),
    PageKind("meeting", description="text"),
    PageKind("goal_list",""",
    ),
}
"""Passages of the code and what takes their place; each row of the tables imports its model."""
TEMPLATES = {
    "meeting": """<h1>{{ ctx.text(item.title) }}</h1><p>{{ ctx.text(item.text) }}</p>""",
    "meeting_list": """<h1>Meetings</h1>
{% for meeting in content.items["meeting"] %}<a href="{{ ctx.url(meeting) }}">{{ meeting.id }}</a>
{% endfor %}""",
}
MEETING = """id: natt
title: {sv: Natten i byarna, fi: Yö kylissä}
text: {sv: Hur bygderna lever när solen är borta.}
"""
FORM_AND_SEARCH = """
import json
from pathlib import Path
from strategy_site.authoring.editor.forms import editor_config
from strategy_site.checks.load import load_strategy
from strategy_site.i18n.localizer import localizers
from strategy_site.outputs.search.documents import search_documents
from strategy_site.pages.pages import pages_of

content, _ = load_strategy(Path("strategy"))
forms = editor_config(content, "https://a.example/", "https://b.example/")["collections"]
words = localizers(content.strategy.languages, "SEK")
found = search_documents(content, pages_of(content), words, "sv")
texts = {d.path: [text.text for _, text in d.texts] for d in found}
print(json.dumps({"forms": {form["name"]: form for form in forms}, "search": texts}))
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the demo with a kind of item that the code does not have."""
    project = copy_of_demo(tmp_path_factory.mktemp("kinds") / "project")
    for name, (old, new) in EDITS.items():
        change(project / CODE / name, old, new)
    change(project / CODE / "model/item_kinds.py", "import Call,", "import Meeting, Call,")
    for name, text in TEMPLATES.items():
        (project / CODE / f"render/templates/pages/{name}.html.j2").write_text(text, "utf-8")
    (project / "strategy/meetings").mkdir()
    (project / "strategy/meetings/natt.yml").write_text(MEETING, "utf-8")
    code = {"PYTHONPATH": str(project / "hooks")}
    result = build(project / "mkdocs.yml", project / "site", **DAY, **code)
    assert (result.returncode, result.stderr) == (0, "")
    return project


def test_it_touches_six_files_of_code() -> None:
    assert len(EDITS) + len(TEMPLATES) <= 6


def test_it_has_its_page_and_its_list(project: Path) -> None:
    site = project / "site"
    assert "Hur bygderna lever när solen är borta." in (site / "moten/natt/index.html").read_text()
    assert "Yö kylissä" in (site / "fi/moten/natt/index.html").read_text()
    assert re.search(r'<a href="natt/">natt</a>', (site / "moten/index.html").read_text())
    # The short address, and the menu of every page.
    assert "moten/natt/" in (site / "natt/index.html").read_text()
    assert 'href="moten/"' in (site / "index.html").read_text()


def test_it_is_in_the_open_data(project: Path) -> None:
    data = json.loads((project / "site/strategy.json").read_text("utf-8"))
    (meeting,) = [item for item in data["items"] if item["kind"] == "meeting"]
    assert meeting["titles"]["fi"] == "Yö kylissä"
    assert meeting["data"]["text"] == {"sv": "Hur bygderna lever när solen är borta."}
    schema = json.loads((project / "site/strategy.schema.json").read_text("utf-8"))
    assert "meeting" in schema["$defs"]["ItemData"]["properties"]["kind"]["enum"]


def test_the_search_finds_it_and_the_editor_has_its_form(project: Path) -> None:
    result = run_in(project, "-c", FORM_AND_SEARCH)
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    texts = found["search"]["moten/natt/"]
    assert {"Natten i byarna", "Yö kylissä", "Hur bygderna lever när solen är borta."} <= set(texts)
    form = found["forms"]["meetings"]
    assert (form["label"], form["label_singular"]) == ("Möten", "Möte")
    assert form["folder"] == "strategy/meetings"
    assert [field["name"] for field in form["fields"]][:3] == ["id", "slug", "title"]


def test_its_mistakes_are_told_as_those_of_the_others(project: Path) -> None:
    path = project / "strategy/meetings/natt.yml"
    path.write_text(MEETING.replace("text:", "txet:"), "utf-8")
    result = run_in(project, "-m", "strategy_site", "check", "strategy")
    path.write_text(MEETING, "utf-8")
    assert result.returncode == 1
    assert "strategy/meetings/natt.yml, rad 3: nyckeln ”txet” finns inte här" in result.stderr
