"""What is open is told by the reader's day."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from strategy_site.call_states import State, state_of, today
from strategy_site.checks import load
from strategy_site.hints import citing_no_version
from strategy_site.model import Call

from tests.building import ROOT, text_of
from tests.editing import BASE, change
from tests.serving import serve

DAY = datetime.date(2026, 10, 1)


def _call(**fields: object) -> Call:
    text = {"sv": "T"}
    value = {"id": "u", "kind": "call", "title": text, "summary": text, **fields}
    return Call.model_validate(value)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"opens": datetime.date(2026, 10, 2), "closes": datetime.date(2026, 10, 9)}, "coming"),
        ({"opens": DAY, "closes": DAY}, "open"),
        ({"closes": DAY}, "open"),
        ({"closes": datetime.date(2026, 9, 30)}, "closed"),
        ({"opens": DAY}, "open"),
        ({"kind": "running"}, "open"),
        ({}, "undated"),
    ],
)
def test_the_state_of_a_call(fields: dict[str, object], state: State) -> None:
    assert state_of(_call(**fields), DAY) == state


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("strategy_version: 2\n", "", True),
        ("strategy_version: 2\n", "strategy_version: 2\n", False),
        ("goals: ['1.1']\nstrategy_version: 2\n", "", False),
        ("closes: 2026-10-31\ngoals: ['1.1']\nstrategy_version: 2", "goals: ['1.1']", True),
        # Which version held while it was open is past finding out for a program.
        ("10-31\ngoals: ['1.1']\nstrategy_version: 2", "10-02\ngoals: ['1.1']", False),
    ],
)
def test_a_call_that_cites_no_version_gets_a_hint(
    old: str, new: str, told: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(BASE, folder)
    change(folder / "calls/hosten.yml", old, new)
    said = [str(hint) for hint in citing_no_version(load(folder)[0], datetime.date(2026, 10, 5))]
    sentence = (
        "Tips: utlysningen säger inte vilken version av strategin den hänvisar till; skriv "
        "”strategy_version: 2”, så leder den alltid till de ord som gäller nu."
    )
    assert [one.partition(": ")[2] for one in said] == [sentence] * told


def test_days_are_counted_where_the_strategy_is(monkeypatch: pytest.MonkeyPatch) -> None:
    strategy = load(ROOT / "tests/cases/base/strategy")[0].strategy
    # 23:30 UTC on the last of October is the first of November in Stockholm.
    moment = datetime.datetime(2026, 10, 31, 23, 30, tzinfo=datetime.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    assert today(strategy) == datetime.date(2026, 11, 1)


def test_without_a_script_the_page_says_of_which_day_it_speaks(saaristo: Path) -> None:
    text = text_of((saaristo / "haut/index.html").read_text("utf-8"))
    assert "Tilanne " in text


def test_a_moved_closing_date_is_told(site: Path) -> None:
    page = (site / "utlysningar/sokes-projektgenomforare-2021/index.html").read_text("utf-8")
    said = text_of(page.replace("<dd>", " "))
    assert "Sista dag 12 november 2021 Flyttat från 15 september 2021" in said


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2027-01-14T21:59:00Z", "coming"),
        ("2027-01-14T22:01:00Z", "open"),  # midnight in Helsinki
        ("2027-03-31T20:59:00Z", "open"),
        ("2027-03-31T21:01:00Z", "closed"),
    ],
)
def test_the_state_is_right_on_the_day_that_someone_reads(
    page: Page, saaristo: Path, moment: str, state: str
) -> None:
    words = {"coming": "Tulossa", "open": "Avoinna", "closed": "Päättynyt"}
    page.clock.set_fixed_time(moment)
    with serve(saaristo) as address:
        page.goto(address + "haut/")
        section = page.locator(f'section[data-calls="{state}"]')
        expect(section.locator(".call")).to_have_count(1)
        expect(section).to_be_visible()
        for other in words.keys() - {state}:
            expect(page.locator(f'section[data-calls="{other}"]')).to_be_hidden()
        expect(page.locator(".none-open")).to_be_visible(visible=state != "open")
        page.goto(address + "haut/kevat-2027/")
        expect(page.locator("header .state:visible")).to_have_text(words[state])
        expect(page.locator(".state-day")).to_be_hidden()
        page.goto(address + "tavoitteet/yhteinen-tavoite/")
        expect(page.locator(".card.call .state:visible")).to_have_text(words[state])
        facts = page.locator(".facts [data-call]")
        expect(facts.get_by_role("link")).to_have_text("Kevään haku")
        expect(facts.locator(".state:visible")).to_have_text(words[state])
        page.goto(address)
        expect(page.locator("[data-calls]")).to_be_visible(visible=state != "closed")
        expect(page.locator(".none-open")).to_be_visible(visible=state != "open")


@pytest.mark.parametrize("path", ["", "utlysningar"])
def test_that_nothing_is_open_is_said_in_words(site: Path, path: str) -> None:
    text = text_of((site / path / "index.html").read_text("utf-8"))
    assert "Ingen utlysning är öppen just nu." in text
    finnish = text_of((site / "fi" / path / "index.html").read_text("utf-8"))
    assert "Mikään haku ei ole juuri nyt auki." in finnish
