"""The feed, the calendar and the catalogue, of a small strategy that changes."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import icalendar
import pytest

from strategy_site.checks.load import load_strategy
from strategy_site.content.url_ledger import PublishedUrl, append_to_ledger
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
        file.write("moved_from: [{closes: 2026-10-15, moved: 2026-09-10}]\n")
    assert days() == ["2026-09-10", "2026-09-01", "2026-09-10"]


def test_nothing_is_dated_in_the_future(tmp_path: Path) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(BASE, folder)
    call = folder / "calls/hosten.yml"
    call.write_text(call.read_text("utf-8") + "published: 2027-01-15\n", "utf-8")
    project = folder / "projects/bastu.yml"
    project.write_text(re.sub(r"published: .*\n", "", project.read_text("utf-8")), "utf-8")

    def entries() -> list[list[str]]:
        site = SiteContext(load_strategy(folder)[0], URL, date(2026, 11, 27))
        root = ET.fromstring(atom_feed(site, Renderer(site).localizers["sv"]))  # noqa: S314
        assert (root.findtext("a:updated", namespaces=ATOM) or "") < "2026-11-28"
        rows = root.findall("a:entry", ATOM)
        found = ("a:id", "a:published")
        return [[row.findtext(name, namespaces=ATOM) or "" for name in found] for row in rows]

    # A project without a day of its own is news on the day on which it was first published.
    assert entries() == []
    append_to_ledger(folder, [PublishedUrl("projekt/bastu/", "project", "bastu")], date(2026, 5, 4))
    ((entry, day),) = entries()
    assert (entry, day[:10]) == (f"{URL}bastu/", "2026-05-04")


def test_a_withdrawn_call_says_so_in_feed_and_calendar(tmp_path: Path) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(BASE, folder)
    with (folder / "calls/hosten.yml").open("a") as file:
        file.write("withdrawn: {date: 2026-09-15}\n")
    site = SiteContext(load_strategy(folder)[0], URL, date(2026, 9, 16))
    words = Renderer(site).localizers["fi"]
    assert ">Peruttu: Höstens utlysning<" in atom_feed(site, words).decode()
    assert (
        "Peruttu: Viimeinen hakupäivä: Höstens utlysning" in calendar_of_calls(site, words).decode()
    )


def test_an_hour_of_closing_is_in_the_calendar(tmp_path: Path) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(BASE, folder)
    with (folder / "calls/hosten.yml").open("a") as file:
        file.write("closes_at: '16:00'\n")
    site = SiteContext(load_strategy(folder)[0], URL, date(2026, 9, 16))
    calendar = calendar_of_calls(site, Renderer(site).localizers["sv"])
    (event,) = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    # In October Sweden is one or two hours ahead of UTC.
    assert event.decoded("dtstart").astimezone(ZoneInfo("Europe/Stockholm")).hour == 16
    assert b"X-PUBLISHED-TTL:P1D" in calendar


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
