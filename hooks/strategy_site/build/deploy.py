"""Puts new files in place, when all of them are known to be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from ..files import move


def swap(site: Path, new: Path, old: Path) -> None:
    """Replace a whole site with the new one, and move it to ``old``. Raises `OSError`."""
    if site.exists():
        move(site, old)
    try:
        move(new, site)
    except OSError:
        if old.exists():
            move(old, site)
        raise


def sync(site: Path, new: Mapping[str, str], removed: Iterable[str]) -> None:
    """Replace a site's files with new ones, each in one step, and remove others.

    Takes the new files by their paths below the site's folder, and such paths. A file with the same
    content keeps its modification time: hosts upload what is newer. All are on the same disk.
    """
    for path in removed:
        (site / path).unlink()
        with suppress(OSError):  # a folder that is not empty
            for folder in (site / path).relative_to(site).parents:
                if folder != Path():
                    (site / folder).rmdir()
    for path, file in ((path, Path(file)) for path, file in new.items()):
        target = site / path
        if not target.is_file() or target.read_bytes() != file.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            move(file, target)
