"""What the project knows of each translation, whatever was edited in whatever order."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from strategy_site.content.translation_store import TranslationStore
from strategy_site.diagnostics import ContentError
from strategy_site.i18n.translation_status import (
    TranslationState,
    TranslationStatus,
    mark,
    record_new,
)
from strategy_site.i18n.translation_units import translation_units
from strategy_site.model.fields import Text
from tests.support.editing import change
from tests.support.paths import BASE, DEMO

DAY = datetime.date(2026, 10, 1)


@pytest.fixture
def strategy(tmp_path: Path) -> Path:
    """Give a small strategy whose translations have been seen."""
    folder = tmp_path / "strategy"
    shutil.copytree(BASE, folder)
    assert main(["translations", str(folder)]) == 0
    return folder


def _record(folder: Path, language: str = "fi") -> dict[str, str]:
    """Return the files of a language's record, by name."""
    files = sorted((folder / "translations" / language).iterdir())
    return {file.name: file.read_text("utf-8") for file in files}


def _states(folder: Path) -> dict[str, TranslationState]:
    content, _ = load_strategy(folder)
    translations = TranslationStatus(
        translation_units(content), content.languages, content.stored_translations
    )
    return {one.unit.msgctxt: one.state for one in translations.all("fi")}


def test_every_text_has_a_state(strategy: Path) -> None:
    states = _states(strategy)
    assert states["1.1 title"] == "draft"
    assert states["1.2 title"] == "missing"
    assert states["bastu image.alt"] == "missing"
    assert states["- municipalities.0.name"] == "missing"
    assert len(states) == len(translation_units(load_strategy(strategy)[0]))


def test_a_translation_whose_source_has_changed_is_outdated(strategy: Path) -> None:
    area = strategy / "priority_areas/1.yml"
    change(area, "sv: Öka ungas deltagande", "sv: Öka ungas inflytande")
    assert _states(strategy)["1.1 title"] == "outdated"
    change(area, "fi: Nuorten osallistuminen", "fi: Nuorten vaikutusvalta")
    assert _states(strategy)["1.1 title"] == "draft"


def test_a_reviewed_text_stays_so_until_a_word_changes(strategy: Path) -> None:
    area = strategy / "priority_areas/1.yml"
    assert main(["reviewed", str(strategy), "--text", "1.1", "--language", "fi"]) == 0
    assert _states(strategy)["1.1 title"] == "reviewed"
    assert _states(strategy)["1 title"] == "draft"
    change(area, "sv: Öka ungas deltagande", "sv: >-\n        Öka ungas\n        deltagande")
    assert _states(strategy)["1.1 title"] == "reviewed"
    change(area, "        deltagande", "        delaktighet")
    assert main(["translations", str(strategy)]) == 0
    assert _states(strategy)["1.1 title"] == "outdated"
    change(area, "delaktighet", "deltagande")
    assert main(["translations", str(strategy)]) == 0
    assert _states(strategy)["1.1 title"] == "reviewed"


def test_a_harmless_change_is_declared_and_recorded(strategy: Path) -> None:
    assert main(["reviewed", str(strategy), "--text", "1.1", "--language", "fi"]) == 0
    change(
        strategy / "priority_areas/1.yml", "sv: Öka ungas deltagande", "sv: Öka ungas deltagande."
    )
    assert _states(strategy)["1.1 title"] == "outdated"
    assert main(["harmless", str(strategy), "--text", "1.1 title", "--language", "fi"]) == 0
    assert _states(strategy)["1.1 title"] == "reviewed"
    # The file of each command has what is new, and nothing else.
    written = [text.count("\n") for text in _record(strategy).values()]
    assert written[0] > 3
    assert written[-1] == 2  # the text now, and that it had changed
    assert ': Öka ungas deltagande"]' in [*_record(strategy).values()][-1]


def test_nothing_depends_on_the_order_or_the_file(strategy: Path) -> None:
    call = strategy / "calls/hosten.yml"
    both = "criteria:\n  - {sv: Ett, fi: Yksi}\n  - {sv: Två, fi: Kaksi}\n"
    call.write_text(call.read_text("utf-8") + both, "utf-8")
    assert main(["reviewed", str(strategy), "--text", "hosten", "--language", "fi"]) == 0
    turned = "criteria:\n  - {sv: Två, fi: Kaksi}\n  - {sv: Ett!, fi: Yksi}\n"
    change(call, both, turned)
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

    def both() -> list[TranslationState]:
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
    change(path, "sv: Två", "sv: Tre")
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
        change(area, old, new)
        assert main(["translations", str(strategy)]) == 0
        assert _states(strategy)["1.1 title"] == state


def test_a_translation_taken_away_and_put_back_is_what_it_was(strategy: Path) -> None:
    assert main(["reviewed", str(strategy), "--text", "1", "--language", "fi"]) == 0
    area = strategy / "priority_areas/1.yml"
    change(area, "  fi: Elinvoima\n", "")
    assert main(["translations", str(strategy)]) == 0
    assert _states(strategy)["1 title"] == "missing"
    change(area, "  sv: Livskraft\n", "  sv: Livskraft\n  fi: Elinvoima\n")
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
    before = _record(strategy)
    assert main(["reviewed", str(strategy), *arguments]) == 1
    assert sentence in capsys.readouterr().err
    assert _record(strategy) == before


