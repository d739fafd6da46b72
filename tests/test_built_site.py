"""The whole built site, read as files."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from strategy_site.link_check import broken_links, links_broken_by

from tests.building import ROOT, text_of

URL = "https://strategi.example.org/"
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


def _adopted_lines() -> list[str]:
    lines = (ROOT / "tests/data/strategy-version-2.sv.txt").read_text("utf-8").splitlines()
    # The old page ended with a link to a PDF: not part of the wording.
    lines.remove("Läs hela strategin här:")
    # One paragraph of the old page speaks of the strategy and of the area; here each has a heading.
    both = next(line for line in lines if "Området innefattar" in line)
    lines += ["Området" + both.split("Området")[1], both.split("Området")[0]]
    lines.remove(both)
    # Bullets, quotes and the web editor's numbers ("1." before all three) are not the wording.
    marks = re.compile(r"^\s*(•|1\.)?\s*”?|”?\s*$")
    return [" ".join(bare.split()) for line in lines[1:] if (bare := marks.sub("", line))]


@pytest.mark.parametrize("line", _adopted_lines())
def test_adopted_swedish_stands_word_for_word(site: Path, line: str) -> None:
    headings = {"Mål:": "Mål", "Övergripande mål:": "Övergripande mål"}
    wanted = headings.get(line, line)
    home = site / "index.html"
    pages = [home, *(_file(site, item["addresses"]["sv"]) for item in _items(site))]
    assert any(wanted in text_of(page.read_text("utf-8")) for page in pages)


def test_the_adopted_text_was_found_whole() -> None:
    assert len(_adopted_lines()) > 35


def test_every_thing_has_a_page_in_every_language(site: Path) -> None:
    kinds = [item["kind"] for item in _items(site)]
    assert [kinds.count(k) for k in ("priority_area", "goal", "project")] == [3, 20, 15]
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
    assert ids == [f"{a}.{g}" for a, n in (("1", 6), ("2", 7), ("3", 7)) for g in range(1, n + 1)]


def test_the_same_path_in_each_language(site: Path) -> None:
    for item in _items(site):
        path = item["addresses"]["sv"].removeprefix(URL)
        assert item["addresses"]["fi"] == f"{URL}fi/{path}"
        assert item["addresses"]["fit"] == f"{URL}fit/{path}"


def test_a_short_address_leads_to_the_page_in_each_language(site: Path, saaristo: Path) -> None:
    for folder, url, languages in (
        (site, URL, ("", "fi/", "fit/")),
        (saaristo, "https://saaristo.example/strategia/", ("", "sv/")),
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
    assert "/1.3 /mal/ungas-deltagande/ 301" in rules
    assert "/fi/1.3/ /fi/mal/ungas-deltagande/ 301" in rules
    assert len(rules) == len(set(rules)) == 2 * 3 * len(_items(site))
    below = (saaristo / "_redirects").read_text("utf-8").splitlines()
    assert "/strategia/sv/10/ /strategia/sv/tavoitteet/yhteinen-tavoite/ 301" in below
    assert "/fit/1 /fit/insatsomraden/attraktivitet-engagemang-och-samverkan/;" in (
        site / "leads.map"
    ).read_text("utf-8")


def test_no_internal_link_is_broken(site: Path, saaristo: Path) -> None:
    assert broken_links(site, URL) == []
    assert broken_links(saaristo, "https://saaristo.example/strategia/") == []


def test_the_link_check_notices_a_broken_link(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="b/">b</a> <a href="#x">x</a><i id="y"></i>')
    (tmp_path / "c.html").write_text(f'<a href="{URL}d/">d</a><a href="./">home</a>')
    assert [line.split(" leder")[0] for line in broken_links(tmp_path, URL)] == [
        f"c.html: länken {URL}d/",
        "index.html: länken #x",
        "index.html: länken b/",
    ]


@pytest.mark.parametrize(
    ("changed", "gone", "broken"),
    [
        ({"b/index.html": '<i id="x">other</i>'}, [], []),
        (
            {"b/index.html": '<i id="x"></i><a href="../c/">c</a>'},
            [],
            ["b/index.html: länken ../c/"],
        ),
        ({"b/index.html": '<i id="y"></i>'}, [], ["index.html: länken b/#x"]),
        ({}, ["b/index.html"], ["index.html: länken b/#x"]),
        ({}, ["bild.png"], ["index.html: länken bild.png"]),
        ({}, ["pagefind/sv/fragment/1.pf_fragment"], []),
        ({"index.html": ""}, ["bild.png", "b/index.html"], []),
        ({"c.html": '<a href="b/#x">b</a><a href="b/#z">b</a>'}, [], ["c.html: länken b/#z"]),
    ],
)
def test_the_link_check_notices_what_a_change_breaks(
    tmp_path: Path, changed: dict[str, str], gone: list[str], broken: list[str]
) -> None:
    def written(folder: str, files: dict[str, str]) -> dict[str, str]:
        paths = {path: tmp_path / folder / path for path in files}
        for path, text in files.items():
            paths[path].parent.mkdir(parents=True, exist_ok=True)
            paths[path].write_text(text, "utf-8")
        return {path: str(file) for path, file in paths.items()}

    standing = written(
        "site",
        {
            "index.html": '<a href="b/#x">b</a><img src="bild.png">',
            "b/index.html": '<i id="x"></i>',
            "bild.png": "",
            "pagefind/sv/fragment/1.pf_fragment": "",
        },
    )
    lines = links_broken_by(written("new", changed), gone, standing, URL)
    assert [line.split(" leder")[0] for line in lines] == broken


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
    for item in _items(site):
        page = _file(site, item["addresses"]["fit"]).read_text("utf-8")
        assert "Ruottiksi" in text_of(page)
        assert item["texts"] == {"sv": "own", "fi": "own", "fit": "fallback"}
        if item["titles"]["fit"] == item["titles"]["sv"]:
            assert re.search(r'<h1><span lang="sv">', page)
        assert "fallback-notice" not in _file(site, item["addresses"]["sv"]).read_text("utf-8")
        assert "fallback-notice" not in _file(site, item["addresses"]["fi"]).read_text("utf-8")


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
    assert titles["fi", "Tornedalen 2020"] == site / "fi/index.html"


def test_no_heading_and_no_link_is_empty(site: Path) -> None:
    for file in site.rglob("*.html"):
        page = file.read_text("utf-8")
        for tag, inner in re.findall(r"<(h[1-6]|dt|th|a)\b[^>]*>(.*?)</\1>", page, re.DOTALL):
            assert text_of(inner), f"{file}: empty {tag}"


def test_a_project_shows_its_sources_and_whose_reading_its_goals_are(site: Path) -> None:
    for item in _items(site):
        if item["kind"] != "project":
            continue
        sv = text_of(_file(site, item["addresses"]["sv"]).read_text("utf-8"))
        fi = text_of(_file(site, item["addresses"]["fi"]).read_text("utf-8"))
        assert "Källor http" in sv
        assert "Lähteet http" in fi
        assert "redaktionens läsning" in sv
        assert "toimituksen tulkinta" in fi


def test_a_source_that_contradicts_itself_is_published_with_a_remark(site: Path) -> None:
    remarks = {}
    for item in _items(site):
        text = text_of(_file(site, item["addresses"]["sv"]).read_text("utf-8"))
        found = re.search(r"anger ([\d ]+) kr som total, men delposterna blir ([\d ]+) kr", text)
        if found:
            remarks[item["titles"]["sv"]] = found.groups()
    assert remarks == {
        "Meja Fritidsaktiviteter": ("464 363", "474 363"),
        "Förstudie LIST – Leder i Samverkan Tornedalen": ("620 211", "600 211"),
    }


def test_edit_this_page_leads_to_the_yaml_behind_it(site: Path) -> None:
    for item in _items(site):
        page = _file(site, item["addresses"]["fi"]).read_text("utf-8")
        link = re.search(r'href="[^"]+/edit/main/([^"]+)" rel="edit"', page)
        assert link is not None
        source = (ROOT / link[1]).read_text("utf-8")
        assert re.search(rf"id: ['\"]?{re.escape(item['id'])}['\"]?$", source, re.MULTILINE)
    about = (site / "fi/om/index.html").read_text("utf-8")
    assert '/edit/main/docs/om.fi.md" rel="edit"' in about


def test_money_dates_and_plurals_as_each_language_writes_them(site: Path) -> None:
    def text(path: str) -> str:
        return text_of((site / path / "index.html").read_text("utf-8"))

    call = "utlysningar/sokes-projektgenomforare-2021"
    assert "12 november 2021" in text(call)
    assert "12. marraskuuta 2021" in text(f"fi/{call}")
    assert "2021-11-12" in text(f"fit/{call}")
    project = "projekt/mertajarvi-badstrand"
    assert "107 800 kr" in text(project)
    assert "107 800 SEK" in text(f"fi/{project}")
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
        assert "Läpileikkaavat teemat Ilmasto Jokainen hanke kertoo" in finnish
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
