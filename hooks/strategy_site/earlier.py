"""An earlier state of the project, as git keeps it: what a change is compared with."""

from __future__ import annotations

import io
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

CONTENT = ("strategy", "docs", "mkdocs.yml")
"""What makes one site another with the same code."""
_CODE = ("hooks", "overrides", "mkdocs.yml", "requirements.txt")
_MAIN = ("origin/HEAD", "origin/main", "origin/master", "main", "master", "HEAD")
"""Where what is published may stand, the surest first."""
_EMPTY = bytes(tarfile.RECORDSIZE)
"""A tar file with nothing in it."""


class NothingEarlier(Exception):
    """There is nothing to compare with; the message says why, in Swedish, and what to write."""


@dataclass(frozen=True)
class Earlier:
    """A commit to compare with."""

    project: Path
    commit: str
    name: str
    """What its reader knows it by, with the commit's short name."""

    @classmethod
    def of(cls, project: Path, wanted: str = "") -> Earlier:
        """Find the commit that ``wanted`` names, by default the one that is published.

        That is where this work left the main branch: what others have published since is no part
        of this change. Raises `NothingEarlier`.
        """
        if said_by_git(project, "rev-parse", "--is-inside-work-tree") is None:
            message = "Mappen är inte hämtad med git, så det finns inget tidigare att jämföra med."
            raise NothingEarlier(message)
        for name in [wanted] if wanted else _MAIN:
            commit = _commit(project, name)
            if commit:
                if not wanted:
                    # A clone without history does not know where the branches parted.
                    commit = _text(said_by_git(project, "merge-base", "HEAD", commit)) or commit
                return cls(project, commit, f"{name} ({commit[:7]})")
        message = "Inget är sparat i git ännu, så det finns inget att jämföra med."
        if wanted:
            message = f"”{wanted}” finns inte i git; skriv till exempel ”make preview MOT=main”."
        raise NothingEarlier(message)

    def write(self, target: Path) -> None:
        """Write the content of then into a new folder; what git did not have is not there."""
        target.mkdir()
        listed = _text(
            said_by_git(self.project, "ls-tree", "--name-only", self.commit)
        ).splitlines()
        names = [name for name in CONTENT if name in listed]
        if not names:
            return
        archive = said_by_git(self.project, "archive", "--format=tar", self.commit, "--", *names)
        with tarfile.open(fileobj=io.BytesIO(archive or _EMPTY)) as files:
            files.extractall(target, filter=_inside)  # noqa: S202 - nothing gets out of it

    def others(self) -> list[str]:
        """Give the files that differ now and decide what the site looks like beside its content."""
        arguments = ("diff", "--name-only", "--relative", self.commit, "--", *_CODE)
        return _text(said_by_git(self.project, *arguments)).splitlines()


def _inside(member: tarfile.TarInfo, target: str) -> tarfile.TarInfo | None:
    """Leave out what leads out of the folder, as the reading of the content does."""
    try:
        return tarfile.data_filter(member, target)
    except tarfile.FilterError:
        return None


def _commit(project: Path, name: str) -> str:
    arguments = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return _text(said_by_git(project, *arguments))


def said_by_git(project: Path, *arguments: str) -> bytes | None:
    """Give what git says; ``None`` if it refuses, or is not there."""
    command = ["git", "-c", "core.quotepath=off", *arguments]
    try:
        result = subprocess.run(command, cwd=project, capture_output=True, check=False)  # noqa: S603 - no shell, and names can't be options
    except OSError:
        return None
    return result.stdout if result.returncode == 0 else None


def _text(said: bytes | None) -> str:
    return (said or b"").decode(errors="replace").strip()
