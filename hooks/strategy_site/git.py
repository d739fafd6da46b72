"""Git: an earlier revision of the project's content, and the history of a file."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
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


def run_git(project: Path, *arguments: str, stdin: bytes = b"") -> bytes | None:
    """Run git and return its output; ``None`` if it fails or is not installed."""
    command = ["git", "-c", "core.quotepath=off", *arguments]
    try:
        result = subprocess.run(  # noqa: S603 - no shell, and names can't be options
            command, cwd=project, input=stdin, capture_output=True, check=False
        )
    except OSError:
        return None
    return result.stdout if result.returncode == 0 else None


def repository_of(folder: Path) -> Path | None:
    """Return the top of the git working tree that a folder lies in; ``None`` if it lies in none."""
    top = _text(run_git(folder, "rev-parse", "--show-toplevel"))
    return Path(top) if top else None


def _text(output: bytes | None) -> str:
    return (output or b"").decode(errors="replace").strip()


def has_history(folder: Path) -> bool | None:
    """Return whether the whole history is here; ``None`` in a folder that is not kept in git."""
    shallow = _text(run_git(folder, "rev-parse", "--is-shallow-repository"))
    return shallow == "false" if shallow else None


def file_states(folder: Path, *paths: str) -> dict[str, list[bytes]]:
    """Return every state of the files below some paths in git's history, the oldest first.

    By the file's path below ``folder``. The history is that of what is checked out, and of what is
    being joined with it. Empty in a folder that is not kept in git.
    """
    # -m: what a merge itself changed; --full-history: the side of a merge that was dropped.
    arguments = (
        "log",
        "--full-history",
        "-m",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "--relative",
    )
    output = run_git(folder, *arguments, "--reverse", "--format=", *_heads(folder), "--", *paths)
    rows = [line.partition("\t") for line in (output or b"").decode().splitlines()]
    found: dict[str, dict[str, None]] = {}
    for change, _tab, name in rows:
        for blob in change.split()[2:4]:
            if blob.strip("0"):
                found.setdefault(name, {})[blob] = None
    blobs = list(dict.fromkeys(blob for states in found.values() for blob in states))
    data = dict(zip(blobs, _blobs(folder, blobs), strict=True))
    return {name: [data[blob] for blob in states] for name, states in found.items()}


def _heads(folder: Path) -> list[str]:
    """Return the references whose history leads to what is in the working tree."""
    names = ("HEAD", "MERGE_HEAD", "REBASE_HEAD", "CHERRY_PICK_HEAD")
    return [name for name in names if _commit(folder, name)]


def _blobs(folder: Path, names: list[str]) -> Iterator[bytes]:
    """Yield the content of objects; of one that is not here, none."""
    stdin = "".join(f"{name}\n" for name in names).encode()
    output = io.BytesIO(run_git(folder, "cat-file", "--batch", stdin=stdin) or b"")
    for _name in names:
        head = output.readline().split()
        size = int(head[2]) if len(head) == 3 else None
        yield b"" if size is None else output.read(size)
        if size is not None:
            output.readline()


def arrival_order(folder: Path, path: str) -> dict[str, int]:
    """Return in which order the files below a path came to the main branch, by their paths.

    What is on the remote's main branch came first, then what is here. Files of one commit came
    together; one that is not committed is missing.
    """
    remote = [name for name in _MAIN if "/" in name and _commit(folder, name)]
    order: dict[str, int] = {}
    for name in (*remote[:1], "HEAD"):
        arguments = ("--first-parent", "-m", "--diff-filter=A", "--name-only", "--relative")
        output = run_git(folder, "log", *arguments, "--reverse", "--format=%x00", name, "--", path)
        for files in (output or b"").decode().split("\0"):
            for file in files.split():
                order.setdefault(file, len(order))
    return order


def last_removal(folder: Path, path: str) -> str:
    """Return the newest commit that took something from a file, as ``1a2b3c4 (its subject)``.

    Empty if that is not committed.
    """
    if run_git(folder, "status", "--porcelain", "--", path):
        return ""
    arguments = ("log", "-1", "--full-history", "-m", "--diff-filter=DM", "--format=%h (%s)")
    return _text(run_git(folder, *arguments, "--", path)).partition("\n")[0]
