"""The open data, read back by readers that are not ours."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import extruct
import icalendar
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel
from rdflib import namespace as ns
from strategy_site.__main__ import main
from strategy_site.checks import load
from strategy_site.dcat import eu_language
from strategy_site.feeds import atom_feed, closing_dates
from strategy_site.rendering import Renderer
from strategy_site.tables import read_table, write_table
from strategy_site.voice import Site
from strategy_site.wording import wordings

from tests.building import ROOT

URL = "https://strategi.example.org/"
CC_BY = "http://creativecommons.org/licenses/by/4.0/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _json(site: Path, name: str = "strategy.json") -> Any:
    return json.loads((site / name).read_text("utf-8"))


@pytest.mark.parametrize("folder", ["site", "saaristo"])
def test_the_json_keeps_to_its_published_schema(
    folder: str, request: pytest.FixtureRequest
) -> None:
    site = request.getfixturevalue(folder)
    schema = _json(site, "strategy.schema.json")
    Draft202012Validator.check_schema(schema)
    assert [e.message for e in Draft202012Validator(schema).iter_errors(_json(site))] == []


def test_the_schema_refuses_what_is_no_strategy(site: Path) -> None:
    validator = Draft202012Validator(_json(site, "strategy.schema.json"))
    data = _json(site)
    for broken in (
        {**data, "items": [{**data["items"][0], "kind": "letter"}]},
        {**data, "items": [{k: v for k, v in data["items"][0].items() if k != "addresses"}]},
        {k: v for k, v in data.items() if k != "strategy"},
    ):
        assert list(validator.iter_errors(broken))


def test_the_json_holds_everything(site: Path) -> None:
    data = _json(site)
    project = next(row for row in data["items"] if row["id"] == "haapakylansaari")
    assert project["data"]["total"] == 619950
    assert project["data"]["funding"] == [{"from": "project-support", "amount": 415367}]
    assert project["data"]["text"]["fi"].startswith("Haapakylänsaari on")
    goal = next(row for row in data["items"] if row["id"] == "1.3")
    assert goal["short_addresses"]["fi"] == f"{URL}fi/1.3/"
    assert goal["wordings"]["2"]["sv"] == f"{URL}v2/1.3/"
    assert goal["priority_areas"] == ["1"]
    assert [version["version"] for version in data["versions"]] == [1, 2]
    assert data["licence"]["name"] == "CC BY 4.0"


@pytest.mark.parametrize(("name", "rows"), [("goals", 20), ("projects", 15)])
def test_a_table_opens_in_excel(site: Path, name: str, rows: int) -> None:
    raw = (site / f"{name}.csv").read_bytes()
    assert raw.startswith("\ufeff".encode())  # by this Excel knows UTF-8
    table = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(table) == rows
    assert "Övertorneå" in raw.decode() or "utrikesföddas" in raw.decode()
    for row in table:
        for text in row.values():
            assert text[:1] not in {*"=+-@"} or text.lstrip("-").isdecimal()
        assert not re.match(r"\d+\.\d+$", row["id"]), "Excel would make a date of it"


@pytest.mark.parametrize("name", ["goals", "projects"])
def test_a_table_is_read_back_into_the_same_yaml(
    site: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(ROOT / "strategy", folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    table = tmp_path / f"{name}.csv"
    shutil.copy(site / f"{name}.csv", table)
    assert main(["import", str(folder), "--file", str(table)]) == 0
    assert "inget är ändrat" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in folder.rglob("*.yml")} == before


def test_a_lost_project_comes_back_whole_from_the_table(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(ROOT / "strategy", folder)
    shutil.rmtree(folder / "projects")
    assert main(["import", str(folder), "--file", str(site / "projects.csv")]) == 0
    again, before = load(folder)[0], load(ROOT / "strategy")[0]
    assert {p.id: p for p in again.projects} == {p.id: p for p in before.projects}


def test_a_change_in_the_table_changes_that_line_alone(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(ROOT / "strategy", folder)
    table = tmp_path / "projects.csv"
    text = (site / "projects.csv").read_text("utf-8-sig")
    path = folder / "projects/haapakylansaari.yml"
    before = path.read_text("utf-8").splitlines()
    table.write_text("\ufeff" + text.replace("60000", "65000", 1), "utf-8")
    assert main(["import", str(folder), "--file", str(table)]) == 0
    after = path.read_text("utf-8").splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert changed == [
        (
            "  - {from: overtornea-kommun, kind: public_resources, amount: 60000}",
            "  - {from: overtornea-kommun, kind: public_resources, amount: 65000}",
        )
    ]


def test_mistakes_in_a_table_are_told_and_nothing_is_written(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(ROOT / "strategy", folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    table = tmp_path / "projects.csv"
    text = (site / "projects.csv").read_text("utf-8-sig")
    table.write_text(text.replace("619950", "mycket").replace("kiruna;", "kirna;"), "utf-8")
    assert main(["import", str(folder), "--file", str(table)]) == 1
    said = capsys.readouterr().err
    assert "projects.csv, rad 2: " in said
    assert "”mycket” är inget heltal (”total”)" in said
    table.write_bytes("id;titel\r\nå;ö".encode("latin-1"))
    assert main(["import", str(folder), "--file", str(table)]) == 1
    assert "spara den som ”CSV UTF-8” i Excel" in capsys.readouterr().err
    assert main(["import", str(folder), "--file", str(tmp_path / "none.csv")]) == 1
    assert "none.csv, rad 1: tabellen finns inte" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.rglob("*.yml")} == before


class _Row(BaseModel):
    id: str
    texts: dict[str, str] = {}
    names: list[str] = []
    amount: int | None = None


cell = st.text(
    st.one_of(
        st.sampled_from("=+-@'\t\n;,\"1.åäö "), st.characters(exclude_categories=["Cs", "Cc"])
    ),
    min_size=1,
)
rows = st.builds(
    lambda **fields: _Row(**{k: v for k, v in fields.items() if v not in (None, [], {})}),
    id=cell,
    texts=st.dictionaries(st.sampled_from(["sv", "fi"]), cell),
    names=st.lists(cell, max_size=12),
    amount=st.none() | st.integers(0, 10**12),
)


@settings(deadline=None)
@given(st.lists(rows, min_size=1))
def test_any_text_survives_the_table(items: list[_Row]) -> None:
    table = write_table(items)
    back = [_Row.model_validate(row, strict=False) for _, row in read_table(table)]
    assert back == items
    for line in csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline=""), delimiter=";"):
        assert not any(text and text[0] in "=+-@\t\r" for text in line)


def _graph(site: Path, path: str) -> dict[str, dict[str, Any]]:
    """Give the nodes of a page's JSON-LD by type, as an independent reader finds them."""
    found = extruct.extract((site / path / "index.html").read_text("utf-8"), syntaxes=["json-ld"])
    (document,) = found["json-ld"]
    assert document["@context"] == "https://schema.org"
    return {node["@type"]: node for node in document["@graph"]}


