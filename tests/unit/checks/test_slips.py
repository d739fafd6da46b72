"""Hints at slips that a reader would see: people's numbers, languages, days, what is unwritten."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_site.checks.lint import lint
from strategy_site.checks.load import load_strategy
from strategy_site.checks.slips import names_a_person
from tests.support.paths import BASE, TORNEDALEN


@pytest.mark.parametrize(
    "text",
    [
        "Anna Exempel 19800101-1234",
        "800101-1234, ordförande",
        "hundra år: 150101+1234",
        "samordningsnummer 800161-1234",
        "utan streck 8112189876",
        "henkilötunnus 131052-308T",
        "010101A123N",
    ],
)
def test_what_looks_like_a_persons_number_is_seen(text: str) -> None:
    assert names_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "organisationsnummer 802412-1234",
        "8024121234",
        "dnr 2018-1234",
        "801301-1234",  # no such month
        "0978-123 45",
        "+46 70 123 45 67",
        "1100000",
        "2018-05-15",
        "20180515-20191231",
        "1234567-8",  # a company in Finland
    ],
)
def test_other_numbers_are_nobodys(text: str) -> None:
    assert not names_a_person(text)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.integers(0, 9999))
def test_any_day_with_four_digits_is_seen(day: datetime.date, rest: int) -> None:
    assert names_a_person(f"Född {day:%Y%m%d}-{rest:04d}.")


def _hints(tmp_path: Path, old: str, new: str, name: str = "projects/bastu.yml") -> list[str]:
    folder = Path(shutil.copytree(BASE, tmp_path / "strategy"))
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return [str(hint) for hint in lint(load_strategy(folder)[0])]


def test_the_hint_does_not_repeat_the_number(tmp_path: Path) -> None:
    (hint,) = _hints(tmp_path, "owner: Byföreningen", "owner: Anna 19800101-1234")
    assert hint.startswith("strategy/projects/bastu.yml, rad 12: Tips: texten tycks innehålla ett")
    assert "1980" not in hint


@pytest.mark.parametrize("text", ["TODO skriv mer", "Vad? ???", "Lorem ipsum dolor"])
def test_what_is_still_to_be_written_is_told(text: str, tmp_path: Path) -> None:
    (hint,) = _hints(tmp_path, "fi: Sauna", f"fi: Sauna {text}")
    assert "ser ut som något som ska skrivas senare" in hint


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("published: 2071-03-13", "mer än tio år framåt"),
        ("published: 2031-03-13", "en dag som inte har varit än"),
        ("published: 2018-03-13", None),
    ],
)
def test_a_day_that_can_hardly_be_meant_is_asked_about(
    line: str, told: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    hints = _hints(tmp_path, "published: 2018-05-15", line)
    assert [told in hint for hint in hints if told] == ([True] if told else [])


def test_a_translation_that_is_the_source_again_is_told(tmp_path: Path) -> None:
    line = "sv: En bastu vid sjön."
    hints = _hints(tmp_path, line, f"{line}\n  fi: En bastu vid sjön.")
    assert any("texten på suomi är densamma som på svenska" in hint for hint in hints)


def test_lines_that_have_changed_places_are_told(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TORNEDALEN / "strategy", tmp_path / "strategy"))
    before = {str(hint) for hint in lint(load_strategy(folder)[0])}
    file = folder / "projects/pentasjoki.yml"
    lines = file.read_text("utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("title:"))
    assert lines[at + 1].startswith("  sv: ")
    assert lines[at + 2].startswith("  fi: ")
    swapped = [f"  sv: {lines[at + 2][6:]}", f"  fi: {lines[at + 1][6:]}"]
    file.write_text("\n".join([*lines[: at + 1], *swapped, *lines[at + 3 :]]), "utf-8")
    new = {str(hint) for hint in lint(load_strategy(folder)[0])} - before
    assert any("har raderna bytt plats?" in hint for hint in new)


def test_a_withdrawal_to_come_holds_from_its_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(BASE, tmp_path / "strategy"))
    for name, old in (
        ("projects/bastu.yml", "id: bastu"),
        ("priority_areas/1.yml", "  - id: '1.2'"),
    ):
        file = folder / name
        margin = " " * (len(old) - len(old.lstrip(" -")))
        line = f"{old}\n{margin}withdrawn: {{date: 2026-09-22}}"
        file.write_text(file.read_text("utf-8").replace(old, line, 1), "utf-8")
    found = {}
    for day, epoch in (("before", 1790000000), ("on the day", 1790000000 + 86_400)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(epoch))
        content, _ = load_strategy(folder)
        found[day] = {item.id for item in content.withdrawn}
        inside = [bool(goal.withdrawn) for area in content.priority_areas for goal in area.goals]
        assert any(inside) == bool(found[day])
    assert found == {"before": set(), "on the day": {"bastu", "1.2"}}


def test_what_replaces_each_other_leads_nowhere(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BASE, tmp_path / "strategy"))
    (folder / "calls/hosten.yml").unlink()
    file = folder / "priority_areas/1.yml"
    text = file.read_text("utf-8")
    for one, other in (("1.1", "1.2"), ("1.2", "klimat")):
        line = f"  - id: '{one}'"
        withdrawn = f"    withdrawn: {{date: 2020-01-01, replaced_by: ['{other}']}}"
        text = text.replace(line, f"{line}\n{withdrawn}", 1)
    file.write_text(text, "utf-8")
    load_strategy(folder)  # a chain is right
    theme = folder / "goals/tema.yml"
    line = "id: klimat"
    withdrawn = "withdrawn: {date: 2020-01-01, replaced_by: ['1.1']}"
    theme.write_text(theme.read_text("utf-8").replace(line, f"{line}\n{withdrawn}", 1), "utf-8")
    with pytest.raises(Exception, match="leds runt i en cirkel") as raised:
        load_strategy(folder)
    assert "Traceback" not in str(raised.value)
