"""``make bench``: our build beside the same pages as handwritten Markdown.

Handwritten means: plain Material and plain mkdocs-static-i18n with their own settings, no hook of
ours, one Markdown file a page and language. The Markdown is our pages' own HTML turned back by
markdownify, so both sites say the same. Neither lists projects in its navigation: that would make
the handwritten build more than twice as slow. The third language is ``nb`` there, because upstream
refuses ``fit``. Inputs are written before the clock starts.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from made_up import LANGUAGES, write_strategy
from markdownify import markdownify
from strategy_site.call_states import today
from strategy_site.checks import load
from strategy_site.pages import pages_of
from strategy_site.rendering import Renderer
from strategy_site.voice import Site

ROOT = Path(__file__).parents[2]
UPSTREAM = {"sv": "sv", "fi": "fi", "fit": "nb"}

OURS = f"""
site_name: Bench
site_url: https://bench.example/
theme: {{name: material, font: false, custom_dir: {ROOT / "overrides"}}}
hooks: [{ROOT / "hooks/mkdocs_hook.py"}]
plugins:
  - search: {{lang: [sv, fi]}}
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

HANDWRITTEN = """
site_name: Bench
site_url: https://bench.example/
theme: {name: material, font: false}
plugins:
  - search
  - i18n:
      docs_structure: suffix
      languages:
        - {locale: sv, name: sv, default: true}
        - {locale: fi, name: fi}
        - {locale: nb, name: nb}
markdown_extensions: [tables]
nav: [index.md, insatsomraden/index.md, mal/index.md, projekt/index.md, utlysningar/index.md]
validation: {nav: {omitted_files: ignore}, links: {unrecognized_links: ignore, not_found: ignore}}
"""


@dataclass(frozen=True)
class Figure:
    """What one build took."""

    seconds: float
    megabytes: float
    """Peak of resident memory, in units of 1,000,000 bytes."""


def main() -> None:
    """Measure each size and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--projects", type=int, nargs="+", default=[100, 300, 1000])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    print(__doc__)
    print("projects  pages   ours s  handwritten s  ratio   ours MB  handwritten MB  ratio")
    growth = []
    for projects in options.projects:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _write_both(folder, projects)
            ours, theirs = _measure(folder, options.runs)
            pages = _pages(folder / "ours-site")
            if pages - _own_404s() != _pages(folder / "handwritten-site"):
                print("  (the two sites differ in their number of pages)")
        growth.append((projects, pages, ours.seconds))
        print(
            f"{projects:8}{pages:7}{ours.seconds:9.2f}{theirs.seconds:15.2f}"
            f"{ours.seconds / theirs.seconds:7.2f}{ours.megabytes:10.0f}"
            f"{theirs.megabytes:16.0f}{ours.megabytes / theirs.megabytes:7.2f}",
            flush=True,
        )
    print("\nGrowth (milliseconds for each further page):")
    for (_, pages, seconds), (projects, more, longer) in pairwise(growth):
        print(f"  to {projects:5} projects: {1000 * (longer - seconds) / (more - pages):.2f} ms")


def _own_404s() -> int:
    """Ours has a 404 for each further language; upstream has one for all."""
    return len(LANGUAGES) - 1


def _write_both(folder: Path, projects: int) -> None:
    ours, handwritten = folder / "ours", folder / "handwritten"
    for part in (ours, handwritten):
        (part / "docs").mkdir(parents=True)
    write_strategy(ours / "strategy", projects)
    (ours / "mkdocs.yml").write_text(OURS, encoding="utf-8")
    (handwritten / "mkdocs.yml").write_text(HANDWRITTEN, encoding="utf-8")
    content, _ = load(ours / "strategy")
    renderer = Renderer(Site(content, "https://bench.example/", today(content.strategy)))
    for page in pages_of(content):
        index = page.address.count("/") < 2
        stem = f"{page.address}index" if index else page.address.rstrip("/").replace(".", "_")
        for language in LANGUAGES:
            text = _markdown(renderer.render(page, language).html)
            suffix = "" if language == LANGUAGES[0] else f".{UPSTREAM[language]}"
            path = handwritten / "docs" / f"{stem}{suffix}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def _markdown(html: str) -> str:
    text: str = markdownify(html, heading_style="ATX", strip=["select", "option", "form"])
    return re.sub(r"\n{3,}", "\n\n", text)


def _measure(folder: Path, runs: int) -> tuple[Figure, Figure]:
    """Build both in turn, so that a slow moment of the machine hits both; give the medians."""
    figures: dict[str, list[Figure]] = {"ours": [], "handwritten": []}
    for _ in range(runs):
        for name, found in figures.items():
            found.append(_build(folder / name / "mkdocs.yml", folder / f"{name}-site"))
    ours, theirs = (
        Figure(
            statistics.median(figure.seconds for figure in found),
            statistics.median(figure.megabytes for figure in found),
        )
        for found in figures.values()
    )
    return ours, theirs


def _build(config: Path, site: Path) -> Figure:
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    started = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--config-file", str(config), "--site-dir", str(site)], env=environment
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        raise SystemExit(f"{config.parent.name}: the build failed")
    return Figure(seconds, usage.ru_maxrss * 1024 / 1e6)


def _pages(site: Path) -> int:
    """Count the pages of a site, without the leads, which handwritten sites have none of."""
    pages = (path.read_bytes()[:600] for path in site.rglob("*.html"))
    return sum(b'http-equiv="refresh"' not in start for start in pages)


if __name__ == "__main__":
    main()
