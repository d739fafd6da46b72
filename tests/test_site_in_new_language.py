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
from strategy_site.link_check import broken_links
from strategy_site.new_language import WHOLE_CATALOGUE
from strategy_site.wording import read_catalogue

from tests.adding_language import WORDS, add
from tests.building import ROOT, copy_of_project, run_in, text_of
from tests.serving import serve

URL = "https://strategi.example.org/"
CALL = "utlysningar/sokes-projektgenomforare-2021"
THEME = Path(material.__file__).parent / "templates"


@dataclass(frozen=True)
class Added:
    """A project to which a language was added, and its site."""

    code: str
    name: str
    project: Path
    said: str

    @property
    def site(self) -> Path:
        return self.project / "site"

    def html(self, path: str) -> str:
        return (self.site / self.code / path / "index.html").read_text("utf-8")


# One whose formats CLDR knows, one of which it knows the name alone, one that it does not know.
@pytest.fixture(
    scope="module",
    params=[
        ("se", "davvisámegiella"),
        ("smj", "julevsámegiella", "--like", "sv"),
        ("rmf", "kaalengo tšimb", "--like", "fit", "--name", "kaalengo tšimb"),
    ],
    ids=lambda param: param[0],
)
def added(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Added:
    code, name, *more = request.param
    project = copy_of_project(tmp_path_factory.mktemp(code) / "project")
    said = add(project, "--language", code, *more)
    assert (said.returncode, said.stderr) == (0, "")
    built = run_in(project, "-m", "mkdocs", "--quiet", "build", "--strict")
    assert (built.returncode, built.stdout, built.stderr) == (0, "", "")
    return Added(code, name, project, said.stdout)


def test_every_page_is_there_and_says_its_language(added: Added) -> None:
    def pages(folder: Path) -> set[Path]:
        return {page.relative_to(folder) for page in folder.rglob("index.html")}

    here = pages(added.site / added.code)
    assert len(here) > 70
    assert here == pages(added.site / "fi")
    for page in ("", "mal/ungas-deltagande", "projekt/mertajarvi-badstrand", "om", "v2", CALL):
        html = added.html(page)
        assert f'<html lang="{added.code}"' in html
        # The title falls back, and Open Graph is told in which language it is.
        assert 'og:locale" content="sv_SE"' in html
        address = f"{added.code}/{page}/".replace("//", "/")
        assert f'hreflang="{added.code}" href="{URL}{address}"' in html
    assert broken_links(added.site, URL) == []


def test_what_falls_back_is_marked_up_and_noticed(added: Added) -> None:
    goal = added.html("mal/ungas-deltagande")
    notice = "Visas på svenska där översättning saknas."
    assert re.search(r'<h1[^>]*><span lang="sv">Öka ungas deltagande', goal)
    assert f'<span lang="sv">{notice}</span>' in goal
    assert '<span lang="sv">Projekt</span>' in goal
    assert notice in text_of(added.html("om"))
    assert '<div lang="sv">' in added.html("om")
    assert '<span lang="sv">Sök</span>' in goal
    assert (added.site / added.code / "404.html").is_file()


def test_sitemap_feed_calendar_and_data_have_the_language(added: Added) -> None:
    code = added.code
    sitemap = (added.site / "sitemap.xml").read_text("utf-8")
    there = f"{URL}{code}/mal/ungas-deltagande/"
    assert f"<loc>{there}</loc>" in sitemap
    assert sitemap.count(f'hreflang="{code}" href="{there}"') == 4

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
    assert ("authority/language/SME" in catalogue) == (code == "se")
    assert f'xml:lang="{code}"' not in catalogue


def test_the_pdf_says_its_language(added: Added) -> None:
    reader = PdfReader(added.site / f"v2/strategi-tornedalen-2020-v2-{added.code}.pdf")
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == added.code
    assert f"strategi-tornedalen-2020-v2-{added.code}.pdf" in added.html("v2")


def test_dates_are_the_languages_own_or_digits(added: Added) -> None:
    text = text_of(added.html(CALL))
    expected = {"se": r"\d{4} \w+mánnu \d+", "smj": r"\d{4}-\d\d-\d\d", "rmf": r"\d+\.\d+\.\d{4}"}
    assert re.search(expected[added.code], text)
    assert not re.search(r"\bM\d\d\b|kuuta|\d (mars|april|maj|juni|augusti|oktober) \d", text)


def test_one_can_switch_to_the_language_and_search(added: Added, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    with serve(added.site) as address:
        page.goto(f"{address}mal/ungas-deltagande/")
        page.locator("nav.languages").get_by_role("link", name=added.name).click()
        page.wait_for_url(f"**/{added.code}/mal/ungas-deltagande/")
        expect(page.locator("html")).to_have_attribute("lang", added.code)
        expect(page.locator("nav.languages [aria-current]")).to_have_text(added.name)
        page.locator("a.search-link").click()
        page.wait_for_url(f"**/{added.code}/sok/")
        page.get_by_role("searchbox").fill("utrikesföddas")
        results = page.locator(f'.found a[href*="/{added.code}/mal/"]')
        expect(results.filter(has_text="utrikesföddas").first).to_be_visible()


def test_translations_show_up(tmp_path: Path) -> None:
    project = copy_of_project(tmp_path / "project")
    assert add(project, "--language", "se").returncode == 0
    words = project / "hooks/strategy_site/locales/se.po"
    forms = ("0NE %(num)d", "TW0 %(num)d", "M0RE %(num)d")  # of goals, a dual among them
    text = words.read_text("utf-8")
    before, goals, after = text.partition('msgid_plural "%(num)d goals"\n')
    for number, form in enumerate(forms):
        after = after.replace(f'msgstr[{number}] ""', f'msgstr[{number}] "{form}"', 1)
    text = before + goals + after
    words.write_text(text.replace('"Home"\nmsgstr ""', '"Home"\nmsgstr "H0ME"'), "utf-8")
    (project / "docs/om.se.md").write_text("# Min siidu\n", "utf-8")
    area = project / "strategy/priority_areas/1.yml"
    area.write_text(
        area.read_text("utf-8").replace("\n  fi: ", "\n  se: D1TLE\n  fi: ", 1), "utf-8"
    )
    built = run_in(project, "-m", "mkdocs", "--quiet", "build", "--strict")
    assert (built.returncode, built.stderr) == (0, "")
    home = (project / "site/se/index.html").read_text("utf-8")
    assert ">H0ME<" in home
    assert re.search(r"M0RE \d", text_of(home))
    assert "D1TLE" in text_of(home)
    about = (project / "site/se/om/index.html").read_text("utf-8")
    assert "Min siidu" in about
    assert "fallback-notice" not in about


def test_a_language_written_from_the_right_stays_on_the_screen(tmp_path: Path, page: Page) -> None:
    project = copy_of_project(tmp_path / "project")
    assert add(project, "--language", "yi").returncode == 0
    built = run_in(project, "-m", "mkdocs", "--quiet", "build", "--strict")
    assert (built.returncode, built.stderr) == (0, "")
    with serve(project / "site") as address:
        page.goto(f"{address}yi/mal/ungas-deltagande/")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.locator("h1")).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        direction = "e => getComputedStyle(e).unicodeBidi"
        assert page.locator("h1 [lang=sv]").evaluate(direction) == "plaintext"


def test_the_files_to_edit_only_gain_lines(added: Added) -> None:
    for name in ("strategy/strategy.yml", "mkdocs.yml"):
        before, after = (
            (root / name).read_text("utf-8").splitlines() for root in (ROOT, added.project)
        )
        changed = [line for line in difflib.ndiff(before, after) if not line.startswith("  ")]
        assert [line[:2] for line in changed] == ["+ "], changed
    row = yaml.safe_load((added.project / "strategy/strategy.yml").read_text())["languages"][-1]
    lent = {"smj": "sv", "rmf": "fi"}.get(added.code)
    assert row.get("formats") == lent
    assert (f"skrivs som på ”{lent}”" in added.said) == (lent is not None)
    schema = json.loads((added.project / "strategy/schema/goal.schema.json").read_text("utf-8"))
    assert schema["$defs"]["Text"]["properties"][added.code]["description"] == added.name


def test_the_catalogue_waits_for_every_word(added: Added) -> None:
    path = added.project / "hooks/strategy_site/locales" / f"{added.code}.po"
    with path.open("rb") as file:
        catalogue = read_po(file)
    messages = [message for message in catalogue if message.id]
    assert {m.id for m in catalogue} == {m.id for m in read_catalogue(WHOLE_CATALOGUE)}
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
