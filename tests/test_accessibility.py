"""axe-core on every kind of page, in each language, on phone and desktop, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.serving import serve
from tests.test_privacy_and_weight import KINDS

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
# WCAG 2.0, 2.1 and 2.2, levels A and AA, and what axe calls best practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serve(site) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["", "fi/", "fit/"])
def test_axe_finds_nothing(
    browser: Browser, address: str, language: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    found = []
    size = {"width": width, "height": 900}
    with browser.new_context(viewport=size, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for path in KINDS:
            page.goto(address + language + path)
            # With every disclosure open, so that nothing hides from the check.
            page.evaluate(
                "for (const part of document.querySelectorAll('details')) part.open = true"
            )
            page.evaluate(AXE)
            result = page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
            found += [
                f"{language}{path}: {violation['id']}: {node['html'][:150]}"
                for violation in result["violations"]
                for node in violation["nodes"]
            ]
    assert found == []
