"""Takes back what ``publish`` wrote, as long as nobody else can have it."""

from __future__ import annotations

from pathlib import Path

from ..content.reader import read_folder
from ..content.translation_store import TRANSLATIONS
from ..content.url_ledger import LEDGER
from ..git_sync import SyncError, WorkingTree
from ..messages import _
from ..model.versions import VERSIONS


def unpublish(folder: Path) -> list[str]:
    """Remove what the newest publication wrote into a strategy folder, from git's history too.

    Returns the removed files, as paths from the project. Of the frozen versions only the one in
    force goes: ``publish`` writes it again. Raises `SyncError` if all is on a remote.
    """
    tree = WorkingTree(folder.parent)
    tree.check()
    strategy = read_folder(folder).strategy.item
    written = [LEDGER, TRANSLATIONS]
    if strategy:
        written.append(f"{VERSIONS}/{strategy.version}.yml")
    commit, files = tree.newest_own_files([f"{folder.name}/{name}" for name in written])
    if not files:
        raise SyncError(
            _(
                "There is nothing to take back: every publication is in a repository that others "
                "read, and its addresses have to live; withdraw what was published by mistake."
            )
        )
    tree.remove_from_history(commit, files)
    return files
