"""New files → the folder of the site, when all of them are right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path


def swap(site: Path, new: Path, old: Path) -> None:
    """Put a whole new site in the place of the old one, which is at ``old`` then."""
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise


def renew(site: Path, new: Mapping[str, str], gone: Iterable[str]) -> None:
    """Put new files in the place of old ones, each in one step, and remove those that are gone.

    Takes both by their paths below the site's folder. What is the same is left alone, and so is
    its time, by which other programs see what has changed. All folders lie on the same disk.
    """
    for path in gone:
        (site / path).unlink()
        with suppress(OSError):  # until a folder has something in it
            for folder in (site / path).relative_to(site).parents:
                if folder != Path():
                    (site / folder).rmdir()
    for path, file in ((path, Path(file)) for path, file in new.items()):
        there = site / path
        if not there.is_file() or there.read_bytes() != file.read_bytes():
            there.parent.mkdir(parents=True, exist_ok=True)
            file.replace(there)