def test_pages_tell_machines_what_they_are_about(site: Path) -> None:
    goal = _graph(site, "fi/mal/ungas-deltagande")
    assert goal["WebPage"]["inLanguage"] == "fi"
    assert goal["CreativeWork"]["inLanguage"] == "fi"
    fallen_back = _graph(site, "fit/mal/ungas-deltagande")
    assert fallen_back["WebPage"]["inLanguage"] == ["fit", "sv"]
    assert fallen_back["CreativeWork"]["inLanguage"] == "sv"
    assert goal["WebPage"]["mainEntity"]["@id"] == goal["CreativeWork"]["@id"]
    assert goal["CreativeWork"]["identifier"] == "1.3"
    assert goal["CreativeWork"]["version"] == "2"
    names = [row["name"] for row in goal["BreadcrumbList"]["itemListElement"]]
    assert names[0] == "Tornedalen 2020"
    assert names[1] == "Tavoitteet"
    project = _graph(site, "projekt/haapakylansaari")
    assert project["Project"]["funding"][0]["amount"] == {
        "@type": "MonetaryAmount",
        "currency": "SEK",
        "value": 415367,
    }
    call = _graph(site, "utlysningar/sokes-projektgenomforare-2021")
    assert call["WebPage"]["expires"] == "2021-11-12"
    assert _graph(site, "v1")["CreativeWork"]["version"] == "1"
    same = _graph(site, "mal/ungas-deltagande")["CreativeWork"]["@id"]
    assert same == goal["CreativeWork"]["@id"]


def test_hostile_texts_stay_inside_the_data(saaristo: Path) -> None:
    path = "sv/tavoitteet/lapileikkaava-ilmasto"
    page = (saaristo / path / "index.html").read_text("utf-8")
    assert "<script>window.hacked" not in page
    assert "<script>window.hacked" in _graph(saaristo, path)["CreativeWork"]["name"]


def test_open_graph(site: Path) -> None:
    page = (site / "fi/mal/ungas-deltagande/index.html").read_text("utf-8")
    found = dict(extruct.extract(page, syntaxes=["opengraph"])["opengraph"][0]["properties"])
    assert found["og:title"] == "Lisätään nuorten osallistumista paikalliseen kehittämiseen."
    assert found["og:url"] == f"{URL}fi/mal/ungas-deltagande/"
    assert found["og:site_name"] == "Tornedalen 2020"
    assert found["og:locale"] == "fi_FI"
    assert found["og:description"].startswith("Tavoite 1.3, Tornedalen 2020 -strategia")


def test_columns_for_a_reader_are_named_in_the_source_language(site: Path, saaristo: Path) -> None:
    for folder, names in (
        (site, {"(Adress)", "(Insatsområde)"}),
        (saaristo, {"(Osoite)", "(Painopiste)"}),
    ):
        head = (folder / "goals.csv").read_text("utf-8-sig").partition("\n")[0]
        columns = head.strip().split(";")
        assert {name for name in columns if name.startswith("(")} == names


