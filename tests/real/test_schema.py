"""The JSON Schemas beside this repository's content, and the files that name them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from strategy_site.authoring.json_schema import schemas
from strategy_site.checks.load import load_strategy
from strategy_site.yaml_io.reader import read_document
from tests.support.paths import ROOT

STRATEGY = ROOT / "strategy"
MAPPED = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
FILES = {path: ROOT / schema for schema, files in MAPPED.items() for path in ROOT.glob(files)}
_NAMES_ITS_SCHEMA = "# yaml-language-server: $schema="


def test_the_schemas_are_those_of_the_model() -> None:
    content, _ = load_strategy(STRATEGY)
    for name, text in schemas(content.strategy.languages).items():
        assert (STRATEGY / "schema" / name).read_text("utf-8") == text, "run: make schema"


def test_every_file_that_is_edited_has_a_schema() -> None:
    # What is frozen is not edited.
    edited = {path for path in STRATEGY.rglob("*.yml") if path.parent.name != "versions"}
    assert edited == FILES.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_fits_its_schema(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    if first.startswith(_NAMES_ITS_SCHEMA):
        named = path.parent / first.removeprefix(_NAMES_ITS_SCHEMA)
        assert named.resolve() == FILES[path].resolve()
    document, problems = read_document(path, path)
    assert document is not None
    assert problems == []
    plain = json.loads(json.dumps(document.value, default=str))  # a date is a string to JSON
    validator = Draft202012Validator(json.loads(FILES[path].read_text("utf-8")))
    assert [error.message for error in validator.iter_errors(plain)] == []
