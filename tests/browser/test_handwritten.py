"""Pages from Markdown: what is too wide for a phone scrolls by itself, and few are left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.serving import serve
from tests.support.text import text_of


@pytest.mark.parametrize("width", [320, 390])
def test_code_scrolls_and_the_page_does_not(page: Page, site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    with serve(site) as address:
        page.goto(f"{address}guide/")
        expect(page.locator("main pre").first).to_have_css("overflow-x", "auto")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.locator("main pre").first.focus()
        expect(page.locator("main pre").first).to_be_focused()


def test_the_words_of_such_a_page_stay(site: Path) -> None:
    page = (site / "guide/index.html").read_text("utf-8")
    assert "en rad som är så lång att den inte ryms" in text_of(page)


def test_a_handwritten_page_leads_up_to_the_front_of_its_folder(page: Page, site: Path) -> None:
    with serve(site) as address:
        for path, trail in {
            "om/": {"Hem": ""},
            "guide/": {"Hem": ""},
            "guide/ansok/": {"Hem": "", "Guide": "guide/"},
            "fi/guide/ansok/": {"Etusivu": "fi/", "Opas": "fi/guide/"},
            "fit/guide/ansok/": {"Alkusivu": "fit/", "Guide": "fit/guide/"},
        }.items():
            page.goto(address + path)
            links = page.locator(".trail a")
            found = {link.inner_text(): link.evaluate("link => link.href") for link in links.all()}
            assert found == {label: address + target for label, target in trail.items()}, path
        assert page.locator(".trail span[lang]").inner_text() == "Guide"
