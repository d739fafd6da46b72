"""``make site``: build beside the old site, look it over, and put it in the old one's place.

The old site stands untouched until the new one is whole. Where nothing has changed since it was
built, there is nothing to do.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from strategy_site import last_build
from strategy_site.call_states import day_in
from strategy_site.link_check import broken_links
from strategy_site.phases import SAYING, phase

ROOT = Path(__file__).parent.parent
# Announcements of other projects do not belong in a communicator's terminal.
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def main(project: Path = ROOT) -> int:
    """Build the site of a folder with ``mkdocs.yml``, into its folder ``site``.

    Gives the exit code: 0, or 1 if it was not put in place.
    """
    started = time.monotonic()
    site, last = project / "site", project / ".build" / "last-build"
    data = _data(site)
    # Before the build: what is saved while it runs is for the next one.
    sources = _sources(project, site, data)
    if data is not None and last_build.read(last) == f"{sources} {last_build.sum_of_site(site)}":
        summary = _summary(site, data)
        print(f"{summary}: inget har ändrats sedan förra bygget. Se på den: make serve")
        return 0
    os.environ[SAYING] = "1"
    # Beside the site, so that the new folder can take its place in one step.
    with tempfile.TemporaryDirectory(prefix=".site-", dir=project) as beside:
        new, old = Path(beside) / "new", Path(beside) / "old"
        data = build_whole(new, project)
        if data is None:
            return 1
        with phase("byter plats med den gamla"):
            _put_in_place(site, new, old)
    last_build.write(last, f"{sources} {last_build.sum_of_site(site)}")
    seconds = time.monotonic() - started
    print(f"{_summary(site, data)} på {seconds:.0f} s. Se på den: make serve")
    return 0


def build_whole(target: Path, project: Path = ROOT) -> dict[str, Any] | None:
    """Build the site of a project into a folder and look over its links.

    Gives its ``strategy.json``, or ``None`` when something is wrong, which has been said then.
    """
    if not build(target, project):
        return None
    data = _data(target) or {}
    with phase("länkarna"):
        broken = broken_links(target, data["site_url"])
    if broken:
        print("\n".join(broken), file=sys.stderr)
        print("Inget är publicerat: rätta länkarna ovan.", file=sys.stderr)
        return None
    return data


def build(target: Path, project: Path = ROOT, *, said: bool = True) -> bool:
    """Let MkDocs build a project into a folder; tell whether it could.

    What is wrong MkDocs says itself, unless it is not to be ``said``.
    """
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "--strict"]
    result = subprocess.run(  # noqa: S603 - our own command, nothing from the content
        [*command, "--site-dir", str(target)],
        cwd=project,
        env=os.environ | QUIET,
        stderr=None if said else subprocess.DEVNULL,
        stdout=None if said else subprocess.DEVNULL,
        check=False,
    )
    return result.returncode == 0


def _data(site: Path) -> dict[str, Any] | None:
    """Give what the site tells of itself; ``None`` if it is not there or not whole."""
    try:
        data: dict[str, Any] = json.loads((site / "strategy.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def _sources(project: Path, site: Path, data: dict[str, Any] | None) -> str:
    """Give the sum of what the site is made from."""
    today = day_in((data or {}).get("strategy", {}).get("time_zone", "UTC"))
    folders = [project, ROOT / "hooks", ROOT / "overrides"]
    return last_build.sum_of_sources(folders, str(today), but=site)


def _put_in_place(site: Path, new: Path, old: Path) -> None:
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise


def _summary(site: Path, data: dict[str, Any]) -> str:
    kinds = [item["kind"] for item in data["items"]]
    # A lead only leads to a page; it is none itself.
    pages = sum(not _leads_on(path) for path in site.rglob("*.html"))
    return (
        f"Klart: {site.name}/ har {pages} sidor på {len(data['languages'])} språk "
        f"({kinds.count('priority_area')} insatsområden, {kinds.count('goal')} mål, "
        f"{kinds.count('project')} projekt, {kinds.count('call')} utlysningar)"
    )


def _leads_on(page: Path) -> bool:
    with page.open("rb") as file:
        return b'http-equiv="refresh"' in file.read(600)


if __name__ == "__main__":
    sys.exit(main(Path(*sys.argv[1:2]).resolve()))
