"""The accessibility statement: it says what was recorded, and nothing beyond it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from strategy_site.checks.load import load_strategy
from strategy_site.clock import today
from strategy_site.model.accessibility import QUALITY
from strategy_site.pages.pages import pages_of
from strategy_site.render.renderer import Renderer
from strategy_site.render.site_context import SiteContext
from tests.support.paths import BASE
from tests.support.text import text_of

RECORD = """
date: 2026-11-23
languages: [sv, fi]
checks:
  - {check: axe, tool: axe-core 4.12, pages: 40}
  - check: html
    tool: Nu Html Checker 26.9
    pages: 240
    findings:
      - {page: mal/index.html, pages: 3, rule: error, text: Duplicate ID <b>.}
"""
LAW = """
accessibility:
  law: {{title: {{sv: Provlagen}}, url: "https://lag.example/", binding: {binding}}}
  supervisor: {{name: {{sv: Provmyndigheten}}, url: "https://tillsyn.example/"}}
"""


@pytest.fixture
def strategy(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "strategy")


def _write(strategy: Path, more: str) -> None:
    path = strategy / "strategy.yml"
    path.write_text(path.read_text("utf-8") + more, "utf-8")


def _html(strategy: Path, language: str = "sv") -> str:
    content, _ = load_strategy(strategy)
    page = next(page for page in pages_of(content) if page.kind == "accessibility")
    assert page.address == "tillganglighet/"
    renderer = Renderer(
        SiteContext(content, "https://prov.example/", today(content.strategy.time_zone))
    )
    return renderer.render(page, language).html


def _text(strategy: Path, language: str = "sv") -> str:
    return text_of(_html(strategy, language))


def test_without_a_record_nothing_is_claimed(strategy: Path) -> None:
    text = _text(strategy)
    assert "Ingen test av den är antecknad, så vi påstår inget" in text
    assert "Vi har inte testat webbplatsen med personer med funktionsnedsättning" in text
    assert "anger ännu ingen adress" in text
    assert "fann inga fel" not in text
    assert "Lag och tillsyn" not in text


def test_without_an_address_it_leads_to_those_that_there_are(strategy: Path) -> None:
    _write(strategy, LAW.format(binding="unclear"))
    content, _ = load_strategy(strategy)
    page = next(page for page in pages_of(content) if page.kind == "accessibility")
    site = SiteContext(
        content,
        "https://prov.example/",
        today(content.strategy.time_zone),
        repository="https://git/",
    )
    html = Renderer(site).render(page, "sv").html
    report = html.partition("Anmäl ett problem")[2].partition("<h2>")[0]
    # An account of the forge is nothing that a resident has.
    assert "https://git/" not in report
    assert '<a href="https://tillsyn.example/" rel="external">' in report
    assert "ingen egen adress" in text_of(html)
    # Who is not told of a repository is not led to one.
    assert "konto" not in _text(strategy)


def test_an_address_of_its_own_is_enough(strategy: Path) -> None:
    _write(strategy, "accessibility: {email: a11y@prov.example}\n")
    text = _text(strategy)
    assert "a11y@prov.example" in text
    assert "ingen egen adress" not in text


def test_the_record_is_told_with_its_faults(strategy: Path) -> None:
    (strategy / QUALITY).write_text(RECORD, "utf-8")
    html, text = _html(strategy), _text(strategy)
    assert 'datetime="2026-11-23"' in html
    assert "De automatiska testerna hittade 1 fel" in text
    cells = re.findall(r"<td[^>]*>(.*?)</td>", html)
    assert cells[:6] == ["axe-core 4.12", "40", "0", "Nu Html Checker 26.9", "240", "1"]
    assert html.count(' lang="en">axe-core 4.12</td>') == 1
    assert '<a href="../mal/index.html">/mal/index.html</a> (× 3)' in html
    assert '<span lang="en">error: Duplicate ID &lt;b&gt;.</span>' in html
    assert "Därför påstår vi inte att webbplatsen är helt tillgänglig" in text
    assert "Ohjelmilla tehdyissä testeissä löytyi 1 virhe" in _text(strategy, "fi")


def test_a_record_without_faults_claims_no_more_than_programs_can_see(strategy: Path) -> None:
    (strategy / QUALITY).write_text(RECORD.partition("  - check: html")[0], "utf-8")
    _write(strategy, "contact: https://foreningen.example/kontakt\n")
    text = _text(strategy)
    assert "De automatiska testerna hittade inga fel." in text
    assert "Automatiska tester hittar bara en del av det som kan vara fel." in text
    assert "Inga är kända utöver det som står ovan." in text


def test_texts_that_fall_back_are_a_known_shortcoming_of_the_language(strategy: Path) -> None:
    assert "kääntämättä tälle kielelle" in _text(strategy, "fi")
    assert "saknar översättning" not in _text(strategy, "sv")


def test_people_shortcomings_and_contacts_come_from_the_strategy(strategy: Path) -> None:
    _write(
        strategy,
        """
contact: https://foreningen.example/kontakt
accessibility:
  email: info@foreningen.example
  user_tests: {sv: Två personer med skärmläsare prövade sidorna i oktober.}
  shortcomings: [{sv: Kartan saknar textalternativ.}]
""",
    )
    html, text = _html(strategy), _text(strategy)
    assert "Två personer med skärmläsare" in text
    assert "Vi har inte testat" not in text
    assert "<li>Kartan saknar textalternativ.</li>" in html
    assert '<a href="mailto:info@foreningen.example">info@foreningen.example</a>' in html
    assert 'href="https://foreningen.example/kontakt"' in html
    assert '<li lang="sv">Kartan saknar textalternativ.</li>' in _html(strategy, "fi")


@pytest.mark.parametrize(
    ("binding", "said"),
    [
        ("required", "Provdalen ska följa Provlagen."),
        ("voluntary", "Provdalen behöver inte följa Provlagen, men lämnar"),
        ("unclear", "Om Provdalen måste följa Provlagen är inte prövat."),
    ],
)
def test_the_law_is_said_to_apply_only_where_it_does(
    strategy: Path, binding: str, said: str
) -> None:
    _write(strategy, LAW.format(binding=binding))
    assert said in _text(strategy)
    assert "Provmyndigheten har tillsyn" in _text(strategy)
    assert 'href="https://tillsyn.example/"' in _html(strategy)
