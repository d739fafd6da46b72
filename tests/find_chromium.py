"""Find a Chromium for the browser tests, or install Debian's; Playwright downloads none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find_chromium() -> str | None:
    """Give the path of an installed Chromium; ``CHROMIUM`` in the environment wins."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def main() -> int:
    """Install Chromium where that is possible and needed; give the exit code."""
    if find_chromium():
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing chromium with apt-get …")
        for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", "--quiet", "--quiet", *command], check=True)
        return 0
    print("The browser tests need Chromium: install it, or set CHROMIUM to its path.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
