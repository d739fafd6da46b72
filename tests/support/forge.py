"""A forge played by a bare repository and folders: clones, and the shell of its jobs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.support.building import QUIET
from tests.support.editing import git
from tests.support.paths import ROOT

GITHUB = sorted((ROOT / ".github/workflows").glob("*.yml"))


def workflow(name: str) -> dict[str, Any]:
    """Read a GitHub workflow by its name."""
    text = (ROOT / f".github/workflows/{name}.yml").read_text("utf-8")
    # As text: YAML 1.1 would read "on" as a yes.
    read: dict[str, Any] = yaml.load(text, yaml.BaseLoader)  # noqa: S506
    return read


def jobs() -> dict[str, dict[str, Any]]:
    """Give the jobs of all GitHub workflows."""
    return {f"{p.stem}/{k}": job for p in GITHUB for k, job in workflow(p.stem)["jobs"].items()}


@dataclass
class Forge:
    """A bare repository, and what a forge keeps beside it."""

    folder: Path

    @property
    def bare(self) -> Path:
        return self.folder / "bare.git"

    def clone(self, name: str, *arguments: str) -> Path:
        """Give a fresh clone that can run the project's commands."""
        target = self.folder / name
        git(self.folder, "clone", "--quiet", *arguments, f"file://{self.bare}", str(target))
        (target / ".venv").symlink_to(sys.prefix)
        return target

    def main(self) -> str:
        return git(self.bare, "rev-parse", "main")

    def show(self, path: str) -> str:
        return git(self.bare, "show", f"main:{path}")

    def ledger(self, folder: str) -> str:
        """Return the lines of all files of the ledger on the main branch."""
        names = git(self.bare, "ls-tree", "--name-only", "main", f"{folder}/").splitlines()
        return "\n".join(map(self.show, names))

    def environment(self) -> dict[str, str]:
        """Give what a runner sets. The tools are there: make is not to fetch them."""
        tools = self.folder / "tools"
        if not tools.is_dir():
            tools.mkdir()
            make = shutil.which("make")
            text = f'#!/bin/sh\nexec {make} --assume-old .venv/site.stamp "$@"\n'
            (tools / "make").write_text(text, "utf-8")
            (tools / "make").chmod(0o755)
        return (
            os.environ
            | QUIET
            | {
                "PATH": f"{tools}:{os.environ['PATH']}",
                "RUNNER_TEMP": str(self.folder),
                "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
                "GIT_CONFIG_GLOBAL": "/dev/null",
            }
        )

    def summary(self) -> str:
        return (self.folder / "summary.md").read_text("utf-8")

    def run_job(self, name: str, clone: Path, **more: str) -> tuple[bool, str]:
        """Run the shell of a GitHub job; tell whether it went well, and give its log.

        Takes more variables of the environment.
        """
        ok, log = True, ""
        for step in jobs()[name]["steps"]:
            if "run" in step and ok == (step.get("if") != "failure()"):
                result = self.run(step["run"], clone, **more)
                ok, log = ok and result.returncode == 0, log + result.stdout + result.stderr
        return ok, log

    def run(self, script: str, clone: Path, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=clone,
            env=self.environment() | more,
            capture_output=True,
            text=True,
            check=False,
        )
