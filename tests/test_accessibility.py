"""axe-core on every kind of page, in each language, on phone and desktop, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.quality.tools import Finding, axe_findings
from tests.serving import serve
from tests.test_privacy_and_weight import KINDS


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
    found: list[Finding] = []
    size = {"width": width, "height": 900}
    with browser.new_context(viewport=size, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for path in KINDS:
            page.goto(address + language + path)
            found += axe_findings(page, language + path)
    assert found == []
