"""``make bench``: our builds beside the same pages as handwritten Markdown, in the same run.

What stands on the other side is told in handwritten.py. Inputs, and the dictionaries that a machine
needs once, are written before the clock starts, and both sides begin with no site. Ours is ``make
site`` whole: pages, documents, search, feeds, data and the look over all links.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import yaml
from handwritten import write_handwritten
from made_up import LANGUAGES, write_strategy
from measuring import QUIET, Figure, run, wait_for

ROOT = Path(__file__).parents[2]
PORT = 8765
_QUADRATIC = 1000
"""So many projects, and upstream's search takes so long that it is not asked for more."""

_SETTINGS = f"""
site_name: Bench
site_url: https://bench.example/
theme: {{name: material, font: false, custom_dir: {ROOT / "overrides"}}}
hooks: [{ROOT / "hooks/mkdocs_hook.py"}]
watch: [strategy]
plugins:
  - i18n_any_language:
      docs_structure: suffix
      reconfigure_search: false
      languages:
        - {{locale: sv, name: sv, default: true}}
        - {{locale: fi, name: fi}}
        - {{locale: fit, name: fit}}
nav: [index.md]
validation: {{nav: {{omitted_files: ignore}}}}
"""


def main() -> None:
    """Measure each size and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--projects", type=int, nargs="+", default=[15, 300, 1000, 3000])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    print(__doc__)
    growth = []
    for projects in options.projects:
        with tempfile.TemporaryDirectory() as name:
            growth.append((projects, *_measure(Path(name), projects, options.runs)))
    print("Growth of the cold build, milliseconds for each further page:")
    for (_, pages, seconds), (projects, more, longer) in pairwise(growth):
        print(f"  to {projects:5} projects: {1000 * (longer - seconds) / (more - pages):.2f} ms")


def _measure(folder: Path, projects: int, runs: int) -> tuple[int, float]:
    """Print the table of one size; give its number of pages and the seconds of a cold build."""
    ours, handwritten = folder / "ours", folder / "handwritten"
    (ours / "docs").mkdir(parents=True)
    write_strategy(ours / "strategy", projects)
    (ours / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
    compared = projects <= _QUADRATIC
    if compared:
        write_handwritten(ours / "strategy", handwritten)
    _site(ours)
    rows: dict[str, list[Figure]] = {}
    for number in range(runs if compared else 1):
        aside = folder / f"aside{number}"
        if compared:
            # In turn, so that a slow moment of the machine hits both.
            _begin_anew(handwritten, aside / "handwritten")
            rows.setdefault("handwritten", []).append(_handwritten(handwritten))
        _begin_anew(ours, aside / "ours")
        rows.setdefault("cold", []).append(_site(ours))
        _say_in_a_project(ours, f"ord nummer {number}")
        rows.setdefault("one word changed", []).append(_site(ours))
        rows.setdefault("nothing changed", []).append(_site(ours))
    pages = _pages(ours / "site")
    print(f"\n{projects} projects, {len(LANGUAGES)} languages, {pages} pages")
    if compared and pages - _own_404s() != _pages(handwritten / "site"):
        print("(the two sites differ in their number of pages)")
    _print(rows)
    for line in rows["cold"][-1].said.splitlines()[:-1]:
        print(f"    of the last cold build,{line.removeprefix(' ')}")
    with _served(ours):
        seconds = [_saved_to_served(ours, f"sparat {number}") for number in range(runs)]
    print(f"  make serve, from saving to served: {statistics.median(seconds):.2f} s", flush=True)
    return pages, statistics.median(figure.seconds for figure in rows["cold"])


def _begin_anew(project: Path, aside: Path) -> None:
    """Put away what was built, not delete it.

    For five minutes after that a disk with ext4 takes several times as long to write new files:
    before it uses a place again, it looks at all that were given back (`recently_deleted` in Linux,
    fs/ext4/ialloc.c). Who builds for the first time has deleted nothing.
    """
    aside.mkdir(parents=True)
    for name in ("site", ".build"):
        if (project / name).exists():
            (project / name).rename(aside / name)


def _print(rows: dict[str, list[Figure]]) -> None:
    print(f"  {'':20}{'s':>8}{'(least–most)':>16}{'ratio':>8}{'MB':>8}")
    other = rows.get("handwritten")
    for name, figures in rows.items():
        seconds = [figure.seconds for figure in figures]
        middle = statistics.median(seconds)
        ratio = f"{middle / statistics.median(f.seconds for f in other):.2f}" if other else "–"
        spread = f"({min(seconds):.2f}–{max(seconds):.2f})"
        peak = max(figure.megabytes for figure in figures)
        print(f"  {name:20}{middle:8.2f}{spread:>16}{ratio:>8}{peak:8.0f}", flush=True)


def _site(project: Path) -> Figure:
    return run([sys.executable, "-m", "strategy_site", "build", str(project)])


def _handwritten(project: Path) -> Figure:
    config = str(project / "mkdocs.yml")
    return run([sys.executable, "-m", "mkdocs", "--quiet", "build", "--config-file", config])


def _say_in_a_project(project: Path, text: str) -> None:
    """Change a summary in the source language."""
    path = project / "strategy/projects/p7.yml"
    content = yaml.safe_load(path.read_text("utf-8"))
    content["summary"]["sv"] = text
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def _saved_to_served(project: Path, text: str) -> float:
    _say_in_a_project(project, text)
    return wait_for(f"http://127.0.0.1:{PORT}/projekt/p7/", text)


@contextmanager
def _served(project: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "mkdocs", "--quiet", "serve", "--dev-addr"]
    process = subprocess.Popen([*command, f"127.0.0.1:{PORT}"], cwd=project, env=os.environ | QUIET)
    try:
        wait_for(f"http://127.0.0.1:{PORT}/projekt/p7/", "<html")
        yield
    finally:
        process.terminate()
        process.wait()


def _own_404s() -> int:
    """Ours has a 404 for each further language; upstream has one for all."""
    return len(LANGUAGES) - 1


def _pages(site: Path) -> int:
    """Count the pages of a site, without the leads, which handwritten sites have none of."""
    starts = (path.read_bytes()[:600] for path in site.rglob("*.html"))
    return sum(b'http-equiv="refresh"' not in start for start in starts)


if __name__ == "__main__":
    main()
