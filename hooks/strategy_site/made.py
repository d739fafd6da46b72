"""What a build made: the sum of every file, and what it was made from.

The next build leaves alone what would come out the same. Costs only time if it is lost: then
everything is made anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .folders import files_below
from .sums import keep, kept, sum_of

Files = Iterable[tuple[str, bytes]]
"""Path below the site's root, and bytes."""
RECORDS = "STRATEGY_SITE_RECORDS"
"""Names, in the environment, a folder with what is known of the site that stands.

The build puts there what is known of its own. Without it a build writes every file.
"""
_CACHES = "STRATEGY_SITE_CACHE"
"""Names, in the environment, another folder than the project's for what `caches_of` speaks of."""
MADE = "made.json"
"""The file in that folder that `Made` is kept in."""


def caches_of(project: Path) -> Path:
    """Give the folder for what may be of use to a project's next build."""
    return Path(os.environ.get(_CACHES) or project / ".build")


@dataclass(frozen=True)
class Origin:
    """What something was made from."""

    key: str
    """The sum of it all."""
    questions: str = ""
    """What it asked of the content; see `watching`."""


@dataclass
class Made:
    """What stands in a site's folder."""

    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    """The size in bytes and the sum of each file, by its path."""
    origins: dict[str, Origin] = field(default_factory=dict)
    """What a page was made from, by its path; or files made together, by how their paths begin or
    end."""

    def add(self, more: Made) -> None:
        """Add what another process made."""
        self.files |= more.files
        self.origins |= more.origins

    def of(self, path: str) -> Made:
        """Give what is known of a file, or of files made together."""
        found = [path]
        if path not in self.files:
            alike = (p for p in self.files if p.startswith(path) or p.endswith(path))
            # One of its own origin, such as a handwritten page's document, is none of them.
            found = [p for p in alike if p not in self.origins]
        return Made({p: self.files[p] for p in found}, {path: self.origins[path]})

    def made_from(self, key: str) -> Made:
        """Give what is known of the files that were made from the same."""
        of_it = [path for path, origin in self.origins.items() if origin.key == key]
        return Made(
            {path: self.files[path] for path in of_it if path in self.files},
            {path: self.origins[path] for path in of_it},
        )

    def write(self, folder: Path) -> None:
        """Write it down, into a folder of records."""
        origins = {path: [o.key, o.questions] for path, o in self.origins.items()}
        keep(folder / MADE, json.dumps([self.files, origins], ensure_ascii=False).encode())

    @classmethod
    def read(cls, folder: Path) -> Made:
        """Read what `write` wrote; nothing was made if that is lost or damaged."""
        data = kept(folder / MADE)
        if data is None:
            return cls()
        try:
            files, origins = json.loads(data)
            return cls(
                {path: (size, total) for path, (size, total) in files.items()},
                {path: Origin(key, questions) for path, (key, questions) in origins.items()},
            )
        except (ValueError, TypeError, AttributeError):
            return cls()  # another version of this code wrote it


def together(jobs: Iterable[Callable[[], Made]]) -> Made:
    """Do some jobs, one after the other, and tell of all that they made."""
    made = Made()
    for job in jobs:
        made.add(job())
    return made


class SiteFolder:
    """Where a build writes its files: all, or only those that another site has otherwise."""

    def __init__(self, folder: Path, standing: Made | None = None) -> None:
        """Take the folder, and what is known of the site whose files need not be written."""
        self._folder = folder
        self.standing = standing or Made()
        self._folders: set[Path] = set()

    def write(self, files: Files) -> Made:
        """Write what differs; tell of all of it."""
        made = Made()
        for path, data in files:
            made.files[path] = len(data), sum_of(data)
            if self.standing.files.get(path) != made.files[path]:
                self._write(self._folder / path, data)
        return made

    def _write(self, path: Path, data: bytes) -> None:
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent)
        path.write_bytes(data)

    def adopt(self, key: str) -> Made:
        """Tell of the files that another program has written there, and what from."""
        made = Made()
        for path, file in files_below(self._folder).items():
            data = Path(file).read_bytes()
            made.files[path] = len(data), sum_of(data)
            made.origins[path] = Origin(key)
        return made

    def make(self, path: str, key: str, files: Callable[[], Files]) -> Made:
        """Make some files, unless they would be made from the same as those that stand.

        Takes how their paths begin or end, the sum of what they are made from, and what makes them.
        """
        standing = self.kept(path, key)
        if standing is not None:
            return standing
        made = self.write(files())
        made.origins[path] = Origin(key)
        return made

    def kept(self, path: str, key: str) -> Made | None:
        """Tell of such files that stand, if `make` would leave them alone."""
        same = self.standing.origins.get(path) == Origin(key)
        return self.standing.of(path) if same else None
