"""Build sites and copy projects, the repository's own and the fixtures'."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from pathlib import Path

from strategy_site.package_files import FORGE_FILES
from tests.support.guard import refuse_real_content
from tests.support.paths import DEMO, ROOT

ADDRESSES = {
    "SITE_URL": "https://strategi.leader.example/",
    "REPO_URL": "https://git.leader.example/strategi",
}
"""What a forge says of the site that it publishes."""
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
EPOCH = 1790000000
"""The moment at which the demo's calls are open, coming, closed and running."""
DAY = {"SOURCE_DATE_EPOCH": str(EPOCH)}
"""Environment of a build on that day, whatever day it is."""
TODAY = datetime.date(2026, 9, 21)
"""The same day, where the demo is (Europe/Stockholm)."""
_IGNORED = shutil.ignore_patterns("__pycache__", ".build")


def build(config: Path, target: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Build a site with ``mkdocs build --strict``, as its user would.

    Takes the project's ``mkdocs.yml``, the folder to build into, and more variables of the
    environment.
    """
    refuse_real_content(config)
    return subprocess.run(
        [
            *(sys.executable, "-m", "mkdocs", "--quiet", "build", "--strict"),
            *("--config-file", str(config), "--site-dir", str(target)),
        ],
        capture_output=True,
        text=True,
        env=os.environ | QUIET | more,
        check=False,
    )


def copy_of_project(target: Path) -> Path:
    """Copy the repository's own project, with the code, into an empty folder to be changed."""
    refuse_real_content(ROOT / "strategy")
    for name in ("docs", "strategy"):
        shutil.copytree(ROOT / name, target / name, ignore=_IGNORED)
    shutil.copy(ROOT / "mkdocs.yml", target)
    return _with_code(target)


def copy_of_demo(target: Path) -> Path:
    """Copy the demo project, with the code, into an empty folder to be changed.

    The copy has the shape of a real project: ``mkdocs.yml``, ``docs/``, ``strategy/``, ``hooks/``,
    ``overrides/``.
    """
    shutil.copytree(DEMO, target, ignore=_IGNORED, dirs_exist_ok=True)
    config = target / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert "../../../" in text
    config.write_text(text.replace("../../../", ""), "utf-8")
    return _with_code(target)


def _with_code(target: Path) -> Path:
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, target / name, ignore=_IGNORED)
    for name in FORGE_FILES:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target / name)
    return target


def run_in(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a copy of a project, with the copy's own code."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env=os.environ | QUIET | {"PYTHONPATH": str(project / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )
