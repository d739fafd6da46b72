"""Find the programs that tests need beside Python, or install Debian's.

Chromium for the browser tests (Playwright downloads none), gettext's ``msgfmt``, and npm, which
brings the editor's script.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find_chromium() -> str | None:
    """Give the path of an installed Chromium; ``CHROMIUM`` in the environment wins."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)


def main() -> int:
    """Install what is missing where that is possible; give the exit code."""
    found = {
        "chromium": find_chromium(),
        "gettext": shutil.which("msgfmt"),
        "npm": shutil.which("npm"),
    }
    missing = [package for package, path in found.items() if not path]
    if not missing:
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        print(f"Installing {' and '.join(missing)} with apt-get …")
        for command in (["update"], ["install", "--yes", "--no-install-recommends", *missing]):
            subprocess.run(["apt-get", "--quiet", "--quiet", *command], check=True)
        return 0
    print(f"The tests need {' and '.join(missing)}: install it (CHROMIUM may hold its path).")
    return 1


if __name__ == "__main__":
    sys.exit(main())
