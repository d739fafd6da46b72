"""axe-core on every kind of page, in each language, on phone and desktop, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.quality.tools import AXE_COLOUR_RULES, Finding, axe_findings
from tests.quality.views import DESKTOP, PHONE
from tests.support.kinds import kinds_of


@pytest.mark.parametrize(
    ("language", "viewport"),
    # Each language and each width; `make quality` looks at all combinations.
    [("", PHONE), ("fi/", DESKTOP), ("fit/", PHONE)],
    ids=["sv phone", "fi desktop", "fit phone"],
)
def test_axe_finds_nothing(
    browser: Browser,
    address: str,
    site: Path,
    site_project: Path,
    language: str,
    viewport: ViewportSize,
) -> None:
    found: list[Finding] = []
    with browser.new_context(viewport=viewport) as context:
        page = context.new_page()
        for path in kinds_of(site_project / "strategy", site).values():
            page.emulate_media(color_scheme="light")
            page.goto(address + language + path)
            found += axe_findings(page, language + path)
            # The colours are the same in every language and at every width.
            if not language and viewport == PHONE:
                page.emulate_media(color_scheme="dark")
                found += axe_findings(page, f"{path} (dark)", AXE_COLOUR_RULES)
    assert found == []


def test_a_fault_would_be_found_in_the_dark_too(browser: Browser, address: str) -> None:
    # The site's policy forbids the style that the fault is made with.
    page = browser.new_page(bypass_csp=True)
    page.goto(f"{address}mal/")
    page.emulate_media(color_scheme="dark")
    assert axe_findings(page, "", AXE_COLOUR_RULES) == []
    page.add_style_tag(content="@media (prefers-color-scheme: dark) { h1 { color: #222 } }")
    assert [finding.rule for finding in axe_findings(page, "", AXE_COLOUR_RULES)] == [
        "color-contrast"
    ]
    page.close()
