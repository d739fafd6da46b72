"""What a screen reader goes by: headings, landmarks, languages, tables, targets."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from strategy_site.checks.load import load_strategy
from strategy_site.i18n.translation_units import translation_units
from tests.quality.tools import AXE
from tests.quality.views import PHONE
from tests.support.kinds import kinds_of, languages_of

LOOK = r"""() => {
  for (const part of document.querySelectorAll("details")) part.open = true;
  const all = (where) => [...document.querySelectorAll(where)].filter((e) => e.checkVisibility());
  const text = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const name = (element) => element.getAttribute("aria-label")
    ?? (element.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean)
      .map((id) => text(document.getElementById(id))).join(" ");
  // A header or footer is the page's own unless it stands in one of these (HTML-AAM).
  const own = (element) => !element.closest("main, article, aside, nav, section");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const stretches = [];
  while (walker.nextNode()) {
    const words = text(walker.currentNode);
    if (words && !walker.currentNode.parentElement.closest("script, template, noscript")) {
      stretches.push([words, walker.currentNode.parentElement.closest("[lang]").lang]);
    }
  }
  return {
    language: document.documentElement.lang,
    title: document.title,
    headings: all("h1, h2, h3, h4, h5, h6").map((h) => [Number(h.tagName[1]), text(h)]),
    mains: all("main, [role=main]").length,
    banners: all("header, [role=banner]").filter(own).length,
    footers: all("footer, [role=contentinfo]").filter(own).length,
    navs: all("nav, [role=navigation]").map(name),
    regions: all("[role=region], [role=search]").map(name),
    tables: all("table").map((table) => ({
      bare: [...table.querySelectorAll("th")].filter((th) => !th.scope).map(text),
      headed: table.querySelectorAll("th[scope=col]").length > 0,
      scrolls: Boolean(table.closest("[role=region][tabindex='0'][aria-label]")),
    })),
    stretches,
  };
}"""


@dataclass(frozen=True)
class Seen:
    """One kind of page in one language."""

    path: str
    code: str
    found: dict[str, Any]


@pytest.fixture(scope="module")
def strategy(site_project: Path) -> Path:
    return site_project / "strategy"


@pytest.fixture(scope="module")
def pages(site: Path, address: str, strategy: Path, browser: Browser) -> list[Seen]:
    """Look at each kind of page in each language once."""
    kinds, seen = kinds_of(strategy, site), []
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        for code, prefix in languages_of(strategy).items():
            for path in kinds.values():
                page.goto(f"{address}{prefix}{path}")
                seen.append(Seen(prefix + path, code, page.evaluate(LOOK)))
    assert len(seen) > 50
    return seen


def test_headings_are_in_order_with_one_h1(pages: list[Seen]) -> None:
    for page in pages:
        levels = [level for level, _ in page.found["headings"]]
        assert levels[0] == 1, page.path
        assert levels.count(1) == 1, page.path
        steps = pairwise(levels)
        assert all(after <= before + 1 for before, after in steps), (page.path, levels)
        assert all(text for _, text in page.found["headings"]), page.path


def test_the_title_begins_with_what_the_page_is_about(pages: list[Seen]) -> None:
    titles = defaultdict(set)
    for page in pages:
        titles[page.found["title"]].add(page.path)
        if page.path.removesuffix("404.html") not in ("", "fi/", "fit/"):
            assert page.found["title"].count(" – ") >= 1, page.path
    same = [paths for paths in titles.values() if len({_below(path) for path in paths}) > 1]
    assert same == []


def _below(path: str) -> str:
    return path.removeprefix("fit/").removeprefix("fi/")


def test_every_part_of_a_page_is_in_a_landmark_with_a_name(pages: list[Seen]) -> None:
    for page in pages:
        counts = tuple(page.found[name] for name in ("mains", "banners", "footers"))
        assert counts == (1, 1, 1), page.path
        names = page.found["navs"]
        assert len(names) >= 2, page.path
        assert all(names), page.path
        assert len(set(names)) == len(names), (page.path, names)
        assert all(page.found["regions"]), page.path


def test_tables_have_headers_and_scroll_by_themselves(pages: list[Seen]) -> None:
    tables = [(page.path, table) for page in pages for table in page.found["tables"]]
    assert len(tables) > 5
    for path, table in tables:
        assert table == {"bare": [], "headed": True, "scrolls": True}, path


def test_every_text_says_in_which_language_it_is(pages: list[Seen], strategy: Path) -> None:
    """A text of the strategy stands in an element of the language it was written in."""
    content, _ = load_strategy(strategy)
    written: defaultdict[str, set[str]] = defaultdict(set)
    for placed in translation_units(content):
        for code, text in placed.text.root.items():
            for paragraph in re.split(r"\n\s*\n", text):
                written[" ".join(paragraph.split())].add(code)
    names = {name for row in content.projects for name in (row.owner, *row.partners, *row.places)}
    compared, foreign = 0, 0
    for page in pages:
        assert page.found["language"] == page.code, page.path
        for words, code in page.found["stretches"]:
            # A version's frozen wording has languages of its own; a name is any language's.
            if len(words) < 15 or words in names or re.match(r"(\w+/)?v\d", page.path):
                continue
            if words in written:
                compared += 1
                foreign += code != page.code
                assert code in written[words], (page.path, words)
    assert compared > 200
    assert foreign > 50


def test_targets_are_large_enough_for_a_thumb(
    site: Path, address: str, strategy: Path, browser: Browser
) -> None:
    """At least 24 px, or far enough from the next, or within a sentence (WCAG 2.5.8)."""
    run = "axe.run({ runOnly: { type: 'rule', values: ['target-size'] } })"
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        for path in kinds_of(strategy, site).values():
            page.goto(address + path)
            page.evaluate(AXE)
            result = page.evaluate(run)
            assert result["passes"], path
            for outcome in ("violations", "incomplete"):
                nodes = [node["html"] for rule in result[outcome] for node in rule["nodes"]]
                assert nodes == [], (path, outcome)
