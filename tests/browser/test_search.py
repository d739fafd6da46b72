"""The search, in a real browser: what is found first, what is not found, and what it costs."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route, expect

from strategy_site.outputs.search.tokens import folded, tokens
from tests.support.paths import CASES

_LETTERS = st.characters(max_codepoint=0x24F, exclude_categories=["Cs"]) | st.sampled_from(
    "  .,-’0123456789åäöÅÄÖ\u00ad\u200b\u0308\u00a0\u202fﬁßŋđšž"
)
TABLE = yaml.safe_load((CASES / "search/queries.yml").read_text(encoding="utf-8"))
QUERIES = [(code, row) for code, rows in TABLE.items() for row in rows]
PREFIX = {"sv": "", "fi": "fi/", "fit": "fit/"}


@pytest.fixture(scope="module")
def searching(browser: Browser, address: str) -> Iterator[Page]:
    """Give one page for all queries: a reader fetches the index once."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        yield context.new_page()


def answered(page: Page) -> None:
    """Wait until the search has said how many pages it found, or none."""
    page.locator(
        ".search-status .message-found, .search-status .message-none, "
        ".search-status .message-failed"
    ).first.wait_for()


def test_the_table_is_large_enough() -> None:
    assert len(QUERIES) >= 60
    assert set(TABLE) == {"sv", "fi", "fit"}


@pytest.mark.parametrize(("code", "row"), QUERIES, ids=[f"{c}-{r['query']}" for c, r in QUERIES])
def test_what_a_reader_asks(searching: Page, address: str, code: str, row: dict[str, Any]) -> None:
    searching.goto(f"{address}{PREFIX[code]}sok/?q={row['query']}")
    answered(searching)
    links = searching.locator(".found a").evaluate_all("all => all.map(a => [a.href, a.text])")
    if row.get("nothing"):
        assert links == []
        return
    assert links
    if "first" in row and row["first"].startswith("@"):
        assert links[0][1].startswith(f"{row['first'][1:]} ")
    elif "first" in row:
        assert links[0][0] == f"{address}{PREFIX[code]}{row['first']}"
    paths = [path for path, _ in links]
    if "finds" in row:
        assert f"{address}{PREFIX[code]}{row['finds']}" in paths
    if "not" in row:
        assert f"{address}{PREFIX[code]}{row['not']}" not in paths


def test_results_come_as_one_types_and_the_address_keeps_the_question(
    page: Page, address: str
) -> None:
    page.goto(f"{address}fi/sok/")
    field = page.get_by_role("searchbox")
    field.focus()
    page.keyboard.type("nuoret")
    expect(page.locator(".found a").first).to_be_visible()
    expect(page).to_have_url(f"{address}fi/sok/?q=nuoret")
    expect(page.get_by_role("status").first).to_contain_text("Löytyneitä sivuja")
    page.locator(".found a").first.focus()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(f"{address}fi/sok/?q=nuoret")
    page.go_back()
    expect(page.locator(".found a").first).to_be_visible()


def test_what_is_numbered_below_a_number_comes_in_order(page: Page, address: str) -> None:
    page.goto(f"{address}sok/?q=2")
    answered(page)
    found = page.locator(".found a").all_inner_texts()
    assert [text.split()[0] for text in found[:3]] == ["2", "2.1", "2.2"]


def test_a_word_of_another_language_is_found(page: Page, address: str) -> None:
    """Titles, names and everyday words are known in all languages."""
    for query, path in (("nuoret", "mal/ungas-inflytande/"), ("skeittipuisto", "amnen/")):
        page.goto(f"{address}sok/?q={query}")
        answered(page)
        found = page.locator(".found a").evaluate_all("all => all.map((link) => link.href)")
        assert any(path in link for link in found[:3]), found


def test_a_slip_is_told_and_its_pages_are_shown(page: Page, address: str) -> None:
    page.goto(f"{address}sok/?q=kvarrn+xyzzy")
    answered(page)
    status = page.locator(".search-status")
    expect(status).to_contain_text("Menade du kvarn? Träffarna gäller det.")
    expect(status).to_contain_text("Ingen sida har: xyzzy")
    expect(page.locator(".found a").first).to_have_attribute("href", re.compile("backens-kvarn"))
    page.get_by_role("button", name="kvarn", exact=True).click()
    expect(page).to_have_url(f"{address}sok/?q=kvarn+xyzzy")


