"""The built site in a real browser, as residents use it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.serving import serve

HOME = {"sv": "", "fi": "fi/", "fit": "fit/"}
NAMES = {"sv": "svenska", "fi": "suomi", "fit": "meänkieli"}


@pytest.fixture
def asked(context: BrowserContext) -> list[str]:
    """Every address that the browser asks for."""
    requests: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    return requests


def _switch_through_all(page: Page, address: str, start: str) -> None:
    """From one page, go to each language and stay on the same page."""
    begun = page.url
    path = page.url.removeprefix(address + HOME[start])
    for language in [*(other for other in HOME if other != start), start]:
        page.locator("nav.languages").get_by_role("link", name=NAMES[language]).click()
        page.wait_for_url(f"{address}{HOME[language]}{path}")
        assert page.locator("html").get_attribute("lang") == language
        expect(page.locator("nav.languages [aria-current]")).to_have_text(NAMES[language])
    assert page.url == begun


@pytest.mark.parametrize("language", HOME)
def test_from_home_to_a_goal_to_a_project(
    page: Page, address: str, language: str, asked: list[str]
) -> None:
    page.goto(address + HOME[language])
    _switch_through_all(page, address, language)
    page.locator("ul.doors a").first.click()
    expect(page.locator("h1")).not_to_be_empty()
    _switch_through_all(page, address, language)
    page.locator("ul.goals a").first.click()
    expect(page.locator("header .kicker").last).to_contain_text("1.1")
    _switch_through_all(page, address, language)
    page.locator("ul.projects a").first.click()
    expect(page.locator("table.money").first).to_be_visible()
    expect(page.locator("section.sources li").first).to_be_visible()
    _switch_through_all(page, address, language)
    # and back up, through a goal that the project serves
    page.locator("ul.goals a").first.click()
    page.locator("nav.trail a").first.click()
    assert page.url == address + HOME[language]
    assert all(url.startswith(address) for url in asked)
    assert page.context.cookies() == []


@pytest.mark.parametrize("language", HOME)
def test_previous_and_next_lead_there_and_back(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}{HOME[language]}mal/motesplatser/")
    start = page.url
    page.locator("a[rel=next]").click()
    expect(page.locator("header .kicker").last).to_contain_text("1.2")
    page.locator("a[rel=prev]").click()
    page.wait_for_url(start)


@pytest.mark.parametrize(
    ("path", "language", "heading"),
    [
        ("finns-inte", "sv", "Sidan finns inte"),
        ("mal/finns/inte/", "sv", "Sidan finns inte"),
        ("fi/ei/ole", "fi", "Sivua ei löytynyt"),
        ("fit/mal/x/", "fit", "Sidan finns inte"),
    ],
)
def test_the_404_is_in_the_visitors_language(
    page: Page, address: str, path: str, language: str, heading: str
) -> None:
    response = page.goto(address + path)
    assert response is not None
    assert response.status == 404
    seen = page.locator(".not-found:visible")
    expect(seen).to_have_count(1)
    assert seen.get_attribute("lang") == language
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(seen).to_contain_text(heading)
    assert page.title().startswith(heading)
    menu = {"sv": "Hem", "fi": "Etusivu", "fit": "Alkusivu"}[language]
    expect(page.locator("nav.site-menu a").first).to_have_text(menu)
    expect(page.locator("nav.languages [aria-current]")).to_have_text(NAMES[language])
    seen.locator("a").first.click()
    page.wait_for_url(address + HOME[language])


def test_projects_can_be_filtered(page: Page, address: str) -> None:
    page.goto(f"{address}projekt/")
    cards = page.locator("li.card.project:visible")
    expect(cards).to_have_count(6)
    page.locator("select[name=area]").select_option("3")
    expect(cards).to_have_count(2)
    expect(page.get_by_role("status")).to_contain_text("2 / 6")
    page.locator("select[name=municipality]").select_option("stormyra")
    expect(cards).to_have_count(1)
    expect(cards).to_contain_text("Stigen mellan byarna")
    page.reload()  # the choice stands in the address, so it can be sent to someone
    expect(cards).to_have_count(1)
    page.locator("select[name=area]").select_option("")
    page.locator("select[name=municipality]").select_option("")
    page.locator("select[name=year]").select_option("2023")
    expect(cards).to_have_count(2)
    page.locator("select[name=goal]").select_option("k1")
    expect(cards).to_have_count(1)
    expect(cards).to_contain_text("Förstudie om odling")


def test_a_filter_that_nothing_fits_says_so_and_can_be_undone(page: Page, address: str) -> None:
    page.goto(f"{address}projekt/?area=2&goal=1.1")
    cards = page.locator("li.card.project:visible")
    expect(cards).to_have_count(0)
    expect(page.get_by_text("Inget projekt stämmer")).to_be_visible()
    page.get_by_role("button", name="Visa alla projekt").click()
    expect(cards).to_have_count(6)
    expect(page.get_by_text("Inget projekt stämmer")).to_be_hidden()
    expect(page).to_have_url(f"{address}projekt/")
    expect(page.locator("select[name=area]")).to_be_focused()


def test_projects_can_be_sorted_out_without_javascript(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}fi/projekt/")
        expect(page.locator("form.filter")).to_be_hidden()
        for label, heading, title in (
            ("Painopisteittäin", "2", "Puron mylly"),
            ("Tavoitteittain", "1.1", "Sauna koko kylälle"),
            ("Kunnittain", "Isosuo", "Puron mylly"),
            ("Vuosittain", "2023", "Puron mylly"),
        ):
            page.locator("nav.lists").get_by_role("link", name=label).click()
            group = page.locator("section", has=page.locator("h2", has_text=heading)).first
            expect(group.locator("li").filter(has_text=title).first).to_be_visible()
        page.locator("nav.languages").get_by_role("link", name="svenska").click()
        expect(page.locator("h1")).to_have_text("Projekt efter år")


@pytest.mark.parametrize("width", [390, 1280])
def test_search_finds_a_goal_and_asks_no_one_else(
    page: Page, address: str, asked: list[str], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    page.get_by_role("searchbox").press_sequentially("mötesplatser", delay=20)
    page.keyboard.press("Enter")
    results = page.locator(".found a")
    expect(results.filter(has_text="Nya mötesplatser").first).to_be_visible()
    assert all(url.startswith(address) for url in asked), asked


def test_a_script_in_a_text_is_read_and_never_run(page: Page, saaristo: Path) -> None:
    title = (
        'Tvärgående </title></h1><script>window.hacked = 1</script><img src=x onerror="hacked=1">'
    )
    with serve(saaristo) as address:
        for path in ("tavoitteet/lapileikkaava-ilmasto/", "tavoitteet/", "hankkeet/tavoitteet/"):
            page.goto(f"{address}sv/{path}", wait_until="networkidle")
            expect(page.locator("main")).to_contain_text(title)
            assert page.evaluate("window.hacked") is None
        page.goto(f"{address}sv/tavoitteet/lapileikkaava-ilmasto/")
        expect(page.locator("h1")).to_have_text(title)
        assert page.title() == f"Mål lapileikkaava-ilmasto: {title} – Skärgården"
        page.get_by_role("searchbox").press_sequentially("Tvärgående", delay=50)
        page.keyboard.press("Enter")
        expect(page.locator(".found a").first).to_be_visible()
        assert page.evaluate("window.hacked") is None


def _read_qr_code(picture: bytes) -> str:
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    return str(found.text)


@pytest.mark.parametrize(
    ("path", "cited"),
    [
        ("mal/motesplatser/", "v2/1.1/"),
        ("fi/insatsomraden/levande-byar/", "fi/v2/1/"),
        ("v1/3/", "v1/3/"),
    ],
)
def test_a_citation_is_copied_and_scanned(
    page: Page, context: BrowserContext, address: str, path: str, cited: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + path)
    page.locator(".cite button").click()
    expect(page.locator(".cite [role=status]")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".citation").inner_text()
    assert copied.endswith(f". https://fjallbacken.example/strategi/{cited}")
    code = _read_qr_code(page.locator(".qr").screenshot())
    assert code == f"https://fjallbacken.example/strategi/{cited}"


def test_a_citation_can_be_selected_without_a_script(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + "mal/motesplatser/")
        expect(page.locator(".cite button")).to_be_hidden()
        expect(page.locator(".citation")).to_have_css("user-select", "all")


def test_the_whole_strategy_prints_on_paper(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address + "v2/")
    page.emulate_media(media="print")
    for hidden in ("nav.site-menu", "nav.languages", ".copying", ".site-search"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.get_by_text("fjallbacken.example/strategi/2.2/")).to_be_visible()
    page.emulate_media(media="screen")
    expect(page.get_by_text("fjallbacken.example/strategi/2.2/")).to_be_hidden()
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    expect(page.locator("a").last).not_to_have_css("color", "rgb(154, 216, 180)")
    expect(page.locator(".qr svg")).to_be_visible()
