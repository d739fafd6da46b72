"""A strategy's own colours, as a real browser shows them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from strategy_site.model.colours import Scheme
from tests.support.serving import serve


@pytest.mark.parametrize(
    ("scheme", "river", "link"),
    [
        ("light", "rgb(91, 31, 74)", "rgb(122, 31, 92)"),
        ("dark", "rgb(58, 18, 48)", "rgb(240, 176, 220)"),
    ],
)
def test_the_browser_shows_the_strategys_own_colours(
    page: Page, saaristo: Path, scheme: Scheme, river: str, link: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    with serve(saaristo) as address:
        for path in ("", "sv/tavoitteet/yhteinen-tavoite/"):
            page.goto(address + path)
            header = page.locator("header").first
            assert header.evaluate("e => getComputedStyle(e).backgroundColor") == river
            paragraph = page.locator("main a, .md-content a").first
            assert paragraph.evaluate(
                "e => getComputedStyle(e).getPropertyValue('--link')"
            ) == _hex_of(link)


def _hex_of(rgb: str) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", rgb))
