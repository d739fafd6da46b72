"""What ``make check`` says of translations: other words than agreed, other numbers than given."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_site.checks.lint import lint
from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from strategy_site.i18n.consistency import compare
from strategy_site.model.glossary import Word
from tests.support.paths import BASE, DEMO

ANYTHING = st.text() | st.from_regex(r"[0-9 .,:\-{}%()sa/htp\u00a0]{0,20}")


@pytest.mark.parametrize(
    ("forms", "text", "found"),
    [
        (["mål", "målet"], "Nya mål, och målet.", "mål"),
        (["mål", "målet"], "MÅLET", "MÅLET"),
        (["mål"], "målgruppen och ändamål", None),
        (["mål"], "mål- och medel", "mål"),
        (["tavoit*"], "Yhteiset tavoitteemme", "tavoitteemme"),
        (["tavoit*"], "yleistavoite", None),
        (["rahoitu*"], "Leader-rahoitusta", "rahoitusta"),
        (
            ["lokal* utvecklingsstrategi*"],
            "Den lokala\nutvecklingsstrategin",
            "lokala\nutvecklings",
        ),
        (["lokal* utvecklingsstrategi*"], "lokal och utvecklingsstrategi", None),
        (["LAG"], "vår LAG-grupp", "LAG"),
        (["LAG"], "enligt lag", None),
        (["EU:n"], "EU:n tuki", "EU:n"),
        (["a.b"], "axb", None),
        ([unicodedata.normalize("NFD", "mål")], "målen mål", "mål"),
        (["mål"], unicodedata.normalize("NFD", "mål"), "mål"),
    ],
)
def test_a_word_is_found_by_its_forms(forms: list[str], text: str, found: str | None) -> None:
    said = Word(term="x", forms=forms).find(text)
    assert said == found or (said and found and said.startswith(found))


SAME = [
    ("", ""),
    ("9,4 miljoner", "9.4 million"),
    ("Det är 9,4.", "It is 9.4."),
    ("1 000 000 kr", "1.000.000 kr"),
    ("1 000 000", "1\u00a0000\u202f000"),
    ("10 000,50", "10.000,50"),
    ("åren 2021–2022", "2021-2022"),
    ("projekten 2020 300 stycken", "2020: 300"),
    ("1–15 mars", "1.–15. maaliskuuta"),
    ("2018-05-05", "5.5.2018"),
    ("den 15 maj 2018", "15.5.2018"),
    ("1 januari–31 mars", "1.1.–31.3."),
    ("stänger 15 maj", "päättyy 15.5."),
    ("kl. 16.00", "klo 16:00"),
    ("1800-talet, T4, 5 %", "T4, 5% 1800-luvulla"),
    ("två byar", "kaksi kylää"),
    ("{x} och %(n)d", "%(n)d ja {x}"),
    ("se https://a.example/1?b=2.", "(https://a.example/1?b=2)"),
]
OTHER = [
    ("9,4 miljoner", "8,4 miljoonaa", "saknar ”9,4” men har ”8,4” för mycket"),
    ("10 000 kr", "1 000 kr", "saknar ”10 000” men har ”1 000” för mycket"),
    ("2021–2022 och 1.10", "1.1", "saknar ”2021”, ”2022” och ”1.10” men har ”1.1” för mycket"),
    ("10 och 10", "10", "saknar ”10”"),
    ("två", "kaksi 2", "har ”2” för mycket"),
    ("2018-05-15", "15.6.2018", "saknar ”5” men har ”6” för mycket"),
    ("{name} av %(n)s", "{nimi} %(n)s", "saknar ”{name}” men har ”{nimi}” för mycket"),
    ("%(n)s", "%(n)d", "saknar ”%(n)s” men har ”%(n)d” för mycket"),
    ("https://a.example/sv/1", "", "saknar ”https://a.example/sv/1”"),
]


@pytest.mark.parametrize(("source", "translation"), SAME)
def test_what_is_the_same_in_other_clothes(source: str, translation: str) -> None:
    assert compare(source, translation) is None
    assert compare(translation, source) is None


@pytest.mark.parametrize(("source", "translation", "said"), OTHER)
def test_a_difference_is_said(source: str, translation: str, said: str) -> None:
    assert compare(source, translation) == said


@given(source=ANYTHING, translation=ANYTHING)
def test_any_texts_can_be_compared(source: str, translation: str) -> None:
    assert compare(source, source) is None
    said, back = compare(source, translation), compare(translation, source)
    assert (said is None) is (back is None)


PROJECT = """\
id: stuga
title:
  sv: Vår bastu vid sjön
  fi: {title}
summary:
  sv: 10 byar.
  fi: {summary}