def test_nothing_found_is_no_dead_end(page: Page, address: str) -> None:
    page.goto(f"{address}sok/?q=xyzzy")
    answered(page)
    expect(page.locator(".search-status")).to_contain_text("Skriv det på ett annat sätt")
    expect(page.get_by_role("link", name="Bad och mötesplatser")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Utlysningar")).to_be_visible()
    expect(page.locator("main .contact")).to_be_visible()
    expect(page.get_by_role("button", name="Visa fler")).to_be_hidden()


def test_calls_say_their_state_and_the_open_one_comes_first(page: Page, address: str) -> None:
    page.clock.set_fixed_time("2026-09-21T10:00:00Z")
    page.goto(f"{address}sok/?q=utlysning")
    answered(page)
    found = page.locator(".found li").evaluate_all(
        "all => all.map((li) => li.querySelector('.state')?.textContent)"
    )
    states = [state for state in found if state]
    assert "Öppen" in states
    assert states.index("Öppen") < states.index("Stängd")


def test_one_searches_from_every_page(page: Page, address: str) -> None:
    page.goto(f"{address}fi/mal/")
    page.locator("header").get_by_role("searchbox", name="Hakusanat").fill("sauna")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}fi/sok/?q=sauna")
    expect(page.locator(".found a").first).to_be_visible()


def test_without_a_script_the_page_says_how_else_to_find(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}sok/")
        expect(page.locator("main")).to_contain_text("kräver JavaScript")
        expect(page.get_by_role("searchbox")).to_have_count(0)
        page.get_by_role("link", name="1.1", exact=True).click()
        expect(page).to_have_url(re.compile(r"/mal/[a-z-]+/$"))


def test_nothing_is_fetched_until_the_field_is_used(page: Page, address: str, site: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}sok/", wait_until="networkidle")
    assert not [url for url in asked if "/search-index/" in url]
    page.get_by_role("searchbox").fill("mötesplats")
    answered(page)
    fetched = {url.removeprefix(address) for url in asked if "/search-index/" in url}
    fetched |= {"assets/search.js", "assets/search-engine.js"}
    fetched = {url.partition("?")[0] for url in fetched}
    cost = sum(len(gzip.compress((site / name).read_bytes())) for name in fetched)
    assert cost <= 120_000, (cost, sorted(fetched))


def test_what_is_typed_before_the_script_comes_is_kept(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/assets/search.js*", lambda route: held.append(route))
    page.goto(f"{address}sok/", wait_until="commit")
    page.get_by_role("searchbox").fill("mötesplats")
    held[0].continue_()
    answered(page)
    expect(page.get_by_role("searchbox")).to_have_value("mötesplats")
    expect(page.locator(".found a").first).to_be_visible()


def test_the_headings_of_the_results_skip_no_level(page: Page, address: str) -> None:
    page.goto(f"{address}sok/?q=granvik")
    answered(page)
    levels = page.locator("main :is(h1, h2, h3, h4)").evaluate_all(
        "all => all.filter((h) => h.checkVisibility()).map((h) => Number(h.tagName[1]))"
    )
    assert levels[0] == 1
    assert all(next_ <= level + 1 for level, next_ in pairwise(levels)), levels


ENGINE = "import(new URL('../assets/search-engine.js', location.href))"
VECTORS = json.loads((CASES / "search/vectors.json").read_text("utf-8"))


def test_question_and_index_are_taken_apart_alike(page: Page, address: str) -> None:
    """What Python does with a text, the browser does with a question."""
    texts = [row["text"] for row in VECTORS if "text" in row]
    words = [row["fold"] for row in VECTORS if "fold" in row]
    assert [tokens(text) for text in texts] == [row["tokens"] for row in VECTORS if "text" in row]
    assert [folded(word) for word in words] == [row["folded"] for row in VECTORS if "fold" in row]
    page.goto(f"{address}sok/")
    in_browser = page.evaluate(
        f"([texts, words]) => {ENGINE}.then((m) => [texts.map(m.tokens), words.map(m.folded)])",
        [texts, words],
    )
    assert in_browser == [[tokens(text) for text in texts], [folded(word) for word in words]]


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(_LETTERS, max_size=30), min_size=200, max_size=200))
def test_any_text_is_taken_apart_alike(page: Page, address: str, texts: list[str]) -> None:
    page.goto(f"{address}sok/")
    found = page.evaluate(f"(texts) => {ENGINE}.then((m) => texts.map(m.tokens))", texts)
    assert found == [tokens(text) for text in texts]


def test_markup_in_a_question_is_only_text(page: Page, address: str) -> None:
    page.goto(f"{address}sok/?q=%3Cimg+src%3Dx+onerror%3D%22hacked%3D1%22%3E")
    answered(page)
    assert page.evaluate("window.hacked") is None
