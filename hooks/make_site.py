"""``make site``: build beside the old site, look it over, and put it in the old one's place.

The old site stands untouched until the new one is whole.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mkdocs.config import load_config
from strategy_site.link_check import broken_links

ROOT = Path(__file__).parent.parent


def main() -> int:
    """Build the site; give the exit code: 0, or 1 if it was not put in place."""
    started = time.monotonic()
    config = load_config(str(ROOT / "mkdocs.yml"))
    site = Path(config.site_dir)
    # Beside the site, so that the new folder can take its place in one step.
    with tempfile.TemporaryDirectory(prefix=".site-", dir=site.parent) as folder:
        new = Path(folder) / "new"
        if not _build(new):
            return 1
        broken = broken_links(new, str(config.site_url))
        if broken:
            print("\n".join(broken), file=sys.stderr)
            print("Inget är publicerat: rätta länkarna ovan.", file=sys.stderr)
            return 1
        if site.exists():
            site.rename(Path(folder) / "old")
        new.rename(site)
    print(f"{_summary(site)} på {time.monotonic() - started:.0f} s. Se på den: make serve")
    return 0


def _build(target: Path) -> bool:
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "--strict"]
    result = subprocess.run(  # noqa: S603 - our own command, nothing from the content
        [*command, "--site-dir", str(target)], cwd=ROOT, env=os.environ, check=False
    )
    if result.returncode:
        shutil.rmtree(target, ignore_errors=True)
    return result.returncode == 0


def _summary(site: Path) -> str:
    items = json.loads((site / "strategy.json").read_text(encoding="utf-8"))
    kinds = [item["kind"] for item in items["items"]]
    pages = sum(1 for _ in site.rglob("*.html"))
    return (
        f"Klart: {site.name}/ har {pages} sidor på {len(items['languages'])} språk "
        f"({kinds.count('priority_area')} insatsområden, {kinds.count('goal')} mål, "
        f"{kinds.count('project')} projekt, {kinds.count('call')} utlysningar)"
    )


if __name__ == "__main__":
    sys.exit(main())
