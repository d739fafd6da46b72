"""Find the programs that tests need beside Python, or install Debian's.

Chromium for the browser tests (Playwright downloads none), gettext's ``msgfmt``, and npm, which
brings the editor's script. ``make test-unit`` needs none of them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

_LIGHT = "chromium-headless-shell"
"""Chromium without its windows, as Debian packages it: the same engine, half the time."""
CHROMIUM = (_LIGHT, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
CHROMIUM_ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"),
]


def find_chromium() -> str | None:
    """Return the path of an installed Chromium; ``CHROMIUM`` in the environment wins."""
    if path := os.environ.get("CHROMIUM"):
        return shutil.which(path)
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


def missing_programs() -> list[str]:
    """Return the Debian packages of the programs that are not installed."""
    found = {
        "chromium": find_chromium(),
        "gettext": shutil.which("msgfmt"),
        "npm": shutil.which("npm"),
    }
    return [package for package, path in found.items() if not path]


def missing_sentence() -> str:
    """Return what to install before the tests can run, in one sentence; nothing if all is there."""
    missing = missing_programs()
    if not missing:
        return ""
    return (
        f"The tests need {' and '.join(missing)}: install what is missing (CHROMIUM may hold the "
        "path of a Chromium), or run make test-unit, which needs none of them."
    )


def _apt_get(*arguments: str) -> None:
    subprocess.run(["apt-get", "--quiet", "--quiet", *arguments], check=True)


def main() -> int:
    """Install what is missing where that is possible; return the exit code."""
    missing = missing_programs()
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        print(f"Installing {' and '.join(missing)} with apt-get …")
        _apt_get("update")
        known = subprocess.run(["apt-cache", "show", _LIGHT], capture_output=True, check=False)
        chromium = "chromium" if known.returncode else _LIGHT
        packages = [chromium if name == "chromium" else name for name in missing]
        _apt_get("install", "--yes", "--no-install-recommends", *packages)
    elif missing:
        print(missing_sentence(), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
