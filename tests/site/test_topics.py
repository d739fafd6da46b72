"""From an idea in everyday words to the goals that it fits."""

from __future__ import annotations

import json
from pathlib import Path

import lxml.html

from strategy_site.checks.load import load_strategy
from strategy_site.pages.pages import pages_of
from tests.support.paths import BASE
from tests.support.text import text_of

TOPIC = "amnen/bad-och-bastu"


def _html(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text("utf-8")


def _sections(site: Path, path: str) -> dict[str, str]:
    """Return the text below each heading of a page."""
    page = lxml.html.fromstring(_html(site, path))
    found = {}
    for section in page.xpath("//section[h2]"):
        heading = section.find("h2").text_content()
        text = text_of(lxml.html.tostring(section, encoding="unicode"))
        found[heading] = text.removeprefix(heading).strip()
    return found


def test_a_topic_leads_from_an_idea_to_goals_calls_and_projects(site: Path) -> None:
    shown = _sections(site, TOPIC)
    goals = shown["Mål som idén passar"]
    assert goals.startswith("Vilka mål en idé passar är vår egen läsning.")
    assert "Nya mötesplatser i byarna. Folk i byn ska ha någonstans att träffas." in goals
    # Those of its goals, and those that it names.
    projects = shown["Vad andra har gjort"]
    for title in ("En bastu för hela byn", "Unga tar plats", "Stigen mellan byarna"):
        assert title in projects
    assert "Kvarnen vid bäcken" not in projects
    assert "Total finansiering: 100 000 kr" in projects
    assert "Det här blev resultatet: Bastun är klar." in projects
    assert "Små bidrag, löpande" in shown["Det här går att söka nu"]
    # A call that cites another area's goals alone is nothing for this idea.
    assert "Vinterns utlysning" not in shown["Det här går att söka nu"]
    assert shown["Så har ansökningar bedömts"].endswith("Nytta för många Nytänkande")
    assert shown["Vem man frågar"] == "Kontakt: fjallbacken.example/kontakt"
    assert "Talkoot" not in _html(site, f"fi/{TOPIC}")
    assert "Uimapaikat ja kokoontuminen" in _html(site, f"fi/{TOPIC}")


def test_one_is_led_there_from_home_and_from_the_search(site: Path) -> None:
    for path, link in (("", TOPIC), ("sok", f"../{TOPIC}"), ("fi", TOPIC)):
        section = lxml.html.fromstring(_html(site, path)).xpath("//section[@class='ideas']")[0]
        assert section.xpath(".//a/@href") == [f"{link}/"]
    assert "Har du en idé?" in _sections(site, "")
    assert 'href="../amnen/"' in _html(site, "mal")


def test_the_programmes_end_is_said_at_the_top(saaristo: Path) -> None:
    text = text_of(_html(saaristo, "aiheet/yritys"))
    assert text.index("Jatko: Saaristo 2030") < text.index("Tavoitteet, joihin idea sopii")


def test_a_group_without_topics_sees_nothing_of_them() -> None:
    content, _ = load_strategy(BASE)
    assert not {page.kind for page in pages_of(content)} & {"topic", "topic_list"}


def test_a_withdrawn_topic_keeps_its_page(site: Path) -> None:
    assert "Bad och mötesplatser" in text_of(_html(site, "amnen/skog"))
    assert "Upphörde 1 maj 2026" in text_of(_html(site, "amnen/skog"))
    assert "Skog och jord" not in _html(site, "amnen")


def test_programs_get_the_topics_too(site: Path) -> None:
    data = json.loads((site / "strategy.json").read_text("utf-8"))
    (topic,) = [item for item in data["items"] if item["id"] == "bad-och-bastu"]
    assert topic["kind"] == "topic"
    assert topic["texts"] == {"sv": "own", "fi": "own", "fit": "fallback"}
    assert topic["data"]["goals"] == ["1.1", "1.2"]
    (script,) = lxml.html.fromstring(_html(site, f"fi/{TOPIC}")).xpath(
        "//script[@type='application/ld+json']"
    )
    terms = [node for node in json.loads(script.text)["@graph"] if node["@type"] == "DefinedTerm"]
    assert terms[0]["alternateName"] == ["uimaranta", "skeittipuisto", "kokoontumistila"]
