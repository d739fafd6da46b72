"""A copy of a project that is built again and again, and compared with a build from nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from strategy_site.build import pipeline
from tests.support.building import DAY, QUIET


def make_site(project: Path, **more: str) -> int:
    """Run what `make site` runs, in this process, on `building.TODAY`; return its exit code.

    It uses this repository's code, not the copy's. Takes more variables of the environment.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (QUIET | DAY | more).items():
            patch.setenv(name, value)
        return pipeline.build_and_deploy(project)


def build_site(project: Path, **more: str) -> dict[str, str]:
    """Build with `make_site`; return the hash of each file by its path."""
    assert make_site(project, **more) == 0
    return files(project / "site")


def start(project: Path, *command: str, **more: str) -> subprocess.Popen[str]:
    """Start Python in a copy of a project, with the copy's own code."""
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=project,
        env=os.environ | QUIET | DAY | {"PYTHONPATH": str(project / "hooks")} | more,
        stdout=subprocess.PIPE,
        text=True,
    )


def files(site: Path) -> dict[str, str]:
    """Return the hash of each file of a site by its path."""
    files = {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }
    assert len(files) > 100
    return files


def written(site: Path) -> dict[str, int]:
    """Return when each file was written, by its path."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in files}


def rewritten(site: Path, before: dict[str, int]) -> set[str]:
    """Return the paths of the files that were written since `written` gave its answer."""
    return {path for path, at in written(site).items() if before.get(path) != at}


def cold(project: Path, **more: str) -> dict[str, str]:
    """Build with nothing to build on; return the hash of each file by its path."""
    target, caches = project.parent / "cold", project.parent / "none" / os.urandom(4).hex()
    shutil.rmtree(target, ignore_errors=True)
    command = ("-m", "mkdocs", "-q", "build", "--strict", "--site-dir", str(target))
    assert start(project, *command, STRATEGY_SITE_CACHE=str(caches), **more).wait() == 0
    return files(target)


def differences(one: dict[str, str], other: dict[str, str]) -> set[str]:
    """Return the paths of the files that two builds do not have alike."""
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}
