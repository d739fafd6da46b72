"""What the strategy gave: explanations, what became of projects, and indicators over the years."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import rdflib
from pypdf import PdfReader

from strategy_site.checks.load import load_strategy
from strategy_site.outputs.registry import outputs
from strategy_site.pages.pages import pages_of
from strategy_site.render.renderer import Renderer
from strategy_site.render.site_context import SiteContext
from tests.support.paths import BASE
from tests.support.text import text_of

MARK = "Förklaringen är redaktionens egen. Den hör inte till den antagna strategin och kan ändras."


def _html(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text("utf-8")


def _text(site: Path, path: str) -> str:
    return text_of(_html(site, path))


def _graph(site: Path, path: str) -> list[dict[str, Any]]:
    (script,) = lxml.html.fromstring(_html(site, path)).xpath(
        "//script[@type='application/ld+json']"
    )
    graph: list[dict[str, Any]] = json.loads(script.text)["@graph"]
    return graph


def test_a_goal_is_explained_beside_its_adopted_wording(site: Path) -> None:
    explained = f"Vad betyder det? Folk i byn ska ha någonstans att träffas. {MARK}"
    assert explained in _text(site, "mal/motesplatser")
    assert "Mitä se tarkoittaa? Kylän väellä pitää olla paikka" in _text(
        site, "fi/mal/motesplatser"
    )
    assert "någonstans att träffas" not in _text(site, "v2/1.1")
    assert "Vad betyder det?" not in _text(site, "mal/ungas-inflytande")


def test_a_card_says_what_became_of_a_project(site: Path) -> None:
    for path in ("projekt", "mal/motesplatser", "insatsomraden/levande-byar"):
        page = lxml.html.fromstring(_html(site, path))
        cards = page.xpath("//li[contains(@class, 'project')]")
        texts = [text_of(card.text_content()) for card in cards]
        (sauna,) = [text for text in texts if text.startswith("En bastu för hela byn")]
        assert "Det här blev resultatet: Bastun är klar. Hundra personer badade" in sauna
        assert "Avslutat" in sauna


def test_a_project_says_what_came_of_it_and_who_tells(site: Path) -> None:
    assert "LägeAvslutat" in _text(site, "projekt/bybastun")
    assert (
        "Det här blev resultatet Bastun är klar. Hundra personer badade där första året. "
        "Byn tar hand om den. Källa: fjallbacken.example"
    ) in _text(site, "projekt/bybastun")


@pytest.mark.parametrize("path", ["projekt/backens-kvarn", "fi/projekt/backens-kvarn"])
def test_nothing_is_said_where_no_source_tells(site: Path, path: str) -> None:
    text = _text(site, path)
    assert not any(word in text for word in ("Läge", "Tilanne", "resultatet", "seurasi"))


def test_all_indicators_are_on_one_page_with_how_far_each_is(site: Path) -> None:
    text = _text(site, "indikatorer")
    assert "Nya mötesplatser (st) Senaste utfall: 7 (2025). Det är 35 % " in text
    assert (
        "Tomma hus Det här måttet är redaktionens eget. Det hör inte till den antagna strategin. "
        "Senaste utfall: 41 (2025). Det är längre från målvärdet än vid starten."
    ) in text
    assert "Deltagare Utfall: 1 250." in text
    assert _html(site, "indikatorer").count('<svg xmlns="http://www.w3.org/2000/svg"') == 2
    assert 'href="../indikatorer/"' in _html(site, "mal")


def test_the_chart_is_drawn_without_script_style_or_words_of_its_own(site: Path) -> None:
    charts = lxml.html.fromstring(_html(site, "mal/motesplatser")).xpath("//svg[@class='chart']")
    assert len(charts) == 2
    for chart in charts:
        assert chart.get("aria-hidden") == "true"
        assert not chart.xpath(".//@style | .//style | .//script")
        colours = set(chart.xpath(".//@fill | .//@stroke | @fill"))
        assert colours <= {"currentColor", "none"}
        # The figures are in the table beside it.
        assert chart.xpath("following::table")[0].xpath("tbody/tr")


def test_the_overview_tells_what_is_finished_and_where_no_project_is_known(site: Path) -> None:
    text = _text(site, "overblick")
    assert "Hur det gick för projekten Pågår1 projekt Avslutat1 projekt" in text
    assert "Hur det gick för 4 projekt säger ingen källa." in text
    assert "1.1 Nya mötesplatser (st): Senaste utfall: 7 (2025)." in text
    assert "Inget känt projekt" in text
    assert "2 projekt, 1 avslutat" in text


def test_the_figures_are_open_data(site: Path) -> None:
    table = (site / "indicators.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline=""), delimiter=";"))
    assert [(r["Indikator"], r["Typ"], r["År"], r["Värde"]) for r in rows[:4]] == [
        ("Nya mötesplatser", "Utgångsvärde", "2022", "4"),
        ("Nya mötesplatser", "Utfall", "2023", "5"),
        ("Nya mötesplatser", "Utfall", "2025", "7"),
        ("Nya mötesplatser", "Målvärde", "2027", "12.5"),
    ]
    assert rows[2]["Källa"] == "https://fjallbacken.example/statistik"
    assert rows[4]["Status"] == "Redaktionens egen"
    data = json.loads((site / "strategy.json").read_text("utf-8"))
    (goal,) = [item for item in data["items"] if item["id"] == "1.1"]
    assert goal["data"]["indicators"][0]["outcomes"][0] == {"year": 2023, "value": 5}
    assert goal["data"]["explanation"]["sv"] == "Folk i byn ska ha någonstans att träffas."
    (sauna,) = [item for item in data["items"] if item["id"] == "bybastun"]
    assert sauna["data"]["state"] == "finished"
    graph = rdflib.Graph().parse(site / "dcat.rdf")
    assert any(str(node).endswith("/indicators.csv") for node in graph.objects())
    assert "indicators.csv" in _html(site, "oppna-data")


def test_a_strategy_without_indicators_has_nothing_of_them() -> None:
    content, _ = load_strategy(BASE)
    pages = pages_of(content)
    assert "indicators" not in {page.kind for page in pages}
    site = SiteContext(content, "https://prov.example/", datetime.date(2026, 10, 1))
    renderer = Renderer(site)
    files = dict(outputs(renderer, pages))
    assert "indicators.csv" not in files
    assert b"indicators.csv" not in files["dcat.rdf"]
    (open_data,) = [page for page in pages if page.kind == "open_data"]
    assert "indicators.csv" not in renderer.render(open_data, "sv").html


def test_programs_read_what_became_of_a_project_and_what_was_measured(site: Path) -> None:
    (action,) = [node for node in _graph(site, "projekt/bybastun") if node["@type"] == "Action"]
    assert action["actionStatus"] == "https://schema.org/CompletedActionStatus"
    assert action["result"]["description"].startswith("Bastun är klar.")
    graph = _graph(site, "mal/motesplatser")
    about = next(node["@id"] for node in graph if node["@type"] == "CreativeWork")
    observations = [node for node in graph if node["@type"] == "Observation"]
    assert [(o["observationDate"], o["value"]) for o in observations[:2]] == [
        ("2023", 5),
        ("2025", 7),
    ]
    assert all(o["observationAbout"] == {"@id": about} for o in observations)
    variables = {node["@id"]: node for node in graph if node["@type"] == "StatisticalVariable"}
    assert {o["variableMeasured"]["@id"] for o in observations} == set(variables)
    assert not [n for n in _graph(site, "projekt/backens-kvarn") if n["@type"] == "Action"]


def test_the_pdf_in_force_has_the_figures_apart_from_the_adopted_text(site: Path) -> None:
    def text(name: str) -> str:
        pages = PdfReader(site / name).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    now = text("v2/strategi-for-fjallbacken-v2-sv.pdf")
    assert "Det som har mätts hör inte till den antagna texten" in now
    assert "Utfall: 7 st (2025)" in now
    assert "Nya mötesplatser (st) 4 (2022) 12,5 (2027)" in now
    assert "någonstans att träffas" not in now
    assert "Senaste utfall" not in text("v1/strategi-for-fjallbacken-v1-sv.pdf")
