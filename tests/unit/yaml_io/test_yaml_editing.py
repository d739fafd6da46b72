"""What changes in a YAML text, and above all what does not; a case a file."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml

from strategy_site.yaml_io.emitter import as_yaml
from strategy_site.yaml_io.patch import REMOVE, patch
from strategy_site.yaml_io.reader import KeyPath
from tests.support.paths import CASES

EDITS = sorted((CASES / "yaml_editing").glob("*.yml"))


def endless() -> list[Any]:
    value: list[Any] = []
    for _ in range(20_000):
        value = [value]
    return value


@pytest.mark.parametrize("path", EDITS, ids=lambda path: path.stem)
def test_a_change_changes_nothing_else(path: Any) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    changes = {
        tuple(row["key"]): REMOVE if row.get("remove") else row["set"] for row in case["changes"]
    }
    assert patch(case["text"], changes) == case["expected"]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("a: [", {("a",): 1}),
        ("- a\n", {(0,): 1}),
        ("a: 1\n", {(): {"b": 1}}),
        ("a: x\n", {("a", "b"): 1}),
        ("a: [1]\n", {("a", "b"): 1}),
        ("a: [1]\n", {("a", 2): 1}),
        ("a: [1]\n", {("a", -1): 1}),
        ("a: {b: 1}\n", {("a", 0): 1}),
        ("a: 1\n", {("b", 1): 1}),
        ("a: x\n", {("a",): "\ud800"}),
        ("a: x\n", {("a",): {"b": "\udfff"}}),
        ("a: x\n", {("a",): object()}),
        ("a: x\n", {("a",): endless()}),
        ("a: x\n", {("a",): ("b",)}),
        ("a: x\n", {("a",): {1: "b"}}),
        ("a: x\n", {("a",): b"b"}),
        ("a: x\n", {("a",): "x" * 1_000_001}),
        ("a: x\n", {("a",): 10**5000}),
        ("a: 1\na: 2\nb: 3\n", {("a",): REMOVE}),
        ("a: 1\n", {("k" * 2000,): 1}),
    ],
)
def test_impossible_changes_are_refused(text: str, changes: dict[KeyPath, Any]) -> None:
    with pytest.raises(ValueError, match=r"can't be changed|can be read"):
        patch(text, changes)


def test_refusal_names_the_key() -> None:
    with pytest.raises(ValueError, match=r"\('goals', 0, 'title'\)"):
        patch("a: 1\n", {("a",): 2, ("goals", 0, "title"): object()})


def test_the_given_values_are_left_alone() -> None:
    value = {"b": [1]}
    assert patch("a: 1\n", {("a",): value, ("a", "b", 1): 2}) == "a:\n  b: [1, 2]\n"
    assert value == {"b": [1]}


def test_new_file_in_the_house_layout() -> None:
    value = {
        "id": "1",
        "title": {"sv": "Mål: ett", "fi": "Tavoite"},
        "text": {"sv": "Ett.\n\nTvå."},
        "goals": ["1.1", "1.2"],
        "published": dt.date(2027, 1, 5),
        "funding": [{"from": "lag", "amount": 5}],
        "sources": ["https://x.example/"],
        "note": None,
    }
    assert as_yaml(value) == (
        "id: '1'\ntitle:\n  sv: 'Mål: ett'\n  fi: Tavoite\ntext:\n  sv: |-\n    Ett.\n\n    Två.\n"
        "goals: ['1.1', '1.2']\npublished: 2027-01-05\nfunding:\n  - from: lag\n    amount: 5\n"
        "sources:\n  - https://x.example/\nnote: null\n"
    )
    assert as_yaml({}) == "{}\n"


@pytest.mark.parametrize("value", [{"a": object()}, {"a": ("b",)}, {1: 2}, {"a": "\ud800"}])
def test_new_file_refuses_what_yaml_cannot_say(value: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        as_yaml(value)
