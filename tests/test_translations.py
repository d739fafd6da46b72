"""What the project knows of each translation, whatever was edited in whatever order."""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from strategy_site.__main__ import main
from strategy_site.checks import load
from strategy_site.places import texts_in
from strategy_site.problems import ContentError
from strategy_site.translation_record import Record
from strategy_site.translations import State, Translations, declared, seen
from strategy_site.values import Text

from tests.building import ROOT, build, copy_of_project, text_of

BASE = ROOT / "tests/cases/base/strategy"
DAY = datetime.date(2026, 10, 1)


@pytest.fixture
def strategy(tmp_path: Path) -> Path:
    """Give a small strategy whose translations have been seen."""
    folder = tmp_path / "strategy"
    shutil.copytree(BASE, folder)
    assert main(["translations", str(folder)]) == 0
    return folder


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def _states(folder: Path) -> dict[str, State]:
    content, _ = load(folder)
    translations = Translations(texts_in(content), content.languages, content.record)
    return {one.placed.context: one.state for one in translations.all("fi")}


def test_every_text_has_a_state(strategy: Path) -> None:
    states = _states(strategy)
    assert states["1.1 title"] == "draft"
    assert states["1.2 title"] == "missing"
    assert states["bastu image.alt"] == "missing"
    assert states["- municipalities.0.name"] == "missing"
    assert len(states) == len(texts_in(load(strategy)[0]))


def test_a_translation_whose_source_has_changed_is_outdated(strategy: Path) -> None:
    area = strategy / "priority_areas/1.yml"
    _change(area, "sv: Öka ungas deltagande", "sv: Öka ungas inflytande")
    assert _states(strategy)["1.1 title"] == "outdated"
    _change(area, "fi: Nuorten osallistuminen", "fi: Nuorten vaikutusvalta")
    assert _states(strategy)["1.1 title"] == "draft"


def test_a_reviewed_text_stays_so_until_a_word_changes(strategy: Path) -> None:
    area = strategy / "priority_areas/1.yml"
    assert main(["reviewed", str(strategy), "--text", "1.1", "--language", "fi"]) == 0
    assert _states(strategy)["1.1 title"] == "reviewed"
    assert _states(strategy)["1 title"] == "draft"
    _change(area, "sv: Öka ungas deltagande", "sv: >-\n        Öka ungas\n        deltagande")
    assert _states(strategy)["1.1 title"] == "reviewed"
    _change(area, "        deltagande", "        delaktighet")
    assert main(["translations", str(strategy)]) == 0
    assert _states(strategy)["1.1 title"] == "outdated"
    _change(area, "delaktighet", "deltagande")
    assert main(["translations", str(strategy)]) == 0
    assert _states(strategy)["1.1 title"] == "reviewed"


def test_a_harmless_change_is_declared_and_recorded(strategy: Path) -> None:
    assert main(["reviewed", str(strategy), "--text", "1.1", "--language", "fi"]) == 0
    _change(
        strategy / "priority_areas/1.yml", "sv: Öka ungas deltagande", "sv: Öka ungas deltagande."
    )
    assert _states(strategy)["1.1 title"] == "outdated"
    assert main(["harmless", str(strategy), "--text", "1.1 title", "--language", "fi"]) == 0
    assert _states(strategy)["1.1 title"] == "reviewed"
    record = (strategy / "translations/fi.jsonl").read_text("utf-8")
    assert ': Öka ungas deltagande"]' in record


def test_nothing_depends_on_the_order_or_the_file(strategy: Path) -> None:
    call = strategy / "calls/hosten.yml"
    both = "criteria:\n  - {sv: Ett, fi: Yksi}\n  - {sv: Två, fi: Kaksi}\n"
    call.write_text(call.read_text("utf-8") + both, "utf-8")
    assert main(["reviewed", str(strategy), "--text", "hosten", "--language", "fi"]) == 0
    turned = "criteria:\n  - {sv: Två, fi: Kaksi}\n  - {sv: Ett!, fi: Yksi}\n"
    _change(call, both, turned)
    states = _states(strategy)
    assert [states[f"hosten criteria.{n}"] for n in (0, 1)] == ["reviewed", "outdated"]
    (strategy / "goals/tema.yml").rename(strategy / "goals/annat.yml")
    assert set(_states(strategy)) == set(states)


