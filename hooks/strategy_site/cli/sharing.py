"""Commands that bring what was written here to the others, with git."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from .. import progress
from ..change_report.summary import summary_of
from ..clock import today
from ..content.translation_store import TRANSLATIONS
from ..content.url_ledger import LEDGER, OLD_LEDGER
from ..git import NoRevisionError
from ..git_sync import SyncError, WorkingTree
from ..messages import _, _n, message_id
from ..model.versions import VERSIONS
from .commands import option
from .project import content_command
from .strategy import DOCS
from .strategy_folder import StrategyFolder, strategy_command

_MAIN = "main"
_PROPOSAL = "proposal"
"""How the branches begin that a change is sent to where the main branch is protected."""
_RECORDED = message_id("Record what is published [skip ci]")
"""``[skip ci]`` keeps the forges from publishing it once more."""
_branch_option = option("--branch", message_id("The branch to send to."))


@strategy_command(message_id("Check what you wrote, commit it and send it to the others."))
@option("--message", message_id("What the commit says."))
@_branch_option
def send_command(strategy: StrategyFolder, message: str, branch: str) -> Iterator[str]:
    project = strategy.path.parent
    tree = WorkingTree(project)
    content = strategy.content
    strategy.check_history()
    tree.check()
    here, remote = tree.branch(), tree.remote()
    branch = branch or tree.main_branch(remote, here)
    progress.show()
    try:
        with progress.step(_("comparing with what is published")):
            summary = summary_of(project.resolve(), content)
        yield from summary
    except NoRevisionError as error:
        yield str(error)
    own = [name for name in (strategy.path.name, DOCS) if (project / name).exists()]
    changed = tree.changed_files(*own)
    if left := sorted({*tree.changed_files()} - {*changed}):
        yield _("Left as it is, because it is no content: %(files)s.", files=", ".join(left))
    if changed:
        tree.commit(message or _asked(_proposed_message(changed)), own)
    proposal = f"{_PROPOSAL}-{today(content.strategy.time_zone)}-{tree.short_hash()}"
    with progress.step(_("sending")):
        sent = tree.push(remote, branch, proposal)
    if sent.branch == branch:
        yield _("Sent to the branch “%(branch)s”.", branch=branch)
        return
    yield _(
        "The branch “%(branch)s” is protected, so your change is sent as the proposal"
        " “%(proposal)s”: propose it %(where)s.",
        branch=branch,
        proposal=sent.branch,
        where=sent.proposal_url or _("on the forge's page of the repository"),
    )


def _proposed_message(files: list[str]) -> str:
    names = [Path(name).stem for name in files]
    if len(names) > 3:
        return _n(
            "Change %(num)d file of the content", "Change %(num)d files of the content", len(names)
        )
    return _("Change %(names)s", names=", ".join(names))


def _asked(proposed: str) -> str:
    """Return the message that somebody at a terminal chooses, else the proposed one."""
    if not sys.stdin.isatty():
        return proposed
    return str(click.prompt(_("What the commit says"), default=proposed))


@content_command(message_id("For machines that publish: commit and push what publish wrote."))
@_branch_option
def record_command(folder: Path, branch: str) -> int:
    tree = WorkingTree(folder.parent)
    written = [
        name for name in (LEDGER, OLD_LEDGER, TRANSLATIONS, VERSIONS) if (folder / name).exists()
    ]
    if not written:
        print(_("There is nothing to record: write “make publish” first."), file=sys.stderr)
        return 1
    try:
        tree.check()
        remote = tree.remote()
        paths = [f"{folder.name}/{name}" for name in written]
        if not tree.commit(_(_RECORDED), paths):
            return 0
        try:
            tree.push(remote, branch or _MAIN)
        except SyncError as error:
            tree.undo_commit(paths, _(_RECORDED))
            message = _(
                "Nothing is recorded, and everything is as before “make publish”, which will write "
                "it again; what it wrote is in git stash."
            )
            raise SyncError(f"{error} {message}") from error
    except SyncError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
