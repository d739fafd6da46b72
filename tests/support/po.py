"""PO files in tests: written by the command, checked by gettext."""

from __future__ import annotations

import subprocess
from pathlib import Path

from strategy_site.cli.main import main

SITE = "https://strategi.example.org/"


def export(folder: Path) -> Path:
    target = folder.parent
    arguments = ["export-po", str(folder), "--file", str(target), "--language", "fi"]
    assert main([*arguments, "--site", SITE]) == 0
    return target / "fi.po"


def msgfmt(path: Path) -> None:
    """Gettext's own check; ``make test`` sees to it that it is there."""
    subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", str(path)], check=True)


def quoted(text: str) -> str:
    special = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(special.get(letter, letter) for letter in text) + '"'
