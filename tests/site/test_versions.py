"""The wording of each version on the built site: what links to it finds the same words."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.text import text_of

URL = "https://fjallbacken.example/strategi/"
HOST = URL.removeprefix("https://")


def _html(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text("utf-8")


def test_the_earlier_vision_shows_what_has_changed_since(site: Path) -> None:
    page = _html(site, "v1")
    assert "Det här är en tidigare version av strategin." in text_of(page)
    assert "Bygder där människor vill bo, verka och mötas." in text_of(page)
    assert "Antagen 15 mars 2023" in text_of(page)
    assert '<ins><span class="visually-hidden">tillagt: </span>alla</ins> människor' in page
    assert "borttaget: </span>Samlingslokaler rustas upp.</del>" in page
    goal = text_of(_html(site, "v1/1.2"))
    assert "Unga får mer att säga till om." in goal
    assert "Unga tillagt: i alla byar får mer" in goal
    assert '<a href="../../insatsomraden/' in _html(site, "v1/3")
    finnish = _html(site, "fi/v1")
    assert "Tämä on strategian aiempi versio." in text_of(finnish)
    assert '<p lang="sv">Den som samverkar når längre.' in finnish


def test_beside_old_words_stands_the_address_of_the_old_words(site: Path) -> None:
    assert f"{HOST}v1/3/" in _html(site, "v1")
    assert f"{HOST}3/" not in _html(site, "v1")
    assert f"{HOST}fi/v1/3/" in _html(site, "fi/v1")
    assert f"{HOST}3/" in _html(site, "v2")


def test_the_version_in_force_is_not_called_earlier(site: Path) -> None:
    for path in ("v2", "v2/1", "v2/1.2", "fi/v2/1.2"):
        text = text_of(_html(site, path))
        assert "tidigare version" not in text
        assert "aiempi versio" not in text
        assert "ändrats" not in text


def test_every_goal_and_area_says_how_to_cite_it(site: Path) -> None:
    for path, words, address in (
        (
            "mal/ungas-inflytande",
            "Mål 1.2 (”{}”), Strategi för Fjällbäcken, version 2.",
            "v2/1.2/",
        ),
        (
            "fi/mal/ungas-inflytande",
            "Tavoite 1.2 (”{}”), Fjällbäckenin strategia, versio 2.",
            "fi/v2/1.2/",
        ),
        (
            "v2/1.2",
            "Mål 1.2 (”{}”), Strategi för Fjällbäcken, version 2.",
            "v2/1.2/",
        ),
        ("v2/1", "Insatsområde 1 (”{}”), Strategi för Fjällbäcken, version 2.", "v2/1/"),
        ("v1/3", "Insatsområde 3 (”{}”), Strategi för Fjällbäcken, version 1.", "v1/3/"),
        ("v2", "Strategi för Fjällbäcken, version 2.", "v2/"),
    ):
        html = _html(site, path)
        (title,) = re.findall(r"<h1>(.*?)</h1>", html)
        assert f"{words.replace('{}', text_of(title))} {URL}{address}" in text_of(html)
        assert (site / address / "index.html").is_file()
    for folder in ("mal", "insatsomraden", "fi/mal", "fit/mal"):
        for page in (site / folder).glob("*/index.html"):
            assert 'class="citation"' in page.read_text("utf-8")


def test_a_withdrawn_goal_is_cited_in_the_version_that_had_it(saaristo: Path) -> None:
    text = text_of(_html(saaristo, "tavoitteet/vanha"))
    assert (
        "Tavoite vanha (”Vanha tavoite”), Saariston strategia. https://saaristo.example/strategia/vanha/"
        in text
    )


def test_a_call_leads_to_the_wording_that_it_cites(saaristo: Path) -> None:
    page = _html(saaristo, "haut/kevat-2027")
    assert '<a href="../../v1/">Saariston strategia, versio 1</a>' in page
    assert '<a href="../../v1/10/">10</a> Yhteinen tavoite' in page
