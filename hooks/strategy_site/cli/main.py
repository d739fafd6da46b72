"""The command ``strategy-site``: finds a command by its name, and refuses wrong usage.

Knows where each command is and nothing of what it does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from ..diagnostics import suggestion
from ..messages import LANGUAGE_VARIABLE, _, message_id, message_languages
from ..terminal import show_any_text, why_refused
from ..version import installed_version
from .commands import Group, Option
from .project import speak_as_at

_SECTIONS = {
    message_id("Begin"): {"new": "new", "add": "new"},
    message_id("Write and look"): dict.fromkeys(
        ("check", "build", "serve", "preview", "edit"), "site"
    )
    | {"check": "strategy", "import": "strategy"},
    message_id("Translate"): dict.fromkeys(
        ("translations", "reviewed", "harmless", "export-po", "import-po"), "translations"
    ),
    message_id("Publish"): {
        "send": "sharing",
        **dict.fromkeys(("publish", "unpublish", "freeze", "restore"), "strategy"),
        "record": "sharing",
    },
    message_id("For engineers"): {"schema": "strategy", "map": "new"},
}
"""The module beside this one in which each command is, in the sections of the help page."""
_ALIASES = {
    "new-strategy": "new",
    "project": "add project",
    "call": "add call",
    "language": "add language",
}
"""Former names. They go with the next release."""


def _speak(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value:
        os.environ[LANGUAGE_VARIABLE] = value


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"strategy-site {installed_version()}")
        ctx.exit()


_COMMANDS = Group(
    "strategy-site",
    _SECTIONS,
    _ALIASES,
    help=message_id("Check, translate and publish a development strategy that is kept as YAML."),
    params=[
        Option(
            ["--version"],
            is_flag=True,
            callback=_show_version,
            expose_value=False,
            is_eager=True,
            help=message_id("Show the program's version and exit."),
        ),
        Option(
            ["--messages"],
            type=click.Choice(message_languages()),
            callback=_speak,
            expose_value=False,
            is_eager=True,
            help=message_id("The language of what the program says."),
        ),
    ],
)


def _why_misused(error: click.UsageError) -> str:
    """Return why a command can't be run, in one sentence."""
    if isinstance(error, click.NoSuchOption):
        return _(
            "There is no option “%(option)s”: %(advice)s",
            option=error.option_name,
            advice=suggestion(error.option_name, error.possibilities or ["--help"]),
        )
    if isinstance(error, click.MissingParameter) and error.ctx:
        return _(
            "The folder's name is missing: write “%(command)s my-area”, or “make new-strategy"
            " DIR=my-area”.",
            command=error.ctx.command_path,
        )
    # Click's own sentence, which is English.
    return _("This can't be done: %(why)s", why=error.format_message())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code: 0, 1 if something has to be corrected, 2 if misused."""
    show_any_text()
    speak_as_at(Path.cwd())
    try:
        return int(_COMMANDS.main(arguments, prog_name="strategy-site", standalone_mode=False) or 0)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "strategy-site"
        print(_why_misused(error), file=sys.stderr)
        print(_("See %(command)s --help.", command=command), file=sys.stderr)
        return error.exit_code
    except click.Abort:  # Ctrl+C
        return 1
    except BrokenPipeError:
        raise
    except OSError as error:
        print(why_refused(error), file=sys.stderr)
        return 1
