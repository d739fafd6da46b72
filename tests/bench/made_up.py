"""A made-up strategy of any size, the same on every run."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("sv", "fi", "fit")
WORDS = [
    "byn",
    "älven",
    "projektet",
    "unga",
    "föreningen",
    "leden",
    "samverkan",
    "näring",
    "kultur",
    "natur",
    "företag",
    "kunskap",
    "gränsen",
    "skolan",
    "vinter",
    "stöd",
    "idé",
    "plats",
    "hållbar",
    "utveckling",
]


def write_strategy(folder: Path, projects: int, seed: int = 2020) -> None:
    """Write a strategy of 3 priority areas, 20 goals, 4 calls and ``projects`` projects.

    Every text is there in three languages, of the length that real ones have.
    """
    chance = random.Random(seed)  # noqa: S311 - made-up words, not secrets
    _write(folder / "strategy.yml", _strategy(chance))
    goals = []
    for area, number in (("1", 6), ("2", 7), ("3", 7)):
        ids = [f"{area}.{n}" for n in range(1, number + 1)]
        goals += ids
        rows = [{"id": i, "title": _text(chance, 8)} for i in ids]
        value = {"id": area, "title": _text(chance, 12), "purpose": _text(chance, 50)}
        _write(folder / f"priority_areas/{area}.yml", {**value, "goals": rows})
    for number in range(projects):
        _write(folder / f"projects/p{number}.yml", _project(chance, number, goals))
    for number in range(4):
        call = {"id": f"call-{number}", "kind": "call", "title": _text(chance, 5)}
        call |= {"summary": _text(chance, 15), "goals": chance.sample(goals, 2)}
        _write(folder / f"calls/{number}.yml", call)


def _strategy(chance: random.Random) -> dict[str, Any]:
    languages: list[dict[str, str]] = [{"code": code, "name": code} for code in LANGUAGES]
    languages[2]["formats"] = "fi"
    return {
        "languages": languages,
        "name": _text(chance, 2),
        "title": _text(chance, 2),
        "version": 1,
        "introduction": _text(chance, 60),
        "area": _text(chance, 30),
        "vision": _text(chance, 20),
        "municipalities": [{"id": f"m{n}", "name": _text(chance, 1)} for n in range(4)],
        "funders": [{"id": f"f{n}", "name": _text(chance, 2)} for n in range(8)],
    }


def _project(chance: random.Random, number: int, goals: list[str]) -> dict[str, Any]:
    amounts = [chance.randrange(10_000, 900_000) for _ in range(4)]
    return {
        "id": f"p{number}",
        "title": _text(chance, 5),
        "summary": _text(chance, 18),
        "text": _text(chance, 120, paragraphs=3),
        "owner": " ".join(chance.choices(WORDS, k=3)),
        "municipalities": [f"m{chance.randrange(4)}"],
        "start_year": chance.randrange(2014, 2027),
        "priority_areas": [str(chance.randrange(1, 4))],
        "goals": chance.sample(goals, chance.randrange(1, 4)),
        "total": sum(amounts),
        "funding": [{"from": "f0", "amount": amounts[0]}],
        "co_funding": [
            {"from": f"f{n}", "kind": "public_funding", "amount": amount}
            for n, amount in enumerate(amounts[1:], 1)
        ],
        "in_kind": [{"kind": "voluntary_time", "amount": chance.randrange(10_000, 90_000)}],
        "sources": [f"https://source.example/{number}"],
    }


def _text(chance: random.Random, words: int, paragraphs: int = 1) -> dict[str, str]:
    size = words // paragraphs
    return {
        code: "\n\n".join(" ".join(chance.choices(WORDS, k=size)) for _ in range(paragraphs))
        for code in LANGUAGES
    }


def _write(path: Path, value: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
