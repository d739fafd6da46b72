"""A communicator's mistakes, one file a case in ``tests/cases/bad_input/``.

A case changes a small right strategy (``tests/cases/base/``) and lists every sentence that the
check says of it, whole. ``files`` writes, ``hex`` writes bytes, ``replace`` exchanges a passage,
``delete`` removes. A case without sentences is no mistake.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from strategy_site.diagnostics import ContentError
from tests.support.editing import apply_case
from tests.support.paths import BASE, CASES, DEMO

MISTAKES = sorted((CASES / "bad_input").glob("*.yml"))


def _prepare(case: dict[str, Any], target: Path) -> Path:
    folder = target / "strategy"
    shutil.copytree(BASE, folder)
    apply_case(case, folder)
    return folder


def _sentences(folder: Path) -> list[str]:
    try:
        _, warnings = load_strategy(folder)
    except ContentError as error:
        return [str(problem) for problem in error.diagnostics]
    return [str(warning) for warning in warnings]


def test_the_base_is_right() -> None:
    assert _sentences(BASE) == []


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_a_mistake_gets_its_sentence(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    assert _sentences(_prepare(case, tmp_path)) == case["errors"]


SAMPLES: dict[str, dict[str, list[str]]] = {
    code: yaml.safe_load((CASES / f"bad_input_languages/{code}.yml").read_text("utf-8"))
    for code in ("en", "fi")
}


@pytest.mark.parametrize("language", SAMPLES)
def test_the_sample_of_another_language_is_large_enough(language: str) -> None:
    assert len(SAMPLES[language]) >= 50


@pytest.mark.parametrize(
    ("language", "name"), [(code, name) for code, rows in SAMPLES.items() for name in rows]
)
def test_a_mistake_is_told_in_the_readers_language(
    language: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    case = yaml.safe_load((CASES / f"bad_input/{name}.yml").read_text("utf-8"))
    assert _sentences(_prepare(case, tmp_path)) == SAMPLES[language][name]


def test_a_file_over_a_megabyte_is_refused(tmp_path: Path) -> None:
    folder = _prepare({"files": {"projects/bastu.yml": "id: " + "x" * 1_000_001}}, tmp_path)
    (sentence,) = _sentences(folder)
    assert sentence.startswith("strategy/projects/bastu.yml, rad 1: filen är större än 1 MB")


def test_a_file_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = _prepare({}, tmp_path)
    outside = tmp_path / "outside.yml"
    shutil.copy(folder / "projects/bastu.yml", outside)
    (folder / "projects/bastu.yml").unlink()
    (folder / "projects/bastu.yml").symlink_to(outside)
    (folder / "images/bastu.png").unlink()
    (folder / "images/bastu.png").symlink_to("/dev/null")
    (sentence,) = _sentences(folder)
    assert "filen är en länk ut ur mappen" in sentence


def test_a_goal_that_was_taken_out_is_to_be_put_back(tmp_path: Path) -> None:
    """It is no use to mend what points at it: the goal has been adopted."""
    folder = tmp_path / "strategy"
    shutil.copytree(DEMO / "strategy", folder)
    area = folder / "priority_areas/1.yml"
    before, _, rest = area.read_text("utf-8").partition("  - id: '1.2'")
    area.write_text(before + "  - id: '1.3'" + rest.partition("  - id: '1.3'")[2], "utf-8")
    sentences = _sentences(folder)
    assert sentences
    for sentence in sentences:
        assert "målet ”1.2” är borttaget ur sin fil; lägg tillbaka det" in sentence


def test_a_picture_that_is_too_large_is_said_before_readers_wait_for_it(tmp_path: Path) -> None:
    for size, said in ((499_000, None), (700_000, "Varning: "), (6_000_000, "")):
        folder = _prepare({}, tmp_path / str(size))
        picture = folder / "images/bastu.png"
        picture.write_bytes(picture.read_bytes().ljust(size, b"\0"))
        sentences = _sentences(folder)
        assert len(sentences) == (said is not None)
        for sentence in sentences:
            start = f"strategy/projects/bastu.yml, rad 25: {said}bilden ”bastu.png” är "
            assert sentence.startswith(start)
            assert "spara om den 1200 punkter bred" in sentence


def test_a_source_that_contradicts_itself_is_a_warning_until_acknowledged(tmp_path: Path) -> None:
    change = {"projects/bastu.yml": {"total: 1000": "total: 900"}}
    assert _sentences(_prepare({"replace": change}, tmp_path / "a")) == [
        "strategy/projects/bastu.yml, rad 17: Varning: delposterna blir 1000 men totalen är 900; "
        "rätta beloppen, eller skriv ”acknowledged_difference: 100” om källan själv inte går ihop."
    ]
    for number, known in (("100", True), ("90", False)):
        change = {
            "projects/bastu.yml": {"total: 1000": f"total: 900\nacknowledged_difference: {number}"}
        }
        assert (_sentences(_prepare({"replace": change}, tmp_path / number)) == []) is known
    change = {"projects/bastu.yml": {"total: 1000": "total: 1000\nacknowledged_difference: 1"}}
    (sentence,) = _sentences(_prepare({"replace": change}, tmp_path / "none"))
    assert "rad 18: Varning: beloppen går ihop; ta bort ”acknowledged_difference”" in sentence


def test_the_command_says_it_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(BASE)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "1 insatsområde, 3 mål, 1 projekt, 1 utlysning" in said.out
    folder = _prepare({"delete": ["strategy.yml"]}, tmp_path)
    command = [sys.executable, "-m", "strategy_site", "check", str(folder)]
    wrong = subprocess.run(command, capture_output=True, text=True, check=False)
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("strategy/strategy.yml, rad 1: filen saknas")
    assert "Traceback" not in wrong.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
@pytest.mark.parametrize("name", ["glossary.yml", "projects/ny.yml", "versions/1.yml"])
def test_a_pipe_is_refused_and_not_waited_for(name: str, tmp_path: Path) -> None:
    folder = _prepare({}, tmp_path)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    (sentence,) = _sentences(folder)
    assert sentence == (
        f"strategy/{name}, rad 1: det här är ingen fil; ta bort det, och lägg en textfil i stället."
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("beslut.docx", "filen är ingen text, och läses inte; skriv det som står i den i en fil"),
        ("~$beslut.docx", "ett program har lämnat kvar filen"),
        ("beslut.lnk", "en genväg läses inte"),
        ("beslut", "filen läses inte; döp om den så att namnet slutar på .yml"),
    ],
)
def test_a_file_of_another_kind_gets_advice_that_fits(name: str, said: str, tmp_path: Path) -> None:
    folder = _prepare({}, tmp_path)
    (folder / "projects" / name).write_bytes(b"PK\x03\x04\0\0" if "." in name else b"id: ny\n")
    (sentence,) = _sentences(folder)
    assert sentence.startswith(f"strategy/projects/{name}, rad 1: {said}")
