"""Git: commit what people and programs wrote, and bring it to the main branch.

What fails is taken back: the working tree is never left in the middle of a rebase. Says why in the
reader's language. Knows nothing of strategies.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .messages import _

_TRIES = 3
"""How often a push is tried again when others were faster."""
_PROTECTED = re.compile(
    r"protected|GH006|GH013|pre-receive hook declined|not allowed to push|TF402455", re.I
)
"""How GitHub, GitLab, Gitea and Azure refuse a push to a protected branch."""
_REMOTE_URL = re.compile(r"^remote:.*?(https?://\S+)", re.M)


class SyncError(Exception):
    """Something stands in the way. The message says what, and the next step."""


@dataclass(frozen=True)
class Sent:
    """A branch that has reached the remote."""

    branch: str
    proposal_url: str = ""
    """Where the forge takes a proposal for the branch, if it has said so."""


@dataclass(frozen=True)
class WorkingTree:
    """The git working tree that a project lies in."""

    project: Path
    """The folder of the project: the top of the tree, or a folder in it."""

    def git(
        self, *arguments: str, stdin: str = "", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run git in the project's folder; return what it said. Raise `SyncError` without git."""
        command = ["git", "-c", "core.quotepath=off", *arguments]
        try:
            return subprocess.run(  # noqa: S603 - no shell
                command,
                cwd=self.project,
                env=os.environ | environment,
                input=stdin,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
        except OSError:
            raise SyncError(_("Git is not installed: install it from git-scm.com.")) from None

    def _output(self, *arguments: str) -> str:
        result = self.git(*arguments)
        return result.stdout.strip() if result.returncode == 0 else ""

    def _required(self, *arguments: str, stdin: str = "", **environment: str) -> str:
        result = self.git(*arguments, stdin=stdin, **environment)
        if result.returncode:
            raise SyncError(_("Git did not take the change: %(why)s", why=_last(result)))
        return result.stdout.strip()

    def check(self) -> None:
        """Raise `SyncError` if nothing can be committed here."""
        if not self._output("rev-parse", "--is-inside-work-tree"):
            raise SyncError(
                _(
                    "The folder %(folder)s is not kept in git: fetch the site with git clone, and"
                    " work in that folder.",
                    folder=self.project.as_posix(),
                )
            )
        folder = Path(self._output("rev-parse", "--absolute-git-dir"))
        if any((folder / name).exists() for name in ("rebase-merge", "rebase-apply", "MERGE_HEAD")):
            raise SyncError(
                _(
                    "Git is in the middle of joining two changes: finish with git rebase --continue"
                    " or take it back with git rebase --abort (or git merge --abort)."
                )
            )

    def branch(self) -> str:
        """Return the checked-out branch. Raise `SyncError` if there is none."""
        branch = self._output("symbolic-ref", "--quiet", "--short", "HEAD")
        if not branch:
            raise SyncError(_("No branch is checked out in git: write git switch main."))
        return branch

    def remote(self) -> str:
        """Return the name of the remote to push to. Raise `SyncError` if there is none."""
        names = self._output("remote").split()
        if not names:
            raise SyncError(
                _(
                    "Git does not know where to send: write git remote add origin and the address"
                    " of the repository."
                )
            )
        return "origin" if "origin" in names else names[0]

    def main_branch(self, remote: str, default: str) -> str:
        """Return the name of the remote's main branch, ``default`` if the remote has not said."""
        head = self._output("symbolic-ref", "--quiet", "--short", f"refs/remotes/{remote}/HEAD")
        return head.removeprefix(f"{remote}/") or default

    def changed_files(self, *paths: str) -> list[str]:
        """Return the files that differ from what is committed, new and deleted ones included.

        Takes the paths to look below, all if there are none; returns paths from the project.
        """
        rows = iter(
            self.git(
                *("status", "--porcelain", "-z", "--untracked-files=all", "--", *paths)
            ).stdout.split("\0")
        )
        prefix = self._output("rev-parse", "--show-prefix")
        files = []
        for row in rows:
            state, name = row[:2], row[3:]
            if "R" in state or "C" in state:
                next(rows)  # where it was before
            if name:
                files.append(name.removeprefix(prefix))
        return files

    def commit(self, message: str, paths: Sequence[str]) -> bool:
        """Commit what has changed below the paths; return whether anything had.

        Raise `SyncError` if git refuses.
        """
        if not self.changed_files(*paths):
            return False
        for arguments in (("add", "--all"), ("commit", "--quiet", "--message", message)):
            result = self.git(*arguments, "--", *paths)
            if result.returncode:
                raise SyncError(_why_no_commit(result.stderr))
        return True

    def integrate(self, remote: str, branch: str) -> None:
        """Fetch the remote's branch and put one's own commits on top of it.

        Raise `SyncError`, with everything as it was, if that fails.
        """
        fetched = self.git("fetch", "--quiet", remote, branch)
        if fetched.returncode:
            if "couldn't find remote ref" in fetched.stderr:
                return  # the first push makes it
            raise SyncError(_out_of_reach(remote, fetched.stderr))
        result = self.git("rebase", "--quiet", "--autostash", "FETCH_HEAD")
        if result.returncode == 0:
            return
        files = self._output("diff", "--name-only", "--relative", "--diff-filter=U").splitlines()
        self.git("rebase", "--abort")
        if not files:
            raise SyncError(
                _("Git could not put your change on top of the others': %(why)s", why=_last(result))
            )
        raise SyncError(
            _(
                "Somebody else has changed the same lines of %(files)s: everything here is as it"
                " was. Write git pull --rebase, choose between the lines that git marks, then"
                " git rebase --continue, and send again.",
                files=", ".join(files),
            )
        )

    def push(self, remote: str, branch: str, proposal: str = "") -> Sent:
        """Bring one's commits to the remote's branch, on top of what others have sent.

        Where the branch is protected they go to the branch ``proposal`` instead, if one is named.
        Raise `SyncError` if that fails too.
        """
        for _attempt in range(_TRIES):
            self.integrate(remote, branch)
            result = self.git("push", "--porcelain", remote, f"HEAD:refs/heads/{branch}")
            said = result.stdout + result.stderr
            if result.returncode == 0:
                self.git("fetch", "--quiet", remote)
                return Sent(branch)
            if _PROTECTED.search(said):
                if proposal:
                    return self._propose(remote, proposal)
                raise SyncError(
                    _(
                        "The branch “%(branch)s” is protected: let this program push to it, in the"
                        " settings of the forge.",
                        branch=branch,
                    )
                )
            if "[rejected]" not in said:
                raise SyncError(_out_of_reach(remote, said))
        raise SyncError(
            _("Others were faster each time, and the push was refused: try again in a minute.")
        )

    def _propose(self, remote: str, branch: str) -> Sent:
        result = self.git("push", "--porcelain", remote, f"HEAD:refs/heads/{branch}")
        if result.returncode:
            raise SyncError(_out_of_reach(remote, result.stdout + result.stderr))
        url = _REMOTE_URL.search(result.stderr)
        return Sent(branch, url[1] if url else "")

    def short_hash(self) -> str:
        """Return the abbreviated hash of the newest commit."""
        return self._output("rev-parse", "--short", "HEAD")

    def undo_commit(self, paths: Sequence[str], why: str) -> None:
        """Take the newest commit back, and put what it added below the paths aside in git stash.

        Left in the folder, the files would stand in the way of the next ``git pull``.
        """
        self.git("reset", "--quiet", "--mixed", "HEAD~1")
        self.git("stash", "push", "--quiet", "--include-untracked", "--message", why, "--", *paths)

    def newest_own_files(self, paths: Sequence[str]) -> tuple[str, list[str]]:
        """Return the newest files below the paths that are on no remote, and their commit.

        The commit is empty for files that are not committed. Without such files both are empty.
        """
        files = [name for name in self.changed_files(*paths) if (self.project / name).is_file()]
        if files := [name for name in files if not self._output("ls-tree", "HEAD", "--", name)]:
            return "", files
        arguments = ("--diff-filter=A", "--name-only", "--relative", "--no-renames", "--format=%H")
        limits = ("HEAD", "--not", "--remotes", "--", *paths)
        lines = self._output("log", "-1", *arguments, *limits).splitlines()
        return (lines[0], [name for name in lines[1:] if name]) if lines else ("", [])

    def remove_from_history(self, commit: str, files: Sequence[str]) -> None:
        """Remove files from the working tree, and from a commit and those after it.

        A commit that had nothing else goes. The commits as they were stay in git's reflog.
        Raise `SyncError`, with everything as it was, if git refuses.
        """
        if commit:
            head = self._required("rev-parse", "HEAD")
            order = ("rev-list", "--reverse", "--topo-order", "--ancestry-path", f"{commit}..HEAD")
            rewritten: dict[str, str] = {}
            with tempfile.TemporaryDirectory() as folder:
                for old in (commit, *self._required(*order).split()):
                    rewritten[old] = self._without(old, files, rewritten, f"{folder}/index")
            self._required("update-ref", "HEAD", rewritten[head], head)
        self._required("update-index", "--force-remove", "--", *files)
        for name in files:
            (self.project / name).unlink(missing_ok=True)

    def _without(
        self, commit: str, files: Sequence[str], rewritten: Mapping[str, str], index: str
    ) -> str:
        """Return a commit like another, but without some files and on the rewritten parents."""
        self._required("read-tree", commit, GIT_INDEX_FILE=index)
        self._required("update-index", "--force-remove", "--", *files, GIT_INDEX_FILE=index)
        tree = self._required("write-tree", GIT_INDEX_FILE=index)
        parents = [
            rewritten.get(old, old) for old in self._output("rev-parse", f"{commit}^@").split()
        ]
        if len(parents) == 1 and self._required("rev-parse", f"{parents[0]}^{{tree}}") == tree:
            return parents[0]
        who = self._required("log", "-1", "--format=%an%n%ae%n%aI", commit).split("\n")
        author = dict(
            zip(("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE"), who, strict=True)
        )
        on = [argument for parent in parents for argument in ("-p", parent)]
        message = self._required("log", "-1", "--format=%B", commit)
        return self._required("commit-tree", tree, *on, "-F", "-", stdin=message, **author)


def _last(result: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in result.stderr.splitlines() if line.strip()]
    return lines[-1] if lines else str(result.returncode)


def _why_no_commit(said: str) -> str:
    if "user.email" in said or "user.name" in said or "identity" in said:
        return _(
            "Git does not know who you are: write git config --global user.name and your name,"
            " then git config --global user.email and your address."
        )
    return _("Git did not take the change: %(why)s", why=" ".join(said.split()))


def _out_of_reach(remote: str, said: str) -> str:
    return _(
        "“%(remote)s” could not be reached: see that the network works and that you may write to"
        " the repository. Git says: %(why)s",
        remote=remote,
        why=" ".join(said.split()),
    )
