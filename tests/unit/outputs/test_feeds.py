"""The feed, the calendar and the catalogue, of a small strategy that changes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import icalendar
import pytest

from strategy_site.checks.load import load_strategy
from strategy_site.i18n.localizer import localizers
from strategy_site.outputs.atom import atom_feed
from strategy_site.outputs.dcat import eu_language
from strategy_site.outputs.icalendar import calendar_of_calls
from strategy_site.render.renderer import Renderer
from strategy_site.render.site_context import SiteContext
from tests.support.paths import BASE

URL = "https://strategi.example.org/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        *(("sv", "SWE"), ("fi", "FIN"), ("en", "ENG"), ("nb", "NOB"), ("se", "SME"), ("de", "DEU")),
        *(("et", "EST"), ("lv", "LAV"), ("ro", "RON"), ("hr", "HRV"), ("el", "ELL"), ("is", "ISL")),
        *(("fit", None), ("xx", None)),
    ],
)
def test_the_eu_names_a_language_or_it_is_left_out(code: str, name: str | None) -> None:
    assert eu_language(code) == name


def test_a_closing_date_that_is_moved_is_news(tmp_path: Path) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(BASE, folder)
    call = folder / "calls/hosten.yml"

    def days() -> list[str]:
        """Give the day of the feed, and of its first entry: when it was published and changed."""
        site = SiteContext(load_strategy(folder)[0], URL, date(2026, 9, 16))
        strategy = site.content.strategy
        words = localizers(strategy.languages, strategy.currency)["sv"]
        root = ET.fromstring(atom_feed(site, words))  # noqa: S314
        places = ("a:updated", "a:entry/a:published", "a:entry/a:updated")
        return [(root.findtext(place, namespaces=ATOM) or "")[:10] for place in places]

    assert days() == ["2026-09-01"] * 3
    with call.open("a") as file:
        file.write("moved_from: [{closes: 2026-10-15, moved: 2026-10-10}]\n")
    assert days() == ["2026-10-10", "2026-09-01", "2026-10-10"]


def test_a_withdrawn_call_is_cancelled_in_the_calendar(tmp_path: Path) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(BASE, folder)
    with (folder / "calls/hosten.yml").open("a") as file:
        file.write("withdrawn: {date: 2026-09-15}\n")
    site = SiteContext(load_strategy(folder)[0], URL, date(2026, 9, 16))
    calendar = calendar_of_calls(site, Renderer(site).localizers["sv"])
    (event,) = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    assert event["status"] == "CANCELLED"
    assert event["sequence"] == 1