def test_the_catalogue_has_what_dcat_ap_se_asks_for(site: Path) -> None:
    graph = rdflib.Graph().parse(site / "dcat.rdf")
    (catalogue,) = graph.subjects(ns.RDF.type, ns.DCAT.Catalog)
    for needed in (
        ns.DCTERMS.title,
        ns.DCTERMS.description,
        ns.DCTERMS.publisher,
        ns.DCTERMS.license,
    ):
        assert graph.value(catalogue, needed) is not None, needed
    assert str(graph.value(catalogue, ns.DCTERMS.license)) == CC_BY
    datasets = list(graph.objects(catalogue, ns.DCAT.dataset))
    assert len(datasets) == 4
    for dataset in datasets:
        titles = [
            t for t in graph.objects(dataset, ns.DCTERMS.title) if isinstance(t, rdflib.Literal)
        ]
        languages = {title.language for title in titles}
        assert languages == {"sv", "fi"}
        for needed in (ns.DCTERMS.description, ns.DCTERMS.publisher, ns.DCAT.distribution):
            assert graph.value(dataset, needed) is not None, needed
        distribution = graph.value(dataset, ns.DCAT.distribution)
        address = str(graph.value(distribution, ns.DCAT.accessURL))
        assert (site / address.removeprefix(URL)).is_file()
        assert str(graph.value(distribution, ns.DCTERMS.license)) == CC_BY
    publisher = graph.value(catalogue, ns.DCTERMS.publisher)
    assert str(graph.value(publisher, ns.FOAF.name)) == "Tornedalen 2020"
    # Blank nodes are not harvested.
    assert not [s for s in graph.subjects() if isinstance(s, rdflib.BNode)]


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
    shutil.copytree(ROOT / "tests/cases/base/strategy", folder)
    call = folder / "calls/hosten.yml"

    def days() -> list[str]:
        """Give the day of the feed, and of its first entry: when it was published and changed."""
        site = Site(load(folder)[0], URL, date(2026, 9, 16))
        strategy = site.content.strategy
        words = wordings(strategy.languages, strategy.currency)["sv"]
        root = ET.fromstring(atom_feed(site, words))  # noqa: S314
        places = ("a:updated", "a:entry/a:published", "a:entry/a:updated")
        return [(root.findtext(place, namespaces=ATOM) or "")[:10] for place in places]

    assert days() == ["2026-09-01"] * 3
    with call.open("a") as file:
        file.write("moved_from: [{closes: 2026-10-15, moved: 2026-10-10}]\n")
    assert days() == ["2026-10-10", "2026-09-01", "2026-10-10"]


@pytest.mark.parametrize(("prefix", "language"), [("", "sv"), ("fi/", "fi"), ("fit/", "fit")])
def test_the_feed_tells_what_is_new(site: Path, prefix: str, language: str) -> None:
    root = ET.fromstring((site / prefix / "feed.xml").read_bytes())  # noqa: S314
    assert root.get(LANG) == language
    for needed in ("id", "title", "updated"):
        assert root.findtext(f"a:{needed}", namespaces=ATOM)
    entries = root.findall("a:entry", ATOM)
    assert len(entries) == 15  # thirteen projects and two calls have a date
    ids = [entry.findtext("a:id", namespaces=ATOM) or "" for entry in entries]
    assert len(set(ids)) == len(ids)
    days = [entry.findtext("a:published", namespaces=ATOM) or "" for entry in entries]
    assert days == sorted(days, reverse=True)
    assert root.findtext("a:updated", namespaces=ATOM) == days[0]
    for address in ids:
        assert (site / address.removeprefix(URL) / "index.html").is_file()
    titles = [entry.find("a:title", ATOM) for entry in entries]
    assert all(
        title is not None and (title.get(LANG) == "sv") == (language == "fit") for title in titles
    )
    page = (site / prefix / "mal/index.html").read_text("utf-8")
    assert 'type="application/atom+xml" href="../feed.xml"' in page


def test_the_calendar_has_every_closing_date(site: Path) -> None:
    calendar = icalendar.Calendar.from_ical((site / "fi/calendar.ics").read_bytes())
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    event = events["sokes-projektgenomforare-2021@strategi.example.org"]
    assert str(event.decoded("dtstart")) == "2021-11-12"
    assert str(event.decoded("dtend")) == "2021-11-13"
    assert event["sequence"] == 1  # the date was moved once
    assert (
        str(event["summary"])
        == "Viimeinen hakupäivä: Tornedalen 2020 etsii hankkeiden toteuttajia!"
    )
    assert str(event["url"]) == f"{URL}fi/sokes-projektgenomforare-2021/"
    assert len(events) == 2


def test_a_withdrawn_call_is_cancelled_in_the_calendar(tmp_path: Path) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(ROOT / "tests/cases/base/strategy", folder)
    with (folder / "calls/hosten.yml").open("a") as file:
        file.write("withdrawn: {date: 2026-09-15}\n")
    site = Site(load(folder)[0], URL, date(2026, 9, 16))
    calendar = closing_dates(site, Renderer(site).wordings["sv"])
    (event,) = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    assert event["status"] == "CANCELLED"
    assert event["sequence"] == 1
