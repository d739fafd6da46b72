"""What a page asks of a phone with one bar of signal, and of anyone else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.handbook import HANDBOOK
from tests.quality.views import DESKTOP, PHONE, first_view
from tests.serving import serve

KINDS = (
    "",
    "insatsomraden/",
    "insatsomraden/attraktivitet-engagemang-och-samverkan/",
    "mal/",
    "mal/ungas-deltagande/",
    "projekt/",
    "projekt/skoglig-forsokspark/",
    "projekt/kommuner/",
    "utlysningar/",
    "utlysningar/sokes-projektgenomforare-2021/",
    "v1/",
    "v2/",
    "v2/1.3/",
    "oppna-data/",
    "oversattningar/",
    "tillganglighet/",
    "sok/",
    "overblick/",
    "projekt/insatsomraden/",
    "projekt/mal/",
    "projekt/ar/",
    "om/",
    *sorted(
        f"handbok/{page.stem}/".replace("index/", "")
        for page in HANDBOOK.glob("*.md")
        if "." not in page.stem
    ),
    "404.html",
)
"""Every kind of page, and every page of the handbook, whose pictures wait until one opens them."""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", KINDS)
def test_the_first_view_is_light_and_asks_nobody_else(
    browser: Browser, site: Path, path: str, viewport: ViewportSize
) -> None:
    with serve(site) as address:
        view = first_view(browser, address, path, viewport)
    assert view.strangers == []
    assert view.cookies == 0
    assert view.blocked == []
    assert view.requests <= 8
    assert 3_000 < view.weight <= 35_000


def test_nothing_inline_may_run(site: Path) -> None:
    for file in site.rglob("*.html"):
        page = file.read_text("utf-8")
        for attributes in re.findall(r"<script\b([^>]*)>", page):
            assert "src=" in attributes or 'type="application/' in attributes, file
        assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", page), file
        assert "<style" not in page, file
        if 'http-equiv="refresh"' not in page:
            assert (
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'" in page
            ), file


def test_hosts_get_the_policy_as_headers(site: Path) -> None:
    netlify = (site / "_headers").read_text("utf-8")
    assert netlify.startswith(
        "/*\n  Content-Security-Policy: default-src 'none'; script-src 'self'"
    )
    assert "unsafe" not in netlify.replace("'wasm-unsafe-eval'", "")
    nginx = (site / "headers.conf").read_text("utf-8")
    assert 'add_header X-Content-Type-Options "nosniff" always;' in nginx
