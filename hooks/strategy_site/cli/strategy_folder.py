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

from ..checks.history import check_history
from ..checks.load import load_strategy
from ..content.content import Content
from ..diagnostics import ContentError, Diagnostic, Severity
from ..git_sync import SyncError
from ..messages import _, _n
from ..model.item_kinds import item_counts
from ..settings_file import MKDOCS, SettingsFile, read_settings_file
from .project import content_command
from .reporters import annotation, code_quality


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
    def settings(self) -> SettingsFile:
        """The project's ``mkdocs.yml``; empty if there is none."""
        project = self.path.parent
        return read_settings_file(project) if (project / MKDOCS).exists() else SettingsFile()

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

    def check_history(self) -> None:
        """Raise `ContentError` if something is gone that git says was recorded."""
        if missing := list(check_history(self.content)):
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
            self.report.write_text(code_quality(located), encoding="utf-8", newline="\n")


def say(line: str) -> None:
    """Print a line; if nobody reads any longer (``… | head``), go on in silence.

    A command writes all the files that it has begun to write.
    """
    try:
        print(line, flush=True)
    except BrokenPipeError:
        # What is left in the buffer would make Python complain when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def strategy_command(help_text: str) -> Callable[[Callable[..., Iterable[str]]], click.Command]:
    """Return a decorator that makes a command of a function that yields lines to print.

    Takes the command's help, a message. The function is called with a `StrategyFolder` and the
    command's options. The exit code is 1 if it raises `ContentError`, or the strategy has mistakes
    afterwards.
    """

    def decorate(function: Callable[..., Iterable[str]]) -> click.Command:
        @functools.wraps(function)
        def run(folder: Path, **options: Any) -> int:
            strategy = StrategyFolder(folder)
            return run_lines(strategy, lambda: function(strategy, **options))

        return content_command(help_text)(run)

    return decorate


def run_lines(strategy: StrategyFolder, lines: Callable[[], Iterable[str]]) -> int:
    """Print the lines that a command yields; return the exit code."""
    started = time.monotonic()
    try:
        for line in lines():
            say(line)
        content = strategy.content
    except ContentError as error:
        strategy.show(error.diagnostics)
        mistakes = sum(d.severity is Severity.ERROR for d in error.diagnostics)
        said = _n(
            "%(num)d error to correct. Nothing is published.",
            "%(num)d errors to correct. Nothing is published.",
            mistakes,
        )
        print(said, file=sys.stderr)
        return 1
    except SyncError as error:
        print(error, file=sys.stderr)
        return 1
    strategy.show(strategy.warnings)
    counts = item_counts({kind: len(items) for kind, items in content.items.items()})
    seconds = time.monotonic() - started
    say(_("The content is right: %(counts)s (%(seconds).1f s).", counts=counts, seconds=seconds))
    return 0


def existing_file(path: Path | None, message: str) -> Path:
    """Return the path of a file to read. Raises `ContentError` if there is no such file."""
    if path is None or not path.is_file():
        raise ContentError([Diagnostic(path or Path("?"), 1, message)])
    return path


def wrote(path: Path) -> str:
    """Return the line that says which file a command has written."""
    return _("Wrote %(file)s.", file=path.as_posix())