@pytest.mark.parametrize(
    ("where", "rows"),
    [
        ("calls/hosten.yml", "criteria:\n  - {sv: Ett, fi: Sama}\n  - {sv: Två, fi: Sama}\n"),
        (
            "goals/tema.yml",
            "indicators:\n  - {title: {sv: A}, unit: {sv: Ett, fi: Sama}}\n"
            "  - {title: {sv: B}, unit: {sv: Två, fi: Sama}}\n",
        ),
    ],
)
def test_two_texts_of_a_list_may_have_the_same_translation(
    strategy: Path, where: str, rows: str
) -> None:
    path = strategy / where
    path.write_text(path.read_text("utf-8") + rows, "utf-8")

    def both() -> list[State]:
        return [state for place, state in _states(strategy).items() if place in parts]

    parts = [f"hosten criteria.{n}" for n in (0, 1)] + [
        f"klimat indicators.{n}.unit" for n in (0, 1)
    ]
    assert both() == ["draft", "draft"]
    assert main(["translations", str(strategy)]) == 0
    assert both() == ["draft", "draft"]
    identity = "hosten" if "hosten" in where else "klimat"
    assert main(["reviewed", str(strategy), "--text", identity, "--language", "fi"]) == 0
    assert both() == ["reviewed", "reviewed"]
    _change(path, "sv: Två", "sv: Tre")
    assert both() == ["reviewed", "outdated"]
    assert main(["translations", str(strategy)]) == 0
    assert both() == ["reviewed", "outdated"]


def test_a_translation_taken_back_is_of_the_source_it_was_made_from(strategy: Path) -> None:
    area = strategy / "priority_areas/1.yml"
    assert main(["reviewed", str(strategy), "--text", "1.1", "--language", "fi"]) == 0
    for old, new, state in (
        ("sv: Öka ungas deltagande", "sv: Öka ungas inflytande", "outdated"),
        ("fi: Nuorten osallistuminen", "fi: Nuorten vaikutusvalta", "draft"),
        ("fi: Nuorten vaikutusvalta", "fi: Nuorten osallistuminen", "outdated"),
        ("sv: Öka ungas inflytande", "sv: Öka ungas deltagande", "reviewed"),
    ):
        _change(area, old, new)
        assert main(["translations", str(strategy)]) == 0
        assert _states(strategy)["1.1 title"] == state


