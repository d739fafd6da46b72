"""What all tests share: the built sites, the browser, the guard, how thorough properties are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from strategy_site.settings_file import read_settings_file
from tests.support.building import DAY, build
from tests.support.find_programs import CHROMIUM_ARGUMENTS, find_chromium, missing_sentence
from tests.support.guard import may_read_real_content, real_content_closed
from tests.support.paths import DEMO, ROOT, SAARISTO, TESTS, TORNEDALEN
from tests.support.serving import serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

# The cases hold what the program says in Swedish, whatever the machine speaks.
os.environ["LANGUAGE"] = "sv"
# A forge that runs the tests may say where it publishes its own site.
for _name in ("SITE_URL", "CI_PAGES_URL", "REPO_URL", "CI_PROJECT_URL"):
    os.environ.pop(_name, None)
_CALM = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
# Chosen with --hypothesis-profile. "long" alone draws other examples on each run: a change must not
# turn red by luck.
settings.register_profile("unit", _CALM, max_examples=10, derandomize=True)
settings.register_profile("ci", _CALM, max_examples=50, derandomize=True)
settings.register_profile("long", _CALM, max_examples=1000, print_blob=True)
settings.load_profile("ci")

_ORDER = ("build", "workflows", "real", "browser", "site", "unit")
"""Folders, what takes longest first: then no processor waits for the last file at the end."""
_INTEGRATION = {
    "demo_site",
    "saaristo",
    "residents_site",
    "real_site",
    "site",
    "address",
    "browser",
}
_NEED_NO_PROGRAMS = (TESTS / "unit", TESTS / "site")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``make quality`` run tests of the demo site on this repository's own."""
    parser.addoption("--real-site", action="store_true", help="test this repository's own site")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Say in one sentence what is missing on this machine, before any test runs."""
    config = session.config
    if hasattr(config, "workerinput"):
        return
    places = [Path(config.invocation_params.dir, arg.partition("::")[0]) for arg in config.args]
    if all(any(p.is_relative_to(f) for f in _NEED_NO_PROGRAMS) for p in places):
        return
    if sentence := missing_sentence():
        pytest.exit(sentence, returncode=pytest.ExitCode.USAGE_ERROR)


# Before pytest itself leaves out what -m does not ask for.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the folders in the order of `_ORDER`; mark what needs a built site or a browser."""
    items.sort(key=lambda item: _ORDER.index(folder) if (folder := _folder(item.path)) else -1)
    for item in items:
        if _INTEGRATION.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("integration")


def _folder(path: Path) -> str | None:
    name = path.relative_to(TESTS).parts[0] if path.is_relative_to(TESTS) else ""
    return name if name in _ORDER else None


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Iterator[None]:
    """Guard what a test file reads when it is imported."""
    allowed = not isinstance(collector, pytest.Module) or may_read_real_content(collector.path)
    with real_content_closed(not allowed):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Guard what a test and its fixtures read."""
    allowed = item.config.getoption("--real-site") or may_read_real_content(item.path)
    with real_content_closed(not allowed):
        return (yield)


def _built_once(project: Path, factory: pytest.TempPathFactory, **environment: str) -> Path:
    """Return a site that is built once for all workers; its strict build says nothing at all.

    Tests read it and never write into it. How: pytest-xdist's documentation, "Making
    session-scoped fixtures execute only once".
    """
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    target, said = shared / f"{project.name}-site", shared / f"{project.name}.txt"
    with FileLock(shared / f"{project.name}.lock"):
        if not said.exists():
            result = build(project / "mkdocs.yml", target, **environment)
            failed = f"exit code {result.returncode}\n" if result.returncode else ""
            said.write_text(failed + result.stdout + result.stderr, "utf-8")
    assert said.read_text("utf-8") == ""
    return target


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo's site, built on `building.TODAY`."""
    return _built_once(DEMO, tmp_path_factory, **DAY)


@pytest.fixture(scope="session")
def saaristo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the strategy of another shape."""
    return _built_once(SAARISTO, tmp_path_factory)


@pytest.fixture(scope="session")
def residents_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a frozen copy of a real strategy."""
    return _built_once(TORNEDALEN, tmp_path_factory, **DAY)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return this repository's own site: for ``tests/real/`` alone."""
    return _built_once(ROOT, tmp_path_factory)


@pytest.fixture(scope="module")
def site_project(request: pytest.FixtureRequest) -> Path:
    """Return the project that `site` was built from: ``mkdocs.yml``, ``docs/``, ``strategy/``."""
    real = request.config.getoption("--real-site") or may_read_real_content(request.path)
    return ROOT if real else DEMO


@pytest.fixture(scope="module")
def site(site_project: Path, request: pytest.FixtureRequest) -> Path:
    """Return the demo's site; for ``tests/real/`` the repository's own."""
    found: Path = request.getfixturevalue("real_site" if site_project == ROOT else "demo_site")
    return found


@pytest.fixture(scope="module")
def site_url(site_project: Path) -> str:
    """Return the address that `site` is made for."""
    return str(read_settings_file(site_project).values["site_url"])


@pytest.fixture(scope="module")
def address(site: Path, site_url: str) -> Iterator[str]:
    """Serve `site` below the path that it is made for; return its address on this machine."""
    with serve(site, urlsplit(site_url).path.removeprefix("/")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one browser for all tests of a worker; each opens contexts of its own."""
    from playwright.sync_api import expect, sync_playwright

    # A processor that has more to do is no fault; what is right is seen as soon as before.
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        path = find_chromium()
        assert path is not None, missing_sentence()
        with playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS) as chromium:
            yield chromium


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a phone's view of the web."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open a page on which no script may fail."""
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    page.on(
        "console",
        lambda line: pytest.fail(line.text) if "Content Security Policy" in line.text else None,
    )
    return page
