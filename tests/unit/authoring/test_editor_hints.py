"""What VS Code shows a communicator who types YAML: Swedish hints, for every field and file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from strategy_site.authoring.json_schema import schemas
from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from strategy_site.yaml_io.reader import read_document
from tests.support.paths import BASE, DEMO, ROOT, SAARISTO

SETTINGS = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
SCHEMAS = {
    name: json.loads(text)
    for name, text in schemas(load_strategy(DEMO / "strategy")[0].strategy.languages).items()
}


def _nodes(node: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        yield place, node
        for key, inner in node.items():
            yield from _nodes(inner, f"{place}.{key}")
    elif isinstance(node, list):
        for number, inner in enumerate(node):
            yield from _nodes(inner, f"{place}.{number}")


ALL = [pair for name, schema in SCHEMAS.items() for pair in _nodes(schema, name)]


def test_every_field_has_a_hint_of_its_own() -> None:
    fields = [
        (f"{place}.{name}", field)
        for place, node in ALL
        if isinstance(node.get("properties"), dict) and "type" in node
        for name, field in node["properties"].items()
    ]
    assert len(fields) > 100
    assert [place for place, field in fields if not field.get("description")] == []


def test_no_hint_is_a_programmers() -> None:
    hints = [
        str(node["description"]) for _, node in ALL if isinstance(node.get("description"), str)
    ]
    english = re.compile(r"\b(the|with|and|of|which|that)\b|``")
    assert [hint for hint in hints if english.search(hint)] == []


def test_every_value_of_a_choice_is_explained() -> None:
    choices = [(place, node) for place, node in ALL if isinstance(node.get("enum"), list)]
    assert len(choices) >= 4
    for place, node in choices:
        assert len(node["enumDescriptions"]) == len(node["enum"]), place
        for value, meaning in zip(node["enum"], node["enumDescriptions"], strict=True):
            assert f"{value} ({meaning})" in node["errorMessage"], place


def test_whatever_an_editor_may_refuse_has_its_sentence() -> None:
    typed = [(place, node) for place, node in ALL if isinstance(node.get("type"), str)]
    assert [place for place, node in typed if not node.get("errorMessage")] == []
    patterns = [(place, node) for place, node in ALL if isinstance(node.get("pattern"), str)]
    assert len(patterns) > 10
    assert [place for place, node in patterns if not node.get("patternErrorMessage")] == []
    assert not [place for place, node in ALL if node.get("type") == "null"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_snippet_holds_all_that_is_required(name: str) -> None:
    schema = SCHEMAS[name]
    (snippet,) = schema["defaultSnippets"]
    assert snippet["body"].keys() == set(schema.get("required", []))


def test_the_settings_map_every_file_of_every_strategy(tmp_path: Path) -> None:
    assert main(["new-strategy", str(tmp_path / "ny")]) == 0
    matched = set()
    for root in (DEMO, SAARISTO, tmp_path / "ny", BASE.parent):
        made = schemas(load_strategy(root / "strategy")[0].strategy.languages)
        files = {p for p in (root / "strategy").rglob("*.yml") if p.parent.name != "versions"}
        for schema, pattern in SETTINGS["yaml.schemas"].items():
            for path in root.glob(pattern):
                files.remove(path)
                matched.add(pattern)
                document, problems = read_document(path, path)
                assert document is not None
                assert problems == []
                plain = json.loads(json.dumps(document.value, default=str))
                validator = Draft202012Validator(json.loads(made[Path(schema).name]))
                assert [e.message for e in validator.iter_errors(plain)] == [], path
        assert files == set()
    assert matched == set(SETTINGS["yaml.schemas"].values())


def test_tabs_are_never_typed_and_the_extension_is_offered() -> None:
    assert SETTINGS["[yaml]"]["editor.insertSpaces"] is True
    offered = json.loads((ROOT / ".vscode/extensions.json").read_text("utf-8"))
    assert offered["recommendations"] == ["redhat.vscode-yaml"]
