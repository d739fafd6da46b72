"""The state that a build leaves for the next: what the site was built from, and its files.

The next build reuses what would come out the same. To lose the state costs only time: everything is
built then. So does a state that is damaged, or that another version of this code has written.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ..files import read_checked, write_checked


class Output(NamedTuple):
    """The files of one target, and what they were generated from."""

    files: dict[str, tuple[int, str]]
    """Size in bytes and digest, by path below the site's root."""
    fingerprint: str | None
    """The digest of all inputs; None if only generating the files again can tell."""
    reads: str = ""
    """What was read of the content, as `dependency_tracker.dump_reads` writes it."""


@dataclass
class BuildState:
    """All that is known of a built site. Empty: nothing is known, so everything has to be built."""

    outputs: dict[str, Output] = field(default_factory=dict)
    """By `Target.paths_pattern`."""
    inputs: dict[str, Any] = field(default_factory=dict)
    """`BuildInputs` as JSON: to read them as such takes longer than to see that nothing changed."""
    sources: dict[str, str] = field(default_factory=dict)
    """The digest of each source file, as `fingerprints.file_digests` returns them."""
    stats: str = ""
    """`fingerprints.digest_of_stats` of the site's files, right after they were put in place."""
    summary: str = ""
    """What the user was told of the site."""

    @property
    def files(self) -> dict[str, tuple[int, str]]:
        """Size in bytes and digest of every file of the site."""
        return {path: row for output in self.outputs.values() for path, row in output.files.items()}

    @classmethod
    def read(cls, file: Path) -> BuildState:
        """Return the state that `write` wrote; an empty one if the file can't be read as that."""
        try:
            state = cls(**json.loads(read_checked(file) or b""))
            for pattern, (files, fingerprint, reads) in state.outputs.items():
                rows = {path: (size, digest) for path, (size, digest) in files.items()}
                state.outputs[pattern] = Output(rows, fingerprint, reads)
        except (ValueError, TypeError, AttributeError):
            return cls()
        return state

    def write(self, file: Path) -> None:
        """Write the state into a file, in one step."""
        write_checked(file, json.dumps(vars(self), ensure_ascii=False).encode())
