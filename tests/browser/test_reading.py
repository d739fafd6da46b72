"""Small screens, large text, colours of one's own, paper, and links that keep what one had."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

PAGES = ("overblick/", "projekt/kvarnen/", "mal/motesplatser/", "tillganglighet/", "om/")
NARROW = (
    pytest.param(320, "100%", id="320px"),
    pytest.param(360, "200%", id="text-200"),
)


@pytest.mark.parametrize(("width", "size"), NARROW)
@pytest.mark.parametrize("path", PAGES)
def test_no_table_is_cut(page: Page, address: str, path: str, width: int, size: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + path)
    page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
    for frame in page.locator(".table-frame:visible").all():
        assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth"), path
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_a_figure_on_a_narrow_screen_has_the_name_of_its_column(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{address}overblick/")
    cell = page.locator("table.stacked tbody td").last
    label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert "Belopp" in label
    # The program that reads aloud still knows a table, and says a name once.
    expect(page.get_by_role("table").first).to_be_visible()
    assert '/ ""' in label


def test_cards_are_headings(page: Page, address: str) -> None:
    page.goto(f"{address}projekt/")
    cards = page.locator("li.card.project")
    assert cards.count() > 1
    assert page.get_by_role("heading", level=2).count() == cards.count()


def test_buttons_have_a_line_where_colours_are_the_readers_own(
    browser: Browser, address: str
) -> None:
    with browser.new_context(forced_colors="active") as context:
        page = context.new_page()
        page.goto(f"{address}sok/")
        button = page.locator("form.search button")
        width, style = button.evaluate(
            "b => [getComputedStyle(b).borderTopWidth, getComputedStyle(b).borderTopStyle]"
        )
        assert (width, style) == ("1px", "solid")


def test_what_is_folded_is_on_paper(page: Page, address: str) -> None:
    page.goto(f"{address}overblick/")
    folded = page.locator("details li").first
    expect(folded).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(folded).to_be_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(folded).to_be_hidden()


def test_another_language_keeps_what_one_chose(page: Page, address: str) -> None:
    page.goto(f"{address}projekt/")
    page.locator("select[name=goal]").select_option("1.1")
    page.get_by_role("link", name="suomi").click()
    page.wait_for_url("**/fi/projekt/?goal=1.1")
    expect(page.locator("li.card.project:visible").first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_short_address_keeps_the_anchor(browser: Browser, address: str, scripts: bool) -> None:
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(f"{address}1.1/?x=1#cite")
        page.wait_for_url("**/mal/motesplatser/**")
        assert not scripts or page.url.endswith("/mal/motesplatser/?x=1#cite")
