"""What a page asks of a phone with one bar of signal, and of anyone else."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

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
    "om/",
    "404.html",
)


@pytest.mark.parametrize("path", KINDS)
def test_the_first_view_is_light_and_asks_nobody_else(
    page: Page, context: BrowserContext, site: Path, path: str
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    with serve(site) as address:
        page.goto(address + path, wait_until="networkidle")
        host = urlsplit(address).netloc
    assert {urlsplit(url).netloc for url in asked} == {host}
    assert context.cookies() == []
    weight = 0
    for url in asked:
        file = site / urlsplit(url).path.lstrip("/")
        weight += len(gzip.compress((file / "index.html" if file.is_dir() else file).read_bytes()))
    assert len(asked) <= 8
    # The status of the translations lists every text that waits; nobody but an editor goes there.
    assert weight <= (45_000 if path == "oversattningar/" else 35_000)


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
        "/*\n  Content-Security-Policy: default-src 'none'; script-src 'self'"
    )
    assert "unsafe" not in netlify
    nginx = (site / "headers.conf").read_text("utf-8")
    assert 'add_header X-Content-Type-Options "nosniff" always;' in nginx
