"""What was added to goals, projects and topics reaches everything that is made of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from strategy_site.authoring.editor.forms import editor_config
from strategy_site.change_report.content_diff import content_changes
from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from tests.support.editing import change
from tests.support.paths import DEMO
from tests.support.po import export

EDITS = {
    "priority_areas/1.yml": [
        ("Folk i byn ska ha", "Folk i byarna ska ha", "explanation"),
        ("{year: 2023, value: 5}", "{year: 2023, value: 6}", "indicators.0.outcomes.0.value"),
    ],
    "projects/bybastun.yml": [
        ("state: finished", "state: broken_off", "state"),
        ("Bastun är klar.", "Bastun är färdig.", "outcome"),
    ],
    "topics/bad-och-bastu.yml": [("simma, badplats", "simma, vik", "words")],
}
ROWS = [(file, *edit) for file, edits in EDITS.items() for edit in edits]


@pytest.fixture
def strategy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEMO / "strategy", tmp_path / "strategy"))


@pytest.mark.parametrize(("file", "old", "new", "field"), ROWS)
def test_the_change_report_names_it(
    strategy: Path, file: str, old: str, new: str, field: str
) -> None:
    before, _ = load_strategy(strategy)
    change(strategy / file, old, new)
    (edit,) = content_changes(before, load_strategy(strategy)[0])
    assert edit.field.startswith(field.partition(".")[0])
    assert edit.before != edit.after


@pytest.mark.parametrize("text", ["Folk i byn ska ha", "Bastun är klar.", "simma, badplats"])
def test_translators_get_it(strategy: Path, text: str) -> None:
    assert text in export(strategy).read_text("utf-8").replace('"\n"', "")


def _names(fields: list[dict[str, Any]]) -> set[str]:
    found = {str(field["name"]) for field in fields}
    for field in fields:
        found |= _names(field.get("fields", []))
    return found


def test_the_editor_has_its_fields(strategy: Path) -> None:
    content, _ = load_strategy(strategy)
    forms = editor_config(content, "https://a.example/", "https://b.example/")["collections"]
    fields = {form["name"]: _names(form.get("fields", [])) for form in forms}
    assert {"explanation", "outcomes", "editors_own"} <= fields["priority_areas"]
    assert {"state", "outcome", "outcome_source"} <= fields["projects"]
    assert {"text", "words", "goals", "projects", "applicants"} <= fields["topics"]


def test_the_schemas_describe_it(strategy: Path) -> None:
    assert main(["schema", str(strategy)]) == 0
    schemas = {p.name: json.loads(p.read_text("utf-8")) for p in (strategy / "schema").iterdir()}
    assert "explanation" in schemas["goal.schema.json"]["properties"]
    assert schemas["project.schema.json"]["properties"]["outcome"]["description"].startswith("Vad")
    assert "words" in schemas["topic.schema.json"]["properties"]
