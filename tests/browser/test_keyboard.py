"""The whole site by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.quality.views import PHONE
from tests.support.kinds import kinds_of

# Everything that the Tab key has to reach: what can be used, and what scrolls by itself.
REACHABLE = """() => {
  const all = document.querySelectorAll(
    "a[href]:not([aria-hidden=true] *), button, select, textarea, input, summary, "
    + "[tabindex]:not([tabindex^='-'])");
  const usable = [...all].filter((e) => !e.disabled && e.type !== "hidden"
    && e.checkVisibility({ visibilityProperty: true }));
  usable.forEach((element, number) => { element.dataset.number = number; });
  return usable.map((element) => element.outerHTML.slice(0, 120));
}"""

# What has the focus: its number, and how it shows.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  // The outline may be drawn round a pseudo-element that covers a whole card.
  const outlined = [null, "::before", "::after"].some((part) => {
    const { content, outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element, part);
    return !(part && content === "none") && outlineStyle !== "none"
      && parseFloat(outlineWidth) >= 1 && !/, 0\\)$|transparent/.test(outlineColor);
  });
  const box = element.getBoundingClientRect();
  return {
    number: Number(element.dataset.number ?? -1),
    html: element.outerHTML.slice(0, 120),
    outlined,
    inView: box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0
      && box.top < innerHeight && box.left < innerWidth,
    inMain: Boolean(element.closest("main, [role=main]")),
  };
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Give a phone's view of the web, without the smooth scrolling that a test would wait for."""
    with browser.new_context(viewport=PHONE, reduced_motion="reduce") as context:
        yield context


@pytest.fixture(scope="module")
def kinds(site: Path, site_project: Path) -> dict[str, str]:
    return kinds_of(site_project / "strategy", site)


def _tab_through(page: Page) -> list[dict[str, Any]]:
    """Press Tab until the focus leaves the page; fail if it never does."""
    passed: list[dict[str, Any]] = []
    most = len(page.evaluate(REACHABLE)) + 3
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here is None or (passed and here["number"] == passed[0]["number"]):
            return passed
        passed.append(here)
    pytest.fail(f"{page.url}: the focus is trapped at {passed[-1]['html']}")


def _tab_to(page: Page, role: Literal["link", "button", "combobox"], name: str) -> None:
    """Press Tab until something of that role and name has the focus."""
    wanted = page.get_by_role(role, name=name, exact=True).first
    for _ in range(200):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{page.url}: Tab does not reach the {role} {name}")


def test_tab_reaches_everything_shows_where_it_is_and_leaves(
    page: Page, address: str, kinds: dict[str, str]
) -> None:
    for path in kinds.values():
        page.goto(address + path)
        passed = _tab_through(page)
        reachable = page.evaluate(REACHABLE)
        missed = set(range(len(reachable))) - {stop["number"] for stop in passed}
        assert [reachable[number] for number in sorted(missed)] == [], path
        # In the order in which they stand on the page, as they are read.
        numbers = [stop["number"] for stop in passed]
        assert numbers == sorted(numbers), path
        assert [stop["html"] for stop in passed if not stop["outlined"]] == [], path
        assert [stop["html"] for stop in passed if not stop["inView"]] == [], path


@pytest.mark.parametrize("path", ["", "fi/mal/", "fit/projekt/"])
def test_the_skip_link_comes_first_and_moves_the_focus(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    assert page.evaluate(FOCUSED)["inView"]
    page.keyboard.press("Enter")
    # Not every browser goes on from where it has scrolled to.
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["inMain"]


def test_enter_follows_the_menu_and_the_languages(page: Page, address: str) -> None:
    page.goto(address)
    _tab_to(page, "link", "Mål")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}mal/")
    _tab_to(page, "link", "suomi")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}fi/mal/")
    _tab_to(page, "link", "Etusivu")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}fi/")


def test_the_filters_work_and_say_how_many_are_left(page: Page, address: str) -> None:
    page.goto(f"{address}projekt/")
    _tab_to(page, "combobox", "År")
    before = page.get_by_role("status").inner_text()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("status")).not_to_have_text(before)
    assert "?" in page.url


def test_the_citation_is_copied_and_it_is_said(
    context: BrowserContext, address: str, kinds: dict[str, str]
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + kinds["goal"])
    _tab_to(page, "button", "Kopiera")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Kopierat")).to_be_visible()
    number = page.locator("header .kicker").last.inner_text().split()[-1]
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"{number} (”" in copied
    assert copied == page.locator(".citation").inner_text()


def test_enter_opens_and_closes_what_is_folded(page: Page, address: str) -> None:
    page.goto(f"{address}oversattningar/")
    fold = page.locator("details:not([open])").first
    fold.evaluate("element => { element.id = 'fold'; }")
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#fold > summary')"):
            break
    for expected in (True, False):
        page.keyboard.press("Enter")
        assert page.locator("#fold").evaluate("element => element.open") is expected


def test_forced_colours_hide_neither_the_focus_nor_where_one_is(
    browser: Browser, address: str, kinds: dict[str, str]
) -> None:
    """In high contrast backgrounds and shadows vanish: what they say has to be said otherwise."""
    marks = """() => [...document.querySelectorAll("nav [aria-current]")].flatMap((current) => {
      const other = [...current.closest("nav").querySelectorAll("a")]
        .find((link) => !link.hasAttribute("aria-current"));
      const look = (element) => {
        const of = getComputedStyle(element);
        return [of.textDecorationLine, of.fontWeight, of.borderTopWidth, of.borderBottomWidth,
          of.borderBottomStyle, of.outlineStyle, of.color].join();
      };
      return other && look(current) === look(other) ? [current.outerHTML.slice(0, 120)] : [];
    })"""
    with browser.new_context(viewport=PHONE, forced_colors="active") as context:
        page = context.new_page()
        for path in (kinds["home"], kinds["project_list"], kinds["goal"]):
            page.goto(address + path)
            assert page.evaluate(marks) == [], path
            passed = _tab_through(page)
            assert [stop["html"] for stop in passed if not stop["outlined"]] == [], path


def test_a_trap_and_an_invisible_focus_would_be_noticed(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("document.querySelector('main .onward').style.outline = 'none'")
    assert any(not stop["outlined"] for stop in _tab_through(page))
    page.evaluate(
        "document.querySelector('main .onward').addEventListener("
        "'keydown', (event) => event.preventDefault())"
    )
    with pytest.raises(pytest.fail.Exception, match="trapped"):
        _tab_through(page)
