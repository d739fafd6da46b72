"""Building the real site and made-up ones, and looking at what came out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAARISTO = ROOT / "tests" / "strategies" / "saaristo"
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def build(config: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Build a site with ``mkdocs build --strict``, as its user would."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "mkdocs", "--quiet", "build", "--strict"),
            *("--config-file", str(config), "--site-dir", str(target)),
        ],
        capture_output=True,
        text=True,
        env=os.environ | QUIET,
        check=False,
    )


def copy_of_project(target: Path) -> Path:
    """Copy what a build needs into an empty folder, to be changed there."""
    for name in ("docs", "strategy", "hooks", "overrides"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


def run_in(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a copy of the project, with the copy's own code."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env=os.environ | QUIET | {"PYTHONPATH": str(project / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def text_of(html: str) -> str:
    """Give what a reader sees of a page, with white space made single."""
    reader = _Reader()
    reader.feed(html)
    return " ".join("".join(reader.parts).split())
