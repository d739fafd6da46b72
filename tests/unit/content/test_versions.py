"""The wording of a version, once frozen, never changes."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from strategy_site.diagnostics import ContentError
from strategy_site.pages.documents import documents_of
from strategy_site.pages.pages import pages_of
from strategy_site.render.renderer import Renderer
from strategy_site.render.site_context import SiteContext
from strategy_site.render.word_diff import word_diff
from tests.support.editing import change
from tests.support.paths import BASE
from tests.support.text import text_of


def _text(folder: Path, address: str) -> str:
    """Return what a reader sees of a page of the strategy, in Swedish."""
    content, _ = load_strategy(folder)
    (page,) = [page for page in pages_of(content) if page.address == address]
    site = SiteContext(content, "https://prov.example/", datetime.date(2026, 10, 1))
    return text_of(Renderer(site).render(page, "sv").html)


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """Give a small strategy whose version 2 has been published."""
    folder = tmp_path / "strategy"
    shutil.copytree(BASE, folder)
    assert main(["publish", str(folder)]) == 0
    return folder


def _problems(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_strategy(folder)
    return [str(problem) for problem in caught.value.diagnostics]


def test_publishing_freezes_the_version_once(frozen: Path) -> None:
    before = (frozen / "versions/2.yml").read_bytes()
    assert main(["publish", str(frozen)]) == 0
    assert (frozen / "versions/2.yml").read_bytes() == before


def test_a_version_is_not_frozen_twice(frozen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["freeze", str(frozen)]) == 1
    said = capsys.readouterr().err
    assert (
        "strategy/strategy.yml, rad 6: version 2 är redan fryst i strategy/versions/2.yml" in said
    )
    assert "skriv ”version: 3”" in said


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("strategy.yml", "sv: Visionen.", "sv: Den nya visionen.", 12),
        ("strategy.yml", "sv: Inledning.", "sv: Inledningen.", 8),
        ("priority_areas/1.yml", "sv: Livskraft", "sv: Kraft", 4),
        ("priority_areas/1.yml", "sv: Syftet.", "sv: Meningen.", 7),
        ("priority_areas/1.yml", "sv: Nya nätverk", "sv: Nya nät", 16),
        ("goals/tema.yml", "sv: Klimat", "sv: Vädret", 3),
    ],
)
def test_adopted_words_do_not_change_within_a_version(
    frozen: Path, file: str, old: str, new: str, line: int
) -> None:
    change(frozen / file, old, new)
    assert _problems(frozen) == [
        f"strategy/{file}, rad {line}: lydelsen är en annan än i den frysta version 2; "
        "återställ den, eller skriv ”version: 3” i strategy.yml."
    ]
    change(frozen / "strategy.yml", "version: 2", "version: 3")
    content, _ = load_strategy(frozen)
    assert [edition.number for edition in content.editions] == [2, 3]


def test_a_goal_does_not_move_within_a_version(frozen: Path) -> None:
    change(frozen / "goals/tema.yml", "id: klimat", "id: klimat\npriority_areas: ['1']")
    assert _problems(frozen) == [
        "strategy/goals/tema.yml, rad 1: målet ”klimat” hör till insatsområdet 1, men i den frysta "
        "version 2 till inget; flytta tillbaka det, eller skriv ”version: 3” i strategy.yml."
    ]
    change(frozen / "strategy.yml", "version: 2", "version: 3")
    load_strategy(frozen)


def test_a_number_that_is_skipped_is_told(frozen: Path) -> None:
    change(frozen / "strategy.yml", "version: 2", "version: 4")
    (warning,) = load_strategy(frozen)[1]
    assert str(warning) == (
        "strategy/strategy.yml, rad 6: Varning: version 4 kommer efter version 2; "
        "skriv ”version: 3” om inget nummer ska hoppas över."
    )
    assert main(["publish", str(frozen)]) == 0
    assert load_strategy(frozen)[1] == []  # what is done is done


def test_a_new_goal_is_a_new_version(frozen: Path) -> None:
    (frozen / "goals/ny.yml").write_text("id: ny\ntitle: {sv: Nytt}\n", "utf-8")
    (problem,) = _problems(frozen)
    assert problem.startswith("strategy/goals/ny.yml, rad 2: lydelsen är en annan")


INDICATOR = """\
      fi: Nuorten osallistuminen
    indicators:
      - title: {sv: Unga i styrelser}
        target: {value: 12, year: 2027}
