"""Large text, narrow windows, wide spacing, no movement: nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from strategy_site.checks.load import load_strategy
from strategy_site.pages.pages import pages_of
from tests.quality.views import DESKTOP
from tests.support.kinds import kinds_of, languages_of

# 1280 px at 200 % and 400 % (WCAG 1.4.4, 1.4.10).
ZOOMED = {"200 %": 640, "400 %": 320}

# WCAG 1.4.12: what a reader may ask for.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""

# What sticks out of the window or of a box that cuts it off. What scrolls by itself may (tables);
# what is there for screen readers alone is cut off on purpose.
LOST = """() => {
  const found = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) found.push(`the page is ${wide} px too wide`);
  const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const hidden = (box) => box.width <= 1 || box.height <= 1;
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const box = element.getBoundingClientRect();
    if (hidden(box) || element.closest("svg") !== null && element.tagName !== "svg") continue;
    let within = element;
    while (within && !scrolls(within)) {
      const of = getComputedStyle(within);
      if (of.position === "fixed" || hidden(within.getBoundingClientRect())) break;
      within = within.parentElement;
    }
    const style = getComputedStyle(element);
    const what = element.outerHTML.slice(0, 100);
    const away = box.bottom <= 0 && style.position !== "static";  // the skip link, until it is used
    if (!within && !away && (box.right > innerWidth + 1 || box.left < -1)) {
      found.push(`sticks out: ${what}`);
    }
    const cuts = [style.overflowX, style.overflowY].some((o) => o === "hidden" || o === "clip");
    if (cuts && element.textContent.trim()
      && (element.scrollWidth > element.clientWidth + 1
        || element.scrollHeight > element.clientHeight + 1)) found.push(`cut off: ${what}`);
  }
  return found;
}"""

MOVING = """() => [...document.querySelectorAll("*")].flatMap((element) => {
  const seconds = (times) => times.split(",").some((time) => parseFloat(time) > 0);
  const of = getComputedStyle(element);
  const moves = of.scrollBehavior === "smooth" || seconds(of.transitionDuration)
    || (of.animationName !== "none" && seconds(of.animationDuration));
  return moves ? [element.outerHTML.slice(0, 100)] : [];
})"""


@pytest.fixture(scope="module")
def kinds(site: Path, site_project: Path) -> dict[str, str]:
    return kinds_of(site_project / "strategy", site)


@pytest.fixture(scope="module")
def paths(site_project: Path, kinds: dict[str, str]) -> list[str]:
    languages = languages_of(site_project / "strategy")
    return [prefix + path for prefix in languages.values() for path in kinds.values()]


def _lost(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    found: list[str] = page.evaluate(LOST)
    return found


def test_nothing_is_lost_by_zooming_or_spacing(page: Page, address: str, paths: list[str]) -> None:
    found = []
    for path in paths:
        page.goto(address + path)
        for zoom, width in ZOOMED.items():
            found += [(path, zoom, what) for what in _lost(page, width)]
        page.evaluate(SPACING)
        for width in (320, 390, 1280):
            found += [(path, f"spaced, {width} px", what) for what in _lost(page, width)]
    assert found == []


def test_it_would_be_noticed(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("document.querySelector('main h1').style.width = '2000px'")
    assert any("sticks out: <h1" in what for what in _lost(page, 320))


def test_nothing_moves_for_who_asks_for_rest(
    browser: Browser, address: str, kinds: dict[str, str]
) -> None:
    with browser.new_context(viewport=DESKTOP, reduced_motion="reduce") as context:
        page = context.new_page()
        found = []
        for path in kinds.values():
            page.goto(address + path)
            found += [(path, what) for what in page.evaluate(MOVING)]
    assert found == []


@pytest.mark.parametrize("kind", ["project_list", "goal"])
def test_nothing_jumps_when_the_script_arrives(
    page: Page, address: str, site_project: Path, kind: str
) -> None:
    """On a slow line it arrives while one reads: what it brings has its place from the start."""
    content, _ = load_strategy(site_project / "strategy")
    # Where calls are listed the day of the build goes away, and its line with it.
    cited = {goal for call in content.calls for goal in call.goals}
    path = next(
        page.address
        for page in pages_of(content)
        if page.kind == kind and (page.item is None or page.item.id not in cited)
    )
    height = "document.documentElement.scrollHeight"
    page.goto(address + path, wait_until="networkidle")
    with_script = page.evaluate(height)
    page.route("**/*.js", lambda route: route.abort())
    page.goto(address + path, wait_until="networkidle")
    assert page.evaluate(height) == with_script
