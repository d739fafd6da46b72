"""The JSON Schemas beside the content say what the model says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from strategy_site.checks import load
from strategy_site.schema import schemas
from strategy_site.yaml_reader import read_document

from tests.building import ROOT

STRATEGY = ROOT / "strategy"
# What is frozen is not edited, and names no schema.
FILES = sorted(p for p in STRATEGY.rglob("*.yml") if p.parent.name != "versions")


def _schema_of(path: Path) -> Path:
    first = path.read_text("utf-8").splitlines()[0]
    return (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()


def test_the_schemas_are_those_of_the_model() -> None:
    content, _ = load(STRATEGY)
    for name, text in schemas(content.strategy.languages).items():
        assert (STRATEGY / "schema" / name).read_text("utf-8") == text, "run: make schema"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_names_its_schema_and_fits_it(path: Path) -> None:
    schema = json.loads(_schema_of(path).read_text("utf-8"))
    document, problems = read_document(path, path)
    assert document is not None
    assert problems == []
    plain = json.loads(json.dumps(document.value, default=str))  # a date is a string to JSON
    assert [e.message for e in Draft202012Validator(schema).iter_errors(plain)] == []


@pytest.mark.parametrize(
    "change",
    [
        {"titel": {"sv": "Titel"}},
        {"title": {"no": "Tittel", "sv": "Titel"}},
        {"title": {"fi": "Otsikko"}},
        {"slug": "../ut"},
        {"sources": ["javascript:alert(1)"]},
        {"total": "107 800"},
    ],
)
def test_the_schema_refuses_what_the_check_refuses(change: dict[str, object]) -> None:
    schema = json.loads((STRATEGY / "schema/project.schema.json").read_text("utf-8"))
    path = next(file for file in FILES if file.parent.name == "projects")
    document, _ = read_document(path, path)
    assert document is not None
    plain = json.loads(json.dumps(document.value | change, default=str))
    assert list(Draft202012Validator(schema).iter_errors(plain))
