"""Git: an earlier revision of the project's content, and the history of a file."""

from __future__ import annotations

import io
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from .messages import _

CONTENT = ("strategy", "docs", "mkdocs.yml")
"""The files and folders that differ between sites of the same code."""
_CODE = ("hooks", "overrides", "mkdocs.yml", "requirements.txt")
_MAIN = ("origin/HEAD", "origin/main", "origin/master", "main", "master", "HEAD")
"""References that the published state may have, the most reliable first."""
_EMPTY = bytes(tarfile.RECORDSIZE)
"""An empty tar archive."""


class NoRevisionError(Exception):
    """There is no revision to compare with. The message says why."""


@dataclass(frozen=True)
class Revision:
    """A commit to compare with."""

    project: Path
    commit: str
    name: str
    """The name that was looked for, with the abbreviated hash."""

    @classmethod
    def of(cls, project: Path, wanted: str = "") -> Revision:
        """Return the commit that ``wanted`` names, by default the merge base with the main branch.

        What others have published since then is no part of this change. Raise `NoRevisionError` if
        there is no such commit.
        """
        if run_git(project, "rev-parse", "--is-inside-work-tree") is None:
            message = _(
                "The folder was not fetched with git, so there is nothing earlier to compare with."
            )
            raise NoRevisionError(message)
        for name in [wanted] if wanted else _MAIN:
            commit = _commit(project, name)
            if commit:
                if not wanted:
                    # A shallow clone may lack the merge base.
                    commit = _text(run_git(project, "merge-base", "HEAD", commit)) or commit
                return cls(project, commit, f"{name} ({commit[:7]})")
        message = _("Nothing is saved in git yet, so there is nothing to compare with.")
        if wanted:
            message = _(
                "“%(wanted)s” is not in git; write “make preview MOT=main” for instance.",
                wanted=wanted,
            )
        raise NoRevisionError(message)

    def write(self, target: Path) -> None:
        """Write the revision's content into a new folder."""
        target.mkdir()
        listed = _text(run_git(self.project, "ls-tree", "--name-only", self.commit)).splitlines()
        names = [name for name in CONTENT if name in listed]
        if not names:
            return
        archive = run_git(self.project, "archive", "--format=tar", self.commit, "--", *names)
        with tarfile.open(fileobj=io.BytesIO(archive or _EMPTY)) as files:
            files.extractall(target, filter=_inside)  # noqa: S202 - nothing gets out of it

    def changed_code(self) -> list[str]:
        """Return the files of the code that differ from the working tree."""
        arguments = ("diff", "--name-only", "--relative", self.commit, "--", *_CODE)
        return _text(run_git(self.project, *arguments)).splitlines()


def _inside(member: tarfile.TarInfo, target: str) -> tarfile.TarInfo | None:
    """Skip links out of the folder, which the content's reader refuses too."""
    try:
        return tarfile.data_filter(member, target)
    except tarfile.FilterError:
        return None


def _commit(project: Path, name: str) -> str:
    arguments = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return _text(run_git(project, *arguments))


def run_git(project: Path, *arguments: str) -> bytes | None:
    """Run git and return its output; ``None`` if it fails or is not installed."""
    command = ["git", "-c", "core.quotepath=off", *arguments]
    try:
        result = subprocess.run(command, cwd=project, capture_output=True, check=False)  # noqa: S603 - no shell, and names can't be options
    except OSError:
        return None
    return result.stdout if result.returncode == 0 else None


def repository_of(folder: Path) -> Path | None:
    """Return the top of the git working tree that a folder lies in; ``None`` if it lies in none."""
    top = _text(run_git(folder, "rev-parse", "--show-toplevel"))
    return Path(top) if top else None


def _text(output: bytes | None) -> str:
    return (output or b"").decode(errors="replace").strip()


def commits_of(folder: Path, name: Path) -> list[str]:
    """Return the hashes of the commits that touched a file, newest first."""
    # --full-history: without it, git skips the side of a merge whose change the merge dropped.
    arguments = ("log", "--full-history", "--format=%H", "--", name.as_posix())
    return (run_git(folder, *arguments) or b"").decode().split()
