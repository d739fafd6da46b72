"""The open data, read back by readers that are not ours."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import extruct
import icalendar
import pytest
import rdflib
from jsonschema import Draft202012Validator
from rdflib import namespace as ns

from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from tests.support.editing import change
from tests.support.paths import DEMO

URL = "https://fjallbacken.example/strategi/"
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
    project = next(row for row in data["items"] if row["id"] == "bybastun")
    assert project["data"]["total"] == 100000
    assert project["data"]["funding"] == [{"from": "project-support", "amount": 67000}]
    assert project["data"]["text"]["fi"].startswith("Sauna rakennetaan")
    goal = next(row for row in data["items"] if row["id"] == "1.1")
    assert goal["short_addresses"]["fi"] == f"{URL}fi/1.1/"
    assert goal["wordings"]["2"]["sv"] == f"{URL}v2/1.1/"
    assert goal["priority_areas"] == ["1"]
    both = next(row for row in data["items"] if row["id"] == "2.1")
    assert both["priority_areas"] == ["2", "1"]
    assert goal["data"]["indicators"][0]["target"] == {"value": 12.5, "year": 2027}
    assert [version["version"] for version in data["versions"]] == [1, 2]
    assert data["licence"]["name"] == "CC BY 4.0"


@pytest.mark.parametrize(
    ("name", "rows", "words"), [("goals", 7, "mötesplatser"), ("projects", 7, "Sjövik")]
)
def test_a_table_opens_in_excel(site: Path, name: str, rows: int, words: str) -> None:
    raw = (site / f"{name}.csv").read_bytes()
    assert raw.startswith("\ufeff".encode())  # by this Excel knows UTF-8
    table = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(table) == rows
    assert words in raw.decode()
    for row in table:
        for text in row.values():
            assert text[:1] not in {*"=+-@"} or text.lstrip("-").isdecimal()
        assert not re.match(r"\d+\.\d+$", row["id"]), "Excel would make a date of it"


@pytest.mark.parametrize("name", ["goals", "projects"])
def test_a_table_is_read_back_into_the_same_yaml(
    site: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(DEMO / "strategy", folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    table = tmp_path / f"{name}.csv"
    shutil.copy(site / f"{name}.csv", table)
    assert main(["import", str(folder), "--file", str(table)]) == 0
    assert "inget är ändrat" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in folder.rglob("*.yml")} == before


def test_a_lost_project_comes_back_whole_from_the_table(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(DEMO / "strategy", folder)
    shutil.rmtree(folder / "projects")
    shutil.rmtree(folder / "topics")  # they name projects
    # What is published may not be gone for a moment: here nothing is yet.
    (folder / "addresses.txt").unlink()
    assert main(["import", str(folder), "--file", str(site / "projects.csv")]) == 0
    again, before = load_strategy(folder)[0], load_strategy(DEMO / "strategy")[0]
    assert {p.id: p for p in again.projects} == {p.id: p for p in before.projects}


def test_a_change_in_the_table_changes_that_line_alone(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(DEMO / "strategy", folder)
    table = tmp_path / "projects.csv"
    text = (site / "projects.csv").read_text("utf-8-sig")
    path = folder / "projects/bybastun.yml"
    before = path.read_text("utf-8").splitlines()
    table.write_text("\ufeff" + text.replace(";10000;", ";15000;", 1), "utf-8")
    assert main(["import", str(folder), "--file", str(table)]) == 0
    after = path.read_text("utf-8").splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert changed == [
        (
            "  - {from: myrbanken, kind: private_funding, amount: 10000}",
            "  - {from: myrbanken, kind: private_funding, amount: 15000}",
        )
    ]


def test_mistakes_in_a_table_are_told_and_nothing_is_written(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(DEMO / "strategy", folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    table = tmp_path / "projects.csv"
    text = (site / "projects.csv").read_text("utf-8-sig")
    table.write_text(text.replace("100000", "mycket").replace("granvik;", "granvk;"), "utf-8")
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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEMO / "strategy", tmp_path / "strategy"))


def _table(site: Path, folder: Path) -> tuple[Path, list[dict[str, str]]]:
    """Return where a table of projects is to be saved, and its rows."""
    text = (site / "projects.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    return folder.parent / "projects.csv", rows


def _save(path: Path, rows: list[dict[str, str]], *without: str) -> list[str]:
    columns = [name for name in rows[0] if not name.startswith(without or ("?",))]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=";", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return ["import", str(path.parent / "strategy"), "--file", str(path)]


def _yaml(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*.yml")}


def test_a_column_that_is_missing_changes_nothing(
    site: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, rows = _table(site, folder)
    before = _yaml(folder)
    row = next(row for row in rows if row["id"] == "bybastun")
    row["owner"] = "Den nya ägaren"
    assert main(_save(path, rows, "text", "funding", "co_funding", "goals.2")) == 0
    said = capsys.readouterr().out
    assert said.startswith("1 fält i 1 rad kommer att ändras.\n")
    assert "1 fält i 1 rad är ändrade." in said
    changed = [file.name for file, data in _yaml(folder).items() if before[file] != data]
    assert changed == ["bybastun.yml"]
    after = (folder / "projects/bybastun.yml").read_text("utf-8").splitlines()
    (old,) = {*before[folder / "projects/bybastun.yml"].decode().splitlines()} - {*after}
    assert old.startswith("owner: ")


def test_an_emptied_cell_is_named_and_needs_a_word(
    site: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, rows = _table(site, folder)
    before = _yaml(folder)
    number, row = next((n, row) for n, row in enumerate(rows, 2) if row["id"] == "bybastun")
    gone, row["summary.fi"] = row["summary.fi"], ""
    command = _save(path, rows)
    assert main(command) == 1
    said = capsys.readouterr().err
    assert f"projects.csv, rad {number}: kolumnen ”summary.fi” är tom" in said
    assert gone in said
    assert _yaml(folder) == before
    assert main([*command, "--clear"]) == 0
    assert gone not in (folder / "projects/bybastun.yml").read_text("utf-8")


def test_what_the_site_has_changed_since_is_not_taken_back(
    site: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, rows = _table(site, folder)
    project = folder / "projects/bybastun.yml"
    row = next(row for row in rows if row["id"] == "bybastun")
    change(project, f"owner: {row['owner']}", "owner: Någon annan")
    before = _yaml(folder)
    # A row that nobody has touched in the table is no conflict.
    assert main(_save(path, rows)) == 0
    assert _yaml(folder) == before
    row["total"] = "1"
    assert main(_save(path, rows)) == 1
    said = capsys.readouterr().err
    assert f"kolumnen ”owner” har ”{row['owner']}” och webbplatsen ”Någon annan”" in said
    assert _yaml(folder) == before


def test_a_table_without_sums_is_compared_and_asked_about(
    site: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, rows = _table(site, folder)
    before = _yaml(folder)
    row = next(row for row in rows if row["id"] == "bybastun")
    row["owner"] = "Den nya ägaren"
    command = _save(path, rows, "(sum)")
    assert main(command) == 1
    assert "kolumnen ”owner” har ”Den nya ägaren”" in capsys.readouterr().err
    assert _yaml(folder) == before
    assert main([*command, "--stale"]) == 0
    assert "owner: Den nya ägaren" in (folder / "projects/bybastun.yml").read_text("utf-8")


def test_rows_and_columns_that_cannot_be_right_are_named(
    site: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, rows = _table(site, folder)
    before = _yaml(folder)
    rows = [row | {"ownr": ""} for row in [*rows, rows[0] | {"owner": "Två"}]]
    assert main(_save(path, rows)) == 1
    said = capsys.readouterr().err
    assert "kolumnen ”ownr”; menade du ”owner”?" in said
    assert f"projects.csv, rad {len(rows) + 1}: kolumnen ”id” har ”{rows[0]['id']}”" in said
    assert _yaml(folder) == before


def _graph(site: Path, path: str) -> dict[str, dict[str, Any]]:
    """Give the nodes of a page's JSON-LD by type, as an independent reader finds them."""
    found = extruct.extract((site / path / "index.html").read_text("utf-8"), syntaxes=["json-ld"])
    (document,) = found["json-ld"]
    assert document["@context"] == "https://schema.org"
    return {node["@type"]: node for node in document["@graph"]}