def test_who_stops_listening_disturbs_nothing(strategy: Path) -> None:
    """As in ``make translations | head``: what the command writes is written all the same."""
    before = _record(strategy)
    shutil.rmtree(strategy / "translations")
    command = [sys.executable, "-m", "strategy_site", "translations", str(strategy)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")
    assert _record(strategy).keys() == before.keys()


def test_a_broken_line_of_the_record_is_told(strategy: Path) -> None:
    (path,) = (strategy / "translations/fi").iterdir()
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([lines[0], "<<<<<<< HEAD", *lines[1:]]), "utf-8")
    with pytest.raises(ContentError) as caught:
        load_strategy(strategy)
    assert [str(problem) for problem in caught.value.diagnostics] == [
        f"strategy/translations/fi/{path.name}, rad 2: raden om en översättning går inte att läsa; "
        "hämta tillbaka den med ”make restore FIL=strategy/translations/fi”: ingen granskning går "
        "förlorad."
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

    def state(self) -> TranslationState:
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


@given(edits=st.lists(EDITS, max_size=20))
def test_the_state_is_right_after_any_order_of_edits(edits: list[tuple[str, str | None]]) -> None:
    content, _ = load_strategy(BASE)
    (placed,) = [p for p in translation_units(content) if p.msgctxt == "1.1 title"]
    oracle = _Oracle()
    record: TranslationStore = {}

    def now() -> TranslationStatus:
        texts = {"sv": oracle.source} | ({"fi": oracle.text} if oracle.text else {})
        here = type(placed)(**{**vars(placed), "text": Text(texts)})
        return TranslationStatus([here], ["sv", "fi"], record)

    for what, value in edits:
        if what == "source" and value:
            oracle.source = value
        elif what == "text":
            oracle.text = value
        else:
            oracle.publish()
            record = record_new(now(), DAY)
            if what == "review" and oracle.text:
                oracle.known[oracle.text, oracle.source] = True
                oracle.publish()
                record = mark(now(), "fi", ["1.1"], "reviewed", DAY)
            elif what == "harmless" and oracle.text:
                as_before = oracle.known[oracle.text, oracle.last[oracle.text]]
                oracle.known.setdefault((oracle.text, oracle.source), as_before)
                oracle.publish()
                record = mark(now(), "fi", ["1.1 title"], "harmless", DAY)
        assert now().all("fi")[0].state == oracle.state()
        # Seeing the same again changes nothing.
        assert record_new(now().with_store(record_new(now(), DAY)), DAY) == record_new(now(), DAY)


def test_the_day_of_a_change_is_the_first_on_which_it_was_seen() -> None:
    content, _ = load_strategy(BASE)
    (unit,) = [unit for unit in translation_units(content) if unit.msgctxt == "1.1 title"]

    def published(store: TranslationStore, source: str, day: int) -> TranslationStore:
        here = replace(unit, text=Text({"sv": source, "fi": "Nuoret"}))
        status = TranslationStatus([here], ["sv", "fi"], store)
        return record_new(status, datetime.date(2026, 10, day))

    seen = published({}, "Unga", 1)
    assert [row.changed for row in seen["fi"]] == [None]
    changed = published(seen, "Alla unga", 2)
    again = published(changed, "Alla unga", 3)
    assert [row.changed for row in again["fi"]] == [datetime.date(2026, 10, 2)]


def test_what_is_left_to_do_is_listed_with_its_place(
    strategy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reviewed", str(strategy), "--text", "1", "--language", "fi"]) == 0
    change(strategy / "priority_areas/1.yml", "sv: Öka ungas deltagande", "sv: Öka ungas makt")
    capsys.readouterr()
    assert main(["translations", str(strategy)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {
        "strategy/projects/bastu.yml, rad 4: suomi: utkast (bastu title)",
        "strategy/priority_areas/1.yml, rad 13: suomi: äldre än originalet (1.1 title)",
        "strategy/priority_areas/1.yml, rad 16: suomi: saknas (1.2 title)",
    } <= set(lines)
    assert not [line for line in lines if "(1 title)" in line]


def test_the_record_has_one_line_a_translation(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DEMO / "strategy", tmp_path / "strategy"))
    before = (folder / "translations/fi.jsonl").read_bytes()
    assert main(["translations", str(folder)]) == 0
    assert (folder / "translations/fi.jsonl").read_bytes() == before
    assert not (folder / "translations/fi").exists()
    rows = [json.loads(line) for line in before.splitlines()]
    content, _ = load_strategy(folder)
    # Things in a list share a line's place; former translations keep their line.
    units = [unit for unit in translation_units(content) if "fi" in unit.text.root]
    assert {row["place"] for row in rows} == {unit.unit_id for unit in units}
    assert all(isinstance(yaml.safe_load(line), dict) for line in before.splitlines())
