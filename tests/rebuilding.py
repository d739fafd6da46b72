"""A copy of the project that is built again and again, and compared with a build from nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from tests.building import QUIET

DAY = {"SOURCE_DATE_EPOCH": "1790000000"}


def build(project: Path) -> dict[str, str]:
    """Build by `make site`; give the sum of each file by its path."""
    process = start(project, "hooks/make_site.py")
    said, _ = process.communicate()
    assert process.returncode == 0, said
    return files(project / "site")


def start(project: Path, *command: str, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=project,
        env=os.environ | QUIET | DAY | {"PYTHONPATH": str(project / "hooks")} | more,
        stdout=subprocess.PIPE,
        text=True,
    )


def files(site: Path) -> dict[str, str]:
    files = {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }
    assert len(files) > 300
    return files


def written(site: Path) -> dict[str, int]:
    """Give when each file was written, by its path."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in files}


def cold(project: Path) -> dict[str, str]:
    """Build with nothing to build on."""
    target, caches = project.parent / "cold", project.parent / "none" / os.urandom(4).hex()
    shutil.rmtree(target, ignore_errors=True)
    command = ("-m", "mkdocs", "-q", "build", "--strict", "--site-dir", str(target))
    assert start(project, *command, STRATEGY_SITE_CACHE=str(caches)).wait() == 0
    return files(target)


def differences(one: dict[str, str], other: dict[str, str]) -> set[str]:
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


def edit(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    content = yaml.safe_load(path.read_text("utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
