"""The whole built site, read as files."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html

from strategy_site.build.link_check import broken_links
from strategy_site.checks.load import load_strategy
from tests.support.paths import DEMO, ROOT
from tests.support.text import text_of

URL = "https://fjallbacken.example/strategi/"
SAARISTO_URL = "https://saaristo.example/strategia/"
LANGUAGES = ("sv", "fi", "fit")
XHTML = "{http://www.w3.org/1999/xhtml}link"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@cache
def _items(site: Path) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads((site / "strategy.json").read_text("utf-8"))["items"]
    return items


def _file(site: Path, address: str, url: str = URL) -> Path:
    assert address.startswith(url)
    return site / address.removeprefix(url) / "index.html"


def _pages(site: Path) -> list[Path]:
    """Give the site's pages, without the leads that only lead to them."""
    files = site.rglob("index.html")
    return [file for file in files if 'http-equiv="refresh"' not in file.read_text("utf-8")]


def test_every_thing_has_a_page_in_every_language(site: Path) -> None:
    content, _ = load_strategy(DEMO / "strategy")
    assert {item["id"] for item in _items(site)} == content.by_id.keys()
    for item in _items(site):
        for language in LANGUAGES:
            page = _file(site, item["addresses"][language]).read_text("utf-8")
            title = item["titles"][language]
            heading = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
            assert heading is not None
            assert text_of(heading[1]) == title
            assert f'<html lang="{language}"' in page


def test_goals_are_numbered_as_the_strategy_orders_them(site: Path) -> None:
    ids = [item["id"] for item in _items(site) if item["kind"] == "goal"]
    # Area by area, then what belongs to no area, then what was withdrawn.
    assert ids == ["1.1", "1.2", "2.1", "2.2", "k1", "klimat", "1.3"]


def test_the_same_path_in_each_language(site: Path) -> None:
    for item in _items(site):
        path = item["addresses"]["sv"].removeprefix(URL)
        assert item["addresses"]["fi"] == f"{URL}fi/{path}"
        assert item["addresses"]["fit"] == f"{URL}fit/{path}"


def test_a_short_address_leads_to_the_page_in_each_language(site: Path, saaristo: Path) -> None:
    for folder, url, languages in (
        (site, URL, ("", "fi/", "fit/")),
        (saaristo, SAARISTO_URL, ("", "sv/")),
    ):
        items = _items(folder)
        for item in items:
            for prefix, address in zip(languages, item["addresses"].values(), strict=True):
                lead = (folder / prefix / item["id"] / "index.html").read_text("utf-8")
                assert f'<link rel="canonical" href="{address}">' in lead
                target = re.search(r'content="0; url=([^"]+)"', lead)
                assert target is not None
                assert f'<a href="{target[1]}">' in lead
                there = (folder / prefix / item["id"] / target[1] / "index.html").resolve()
                assert there == _file(folder, address, url).resolve()


def test_leads_are_written_as_rules_for_hosts(site: Path, saaristo: Path) -> None:
    rules = (site / "_redirects").read_text("utf-8").splitlines()
    assert "/strategi/1.1 /strategi/mal/motesplatser/ 301" in rules
    assert "/strategi/fi/1.1/ /strategi/fi/mal/motesplatser/ 301" in rules
    former = [rule for rule in rules if "/projekt/kvarnen" in rule]
    assert "/strategi/fit/projekt/kvarnen/ /strategi/fit/projekt/backens-kvarn/ 301" in former
    assert len(rules) == len(set(rules)) == 2 * 3 * len(_items(site)) + len(former)
    below = (saaristo / "_redirects").read_text("utf-8").splitlines()
    assert "/strategia/sv/10/ /strategia/sv/tavoitteet/yhteinen-tavoite/ 301" in below
    assert "/strategi/fit/1 /strategi/fit/insatsomraden/levande-byar/;" in (
        site / "leads.map"
    ).read_text("utf-8")


def test_no_internal_link_is_broken(site: Path, saaristo: Path) -> None:
    assert broken_links(site, URL) == []
    assert broken_links(saaristo, SAARISTO_URL) == []