"""


@pytest.fixture
def measured(tmp_path: Path) -> Path:
    """Give a small strategy with an indicator, whose version 2 has been published."""
    folder = tmp_path / "strategy"
    shutil.copytree(BASE, folder)
    change(folder / "priority_areas/1.yml", "      fi: Nuorten osallistuminen\n", INDICATOR)
    assert main(["publish", str(folder)]) == 0
    return folder


def test_what_is_not_adopted_changes_at_any_time(measured: Path) -> None:
    before = (measured / "versions/2.yml").read_bytes()
    area = measured / "priority_areas/1.yml"
    change(area, "  sv: Syftet.", "  sv: Syftet.\nexplanation: {sv: Byn ska leva.}")
    change(area, "    indicators:", "    explanation: {sv: Unga får bestämma.}\n    indicators:")
    change(area, "2027}\n", "2027}\n        outcomes: [{year: 2024, value: 7}]\n")
    change(area, "    indicators:\n", f"    indicators:\n{EDITORS_OWN}")
    load_strategy(measured)
    text = _text(measured, "mal/ungas-deltagande/")
    assert "Vad betyder det? Unga får bestämma. Förklaringen är redaktionens egen." in text
    assert "Tomma hus Det här måttet är redaktionens eget." in text
    wording = _text(measured, "v2/1.1/")
    assert "Unga i styrelser" in wording
    assert not any(word in wording for word in ("bestämma", "Tomma hus", "2024"))
    change(measured / "strategy.yml", "version: 2", "version: 3")
    assert main(["publish", str(measured)]) == 0
    assert (measured / "versions/2.yml").read_bytes() == before
    frozen = (measured / "versions/3.yml").read_text("utf-8")
    assert not any(word in frozen for word in ("bestämma", "Byn ska leva", "Tomma hus", "2024"))


EDITORS_OWN = "      - {title: {sv: Tomma hus}, editors_own: true}\n"


@pytest.mark.parametrize("place", ["    indicators:\n", "year: 2027}\n"])
def test_an_indicator_that_nobody_adopted_says_so(measured: Path, place: str) -> None:
    """Above the adopted one or below it: one message, at its line, and its advice works."""
    area = measured / "priority_areas/1.yml"
    change(area, place, f"{place}      - title: {{sv: Tomma hus}}\n")
    line = area.read_text("utf-8").splitlines().index("      - title: {sv: Tomma hus}") + 1
    assert _problems(measured) == [
        f"strategy/priority_areas/1.yml, rad {line}: den frysta versionen 2 har inte den här "
        "indikatorn; skriv ”editors_own: true” under dess rubrik om den inte är antagen, eller "
        "skriv ”version: 3” i strategy.yml."
    ]
    change(area, "{sv: Tomma hus}", "{sv: Tomma hus}\n        editors_own: true")
    load_strategy(measured)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Unga i styrelser", "Unga i nämnder", 15),
        ("value: 12", "value: 13", 15),
        ("      - title: {sv: Unga i styrelser}\n        target: {value: 12, year: 2027}\n", "", 9),
    ],
)
def test_what_was_adopted_of_an_indicator_stays(
    measured: Path, old: str, new: str, line: int
) -> None:
    area = measured / "priority_areas/1.yml"
    change(area, old, new)
    if not new:
        change(area, "    indicators:\n", "    indicators: []\n")
    assert _problems(measured) == [
        f"strategy/priority_areas/1.yml, rad {line}: lydelsen är en annan än i den frysta "
        "version 2; återställ den, eller skriv ”version: 3” i strategy.yml."
    ]


def test_translations_may_get_better(frozen: Path) -> None:
    change(frozen / "priority_areas/1.yml", "fi: Elinvoima", "fi: Alueen elinvoima")
    change(frozen / "strategy.yml", "sv: Visionen.", "sv: Visionen.\n  fi: Visio.")
    content, _ = load_strategy(frozen)
    title, vision = content.edition.version.priority_areas[0].title, content.edition.version.vision
    assert title is not None
    assert title.get("fi") == "Alueen elinvoima"
    assert vision is not None
    assert vision.get("fi") == "Visio."
    before = (frozen / "versions/2.yml").read_bytes()
    change(frozen / "strategy.yml", "version: 2", "version: 3")
    assert main(["publish", str(frozen)]) == 0
    assert (frozen / "versions/2.yml").read_bytes() == before
    earlier = load_strategy(frozen)[0].editions[0].version.priority_areas[0].title
    assert earlier is not None
    assert earlier.get("fi") == "Elinvoima"


def test_the_paragraphs_of_adopted_words_stay_as_they_were_frozen(frozen: Path) -> None:
    change(
        frozen / "priority_areas/1.yml",
        "sv: Öka ungas deltagande",
        "sv: |-\n        Öka ungas\n\n        deltagande",
    )
    goal = load_strategy(frozen)[0].edition.version.goals[0]
    assert goal.title is not None
    assert goal.title.get("sv") == "Öka ungas deltagande"


def test_a_line_break_is_no_change(frozen: Path) -> None:
    change(
        frozen / "priority_areas/1.yml",
        "sv: Öka ungas deltagande",
        "sv: >-\n        Öka\n        ungas deltagande",
    )
    load_strategy(frozen)


def test_what_is_withdrawn_keeps_its_place_in_the_version(frozen: Path) -> None:
    with (frozen / "goals/tema.yml").open("a") as file:
        file.write("withdrawn: {date: 2026-01-31}\n")
    content, _ = load_strategy(frozen)
    assert content.edition.version.find("klimat") is not None
    assert "klimat" not in [goal.id for goal in content.goals]


def _edit(folder: Path) -> None:
    change(folder / "versions/2.yml", "Livskraft", "Lifskraft")


def _edit_sum(folder: Path) -> None:
    change(folder / "versions/2.yml", "# summa ", "# summa 0")


@pytest.mark.parametrize("edit", [_edit, _edit_sum])
def test_a_frozen_text_edited_by_hand_is_noticed(
    frozen: Path, edit: Callable[[Path], None]
) -> None:
    edit(frozen)
    assert _problems(frozen) == [
        "strategy/versions/2.yml, rad 1: den frysta lydelsen är ändrad; "
        "hämta tillbaka den med ”make restore FIL=strategy/versions/2.yml”."
    ]


def test_a_frozen_text_checked_out_on_windows_is_the_same(frozen: Path) -> None:
    path = frozen / "versions/2.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    load_strategy(frozen)


def test_a_version_frozen_anew_with_other_words_is_noticed(frozen: Path) -> None:
    (frozen / "versions/2.yml").unlink()
    change(frozen / "priority_areas/1.yml", "sv: Livskraft", "sv: Kraft")
    problems = _problems(frozen)
    assert any("version 2 är publicerad och dess lydelse får aldrig ändras" in p for p in problems)
    assert any("make restore FIL=strategy/versions/2.yml" in p for p in problems)


def test_a_version_written_by_hand_is_frozen_before_use(frozen: Path) -> None:
    early = frozen / "versions/1.yml"
    early.write_text("version: 1\ncomplete: false\nvision: {sv: Den första.}\n", "utf-8")
    assert _problems(frozen) == [
        "strategy/versions/1.yml, rad 1: lydelsen är inte fryst; "
        "kör ”make freeze” och checka in filen."
    ]
    assert main(["freeze", str(frozen)]) == 0
    content, _ = load_strategy(frozen)
    assert [edition.number for edition in content.editions] == [1, 2]


def test_a_version_of_which_parts_are_known_says_so(frozen: Path) -> None:
    (frozen / "versions/1.yml").write_text(
        "version: 1\nname: {sv: lydelsen före version 2}\ncomplete: false\n"
        "about: {sv: Bara visionen är känd.}\nvision: {sv: Den första.}\n",
        "utf-8",
    )
    assert main(["freeze", str(frozen)]) == 0
    page = _text(frozen, "v1/")
    assert "Det här är en tidigare version av strategin." in page
    assert "Bara visionen är känd." in page
    assert "Strategi Provdalen, lydelsen före version 2. https://prov.example/v1/" in page
    assert "borttaget: Den första. tillagt: Visionen." in page
    content, _ = load_strategy(frozen)
    documents = {edition.number: documents_of(content, edition) for edition in content.editions}
    assert documents[1] == []  # no PDF of a part
    assert documents[2]


def test_two_files_of_one_version(frozen: Path) -> None:
    shutil.copy(frozen / "versions/2.yml", frozen / "versions/3.yml")
    assert _problems(frozen) == [
        "strategy/versions/3.yml, rad 2: version 2 är fryst två gånger, också i "
        "strategy/versions/2.yml; ta bort den fil som kom sist."
    ]


def test_going_back_to_an_earlier_version(frozen: Path) -> None:
    change(frozen / "strategy.yml", "version: 2", "version: 1")
    assert (
        "strategy/versions/2.yml, rad 2: version 2 är fryst men strategy.yml säger att version 1 "
        "gäller; skriv ”version: 2” där."
    ) in _problems(frozen)


def test_a_call_cites_what_its_version_has(frozen: Path) -> None:
    change(frozen / "strategy.yml", "version: 2", "version: 3")
    (frozen / "goals/ny.yml").write_text("id: ny\ntitle: {sv: Nytt}\n", "utf-8")
    change(frozen / "calls/hosten.yml", "goals: ['1.1']", "goals: ['1.1', ny]")
    assert _problems(frozen) == [
        "strategy/calls/hosten.yml, rad 9: version 2 har inget ”ny”; skriv en annan "
        "”strategy_version”, eller något som versionen har."
    ]


@pytest.mark.parametrize("identity", ["v2", "v17"])
def test_no_id_takes_the_address_of_a_version(tmp_path: Path, identity: str) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(BASE, folder)
    change(folder / "goals/tema.yml", "id: klimat", f"id: {identity}")
    assert _problems(folder) == [
        f"strategy/goals/tema.yml, rad 1: kortadressen /{identity}/ är redan upptagen av "
        "en version av strategin; välj ett annat id."
    ]


words = st.lists(st.sampled_from(["och", "mål", "byar", "unga", "ö", "älv,"])).map(" ".join)


@given(words, words)
def test_a_difference_holds_both_wordings_whole(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert " ".join(p.text for p in pieces if p.kind != "added") == old
    assert " ".join(p.text for p in pieces if p.kind != "removed") == new
    assert all(piece.text for piece in pieces)
    if old == new:
        assert all(piece.kind == "same" for piece in pieces)
