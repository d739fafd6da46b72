"""The project that a command is about: the one that one stands in, or the one that is named.

Knows none of the commands.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from ..content.source_language import source_language_of
from ..diagnostics import ContentError
from ..messages import LANGUAGE_VARIABLE, _, message_id, preferred_language
from ..paths import STRATEGY_FILE
from ..settings_file import read_settings_file
from .commands import PATH, Command, option

STRATEGY = "strategy"
"""The folder of the content in a project."""


def find_project(start: Path) -> Path | None:
    """Return the nearest folder, from ``start`` upwards, that holds a site's content."""
    here = start.absolute()
    folders = (here, *here.parents)
    return next((f for f in folders if (f / STRATEGY / STRATEGY_FILE).is_file()), None)


def speak_as_at(start: Path) -> None:
    """Let the program speak the source language of the project there, unless it is asked."""
    project = None if preferred_language(os.environ) else find_project(start)
    speak_unless_asked(source_language_of(project / STRATEGY) if project else None)


def speak_unless_asked(code: str | None) -> None:
    """Let the program speak a language, unless the environment asks for one that it speaks."""
    if code and not preferred_language(os.environ):
        os.environ[LANGUAGE_VARIABLE] = code


def _content_of(wanted: Path | None) -> Path | None:
    """Return the folder with the content of the project that is named, or that one stands in.

    A project may be named by its own folder, or by that of its content.
    """
    if wanted is None:
        project = find_project(Path())
        return project and _as_shown(project) / STRATEGY
    if (wanted / STRATEGY_FILE).is_file() and not (wanted / STRATEGY).is_dir():
        return wanted
    return wanted / STRATEGY if wanted.is_dir() else None


def content_command(help_text: str) -> Callable[[Callable[..., int]], click.Command]:
    """Return a decorator that makes a command about a project of a function.

    Takes the command's help, a message. The function is called with the folder of the project's
    content and the command's options, and returns the exit code.
    """

    def decorate(function: Callable[..., int]) -> click.Command:
        @click.argument("folder", metavar="", required=False, type=PATH)
        @option(
            "--project",
            message_id("The site's folder; by default the one that you stand in."),
            metavar="FOLDER",
            type=PATH,
        )
        @wraps(function)
        def run(folder: Path | None, project: Path | None, **options: Any) -> int:
            content = _content_of(project or folder)
            if content is None:
                print(_no_project(project or folder), file=sys.stderr)
                return 1
            speak_as_at(content.parent)
            return function(content, **options)

        return click.command(cls=Command, help=help_text)(run)

    return decorate


def project_command(help_text: str) -> Callable[[Callable[..., int]], click.Command]:
    """Return a decorator as `content_command` does, for a function that takes the project."""

    def decorate(function: Callable[..., int]) -> click.Command:
        @wraps(function)
        def run(content: Path, **options: Any) -> int:
            try:
                read_settings_file(content.parent)
            except ContentError as error:
                print(error, file=sys.stderr)
                return 1
            return function(content.parent, **options)

        return content_command(help_text)(run)

    return decorate


def _no_project(wanted: Path | None) -> str:
    if wanted:
        return _(
            "There is no folder %(folder)s: look for a slip of the pen, or write strategy-site new"
            " %(folder)s to begin a site there.",
            folder=wanted.as_posix(),
        )
    return _(
        "There is no site in this folder or above it: go to the folder that holds strategy/, or"
        " name it with --project."
    )


def _as_shown(project: Path) -> Path:
    """Return the shortest way to write a folder, seen from where one stands."""
    try:
        return Path(os.path.relpath(project))
    except ValueError:  # another drive, on Windows
        return project
