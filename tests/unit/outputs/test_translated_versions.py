"""What a reader of a translation is told of the wording of each version."""

from __future__ import annotations

import io
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from strategy_site.outputs.pdf import pdf_documents
from strategy_site.pages.pages import pages_of
from strategy_site.render.renderer import Renderer
from strategy_site.render.site_context import SiteContext
from tests.support.paths import BASE
from tests.support.text import text_of

OLDER = "alla oleva käännös on vanhempi."
DRAFT = "Käännös on luonnos"


class _Strategy:
    """A small strategy that is edited and published."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.area = folder / "priority_areas/1.yml"

    def change(self, *changes: tuple[str, str], file: str = "priority_areas/1.yml") -> None:
        text = (self.folder / file).read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (self.folder / file).write_text(text, "utf-8")

    def new_version(self, number: int, *changes: tuple[str, str]) -> None:
        self.change((f"version: {number - 1}", f"version: {number}"), file="strategy.yml")
        self.change(*changes)
        self.publish()

    def publish(self) -> None:
        assert main(["publish", str(self.folder)]) == 0

    def review(self, text: str) -> None:
        assert main(["reviewed", str(self.folder), "--text", text, "--language", "fi"]) == 0

    def site(self) -> SiteContext:
        return SiteContext(
            load_strategy(self.folder)[0], "https://prov.example/", date(2026, 10, 1)
        )

    def html(self, address: str, language: str = "fi") -> str:
        site = self.site()
        (page,) = [page for page in pages_of(site.content) if page.address == address]
        return Renderer(site).render(page, language).html

    def text(self, address: str) -> str:
        return text_of(self.html(address))

    def pdf(self, languages: str) -> str:
        site = self.site()
        wordings = Renderer(site).localizers
        name = f"-v{site.content.strategy.version}-{languages}.pdf"
        (data,) = [data for path, data in pdf_documents(site, wordings) if path.endswith(name)]
        pages = PdfReader(io.BytesIO(data)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture
def strategy(tmp_path: Path) -> _Strategy:
    """Give a strategy whose version 2 is published, its translations reviewed."""
    shutil.copytree(BASE, tmp_path / "strategy")
    strategy = _Strategy(tmp_path / "strategy")
    strategy.publish()
    strategy.review("1,1.1,-")
    return strategy


REWORDED = ("sv: Öka ungas deltagande", "sv: Öka ungas inflytande")


def test_a_frozen_translation_says_that_it_is_older_than_the_wording(strategy: _Strategy) -> None:
    strategy.new_version(3, REWORDED)
    page = strategy.html("v3/1.1/")
    assert OLDER in text_of(page)
    assert '<p lang="sv">Öka ungas inflytande</p>' in page
    assert OLDER not in strategy.text("v2/1.1/")
    strategy.new_version(4, ("fi: Nuorten osallistuminen", "fi: Nuorten vaikutusvalta"))
    assert OLDER in strategy.text("v3/1.1/")
    assert DRAFT not in strategy.text("v2/1.1/")


def test_a_translation_reviewed_beside_new_words_stays_reviewed_beside_the_old(
    strategy: _Strategy,
) -> None:
    strategy.new_version(3, REWORDED)
    strategy.review("1.1")
    for address in ("v2/1.1/", "v3/1.1/"):
        assert OLDER not in strategy.text(address)
        assert DRAFT not in strategy.text(address)


def test_a_frozen_translation_that_was_reviewed_is_no_draft(strategy: _Strategy) -> None:
    assert DRAFT not in strategy.text("v2/1.1/")
    strategy.new_version(3, ("sv: Nya nätverk", "sv: Nya nät\n      fi: Uudet verkostot"))
    assert DRAFT not in strategy.text("v3/1.1/")
    assert DRAFT in strategy.text("v3/1.2/")


SAME = "Sanamuoto on sama voimassa olevassa versiossa."


def test_a_change_of_the_adopted_words_shows_where_the_translation_is_as_it_was(
    strategy: _Strategy,
) -> None:
    strategy.new_version(3, REWORDED)
    page = strategy.html("v2/1.1/")
    assert SAME not in text_of(page)
    (changed,) = re.findall(r'<h3>1.1 .*?</h3>\n<p lang="sv">(.*?)</p>', page)
    assert text_of(changed) == "Öka ungas poistettu: deltagande lisätty: inflytande"
    assert SAME in strategy.text("v2/1/")


def test_a_translation_older_than_the_words_in_force_tells_no_difference(
    strategy: _Strategy,
) -> None:
    strategy.change(("fi: Nuorten osallistuminen", "fi: Nuorten osuus"))
    strategy.publish()
    strategy.new_version(3, REWORDED)
    page = strategy.html("v2/1.1/")
    assert "lisätty: inflytande" in text_of(page)
    assert "lisätty: osuus" not in text_of(page)
    strategy.change(("fi: Nuorten osuus", "fi: Nuorten vaikutusvalta"))
    strategy.new_version(4)
    assert "lisätty: vaikutusvalta" in strategy.text("v2/1.1/")


def test_an_indicator_whose_unit_is_older_is_compared_in_the_adopted_words(
    strategy: _Strategy,
) -> None:
    rows = """      sv: Nya nätverk
    indicators:
      - title: {sv: Nätverk, fi: Verkostot}
        unit: {sv: stycken, fi: kappaletta}