def test_every_page_names_its_alternates_and_the_default(site: Path) -> None:
    for file in _pages(site):
        page = file.read_text("utf-8")
        path = file.parent.relative_to(site).as_posix().removeprefix(".")
        bare = re.sub(r"^(fit|fi)(/|$)", "", path)
        address = f"{bare}/" if bare else ""
        found = dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', page))
        assert found == {
            "sv": URL + address,
            "fi": f"{URL}fi/{address}",
            "fit": f"{URL}fit/{address}",
            "x-default": URL + address,
        }


def test_the_sitemap_has_every_page_with_its_alternates(site: Path) -> None:
    urls = ET.parse(site / "sitemap.xml").getroot().findall(f"{SITEMAP}url")  # noqa: S314
    listed = {url.findtext(f"{SITEMAP}loc") for url in urls}
    pages = {f.parent.relative_to(site).as_posix() for f in _pages(site)}
    assert listed == {URL + ("" if page == "." else f"{page}/") for page in pages}
    for url in urls:
        codes = [link.get("hreflang") for link in url.findall(XHTML)]
        assert codes == ["sv", "fi", "fit", "x-default"]


def test_a_text_that_falls_back_is_marked_and_announced(site: Path) -> None:
    announced = {"fi": "näytetään ruotsiksi", "fit": "Ruottiksi"}
    for item in _items(site):
        assert item["texts"]["sv"] == "own"
        assert "fallback-notice" not in _file(site, item["addresses"]["sv"]).read_text("utf-8")
        for code, words in announced.items():
            page = _file(site, item["addresses"][code]).read_text("utf-8")
            if item["texts"][code] == "fallback":
                assert words in text_of(page), item["id"]
                assert "fallback-notice" in page, item["id"]
            own_title = item["titles"][code] != item["titles"]["sv"]
            assert bool(re.search(r'<h1><span lang="sv">', page)) != own_title, item["id"]
    # An own text has no notice, unless another page's title stands there in Swedish.
    texts = {item["id"]: item["texts"]["fi"] for item in _items(site)}
    assert (texts["1.1"], texts["bybastun"], texts["stigen"]) == ("own", "own", "fallback")
    for path in ("fi/mal/motesplatser", "fi/projekt/bybastun"):
        assert "fallback-notice" not in (site / path / "index.html").read_text("utf-8"), path


def test_a_handwritten_page_that_falls_back_is_marked(site: Path) -> None:
    about = (site / "fit/om/index.html").read_text("utf-8")
    assert '<div lang="sv">' in about
    assert "Ruottiksi" in text_of(about)
    assert "fallback-notice" not in (site / "fi/om/index.html").read_text("utf-8")


def test_every_page_of_a_language_has_its_own_title(site: Path) -> None:
    titles: dict[tuple[str, str], Path] = {}
    for file in _pages(site):
        page = file.read_text("utf-8")
        title = re.search(r"<title[^>]*>(.*?)</title>", page)
        language = re.search(r'<html lang="(\w+)"', page)
        assert title is not None
        assert language is not None
        key = (language[1], title[1])
        assert key not in titles, f"{file} and {titles[key]}: {title[1]}"
        titles[key] = file
    assert titles["fi", "Leader Fjällbäcken"] == site / "fi/index.html"


def test_no_heading_and_no_link_is_empty(site: Path) -> None:
    for file in site.rglob("*.html"):
        page = file.read_text("utf-8")
        for tag, inner in re.findall(r"<(h[1-6]|dt|th|a)\b[^>]*>(.*?)</\1>", page, re.DOTALL):
            assert text_of(inner), f"{file}: empty {tag}"


def test_a_project_shows_its_sources_and_whose_reading_its_goals_are(site: Path) -> None:
    projects = [item for item in _items(site) if item["kind"] == "project"]
    assert {item["data"]["goals_read_by"] for item in projects} == {"editor", "decision"}
    for item in projects:
        sv = text_of(_file(site, item["addresses"]["sv"]).read_text("utf-8"))
        fi = text_of(_file(site, item["addresses"]["fi"]).read_text("utf-8"))
        assert "Källor http" in sv
        assert "Lähteet http" in fi
        read = bool(item["data"]["goals"]) and item["data"]["goals_read_by"] == "editor"
        assert ("Vi har själva bedömt" in sv) == read, item["id"]
        assert ("Olemme itse arvioineet" in fi) == read, item["id"]


