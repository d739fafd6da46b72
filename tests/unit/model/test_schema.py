"""The JSON Schemas say what the model says.

That right files fit them, see ``tests/unit/authoring/test_editor_hints.py``.
"""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from strategy_site.authoring.json_schema import schemas
from strategy_site.checks.load import load_strategy
from strategy_site.yaml_io.reader import read_document
from tests.support.paths import DEMO

LANGUAGES = load_strategy(DEMO / "strategy")[0].strategy.languages
SCHEMA = json.loads(schemas(LANGUAGES)["project.schema.json"])


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
    path = DEMO / "strategy/projects/bybastun.yml"
    document, _ = read_document(path, path)
    assert document is not None
    plain = json.loads(json.dumps(document.value, default=str))
    assert not list(Draft202012Validator(SCHEMA).iter_errors(plain))
    assert list(Draft202012Validator(SCHEMA).iter_errors(plain | change))