def test_a_translation_taken_away_and_put_back_is_what_it_was(strategy: Path) -> None:
    assert main(["reviewed", str(strategy), "--text", "1", "--language", "fi"]) == 0
    area = strategy / "priority_areas/1.yml"
    _change(area, "  fi: Elinvoima\n", "")
    assert main(["translations", str(strategy)]) == 0
    assert _states(strategy)["1 title"] == "missing"
    _change(area, "  sv: Livskraft\n", "  sv: Livskraft\n  fi: Elinvoima\n")
    assert _states(strategy)["1 title"] == "reviewed"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--text", "1.9", "--language", "fi"], "”1.9” går inte att förklara granskat"),
        (["--text", "", "--language", "fi"], "”inget” går inte att förklara granskat"),
        (["--text", "1.1", "--language", "no"], "”no” är inget språk att översätta till; välj"),
        (
            ["--text", "1.1,1.2", "--language", "fi"],
            "strategy/priority_areas/1.yml, rad 16: ”1.2” har ingen text på språket ”fi”; översätt "
            "det först, och förklara det sedan granskat.",
        ),
        (["--text", "1.1"], "”inget” går inte att förklara granskat"),
    ],
)
def test_declaring_what_is_not_there(
    strategy: Path, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (strategy / "translations/fi.jsonl").read_bytes()
    assert main(["reviewed", str(strategy), *arguments]) == 1
    assert sentence in capsys.readouterr().err
    assert (strategy / "translations/fi.jsonl").read_bytes() == before


def test_who_stops_listening_disturbs_nothing(strategy: Path) -> None:
    """As in ``make translations | head``: what the command writes is written all the same."""
    record = strategy / "translations/fi.jsonl"
    before = record.read_bytes()
    record.unlink()
    command = [sys.executable, "-m", "strategy_site", "translations", str(strategy)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")
    assert record.read_bytes() == before


def test_a_broken_line_of_the_record_is_told(strategy: Path) -> None:
    path = strategy / "translations/fi.jsonl"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([lines[0], "<<<<<<< HEAD", *lines[1:]]), "utf-8")
    with pytest.raises(ContentError) as caught:
        load(strategy)
    assert [str(problem) for problem in caught.value.problems] == [
        "strategy/translations/fi.jsonl, rad 2: raden om en översättning går inte att läsa; "
        "hämta tillbaka filen med ”make restore FIL=strategy/translations/fi.jsonl”."
    ]


@dataclass
class _Oracle:
    """What a careful reader who watched every publication would say of one text."""

    source: str = "s0"
    text: str | None = "t0"
    known: dict[tuple[str, str], bool] = field(default_factory=dict)
    """By translation and the source it was made from: whether it is reviewed."""
    last: dict[str, str] = field(default_factory=dict)
    """The source beside which each translation was last in use."""

    def state(self) -> State:
        if self.text is None:
            return "missing"
        if (self.text, self.source) in self.known:
            return "reviewed" if self.known[self.text, self.source] else "draft"
        return "outdated" if self.text in self.last else "draft"

    def publish(self) -> None:
        if self.text is not None:
            if self.text not in self.last:
                self.known[self.text, self.source] = False
            if (self.text, self.source) in self.known:
                self.last[self.text] = self.source


EDITS = st.one_of(
    st.tuples(st.just("source"), st.sampled_from(["s0", "s1", "s2"])),
    st.tuples(st.just("text"), st.sampled_from([None, "t0", "t1", "t2"])),
    st.tuples(st.sampled_from(["publish", "review", "harmless"]), st.none()),
)


@settings(deadline=None, max_examples=200)
@given(edits=st.lists(EDITS, max_size=20))
def test_the_state_is_right_after_any_order_of_edits(edits: list[tuple[str, str | None]]) -> None:
    content, _ = load(BASE)
    (placed,) = [p for p in texts_in(content) if p.context == "1.1 title"]
    oracle = _Oracle()
    record: Record = {}

    def now() -> Translations:
        texts = {"sv": oracle.source} | ({"fi": oracle.text} if oracle.text else {})
        here = type(placed)(**{**vars(placed), "text": Text(texts)})
        return Translations([here], ["sv", "fi"], record)

    for what, value in edits:
        if what == "source" and value:
            oracle.source = value
        elif what == "text":
            oracle.text = value
        else:
            oracle.publish()
            record = seen(now(), DAY)
            if what == "review" and oracle.text:
                oracle.known[oracle.text, oracle.source] = True
                oracle.publish()
                record = declared(now(), "fi", ["1.1"], "reviewed", DAY)
            elif what == "harmless" and oracle.text:
                as_before = oracle.known[oracle.text, oracle.last[oracle.text]]
                oracle.known.setdefault((oracle.text, oracle.source), as_before)
                oracle.publish()
                record = declared(now(), "fi", ["1.1 title"], "harmless", DAY)
        assert now().all("fi")[0].state == oracle.state()
        # Seeing the same again changes nothing.
        assert seen(now().with_record(seen(now(), DAY)), DAY) == seen(now(), DAY)


def test_readers_see_that_a_translation_is_a_draft(site: Path) -> None:
    finnish = (site / "fi/mal/ungas-deltagande/index.html").read_text("utf-8")
    assert "Käännös on luonnos: kukaan ei ole vielä tarkistanut sitä." in text_of(finnish)
    assert "luonnos" not in text_of((site / "mal/ungas-deltagande/index.html").read_text("utf-8"))


def test_readers_see_the_original_where_a_translation_is_older(tmp_path: Path) -> None:
    project = copy_of_project(tmp_path / "project")
    path = project / "strategy/projects/haapakylansaari.yml"
    _change(path, "sv: Ett levande odlingslandskap", "sv: Ett öppet odlingslandskap")
    assert main(["translations", str(project / "strategy")]) == 0
    # Goal 1.5, and what its page says of its area and the strategy itself.
    assert (
        main(["reviewed", str(project / "strategy"), "--text", "1.5,1,-", "--language", "fi"]) == 0
    )
    result = build(project / "mkdocs.yml", project / "site")
    assert result.returncode == 0, result.stderr
    page = (project / "site/fi/projekt/haapakylansaari/index.html").read_text("utf-8")
    assert "Alkuperäistä tekstiä on muutettu " in text_of(page)
    assert '<p lang="sv">Ett öppet odlingslandskap' in page
    goal = (project / "site/fi/v2/1.5/index.html").read_text("utf-8")
    assert "luonnos" not in text_of(goal)
    status = text_of((project / "site/oversattningar/index.html").read_text("utf-8"))
    rows = {
        "Granskade": (31, 0),
        "Utkast": (78, 5),
        "Äldre än originalet": (1, 0),
        "Saknas": (0, 105),
    }
    for name, (finnish, meankieli) in rows.items():
        assert re.search(rf"{name} ?{finnish} ?{meankieli}\b", status), name
    link = "edit/main/strategy/projects/haapakylansaari.yml#L8"
    assert link in (project / "site/oversattningar/index.html").read_text("utf-8")


def test_the_record_of_the_real_strategy_is_kept() -> None:
    content, _ = load(ROOT / "strategy")
    translations = Translations(texts_in(content), content.languages, content.record)
    for language in content.languages[1:]:
        known = {row.place for row in content.record[language]}
        missing = {one.placed.place for one in translations.all(language) if one.state == "missing"}
        assert known | missing == {placed.place for placed in translations.texts}, (
            "run: make translations"
        )


def test_the_record_is_yaml_free_and_one_line_a_text() -> None:
    lines = (ROOT / "strategy/translations/fi.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 110
    assert all(isinstance(yaml.safe_load(line), dict) for line in lines)
