"""The site says what it has, where the programme is, and where one turns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from strategy_site.checks.load import load_strategy
from tests.support.paths import SAARISTO
from tests.support.text import text_of


def _text(site: Path, path: str) -> str:
    return text_of((site / path / "index.html").read_text("utf-8"))


@pytest.mark.parametrize(
    "path",
    ["hankkeet", "hankkeet/vuodet", "tavoitteet", "tavoitteet/yhteinen-tavoite", "overblick"],
)
def test_a_part_of_the_projects_is_called_a_part(saaristo: Path, path: str) -> None:
    shown = len(load_strategy(SAARISTO / "strategy")[0].projects)
    told = f"Tässä näytetään {shown} vähintään 12 hankkeesta (maaliskuu 2025)."
    assert told in _text(saaristo, path)


def test_all_projects_are_not_called_a_part(site: Path) -> None:
    assert "Här visas" not in _text(site, "projekt")


@pytest.mark.parametrize("path", ["", "tavoitteet", "haut"])
def test_the_programme_is_told_where_one_begins(saaristo: Path, path: str) -> None:
    text = _text(saaristo, path)
    assert "Ohjelmakausi: 2023–2027" in text
    assert "Jatko: Saaristo 2030 <b>. Aloittaa vuonna 2028." in text


def test_no_programme_is_told_where_no_source_says_one(site: Path) -> None:
    assert "Programperiod" not in _text(site, "")


def test_one_is_told_how_to_apply(saaristo: Path) -> None:
    assert "Kysy ensin neuvoa & kirjoita sitten." in _text(saaristo, "haut")


def test_every_page_says_where_to_turn(site: Path, saaristo: Path) -> None:
    for page in site.rglob("index.html"):
        html = page.read_text("utf-8")
        if 'class="site-footer"' in html:
            foot = html.partition('class="site-footer"')[2]
            assert 'href="https://fjallbacken.example/kontakt"' in foot, page
    # Where no way is known, that is said, and who came after.
    foot = (saaristo / "404.html").read_text("utf-8").partition('class="site-footer"')[2]
    assert 'href="https://saaristo2030.example/"' in foot
    assert "yhteystietoja ei ole tiedossa" in foot


def test_a_summary_is_called_one_and_the_numbers_the_sites_own(saaristo: Path) -> None:
    assert "verkkosivulla julkaistu tiivistelmä" in _text(saaristo, "v1")
    assert "Saariston strategia 2023" in _text(saaristo, "v1")
    assert "Numerot ovat tämän sivuston omia" in _text(saaristo, "tavoitteet/yhteinen-tavoite")
    assert "Koko strategia" not in _text(saaristo, "")


def test_a_frozen_page_describes_itself_from_frozen_words(site: Path) -> None:
    for number, path in ((1, "v1"), (2, "v2")):
        html = (site / path / "index.html").read_text("utf-8")
        (described,) = re.findall(r'<meta name="description" content="([^"]*)"', html)
        assert described in text_of(html), number


def test_a_former_address_keeps_the_anchor_and_the_question(site: Path) -> None:
    html = (site / "1.1/index.html").read_text("utf-8")
    assert 'data-to="../mal/motesplatser/"' in html
    # Without a script the page refreshes; with one, a refresh would lose the anchor.
    assert re.search(r"<noscript><meta http-equiv=\"refresh\"", html)


def test_no_edit_link_leads_to_an_example(tmp_path: Path) -> None:
    from strategy_site.site_config import edit_root_of

    assert edit_root_of("https://git.example.org/leader/strategi", "edit/main/docs/") == ""
    assert edit_root_of("https://git.leader.example/strategi", "edit/main/docs/") != ""
