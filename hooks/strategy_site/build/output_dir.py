"""Writes outputs into a folder, and only those that differ from the previous build's.

Knows nothing of what the outputs are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import ContentError, Diagnostic
from ..hashing import digest
from ..messages import _
from ..progress import step
from ..render.dependency_tracker import DependencyTracker, UnknownRead, dump_reads
from .fingerprints import list_files
from .state import BuildState, Output

FileContents = Iterable[tuple[str, bytes]]
"""Path below the site's root, and content."""


@dataclass(frozen=True, slots=True)
class Target:
    """Output files that are generated together."""

    paths_pattern: str
    """A page's path, or how the paths of its files begin or end; empty: all other files."""
    generate: Callable[[], FileContents]
    inputs: Callable[[], bytes] | None
    """Returns the digest of all inputs that are not tracked; None if only generating can tell."""
    language: str = ""
    """Of a page, whose reads are tracked; empty if they are not."""
    name: str = ""
    """For the progress output; empty if it is not worth a line."""
    source: Path = Path()
    """The file of the strategy that it shows, if it is one."""
    item_id: str = ""
    """The id of the item in that file."""

    def has(self, path: str) -> bool:
        """Return whether a path can be one of its files."""
        return path.startswith(self.paths_pattern) or path.endswith(self.paths_pattern)


class OutputDir:
    """The folder that a build writes into: all files, or those that the previous site has not."""

    def __init__(
        self, folder: Path, previous: BuildState, tracker: DependencyTracker, version: str
    ) -> None:
        """Take the digest of the code, which is an input of all targets, too."""
        self._folder, self._tracker, self._version = folder, tracker, version.encode()
        self._outputs, self._files = previous.outputs, previous.files

    def reuse(self, target: Target) -> Output | None:
        """Return the previous output of a target if its fingerprint is unchanged, else None."""
        previous = self._outputs.get(target.paths_pattern)
        if previous and previous.fingerprint:
            with suppress(UnknownRead):
                if self._fingerprint(target, previous.reads) == previous.fingerprint:
                    return previous
        return None

    def build(self, targets: Iterable[Target]) -> dict[str, Output]:
        """Reuse some targets or write those of their files that differ, one after the other."""
        outputs = {}
        for target in targets:
            with step(target.name):
                outputs[target.paths_pattern] = self.reuse(target) or self._generate(target)
        return outputs

    def _generate(self, target: Target) -> Output:
        self._tracker.reads.clear()
        try:
            files = dict(self._write(target.generate()))
        except (ContentError, OSError):
            raise
        except Exception as error:
            raise ContentError([_fault(target, error)]) from error
        reads = dump_reads(self._tracker.reads) if target.language else ""
        return Output(files, self._fingerprint(target, reads), reads)

    def _fingerprint(self, target: Target, reads: str) -> str | None:
        if target.inputs is None:
            return None
        read = self._tracker.fingerprint(reads, target.language) if target.language else b""
        return digest(self._version + target.inputs() + read)

    def _write(self, files: FileContents) -> Iterator[tuple[str, tuple[int, str]]]:
        for path, data in files:
            row = _row(data)
            if self._files.get(path) != row:
                (self._folder / path).parent.mkdir(parents=True, exist_ok=True)
                (self._folder / path).write_bytes(data)
            yield path, row


def _fault(target: Target, error: Exception) -> Diagnostic:
    """Return what to tell about an output that can't be written: the check found nothing wrong."""
    message = _(
        "%(output)s can't be written%(about)s (%(kind)s: %(error)s); the fault is the program's: "
        "report it with this line, and change the text that you wrote last to build meanwhile.",
        output=target.name or target.paths_pattern,
        about=" " + _("“%(mark)s”", mark=target.item_id) if target.item_id else "",
        kind=type(error).__name__,
        error=" ".join(str(error).split()),
    )
    return Diagnostic(target.source, 1, message)


def digests_of_files(folder: Path) -> dict[str, tuple[int, str]]:
    """Return `Output.files` of all that is in a folder."""
    return {path: _row(Path(file).read_bytes()) for path, file in list_files(folder).items()}


def _row(data: bytes) -> tuple[int, str]:
    return len(data), digest(data)
