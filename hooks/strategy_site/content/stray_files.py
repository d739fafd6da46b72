"""Files that lie where they do not belong: what programs leave behind, shortcuts, documents."""

from __future__ import annotations

import re
from pathlib import Path

from ..messages import _

_LEFT_BEHIND = re.compile(
    r"~\$|\.~|~[^/]*\.tmp$|.*~$|.*\.(?:tmp|temp|bak|old|orig|rej|swp|part|crdownload|download)$"
    r"|thumbs\.db$|desktop\.ini$|ehthumbs\.db$",
    re.IGNORECASE,
)
_SHORTCUTS = (".lnk", ".url", ".webloc", ".desktop")


def is_left_behind(name: str) -> bool:
    """Return whether a file's name is one that programs give to what they forget to remove."""
    return bool(_LEFT_BEHIND.match(name))


def is_shortcut(name: str) -> bool:
    """Return whether a file is no more than a way to another one."""
    return name.lower().endswith(_SHORTCUTS)


def why_not_read(path: Path) -> str:
    """Return why a file among those of the strategy's items is not read, with what to do."""
    if is_left_behind(path.name):
        return _("a program has left this file behind, and it is not read; remove it.")
    if is_shortcut(path.name):
        return _("a shortcut is not read; put the file that it leads to here.")
    with path.open("rb") as file:
        if b"\0" in file.read(4096):
            return _(
                "the file is no text, and is not read; write what it says in a file whose name ends"
                " with .yml, and move this one to docs if it is to be on the site."
            )
    return _("the file is not read; rename it so that its name ends with .yml, or remove it.")
