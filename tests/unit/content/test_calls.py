"""What is open is told by the reader's day."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from strategy_site.checks.lint import calls_without_version
from strategy_site.checks.load import load_strategy
from strategy_site.clock import today
from strategy_site.content.call_status import CallStatus, call_status
from strategy_site.model.items import Call
from strategy_site.pages.pages import pages_of
from strategy_site.render.renderer import Renderer
from strategy_site.render.site_context import SiteContext
from tests.support.editing import change
from tests.support.paths import BASE

DAY = datetime.date(2026, 10, 1)
OPENS = "opens: 2026-09-01\ncloses: 2026-10-31\n"
CITES = "goals: ['1.1']\nstrategy_version: 2\n"


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
def test_the_state_of_a_call(fields: dict[str, object], state: CallStatus) -> None:
    assert call_status(_call(**fields), DAY) == state


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("strategy_version: 2\n", "", True),
        ("strategy_version: 2\n", "strategy_version: 2\n", False),
        ("goals: ['1.1']\nstrategy_version: 2\n", "", False),
        ("closes: 2026-10-31\ngoals: ['1.1']\nstrategy_version: 2", "goals: ['1.1']", True),
        # It has not opened yet.
        (OPENS + CITES, OPENS.replace("09-01", "10-20") + "goals: ['1.1']\n", True),
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
    said = [
        str(hint)
        for hint in calls_without_version(load_strategy(folder)[0], datetime.date(2026, 10, 5))
    ]
    sentence = (
        "Tips: utlysningen säger inte vilken version av strategin den hänvisar till; skriv "
        "”strategy_version: 2”, så leder den alltid till de ord som gäller nu."
    )
    assert [one.partition(": ")[2] for one in said] == [sentence] * told


def test_days_are_counted_where_the_strategy_is(monkeypatch: pytest.MonkeyPatch) -> None:
    strategy = load_strategy(BASE)[0].strategy
    # 23:30 UTC on the last of October is the first of November in Stockholm.
    moment = datetime.datetime(2026, 10, 31, 23, 30, tzinfo=datetime.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    assert today(strategy.time_zone) == datetime.date(2026, 11, 1)


@pytest.mark.parametrize("kind", ["home", "call_list"])
@pytest.mark.parametrize(
    ("day", "hidden"),
    [(datetime.date(2026, 10, 31), " hidden"), (datetime.date(2026, 11, 1), "")],
)
def test_that_nothing_is_open_is_said_in_words(kind: str, day: datetime.date, hidden: str) -> None:
    content, _ = load_strategy(BASE)
    renderer = Renderer(SiteContext(content, "https://prov.example/", day))
    (page,) = [page for page in pages_of(content) if page.kind == kind]
    for language, said in (
        ("sv", "Ingen utlysning är öppen just nu."),
        ("fi", "Mikään haku ei ole juuri nyt auki."),
    ):
        html = renderer.render(page, language).html
        assert f'<p class="none-open"{hidden}>{said}</p>' in html
