"""Cases that change a small right strategy, ``tests/cases/base/``; changes of files and in git."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml


def apply_case(case: dict[str, Any], folder: Path) -> None:
    """Change a strategy folder in place.

    ``files`` writes, ``hex`` writes bytes, ``replace`` exchanges a passage, ``delete`` removes.
    """
    for name, text in case.get("files", {}).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    for name, digits in case.get("hex", {}).items():
        (folder / name).write_bytes(bytes.fromhex(digits))
    for name, changes in case.get("replace", {}).items():
        text = (folder / name).read_text("utf-8")
        for old, new in changes.items():
            assert old in text, f"{name} has no {old!r}"
            text = text.replace(old, new, 1)
        (folder / name).write_text(text, "utf-8")
    for name in case.get("delete", []):
        (folder / name).unlink()


def change(path: Path, old: str, new: str) -> None:
    """Replace the first occurrence of a passage in a file; there has to be one."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def edit_yaml(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change what a YAML file holds; its comments and order are lost."""
    content = yaml.safe_load(path.read_text("utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody; give what it says."""
    command = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", *arguments]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return result.stdout.strip()
