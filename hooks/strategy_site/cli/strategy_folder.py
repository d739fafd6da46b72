"""The strategy folder that a command works on: read once, and its mistakes shown.

Knows none of the commands.
"""

from __future__ import annotations

import functools
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from ..checks.load import load_strategy
from ..checks.missing_files import check_missing_files
from ..content.content import Content
from ..diagnostics import ContentError, Diagnostic, Severity
from ..model.item_kinds import item_counts
from .reporters import annotation, code_quality

folder_argument = click.argument("folder", type=click.Path(path_type=Path), default="strategy")


class StrategyFolder:
    """A strategy folder, read when a command first needs its content."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.hints: list[Diagnostic] = []
        """What to show after the warnings."""
        self.forge = ""
        """``github`` to annotate the lines there as well."""
        self.report: Path | None = None
        """Where GitLab's code quality report goes."""

    @property
    def display_path(self) -> Path:
        """The path to show for the folder."""
        return Path(self.path.name)

    @functools.cached_property
    def _loaded(self) -> tuple[Content, list[Diagnostic]]:
        return load_strategy(self.path)

    @property
    def content(self) -> Content:
        """The strategy. Raises `ContentError` if it has mistakes."""
        return self._loaded[0]

    @property
    def warnings(self) -> list[Diagnostic]:
        """What is to be shown although the strategy is right."""
        return [*self._loaded[1], *self.hints]

    def reload(self) -> None:
        """Read the folder again, after a command has written into it."""
        self.__dict__.pop("_loaded", None)

    def check_missing_files(self) -> None:
        """Raise `ContentError` if a file that was published is gone: none may begin again empty."""
        languages = self.content.languages
        if missing := list(check_missing_files(self.path, self.display_path, languages)):
            raise ContentError(missing)

    def show(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Print diagnostics, and report them to the forge that runs the command."""
        for diagnostic in diagnostics:
            print(diagnostic, file=sys.stderr)
        # A forge knows a file by its path in the repository, where the command is run.
        parent = Path() if self.path.is_absolute() else self.path.parent
        located = [replace(diagnostic, path=parent / diagnostic.path) for diagnostic in diagnostics]
        if self.forge == "github":
            for diagnostic in located:
                say(annotation(diagnostic))
        if self.report:
            self.report.write_text(code_quality(located), encoding="utf-8")


def say(line: str) -> None:
    """Print a line; if nobody reads any longer (``… | head``), go on in silence.

    A command writes all the files that it has begun to write.
    """
    try:
        print(line, flush=True)
    except BrokenPipeError:
        # What is left in the buffer would make Python complain when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def strategy_command(function: Callable[..., Iterable[str]]) -> click.Command:
    """Return a command that takes a strategy folder, from a function that yields lines to print.

    The function is called with a `StrategyFolder` and the command's options. The exit code is 1 if
    it raises `ContentError`, or the strategy has mistakes afterwards.
    """

    @folder_argument
    @functools.wraps(function)
    def run(folder: Path, **options: Any) -> int:
        started = time.monotonic()
        strategy = StrategyFolder(folder)
        try:
            for line in function(strategy, **options):
                say(line)
            content = strategy.content
        except ContentError as error:
            strategy.show(error.diagnostics)
            mistakes = sum(d.severity is Severity.ERROR for d in error.diagnostics)
            print(f"{mistakes} fel att rätta. Inget är publicerat.", file=sys.stderr)
            return 1
        strategy.show(strategy.warnings)
        say(
            f"Innehållet är rätt: {item_counts({k: len(i) for k, i in content.items.items()})} "
            f"({time.monotonic() - started:.1f} s)."
        )
        return 0

    return click.command()(run)


def existing_file(path: Path | None, message: str) -> Path:
    """Return the path of a file to read. Raises `ContentError` if there is no such file."""
    if path is None or not path.is_file():
        raise ContentError([Diagnostic(path or Path("?"), 1, f"{message} med filens namn.")])
    return path