owner: Byn
sources: [https://example.org/]
"""


def _strategy(target: Path, title: str, summary: str) -> Path:
    folder = target / "strategy"
    shutil.copytree(BASE, folder)
    text = PROJECT.format(title=title, summary=summary)
    (folder / "projects/stuga.yml").write_text(text, "utf-8")
    return folder


HINT = (
    "strategy/projects/stuga.yml, rad 4: Tips: texten på svenska säger ”bastu” men texten på suomi "
    "har inte ”sauna”; använd det ordet, eller skriv textens ord under ”forms” i glossary.yml om "
    "det också är rätt."
)
WARNING = (
    "strategy/projects/stuga.yml, rad 7: Varning: texten på suomi saknar ”10” men har ”12” för "
    "mycket; skriv samma tal, länkar och platshållare som på svenska."
)


def _remarks(folder: Path) -> list[str]:
    content, warnings = load_strategy(folder)
    assert warnings == []  # the site is built in silence
    return [str(problem) for problem in lint(content)]


def test_another_word_and_another_number_are_told_with_their_lines(tmp_path: Path) -> None:
    assert _remarks(_strategy(tmp_path, "Kylpylä", "12 kylää.")) == [HINT, WARNING]


def test_the_agreed_words_and_the_same_numbers_are_no_matter(tmp_path: Path) -> None:
    assert _remarks(_strategy(tmp_path, "Rannan saunat", "10 kylää.")) == []


def test_other_agreed_words_are_named_and_do(tmp_path: Path) -> None:
    folder = _strategy(tmp_path, "Kylpylä", "10 kylää.")
    path = folder / "glossary.yml"
    before = path.read_text("utf-8")
    path.write_text(before.replace("fi:\n", "fi:\n      also: [löyly]\n"), "utf-8")
    assert "har inte ”sauna” eller ”löyly”;" in _remarks(folder)[0]
    path.write_text(before.replace("[sauna*]", "[sauna*, kylpyl*]"), "utf-8")
    assert _remarks(folder) == []


@pytest.mark.parametrize("glossary", ["terms:\n  - sv: {term: bastu, forms: [bastu]}\n", None])
def test_without_an_agreed_word_there_is_no_hint(tmp_path: Path, glossary: str | None) -> None:
    folder = _strategy(tmp_path, "Kylpylä", "10 kylää.")
    (folder / "glossary.yml").unlink()
    if glossary:
        (folder / "glossary.yml").write_text(glossary, "utf-8")
    assert _remarks(folder) == []


def test_texts_everywhere_are_met_once(tmp_path: Path) -> None:
    folder = _strategy(tmp_path, "Sauna", "10 kylää.")
    (folder / "priority_areas/1.yml").write_text(
        "id: '1'\ntitle: {sv: A, fi: A}\npurpose: {sv: A, fi: A}\ngoals:\n"
        "- id: '1.1'\n  title: {sv: Bastu 1, fi: A}\n- id: '1.2'\n  title: {sv: A, fi: A}\n"
        "  indicators:\n  - title: {sv: Bastu, fi: A}\n    unit:\n      sv: bastun\n      fi: A\n"
    )
    with (folder / "calls/hosten.yml").open("a") as file:
        file.write("criteria:\n  - {sv: A, fi: A}\n  - {sv: 2, fi: A}\n".replace("2", "'2'"))
    with (folder / "strategy.yml").open("a") as file:
        file.write("  - id: byn\n    name: {sv: Bastun, fi: A}\n")
    places = [said.partition("; ")[0].removeprefix("strategy/") for said in _remarks(folder)]
    term = "Tips: texten på svenska säger ”{}” men texten på suomi har inte ”sauna”"
    assert places == [
        "calls/hosten.yml, rad 13: Varning: texten på suomi saknar ”2”",
        "priority_areas/1.yml, rad 6: Varning: texten på suomi saknar ”1”",
        "priority_areas/1.yml, rad 6: " + term.format("Bastu"),
        "priority_areas/1.yml, rad 10: " + term.format("Bastu"),
        "priority_areas/1.yml, rad 13: " + term.format("bastun"),
        "strategy.yml, rad 22: " + term.format("Bastun"),
    ]


@pytest.mark.parametrize(
    ("command", "told"), [("check", True), ("translations", True), ("schema", False)]
)
def test_the_commands_tell_and_do_not_fail(
    command: str, told: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _strategy(tmp_path, "Kylpylä", "12 kylää.")
    assert main([command, str(folder)]) == 0
    assert capsys.readouterr().err.splitlines() == ([HINT, WARNING] if told else [])


def test_inflected_words_and_missing_translations_are_no_matter() -> None:
    content, _ = load_strategy(DEMO / "strategy")
    assert content.glossary.terms
    assert lint(content) == []
