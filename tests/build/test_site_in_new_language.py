"""A language that nobody had prepared is part of the whole site once it was added."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import material
import pytest
import yaml
from babel.messages.pofile import read_po
from icalendar import Calendar
from jinja2 import Environment, FileSystemLoader
from lxml import etree
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from strategy_site.authoring.new_language import WHOLE_CATALOGUE
from strategy_site.build.link_check import broken_links
from strategy_site.catalogs import read_catalog
from tests.support.adding_language import WORDS, add
from tests.support.building import copy_of_demo, run_in
from tests.support.editing import change
from tests.support.paths import DEMO, ROOT
from tests.support.serving import serve
from tests.support.text import text_of

URL = "https://fjallbacken.example/strategi/"
CALL = "utlysningar/hosten"
THEME = Path(material.__file__).parent / "templates"


LANGUAGES = {
    # One whose formats CLDR knows, one of which it knows the name alone, one that it does not know.
    "se": ("davvisámegiella",),
    "smj": ("julevsámegiella", "--like", "sv"),
    "rmf": ("kaalengo tšimb", "--like", "fit", "--name", "kaalengo tšimb"),
    # One that is translated then, and one that is written from the right.
    "smn": ("anarâškielâ",),
    "yi": ("ייִדיש",),
}
"""What each language is called, and what to tell ``make language`` of it."""


@dataclass(frozen=True)
class Added:
    """A project to which languages were added, one of them, and the site."""

    code: str
    name: str
    project: Path
    said: str

    @property
    def site(self) -> Path:
        return self.project / "site"

    def html(self, path: str) -> str:
        return (self.site / self.code / path / "index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def all_added(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Added]:
    """Add the languages one after the other, and build once with all of them."""
    project = copy_of_demo(tmp_path_factory.mktemp("languages") / "project")
    found = {}
    for code, (name, *more) in LANGUAGES.items():
        said = add(project, "--language", code, *more)
        assert (said.returncode, said.stderr) == (0, "")
        found[code] = Added(code, name, project, said.stdout)
    _translate(project, "smn")
    built = run_in(project, "-m", "mkdocs", "--quiet", "build", "--strict")
    assert (built.returncode, built.stdout, built.stderr) == (0, "", "")
    return found


@pytest.fixture(params=["se", "smj", "rmf"])
def added(request: pytest.FixtureRequest, all_added: dict[str, Added]) -> Added:
    """Return each of those that nobody has translated."""
    found: Added = all_added[request.param]
    return found


def _translate(project: Path, code: str) -> None:
    words = project / f"hooks/strategy_site/locales/site/{code}.po"
    forms = ("0NE %(num)d", "TW0 %(num)d", "M0RE %(num)d")  # of goals, a dual among them
    text = words.read_text("utf-8")
    before, goals, after = text.partition('msgid_plural "%(num)d goals"\n')
    for number, form in enumerate(forms):
        after = after.replace(f'msgstr[{number}] ""', f'msgstr[{number}] "{form}"', 1)
    text = before + goals + after
    words.write_text(text.replace('"Home"\nmsgstr ""', '"Home"\nmsgstr "H0ME"'), "utf-8")
    (project / f"docs/om.{code}.md").write_text("# Min siidu\n", "utf-8")
    change(project / "strategy/priority_areas/1.yml", "\n  fi: ", f"\n  {code}: D1TLE\n  fi: ")


def test_translations_show_up(all_added: dict[str, Added]) -> None:
    translated = all_added["smn"]
    assert ">H0ME<" in translated.html("")
    text = text_of(translated.html(""))
    assert re.search(r"M0RE \d", text)
    assert "D1TLE" in text
    assert "Min siidu" in translated.html("om")
    assert "fallback-notice" not in translated.html("om")


def test_a_language_written_from_the_right_stays_on_the_screen(
    all_added: dict[str, Added], page: Page
) -> None:
    with serve(all_added["yi"].site) as address:
        page.goto(f"{address}yi/mal/ungas-inflytande/")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.locator("h1")).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        direction = "e => getComputedStyle(e).unicodeBidi"
        assert page.locator("h1 [lang=sv]").evaluate(direction) == "plaintext"


def test_every_page_is_there_and_says_its_language(added: Added) -> None:
    def pages(folder: Path) -> set[Path]:
        return {page.relative_to(folder) for page in folder.rglob("index.html")}

    here = pages(added.site / added.code)
    assert len(here) > 40
    assert here == pages(added.site / "fi")
    for page in ("", "mal/ungas-inflytande", "projekt/bybastun", "om", "v2", CALL):
        html = added.html(page)
        assert f'<html lang="{added.code}"' in html
        # The title falls back, and Open Graph is told in which language it is.
        assert 'og:locale" content="sv_SE"' in html
        address = f"{added.code}/{page}/".replace("//", "/")
        assert f'hreflang="{added.code}" href="{URL}{address}"' in html
    assert broken_links(added.site, URL) == []


def test_what_falls_back_is_marked_up_and_noticed(added: Added) -> None:
    goal = added.html("mal/ungas-inflytande")
    notice = "Visas på svenska där översättning saknas."
    assert re.search(r'<h1[^>]*><span lang="sv">Unga i alla byar', goal)
    assert f'<span lang="sv">{notice}</span>' in goal
    assert '<span lang="sv">Projekt</span>' in goal
    assert notice in text_of(added.html("om"))
    assert '<div lang="sv">' in added.html("om")
    assert '<span lang="sv">Sök</span>' in goal
    assert (added.site / added.code / "404.html").is_file()


def test_sitemap_feed_calendar_and_data_have_the_language(added: Added) -> None:
    code = added.code
    sitemap = (added.site / "sitemap.xml").read_text("utf-8")
    there = f"{URL}{code}/mal/ungas-inflytande/"
    assert f"<loc>{there}</loc>" in sitemap
    assert sitemap.count(f'hreflang="{code}" href="{there}"') == 3 + len(LANGUAGES)

    feed = etree.parse(added.site / code / "feed.xml").getroot()
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == code
    titles = feed.findall("{*}entry/{*}title")
    assert titles
    assert {t.get("{http://www.w3.org/XML/1998/namespace}lang") for t in titles} == {"sv"}

    calendar = Calendar.from_ical((added.site / code / "calendar.ics").read_bytes())
    assert {event["summary"].params["LANGUAGE"] for event in calendar.walk("VEVENT")} == {"sv"}
    assert str(calendar["prodid"]).endswith(f"//{code.upper()}")

    data = json.loads((added.site / "strategy.json").read_text("utf-8"))
    assert data["languages"][code] == added.name
    catalogue = (added.site / "dcat.rdf").read_text("utf-8")
    # The EU's table of languages as this project has it: what it lacks is left out.
    assert "authority/language/SME" in catalogue
    assert code == "se" or f"authority/language/{code.upper()}" not in catalogue
    assert f'xml:lang="{code}"' not in catalogue


def test_the_pdf_says_its_language(added: Added) -> None:
    reader = PdfReader(added.site / f"v2/strategi-for-fjallbacken-v2-{added.code}.pdf")
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == added.code
    assert f"strategi-for-fjallbacken-v2-{added.code}.pdf" in added.html("v2")


def test_dates_are_the_languages_own_or_digits(added: Added) -> None:
    text = text_of(added.html(CALL))
    expected = {"se": r"\d{4} \w+mánnu \d+", "smj": r"\d{4}-\d\d-\d\d", "rmf": r"\d+\.\d+\.\d{4}"}
    assert re.search(expected[added.code], text)
    assert not re.search(r"\bM\d\d\b|kuuta|\d (mars|april|maj|juni|augusti|oktober) \d", text)


def test_one_can_switch_to_the_language_and_search(added: Added, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    with serve(added.site) as address:
        page.goto(f"{address}mal/ungas-inflytande/")
        page.locator("nav.languages").get_by_role("link", name=added.name).click()
        page.wait_for_url(f"**/{added.code}/mal/ungas-inflytande/")
        expect(page.locator("html")).to_have_attribute("lang", added.code)
        expect(page.locator("nav.languages [aria-current]")).to_have_text(added.name)
        page.get_by_role("searchbox").fill("mötesplatser")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{added.code}/sok/**")
        results = page.locator(f'.found a[href*="/{added.code}/mal/"]')
        expect(results.filter(has_text="mötesplatser").first).to_be_visible()


def test_the_files_to_edit_only_gain_lines(added: Added) -> None:
    for name in ("strategy/strategy.yml", "mkdocs.yml"):
        before, after = (
            (root / name).read_text("utf-8").replace("../../../", "").splitlines()
            for root in (DEMO, added.project)
        )
        changed = [line for line in difflib.ndiff(before, after) if not line.startswith("  ")]
        assert [line[:2] for line in changed] == ["+ "] * len(LANGUAGES), changed
    rows = yaml.safe_load((added.project / "strategy/strategy.yml").read_text("utf-8"))["languages"]
    (row,) = (row for row in rows if row["code"] == added.code)
    lent = {"smj": "sv", "rmf": "fi"}.get(added.code)
    assert row.get("formats") == lent
    assert (f"skrivs som på ”{lent}”" in added.said) == (lent is not None)
    schema = json.loads((added.project / "strategy/schema/goal.schema.json").read_text("utf-8"))
    assert schema["$defs"]["Text"]["properties"][added.code]["description"] == added.name


def test_the_catalogue_waits_for_every_word(added: Added) -> None:
    path = added.project / "hooks/strategy_site/locales/site" / f"{added.code}.po"
    with path.open("rb") as file:
        catalogue = read_po(file)
    messages = [message for message in catalogue if message.id]
    assert {m.id for m in catalogue} == {m.id for m in read_catalog(WHOLE_CATALOGUE)}
    assert dict(catalogue.mime_headers)["Language"] == added.code
    assert catalogue.num_plurals == {"se": 3, "smj": 3, "rmf": 2}[added.code]
    assert {
        m.string if isinstance(m.string, str) else "".join(m.string or ()) for m in messages
    } == {""}


@pytest.mark.parametrize("path", sorted((ROOT / "overrides" / WORDS).glob("*.html")), ids=str)
def test_a_language_file_of_ours_answers_all_that_material_asks(path: Path) -> None:
    _answers_all(path.parents[2], path.stem)


def test_a_made_language_file_answers_all_that_material_asks(added: Added) -> None:
    _answers_all(added.project / "overrides", added.code)


def _answers_all(overrides: Path, code: str) -> None:
    """See that a language file leaves no word to Material's English."""
    theme = Environment(loader=FileSystemLoader([overrides, THEME]), autoescape=True)

    def answers(language: str) -> dict[str, str]:
        module: Any = theme.get_template(f"{WORDS}/{language}.html").module
        return {key: str(module.t(key)) for key in [*keys, "words"]}

    keys = re.findall(r'^  "([\w.]+)":', (THEME / WORDS / "en.html").read_text("utf-8"), re.M)
    assert len(keys) > 50
    ours = answers(code)
    source = answers(ours["words"])
    for key in keys:
        if key == "language":
            assert ours[key] == code
        elif key == "direction" or key.startswith("search.config."):
            assert ours[key] == (source[key] or answers("en")[key])
        else:
            assert ours[key], key
            assert ours[key] in source.values(), key
