"""The built sites, made once for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.building import ROOT, SAARISTO, build
from tests.find_programs import find_chromium

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


def _built(config: Path, target: Path) -> Path:
    """Build a site; its strict build says nothing at all."""
    result = build(config, target)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    return target


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the real site."""
    return _built(ROOT / "mkdocs.yml", tmp_path_factory.mktemp("site") / "built")


@pytest.fixture(scope="session")
def saaristo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site of the strategy of another shape."""
    return _built(SAARISTO / "mkdocs.yml", tmp_path_factory.mktemp("saaristo") / "built")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a real browser."""
    with sync_playwright() as playwright:
        path = find_chromium()
        assert path is not None, "no Chromium: run make test, or set CHROMIUM"
        with playwright.chromium.launch(executable_path=path, args=ARGUMENTS) as chromium:
            yield chromium


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Give a phone's view of the web."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Give a page on which no script may fail."""
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    page.on(
        "console",
        lambda line: pytest.fail(line.text) if "Content Security Policy" in line.text else None,
    )
    return page
