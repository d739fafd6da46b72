"""``make project`` and ``make call``: a conversation that ends in a right file, or in none."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from strategy_site.model.item_kinds import ITEM_KINDS
from tests.support.paths import BASE, SAARISTO

PROJECT = (
    # title, in both languages; id as proposed; summary; owner; partners
    *("Öppna byn", "Avoin kylä", "", "En bastu till.", "", "Byaföreningen", "Skolan", ""),
    *("1", "", "2027", "2028", ""),  # municipality, no places, years, not published
    # what became of it, what came of it in both languages, and who tells
    *("3", "Bastun är klar.", "", "https://www.example.org/klar"),
    *("1", "1, 2"),  # priority area, goals
    "1 000",
    *("j", "1", "600", "n"),  # funding
    *("j", "2", "400", "1", "n"),  # co-funding
    "n",
    *("https://www.example.org/beslut", ""),
)


@contextmanager
def _strategy(of: Path = BASE) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "strategy"
        shutil.copytree(of, folder)
        yield folder


def _answer(folder: Path, what: str, *answers: str) -> tuple[int, str]:
    """Run the command as a terminal would; give its exit code and all that it said."""
    said, before = io.StringIO(), sys.stdin
    sys.stdin = io.StringIO("".join(f"{answer}\n" for answer in answers))
    try:
        with redirect_stdout(said), redirect_stderr(said):
            return main([*what.split(), str(folder)]), said.getvalue()
    finally:
        sys.stdin = before


def _files(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_a_project_is_asked_for_and_written() -> None:
    with _strategy() as folder:
        code, said = _answer(folder, "project", *PROJECT, "j")
        assert code == 0, said
        text = (folder / "projects/oppna-byn.yml").read_text("utf-8")
        assert text.startswith(
            "# yaml-language-server: $schema=../schema/project.schema.json\nid: "
        )
        goals = [goal.id for goal in load_strategy(folder)[0].goals[:2]]
        assert yaml.safe_load(text) == {
            "id": "oppna-byn",
            "title": {"sv": "Öppna byn", "fi": "Avoin kylä"},
            "summary": {"sv": "En bastu till."},
            "owner": "Byaföreningen",
            "partners": ["Skolan"],
            "municipalities": ["norr"],
            "start_year": 2027,
            "end_year": 2028,
            "state": "finished",
            "outcome": {"sv": "Bastun är klar."},
            "outcome_source": "https://www.example.org/klar",
            "priority_areas": ["1"],
            "goals": goals,
            "total": 1000,
            "funding": [{"from": "lag", "amount": 600}],
            "co_funding": [{"from": "kommunen", "amount": 400, "kind": "public_funding"}],
            "sources": ["https://www.example.org/beslut"],
        }
        assert "Skrev strategy/projects/oppna-byn.yml." in said
        assert "git add strategy/projects/oppna-byn.yml" in said
        assert goals[0] in said
        # The same again: the proposed id is another.
        code, said = _answer(folder, "project", *PROJECT, "j")
        assert code == 0, said
        assert (folder / "projects/oppna-byn-2.yml").is_file()


def test_what_has_to_be_there_is_asked_for_until_it_is() -> None:
    """A row that somebody began by mistake is left out, and one half answered is finished."""
    answers = list(PROJECT)
    answers[5:6] = ["", "Byaföreningen"]
    money = answers.index("600")
    answers[money:money] = ["", ""]
    answers[money - 2 : money - 2] = ["j", ""]
    with _strategy() as folder:
        code, said = _answer(folder, "project", *answers, "j")
        assert code == 0, said
        assert said.count("det här måste finnas; skriv ett svar") == 3
        written = yaml.safe_load((folder / "projects/oppna-byn.yml").read_text("utf-8"))
        assert written["owner"] == "Byaföreningen"
        assert written["funding"] == [{"from": "lag", "amount": 600}]


def test_a_call_is_asked_for_in_another_strategys_languages() -> None:
    answers: tuple[str, ...] = (
        "Syksyn haku",
        "Höstens utlysning",
        "",
        "1",
        "Haku hankkeisiin.",
        "",
        "",
        "",
    )
    answers += ("", "2027-09-01", "2027-10-31", "16:00", "", "", "", "200000", "", "", "", "1", "1")
    answers += ("Kirjeitse.", "", "", "")
    with _strategy(SAARISTO / "strategy") as folder:
        code, said = _answer(folder, "call", *answers, "j")
        assert code == 0, said
        assert "suomi:" in said
        call = yaml.safe_load((folder / "calls/syksyn-haku.yml").read_text("utf-8"))
        assert (call["kind"], call["goals"], call["budget"]) == ("call", ["10"], 200000)
        # Without quotation marks YAML would read a number.
        assert (call["closes_at"], call["how_to_apply"]) == ("16:00", {"fi": "Kirjeitse."})


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({2: ("Öppna byn!", "")}, "får bara ha a–z, siffror, bindestreck och punkt"),
        ({2: ("1", "")}, "används redan i strategy/priority_areas/1.yml"),
        ({0: ("", "", "Öppna byn")}, "det här måste finnas"),
        ({5: ("", "Byaföreningen")}, "det här måste finnas"),
        ({8: ("soder", "1")}, "kommunen ”soder” finns inte under ”municipalities”"),
        ({10: ("i fjol", "2027")}, "”i fjol” är inget heltal"),
        ({11: ("2026", "2028")}, "projektet slutar 2026 men börjar 2027; rätta årtalen."),
        ({12: ("31/1 2027", "")}, "är inget datum"),
        ({18: ("99", "1")}, "målet ”99” finns inte"),
        ({29: ("nej nej", "n")}, "svara j för ja eller n för nej"),
        ({30: ("www.example.org", "", "https://www.example.org/")}, "är ingen hel adress"),
    ],
)
def test_a_wrong_answer_is_explained_and_asked_for_again(
    wrong: dict[int, tuple[str, ...]], sentence: str
) -> None:
    answers = [a for n, one in enumerate(PROJECT) for a in wrong.get(n, (one,))]
    with _strategy() as folder:
        code, said = _answer(folder, "project", *answers, "j")
        assert sentence in said
        assert code == 0, said


@pytest.mark.parametrize("answers", [(), PROJECT[:7], PROJECT, (*PROJECT, "n")])
def test_who_stops_answering_has_written_nothing(answers: tuple[str, ...]) -> None:
    with _strategy() as folder:
        before = _files(folder)
        code, said = _answer(folder, "project", *answers)
        assert code == 1
        assert said.endswith("Inget är skrivet.\n")
        assert _files(folder) == before


def test_ctrl_c_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupted)
    with _strategy() as folder:
        before = _files(folder)
        code, said = _answer(folder, "call")
        assert (code, said.endswith("Inget är skrivet.\n")) == (1, True)
        assert _files(folder) == before


def test_a_topic_is_asked_for_and_written() -> None:
    answers = ("Idrott och lek", "", "", "Platser att leka på.", "", "fotboll, gunga", "", "1, 2")
    with _strategy() as folder:
        code, said = _answer(folder, "add topic", *answers, "1", "", "", "j")
        assert code == 0, said
        topic = yaml.safe_load((folder / "topics/idrott-och-lek.yml").read_text("utf-8"))
        assert topic["words"] == {"sv": "fotboll, gunga"}
        assert topic["projects"] == ["bastu"]
        assert topic["goals"] == [goal.id for goal in load_strategy(folder)[0].goals[:2]]


@pytest.mark.parametrize("what", ["project", "call", "topic"])
def test_all_that_is_needed_is_asked_for(what: str) -> None:
    fields = ITEM_KINDS[what].model.model_fields
    needed = {name for name, field in fields.items() if field.is_required()}
    assert needed <= set(ITEM_KINDS[what].prompts) <= fields.keys()


_LINES = st.text(st.characters(exclude_characters="\n\r"), max_size=30) | st.sampled_from(
    ["", "j", "n", "1", "1,2", "2027", "2027-01-31", "https://example.org/", "600", "a b", "- x: #"]
)


@given(
    st.sampled_from(["project", "call"]),
    st.lists(st.tuples(st.integers(0, 40), _LINES), max_size=8),
    st.lists(_LINES, max_size=10),
)
def test_any_answers_give_a_right_file_or_none(
    what: str, changes: list[tuple[int, str]], more: list[str]
) -> None:
    answers = list(PROJECT)
    for place, line in changes:
        answers[place:place] = [line]
    with _strategy() as folder:
        before = _files(folder)
        code, said = _answer(folder, what, *answers, *more, *["j"] * 5)
        after = _files(folder)
        assert "Traceback" not in said
        assert {name: after[name] for name in before} == before
        new = after.keys() - before.keys()
        assert len(new) == (code == 0)
        load_strategy(folder)