def test_pages_tell_machines_what_they_are_about(site: Path) -> None:
    goal = _graph(site, "fi/mal/motesplatser")
    assert goal["WebPage"]["inLanguage"] == "fi"
    assert goal["CreativeWork"]["inLanguage"] == "fi"
    fallen_back = _graph(site, "fit/mal/motesplatser")
    assert fallen_back["WebPage"]["inLanguage"] == ["fit", "sv"]
    assert fallen_back["CreativeWork"]["inLanguage"] == "sv"
    assert goal["WebPage"]["mainEntity"]["@id"] == goal["CreativeWork"]["@id"]
    assert goal["CreativeWork"]["identifier"] == "1.1"
    assert goal["CreativeWork"]["version"] == "2"
    names = [row["name"] for row in goal["BreadcrumbList"]["itemListElement"]]
    assert names[0] == "Leader Fjällbäcken"
    assert names[1] == "Tavoitteet"
    project = _graph(site, "projekt/bybastun")
    assert project["Project"]["funding"][0]["amount"] == {
        "@type": "MonetaryAmount",
        "currency": "SEK",
        "value": 67000,
    }
    call = _graph(site, "utlysningar/hosten")
    assert call["WebPage"]["expires"] == "2026-10-31"
    assert _graph(site, "v1")["CreativeWork"]["version"] == "1"
    same = _graph(site, "mal/motesplatser")["CreativeWork"]["@id"]
    assert same == goal["CreativeWork"]["@id"]