def test_a_source_that_contradicts_itself_is_published_with_a_remark(site: Path) -> None:
    remarks = {}
    for item in _items(site):
        text = text_of(_file(site, item["addresses"]["sv"]).read_text("utf-8"))
        found = re.search(r"anger ([\d ]+) kr som total, men delposterna blir ([\d ]+) kr", text)
        if found:
            remarks[item["titles"]["sv"]] = found.groups()
    assert remarks == {"Kvarnen vid bäcken": ("250 000", "240 000")}


def test_edit_this_page_leads_to_the_yaml_behind_it(site: Path) -> None:
    for item in _items(site):
        page = _file(site, item["addresses"]["fi"]).read_text("utf-8")
        link = re.search(r'href="[^"]+/edit/main/([^"]+)" rel="edit"', page)
        assert link is not None
        source = (DEMO / link[1]).read_text("utf-8")
        assert re.search(rf"id: ['\"]?{re.escape(item['id'])}['\"]?$", source, re.MULTILINE)
    about = (site / "fi/om/index.html").read_text("utf-8")
    assert '/edit/main/docs/om.fi.md" rel="edit"' in about


def test_money_dates_and_plurals_as_each_language_writes_them(site: Path) -> None:
    def text(path: str) -> str:
        return text_of((site / path / "index.html").read_text("utf-8"))

    call = "utlysningar/hosten"
    assert "31 oktober 2026" in text(call)
    assert "31. lokakuuta 2026" in text(f"fi/{call}")
    assert "2026-10-31" in text(f"fit/{call}")
    project = "projekt/bybastun"
    assert "100 000 kr" in text(project)
    assert "100 000 SEK" in text(f"fi/{project}")
    assert "1 hanke " in text("fi/mal")
    assert re.search(r"\b[2-9] hanketta ", text("fi/mal"))


def test_every_404_speaks_its_readers_language(site: Path) -> None:
    root = (site / "404.html").read_text("utf-8")
    for language in LANGUAGES:
        assert f'<div class="not-found" lang="{language}"' in root
    # A language without words for it would only say the same once more.
    assert re.findall(r'<div class="not-found" lang="(\w+)"[^>]* hidden>', root) == ["fit"]
    assert "Sidan finns inte" in text_of(root)
    assert "Sivua ei löytynyt" in text_of(root)
    finnish = (site / "fi/404.html").read_text("utf-8")
    assert '<html lang="fi"' in finnish
    assert "Sidan finns inte" not in text_of(finnish)
    assert "hreflang=" not in root.split("</head>")[0]


def test_another_strategy_needs_no_code(saaristo: Path) -> None:
    goal = text_of((saaristo / "tavoitteet/yhteinen-tavoite/index.html").read_text("utf-8"))
    assert "Painopiste luonto" in goal
    assert "Painopiste nuoret" in goal
    assert "Kevään haku" in goal
    assert "12,5" in goal
    swedish = (saaristo / "sv/tavoitteet/lapileikkaava-ilmasto/index.html").read_text("utf-8")
    assert '<p lang="fi">Kuuluu kaikkialle' in swedish
    assert "Visas på finska" in text_of(swedish)
    call = text_of((saaristo / "haut/kevat-2027/index.html").read_text("utf-8"))
    assert "250 000 €" in call
    assert "versio 1" in call
    home = (saaristo / "index.html").read_text("utf-8")
    assert "&lt;b&gt;kaikille&lt;/b&gt; &amp; aina" in home


def test_cross_cutting_themes_stand_wherever_the_strategy_is_told(saaristo: Path) -> None:
    for path in ("", "v1/"):
        finnish = text_of((saaristo / path / "index.html").read_text("utf-8"))
        assert "Poikkileikkaavat teemat Ilmasto Jokainen hanke kertoo" in finnish
        assert "Ohje & esimerkit ovat <b>tulossa</b>. Osallisuus" in finnish
        swedish = (saaristo / "sv" / path / "index.html").read_text("utf-8")
        assert "Tvärgående teman Klimat Jokainen hanke kertoo" in text_of(swedish)
        assert '<span lang="fi">Osallisuus</span>' in swedish
    data = json.loads((saaristo / "strategy.json").read_text("utf-8"))
    for place in (data["strategy"], data["versions"][0]):
        assert [row["id"] for row in place["cross_cutting_themes"]] == ["ilmasto", "osallisuus"]


