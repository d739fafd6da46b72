"""The repository's own site: its adopted wording, one whole build, what its pages weigh, axe."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from strategy_site.build.link_check import broken_links
from tests.quality.tools import AXE_COLOUR_RULES, Finding, axe_findings
from tests.quality.views import PHONE, first_view
from tests.support.kinds import kinds_of
from tests.support.paths import ROOT
from tests.support.text import text_of

STRATEGY = ROOT / "strategy"
VERSION = "2"
"""The version that the old page told, word for word in ``strategy-version-2.sv.txt``."""


@pytest.fixture(scope="module")
def kinds(site: Path) -> dict[str, str]:
    return kinds_of(STRATEGY, site)


def _adopted() -> list[str]:
    """Return the adopted wording by line, without what was the old page's own."""
    text = (Path(__file__).parent / f"strategy-version-{VERSION}.sv.txt").read_text("utf-8")
    # Where the page stood, and a link to a PDF at its end.
    text = text.partition("\n")[2].partition("Läs hela strategin här:")[0]
    # One paragraph of the old page speaks of the strategy and of the area; here each has its own.
    text = text.replace(" Området innefattar", "\nOmrådet innefattar")
    # Bullets, quotes and the web editor's numbers ("1." before all three) are not the wording.
    marks = re.compile(r"^\s*(•|1\.)?\s*”?|”?\s*$")
    return [" ".join(bare.split()) for line in text.split("\n") if (bare := marks.sub("", line))]


def _swedish(value: object) -> Iterator[str]:
    """Yield every Swedish paragraph of a frozen version."""
    if isinstance(value, dict):
        if isinstance(text := value.get("sv"), str):
            yield from (" ".join(part.split()) for part in text.split("\n\n"))
        for below in value.values():
            yield from _swedish(below)
    elif isinstance(value, list):
        for below in value:
            yield from _swedish(below)


def test_the_frozen_version_says_what_was_adopted_and_nothing_else() -> None:
    frozen = yaml.safe_load((STRATEGY / f"versions/{VERSION}.yml").read_text("utf-8"))
    ours, adopted = set(_swedish(frozen)) - {frozen["title"]["sv"]}, set(_adopted())
    headings = {"Vår strategi", "Övergripande mål:", "Insatsområden", "Mål:"}
    assert adopted - ours == headings & adopted
    assert ours - adopted == set()


def test_the_adopted_wording_can_be_read_on_the_site(site: Path) -> None:
    read = text_of((site / f"v{VERSION}/index.html").read_text("utf-8"))
    headings = {"Mål:": "Mål", "Övergripande mål:": "Övergripande mål"}
    missing = [line for line in _adopted() if headings.get(line, line) not in read]
    assert missing in ([], ["Vår strategi"])


def test_the_whole_site_is_built_without_a_word_or_a_broken_link(site: Path, site_url: str) -> None:
    """The build is strict, and `site` fails if it says anything."""
    assert broken_links(site, site_url) == []


def test_axe_finds_nothing_on_a_page_of_each_kind(
    browser: Browser, address: str, kinds: dict[str, str]
) -> None:
    """`make quality` looks in all languages and on wide screens too."""
    found: list[Finding] = []
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        for path in kinds.values():
            page.emulate_media(color_scheme="light")
            page.goto(address + path)
            found += axe_findings(page, path)
            page.emulate_media(color_scheme="dark")
            found += axe_findings(page, f"{path} (dark)", AXE_COLOUR_RULES)
    assert found == []


def test_the_heaviest_pages_are_light_and_ask_nobody_else(
    browser: Browser, site: Path, address: str, kinds: dict[str, str]
) -> None:
    def weight(path: str) -> int:
        return len(gzip.compress((site / path / "index.html").read_bytes()))

    def pictures(path: str) -> int:
        return (site / path / "index.html").read_text("utf-8").count("<img ")

    paths = [path for path in kinds.values() if not path.endswith(".html")]
    heaviest = sorted(paths, key=weight)[-3:]
    # Pictures wait until one opens them: that page is as light as the others.
    for path in dict.fromkeys([kinds["home"], *heaviest, max(paths, key=pictures)]):
        view = first_view(browser, address, path)
        assert view.strangers == []
        assert view.cookies == 0
        assert view.blocked == []
        assert view.requests <= 8, path
        assert 3_000 < view.weight <= 35_000, path