def test_hostile_texts_stay_inside_the_data(saaristo: Path) -> None:
    path = "sv/tavoitteet/lapileikkaava-ilmasto"
    page = (saaristo / path / "index.html").read_text("utf-8")
    assert "<script>window.hacked" not in page
    assert "<script>window.hacked" in _graph(saaristo, path)["CreativeWork"]["name"]


def test_open_graph(site: Path) -> None:
    page = (site / "fi/mal/motesplatser/index.html").read_text("utf-8")
    found = dict(extruct.extract(page, syntaxes=["opengraph"])["opengraph"][0]["properties"])
    assert found["og:title"] == "Tavoite 1.1: Uusia kohtaamispaikkoja kyliin."
    assert found["og:url"] == f"{URL}fi/mal/motesplatser/"
    assert found["og:site_name"] == "Leader Fjällbäcken"
    assert found["og:locale"] == "fi_FI"
    assert found["og:description"].startswith("Tavoite 1.1, Fjällbäckenin strategia")


def test_columns_for_a_reader_are_named_in_the_source_language(site: Path, saaristo: Path) -> None:
    for folder, names in (
        (site, {"(Adress)", "(Insatsområde)"}),
        (saaristo, {"(Osoite)", "(Painopiste)"}),
    ):
        head = (folder / "goals.csv").read_text("utf-8-sig").partition("\n")[0]
        columns = head.strip().split(";")
        assert {name for name in columns if name.startswith("(")} == {*names, "(sum)"}


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
    assert len(datasets) == 5  # the demo has indicators
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
    assert str(graph.value(publisher, ns.FOAF.name)) == "Leader Fjällbäcken"
    # Blank nodes are not harvested.
    assert not [s for s in graph.subjects() if isinstance(s, rdflib.BNode)]


@pytest.mark.parametrize(("prefix", "language"), [("", "sv"), ("fi/", "fi"), ("fit/", "fit")])
def test_the_feed_tells_what_is_new(site: Path, prefix: str, language: str) -> None:
    root = ET.fromstring((site / prefix / "feed.xml").read_bytes())  # noqa: S314
    assert root.get(LANG) == language
    for needed in ("id", "title", "updated"):
        assert root.findtext(f"a:{needed}", namespaces=ATOM)
    entries = root.findall("a:entry", ATOM)
    ids = [entry.findtext("a:id", namespaces=ATOM) or "" for entry in entries]
    # What has a date, what changed last first: one of them is a call that was cancelled.
    dated = ["vintern", "hosten", "forstudier", "unga-tar-plats", "ideer", "varen", "bybastun"]
    dated.append("lopande")
    assert ids == [f"{URL}{prefix}{name}/" for name in dated]
    days = [entry.findtext("a:updated", namespaces=ATOM) or "" for entry in entries]
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
    event = events["hosten@fjallbacken.example"]
    assert str(event.decoded("dtstart")) == "2026-10-31"
    assert str(event.decoded("dtend")) == "2026-11-01"
    assert event["sequence"] == 1  # the date was moved once
    assert str(event["summary"]) == "Viimeinen hakupäivä: Syksyn haku"
    assert str(event["url"]) == f"{URL}fi/hosten/"
    closing = {"forstudier", "hosten", "varen", "vintern"}
    assert events.keys() == {f"{call}@fjallbacken.example" for call in closing}
