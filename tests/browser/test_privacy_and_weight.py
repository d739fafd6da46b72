"""What a page asks of a phone with one bar of signal, and of anyone else."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser

from tests.quality.views import DESKTOP, PHONE, first_view
from tests.support.kinds import kinds_of


def test_the_first_view_is_light_and_asks_nobody_else(
    browser: Browser, site: Path, address: str, site_project: Path
) -> None:
    """Of every kind of page: pictures wait until one opens them.

    A desktop may fetch larger pictures, but nothing of another kind: one page with them will do.
    """
    kinds = kinds_of(site_project / "strategy", site)
    views = [(path, PHONE) for path in kinds.values()] + [(kinds["home"], DESKTOP)]
    for path, viewport in views:
        view = first_view(browser, address, path, viewport)
        assert view.strangers == [], path
        assert view.cookies == 0, path
        assert view.blocked == [], path
        assert view.requests <= 8, path
        assert 3_000 < view.weight <= 35_000, path


def test_nothing_inline_may_run(site: Path) -> None:
    for file in site.rglob("*.html"):
        page = file.read_text("utf-8")
        for attributes in re.findall(r"<script\b([^>]*)>", page):
            assert "src=" in attributes or 'type="application/' in attributes, file
        assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", page), file
        assert "<style" not in page, file
        if 'http-equiv="refresh"' not in page:
            assert "default-src 'none'; script-src 'self'; style-src 'self'" in page, file


def test_hosts_get_the_policy_as_headers(site: Path) -> None:
    netlify = (site / "_headers").read_text("utf-8")
    assert netlify.startswith(
        "/strategi/*\n  Content-Security-Policy: default-src 'none'; script-src 'self'"
    )
    assert "unsafe" not in netlify.replace("'wasm-unsafe-eval'", "")
    nginx = (site / "headers.conf").read_text("utf-8")
    assert 'add_header X-Content-Type-Options "nosniff" always;' in nginx
