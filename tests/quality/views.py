"""What a reader's browser meets on a page: weight, strangers, policy, life without scripts."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, ViewportSize

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}

_DEAD = """() => [...document.querySelectorAll("button, select, input:not([type=hidden])")]
    .filter((control) => control.checkVisibility({ visibilityProperty: true }))
    .filter((control) => !control.closest("form[action]"))
    .map((control) => control.outerHTML.slice(0, 150))"""

_MISSING = """() => [
    ["heading", "main h1"], ["menu", "nav a[href]"], ["languages", "nav a[hreflang]"],
  ].filter(([, where]) => ![...document.querySelectorAll(where)].some((e) => e.checkVisibility()))
  .map(([name]) => name)"""


@dataclass(frozen=True)
class FirstView:
    """What opening a page with an empty cache took."""

    requests: int
    weight: int
    """Bytes of all the answers' bodies as they travelled, compressed."""
    strangers: list[str]
    """Hosts that were asked beside the site's own."""
    cookies: int
    blocked: list[str]
    """What the browser said the policy forbids."""


def _body(request: Request) -> int:
    return request.sizes()["responseBodySize"] if request.response() else 0


def first_view(
    browser: Browser, address: str, path: str, viewport: ViewportSize = PHONE
) -> FirstView:
    """Open a page as somebody who was never here; on a phone if nothing else is said."""
    asked: list[Request] = []
    blocked: list[str] = []
    with browser.new_context(viewport=viewport) as context:
        context.on("request", lambda request: asked.append(request))
        page = context.new_page()
        page.on(
            "console",
            lambda line: (
                blocked.append(line.text) if "Content Security Policy" in line.text else None
            ),
        )
        page.goto(address + path, wait_until="networkidle")
        hosts = {urlsplit(request.url).netloc for request in asked}
        return FirstView(
            len(asked),
            sum(_body(request) for request in asked),
            sorted(hosts - {urlsplit(address).netloc}),
            len(context.cookies()),
            blocked,
        )


def without_scripts(browser: Browser, address: str, path: str) -> list[str]:
    """Give what of heading, menu and languages is missing without JavaScript, and dead controls."""
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + path)
        return [*page.evaluate(_MISSING), *page.evaluate(_DEAD)]


def policy_of(page: Page) -> str:
    """Give the policy that a page carries; empty if it has none."""
    meta = page.locator("meta[http-equiv=Content-Security-Policy]")
    return (meta.first.get_attribute("content") or "") if meta.count() else ""


def search_weight(browser: Browser, address: str, path: str, query: str) -> int:
    """Give the bytes that a reader fetches for the first query, beside the search page itself.

    Takes the address of the search page and a query that has an answer.
    """
    links = "main a[href]"
    own: set[str] = set()
    with browser.new_context(viewport=PHONE) as context:
        context.on("request", lambda request: own.add(request.url))
        page = context.new_page()
        page.goto(address + path, wait_until="networkidle")
        before = page.locator(links).count()
    asked: list[Request] = []
    with browser.new_context(viewport=PHONE) as context:
        context.on("request", lambda request: asked.append(request))
        page = context.new_page()
        page.goto(f"{address}{path}?q={query}")
        page.wait_for_function(
            "([links, before]) => document.querySelectorAll(links).length > before",
            arg=[links, before],
        )
        page.wait_for_load_state("networkidle")
        more = [r for r in asked if r.url not in own and not r.is_navigation_request()]
        return sum(map(_body, more))


_ASK = """async (question) => {
  const form = document.querySelector("form.search");
  const status = document.querySelector(".search-status");
  form.elements.q.value = question;
  status.replaceChildren();
  const start = performance.now();
  form.requestSubmit();
  await new Promise((done) => new MutationObserver(() => {
    if (status.querySelector(".message-found, .message-none")) done();
  }).observe(status, { childList: true }));
  return performance.now() - start;
}"""


def search_time(browser: Browser, address: str, path: str, queries: list[str]) -> float:
    """Give the longest time in seconds to an answer, on a processor slowed four times.

    Takes the address of the search page, and queries; the first one is not counted, for it fetches.
    """
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.goto(address + path, wait_until="networkidle")
        times: list[float] = [page.evaluate(_ASK, query) for query in queries]
    return max(times[1:]) / 1000