def test_nobody_is_told_of_swedish_where_the_source_is_finnish(saaristo: Path) -> None:
    for page in saaristo.rglob("*.html"):
        told = text_of(page.read_text("utf-8")).lower()
        assert "ruotsiksi" not in told, page
        assert "på svenska" not in told, page


def test_a_withdrawn_goal_keeps_its_page_and_leaves_the_lists(saaristo: Path) -> None:
    for prefix, words in (
        ("", "Poistunut käytöstä 1. maaliskuuta 2026 Yhdistetty yhteiseen tavoitteeseen. Korvattu"),
        ("sv/", "Upphörde 1 mars 2026 Yhdistetty yhteiseen tavoitteeseen. Ersatt av"),
    ):
        page = (saaristo / f"{prefix}tavoitteet/vanha/index.html").read_text("utf-8")
        assert words in text_of(page)
        assert '<a href="../yhteinen-tavoite/">10 ' in page
        for path in ("", "tavoitteet/", "hankkeet/tavoitteet/", "painopisteet/luonto/"):
            listed = (saaristo / prefix / path / "index.html").read_text("utf-8")
            assert "vanha" not in listed
    states = {item["id"]: item.get("withdrawn") for item in _items(saaristo)}
    assert states["vanha"] == "2026-03-01"
    assert states["10"] is None


def test_a_picture_has_its_text_in_every_language(saaristo: Path) -> None:
    assert (saaristo / "images/ranta.png").read_bytes().startswith(b"\x89PNG")
    alternative = "Ranta &#34;illalla&#34; &amp; &lt;i&gt;tyyni&lt;/i&gt; meri"
    for path, prefix, lang in (("", "../..", ""), ("sv/", "../../..", ' lang="fi"')):
        page = (saaristo / f"{path}painopisteet/luonto/index.html").read_text("utf-8")
        picture = f'src="{prefix}/images/ranta.png" width="16" height="9"'
        assert f'<img {picture} alt="{alternative}"{lang} ' in page
        assert "Keksitty Kuvaaja" in text_of(page)


def test_nothing_of_the_place_is_in_the_code() -> None:
    place = re.compile(r"torne|haparanda|pajala|kiruna|övertorneå", re.IGNORECASE)
    allowed = {"Meänkieli (Tornedalen Finnish, ISO 639-3 fit)"}  # the name of a language
    for folder in ("hooks", "overrides"):
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in (".py", ".j2", ".html", ".js", ".css", ".po", ".xml"):
                text = file.read_text("utf-8")
                for name in allowed:
                    text = text.replace(name, "")
                assert not place.search(text), file


def test_every_heading_cell_of_a_table_says_what_it_heads(site: Path) -> None:
    """On all pages. A screen reader reads it out before the cells below or beside it."""
    for file in _pages(site):
        for table in lxml.html.parse(file).getroot().iter("table"):
            cells = list(table.iter("th"))
            assert any(cell.get("scope") == "col" for cell in cells), file
            assert [cell.text_content() for cell in cells if not cell.get("scope")] == [], file


def test_each_figure_of_an_indicator_has_a_row(site: Path) -> None:
    page = lxml.html.parse(site / "fi/mal/motesplatser/index.html").getroot()
    table = page.xpath("//*[@class='indicator']//table")[0]
    assert table.findtext("caption") == "Uudet kohtaamispaikat (kpl)"
    assert [
        (text_of(row.findtext("th")), [text_of(cell.text_content()) for cell in row.xpath("td")])
        for row in table.xpath("tbody/tr")
    ] == [
        ("Lähtöarvo 2022", ["4", ""]),
        ("Toteuma 2023", ["5", ""]),
        ("Toteuma 2025", ["7", "fjallbacken.example"]),
        ("Tavoitearvo 2027", ["12,5", ""]),
    ]