"""
    strategy.new_version(3, ("      sv: Nya nätverk\n", rows))
    strategy.new_version(4, ("Verkostot", "Verkot"), ("sv: stycken", "sv: antal"))
    page = text_of(strategy.html("v3/1.2/"))
    assert "Nätverk poistettu: (stycken) lisätty: (antal)" in page


def test_a_better_translation_reaches_the_version_in_force_and_no_earlier_one(
    strategy: _Strategy,
) -> None:
    strategy.new_version(3, ("sv: Nya nätverk", "sv: Nya nät"))
    better = ("fi: Nuorten osallistuminen", "fi: Nuoret mukaan")
    new = ("sv: Nya nät", "sv: Nya nät\n      fi: Uudet verkot")
    strategy.change(better, new)
    assert "Nuoret mukaan" in strategy.text("v3/1.1/")
    assert DRAFT in strategy.text("v3/1.1/")
    assert "Uudet verkot" in strategy.text("v3/1.2/")
    assert "Nuorten osallistuminen" in strategy.text("v2/1.1/")
    assert DRAFT not in strategy.text("v2/1.1/")
    strategy.review("1.1")
    assert DRAFT not in strategy.text("v3/1.1/")


def test_a_better_translation_of_what_is_withdrawn_reaches_the_version_too(
    strategy: _Strategy,
) -> None:
    with (strategy.folder / "goals/tema.yml").open("a", encoding="utf-8") as file:
        file.write("withdrawn: {date: 2026-01-31}\n")
    strategy.change(("sv: Klimat", "sv: Klimat\n  fi: Ilmasto"), file="goals/tema.yml")
    assert "Ilmasto" in strategy.text("v2/klimat/")


PDF_OLDER = "Käännös on vanhempi kuin alkuperäinen teksti."


def test_a_document_says_once_that_all_its_translations_are_drafts(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "strategy")
    unreviewed = _Strategy(tmp_path / "strategy")
    assert unreviewed.pdf("fi").count("Käännös on luonnos: kukaan ei ole") == 1
    both = unreviewed.pdf("sv-fi")
    assert both.count("Översättningen är ett utkast: ingen har granskat den ännu.") == 1
    assert both.count("Käännös on luonnos: kukaan ei ole") == 1
    assert "utkast" not in unreviewed.pdf("sv")
    assert "Luonnos" not in both


def test_a_document_marks_the_translation_that_is_older_or_a_draft(strategy: _Strategy) -> None:
    new = ("sv: Nya nätverk", "sv: Nya nätverk\n      fi: Uudet verkostot")
    strategy.new_version(3, REWORDED, new)
    for languages in ("fi", "sv-fi"):
        text = strategy.pdf(languages)
        assert re.search(f"Nuorten osallistuminen (?!Uudet).*?{PDF_OLDER}", text)
        assert text.count(PDF_OLDER) == 1
        assert text.count("Luonnos") == 1
        assert DRAFT not in text
    assert PDF_OLDER not in strategy.pdf("sv")
