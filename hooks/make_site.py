"""``make site``: build beside the old site, look it over, and put it in the old one's place.

The old site stands untouched until the new one is whole.
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

from strategy_site.link_check import broken_links

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
# Announcements of other projects do not belong in a communicator's terminal.
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def main() -> int:
    """Build the site; give the exit code: 0, or 1 if it was not put in place."""
    started = time.monotonic()
    # Beside the site, so that the new folder can take its place in one step.
    with tempfile.TemporaryDirectory(prefix=".site-", dir=SITE.parent) as folder:
        new, old = Path(folder) / "new", Path(folder) / "old"
        if not _build(new):
            return 1
        data = json.loads((new / "strategy.json").read_text(encoding="utf-8"))
        broken = broken_links(new, data["site_url"])
        if broken:
            print("\n".join(broken), file=sys.stderr)
            print("Inget är publicerat: rätta länkarna ovan.", file=sys.stderr)
            return 1
        _put_in_place(new, old)
    print(f"{_summary(data)} på {time.monotonic() - started:.0f} s. Se på den: make serve")
    return 0


def _build(target: Path) -> bool:
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "--strict"]
    result = subprocess.run(  # noqa: S603 - our own command, nothing from the content
        [*command, "--site-dir", str(target)], cwd=ROOT, env=os.environ | QUIET, check=False
    )
    return result.returncode == 0


def _put_in_place(new: Path, old: Path) -> None:
    if SITE.exists():
        SITE.rename(old)
    try:
        new.rename(SITE)
    except OSError:
        if old.exists():
            old.rename(SITE)
        raise


def _summary(data: dict[str, Any]) -> str:
    kinds = [item["kind"] for item in data["items"]]
    # A lead only leads to a page; it is none itself.
    files = (path.read_bytes() for path in SITE.rglob("*.html"))
    pages = sum(b'http-equiv="refresh"' not in text for text in files)
    return (
        f"Klart: {SITE.name}/ har {pages} sidor på {len(data['languages'])} språk "
        f"({kinds.count('priority_area')} insatsområden, {kinds.count('goal')} mål, "
        f"{kinds.count('project')} projekt, {kinds.count('call')} utlysningar)"
    )


if __name__ == "__main__":
    sys.exit(main())
