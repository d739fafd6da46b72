"""``make quality``: measures the built site and prints the table that issue 5 asks for.

Measured is ``site/`` as it was just built, served compressed on loopback, in Chromium; of each kind
of page the heaviest. What was tested, when and with what also goes into ``strategy/quality.yml``:
the accessibility statement says that and nothing beyond it. ``--quick`` leaves Lighthouse out, and
the record as it is.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
import yaml
from playwright.sync_api import Browser, sync_playwright

from strategy_site.checks.load import load_strategy
from strategy_site.clock import today
from strategy_site.model.accessibility import QUALITY, AccessibilityCheck, Quality
from strategy_site.model.accessibility import Finding as Fault
from tests.quality.tools import (
    CATEGORIES,
    Finding,
    axe_findings,
    axe_version,
    html_checker_version,
    html_findings,
    lighthouse_scores,
    lighthouse_version,
)
from tests.quality.views import (
    DESKTOP,
    PHONE,
    first_view,
    policy_of,
    search_time,
    search_weight,
    without_scripts,
)
from tests.support.find_programs import CHROMIUM_ARGUMENTS, find_chromium
from tests.support.kinds import kinds_of, languages_of
from tests.support.paths import ROOT
from tests.support.serving import serve

STRATEGY = ROOT / "strategy"
BEYOND: dict[Literal["keyboard", "structure", "zoom"], str] = {
    "keyboard": "tests/browser/test_keyboard.py",
    "structure": "tests/browser/test_structure.py",
    "zoom": "tests/browser/test_zoom.py",
}
"""The tests that stand in the record, by the name it gives them."""
SEARCHED = "ungas"
SEARCHED_NEXT = [SEARCHED, "ungdom", "projekt i byn", "badplatz", "xyzzy"]
"""What is asked one after the other: known words, several words, a slip, nothing."""


@dataclass
class Measured:
    """What is measured on: a served site and a browser; what was found gathers in it."""

    site: Path
    address: str
    browser: Browser
    kinds: dict[str, str]
    languages: dict[str, str]
    checks: list[AccessibilityCheck]

    def paths(self) -> list[str]:
        """Give the address of each kind of page in each language."""
        return [prefix + path for prefix in self.languages.values() for path in self.kinds.values()]

    def note(
        self,
        check: Literal["axe", "html", "keyboard", "structure", "zoom", "lighthouse"],
        tool: str,
        pages: int,
        findings: list[Finding],
    ) -> None:
        """Put down for the record what a tool found."""
        faults = [
            Fault(page=same[0].page, pages=len(same), rule=same[0].rule, text=same[0].what)
            for same in _alike(findings)
        ]
        self.checks.append(AccessibilityCheck(check=check, tool=tool, pages=pages, findings=faults))


def main() -> None:
    """Measure, print the table and every finding, and write the record."""
    parser = argparse.ArgumentParser(prog="make quality", description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    site: Path = options.site
    with sync_playwright() as playwright, serve(site) as address:
        chromium = playwright.chromium.launch(
            executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS
        )
        with chromium as browser:
            kinds, languages = kinds_of(STRATEGY, site), languages_of(STRATEGY)
            measured = Measured(site, address, browser, kinds, languages, [])
            for row in _rows(measured, lighthouse=not options.quick):
                print("\n".join(row), flush=True)
            tool = f"Chromium {browser.version}, Playwright"
    # After the browser is closed: pytest opens its own.
    failed = _failures(list(BEYOND.values()))
    for name, path in BEYOND.items():
        findings = [finding for finding in failed if finding.page == path]
        here = [Finding("", finding.rule, finding.text) for finding in findings]
        measured.note(name, tool, len(measured.paths()), here)
        print("\n".join(_row(f"{path}: tests that fail", "0", str(len(here)), here)), flush=True)
    if not options.quick:
        day = today(load_strategy(STRATEGY)[0].strategy.time_zone)
        record = Quality(date=day, languages=list(languages), checks=measured.checks)
        (STRATEGY / QUALITY).write_text(_written(record), encoding="utf-8")
        print(f"Written: {STRATEGY.name}/{QUALITY}. make site shows it; commit it.")


def _rows(measured: Measured, *, lighthouse: bool) -> Iterator[list[str]]:
    """Measure one thing after the other; give the lines of the table as soon as they are known."""
    print(f"{'':52}{'wanted':>16}  here")
    yield from _first_views(measured)
    yield _axe(measured)
    findings = html_findings(measured.site)
    pages = sum(1 for _ in measured.site.rglob("*.html"))
    measured.note("html", f"Nu Html Checker {html_checker_version()}", pages, findings)
    yield _row(f"HTML errors and warnings, {pages} pages", "0", str(len(findings)), findings)
    missing = [
        Finding(path, "without JavaScript", what)
        for path in measured.kinds.values()
        for what in without_scripts(measured.browser, measured.address, path)
    ]
    yield _row("missing or dead without JavaScript", "0", str(len(missing)), missing)
    yield _search(measured)
    if lighthouse:
        yield _lighthouse(measured)


def _row(name: str, wanted: str, here: str, findings: list[Finding] | None = None) -> list[str]:
    lines = [f"{name:52}{wanted:>16}  {here}"]
    for same in _alike(findings or []):
        more = f" and {len(same) - 1} more pages" if len(same) > 1 else ""
        lines.append(f"    /{same[0].page}{more}: {same[0].rule}: {same[0].text}")
    return lines


def _alike(findings: list[Finding]) -> list[list[Finding]]:
    """Put together what is wrong on several pages alike: one finding a page."""
    alike: defaultdict[tuple[str, str], dict[str, Finding]] = defaultdict(dict)
    for finding in findings:
        alike[finding.rule, finding.what].setdefault(finding.page, finding)
    return [list(by_page.values()) for by_page in alike.values()]


def _first_views(measured: Measured) -> Iterator[list[str]]:
    views = {
        path: first_view(measured.browser, measured.address, path)
        for path in measured.kinds.values()
    }
    heaviest = max(views, key=lambda path: views[path].weight)
    most = max(view.requests for view in views.values())
    weight = f"{views[heaviest].weight / 1000:.1f} KB (/{heaviest}), {most} requests"
    yield _row("first view, compressed, heaviest kind of page", "35 KB, 8", weight)
    for path, view in views.items():
        yield [f"    /{path}: {view.weight / 1000:.1f} KB, {view.requests} requests"]
    strangers = {host for view in views.values() for host in view.strangers}
    cookies = sum(view.cookies for view in views.values())
    yield _row("third parties asked, cookies set", "0, 0", f"{len(strangers)}, {cookies}")
    blocked = [
        Finding(path, "policy", text) for path, view in views.items() for text in view.blocked
    ]
    with measured.browser.new_context() as context:
        page = context.new_page()
        for path in measured.kinds.values():
            page.goto(measured.address + path)
            policy = policy_of(page)
            if "default-src 'none'" not in policy or "'unsafe-" in policy:
                blocked.append(Finding(path, "policy", policy or "none"))
    yield _row("pages without a strict policy, or at odds with it", "0", str(len(blocked)), blocked)


def _axe(measured: Measured) -> list[str]:
    findings: list[Finding] = []
    version, looks = "", 0
    for size in (PHONE, DESKTOP):
        for scheme in ("light", "dark"):
            with measured.browser.new_context(viewport=size, color_scheme=scheme) as context:
                page = context.new_page()
                for path in measured.paths():
                    page.goto(measured.address + path)
                    findings += axe_findings(page, path)
                    version, looks = axe_version(page), looks + 1
    measured.note("axe", f"axe-core {version}", len(measured.paths()), findings)
    return _row(f"axe, {looks} looks", "0", str(len(findings)), findings)


def _search(measured: Measured) -> list[str]:
    name, wanted = "search, compressed, for the first results", "120 KB"
    part = getattr(load_strategy(STRATEGY)[0].strategy.sections, "search", None)
    if part is None:
        return _row(name, wanted, "there is no search page")
    weight = search_weight(measured.browser, measured.address, f"{part}/", SEARCHED)
    seconds = search_time(measured.browser, measured.address, f"{part}/", SEARCHED_NEXT)
    return [
        *_row(name, wanted, f"{weight / 1000:.1f} KB"),
        *_row("search, an answer after that, a quarter of the speed", "0.3 s", f"{seconds:.2f} s"),
    ]


def _lighthouse(measured: Measured) -> list[str]:
    one = measured.kinds["goal"]
    others = [prefix + one for prefix in measured.languages.values() if prefix]
    paths = [*measured.kinds.values(), *others]
    scores = {path: lighthouse_scores(measured.address, path) for path in paths}
    worst = [min(found.of[category] for found in scores.values()) for category in CATEGORIES]
    findings = [finding for found in scores.values() for finding in found.findings]
    # Speed and being found are no matter of accessibility, so not of the statement either.
    own = [finding for finding in findings if finding.rule.startswith("accessibility")]
    measured.note("lighthouse", f"Lighthouse {lighthouse_version()}", len(paths), own)
    return _row(
        f"Lighthouse mobile, worst of {len(paths)} pages",
        "100/100/100/100",
        "/".join(map(str, worst)),
        findings,
    )


class _Failures:
    """Gathers the tests that failed."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            path, _, name = report.nodeid.partition("::")
            lines = report.longreprtext.splitlines()
            said = next((line[1:].strip() for line in lines if line.startswith("E ")), lines[-1])
            self.found.append(Finding(path, name, said[:200]))


def _failures(paths: list[str]) -> list[Finding]:
    """Run files of tests; give what failed, under the file's path."""
    failures = _Failures()
    quiet = ["--rootdir", str(ROOT), "-p", "no:terminal", "-o", "addopts="]
    options = [*quiet, "--import-mode=importlib", "--real-site"]
    arguments = [*options, *(str(ROOT / path) for path in paths)]
    status = pytest.main(arguments, [failures])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise SystemExit(f"{' '.join(paths)} could not be run: try pytest")
    return failures.found


def _written(record: Quality) -> str:
    plain = record.model_dump(mode="json") | {"date": record.date}
    text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=100)
    return (
        "# yaml-language-server: $schema=schema/quality.schema.json\n"
        "# Skrivs av make quality: ändra inget för hand, redogörelsen ska säga vad som prövats.\n"
        f"{text}"
    )


if __name__ == "__main__":
    main()
