"""Click's commands with help in the reader's language.

Help texts are marked with ``message_id`` where a command is defined. Knows none of the commands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from ..diagnostics import suggestion
from ..messages import _, message_id

PATH = click.Path(path_type=Path)
"""The type of an option that is a file or a folder."""
_HELP = message_id("Show this and exit.")


def _said(text: str | None) -> str:
    return _(text) if text else ""


class Option(click.Option):
    """An option whose help is a message."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's line of the help page."""
        record = super().get_help_record(ctx)
        return record and (record[0], _said(self.help))


def option(
    name: str, help_text: str, **attributes: Any
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that gives a command an option, with a message as its help.

    Takes click's further attributes of an option. One without a type is a text, empty by default.
    """
    if not attributes:
        attributes = {"default": ""}
    return click.option(name, cls=Option, help=help_text, **attributes)


class Command(click.Command):
    """A command whose help is a message."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help``, with its own help in the reader's language."""
        option = super().get_help_option(ctx)
        if option:
            option.help = _(_HELP)
        return option

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the command's line in the list of commands, never cut."""
        return _said(self.help)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        pieces = " ".join(filter(None, self.collect_usage_pieces(ctx)))
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage: "))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_said(self.help))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options; a group writes its commands too."""
        records = [p.get_help_record(ctx) for p in self.get_params(ctx)]
        with formatter.section(_("Options")):
            formatter.write_dl([record for record in records if record and record[0].strip()])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)


class Group(Command, click.Group):
    """Commands in named sections; a command's module is imported only when it is run.

    Takes the module of each command, in this package, by section and the command's name. A
    command is the module's ``…_command``. A build with nothing to do stays fast. ``aliases`` are
    former names, by which a command is still found.
    """

    def __init__(
        self,
        name: str,
        sections: Mapping[str, Mapping[str, str]],
        aliases: Mapping[str, str],
        **attributes: Any,
    ) -> None:
        super().__init__(name, **attributes)
        self._sections = sections
        self._modules = {
            name: module for rows in sections.values() for name, module in rows.items()
        }
        self._aliases = aliases

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, former ones not included."""
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, ``None`` if there is none."""
        name = self._aliases.get(cmd_name, cmd_name)
        group, _space, name = name.rpartition(" ")
        if group:
            parent = self.get_command(ctx, group)
            return parent.get_command(ctx, name) if isinstance(parent, click.Group) else None
        if name not in self._modules:
            return None
        module = import_module(f"{__package__}.{self._modules[name]}")
        command: click.Command = getattr(module, f"{name.replace('-', '_')}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named first, and what comes after it."""
        name, *rest = args
        command = self.get_command(ctx, name)
        if command is None and not name.startswith("-"):
            advice = suggestion(name, self._modules)
            ctx.fail(_("There is no command “%(name)s”: %(advice)s", name=name, advice=advice))
        return (name, command, rest) if command else super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, section by section."""
        widest = max(map(len, self._modules))
        for title, rows in self._sections.items():
            with formatter.section(_(title)):
                commands = [(name, self.get_command(ctx, name)) for name in rows]
                formatter.write_dl(
                    [
                        (name.ljust(widest), command.get_short_help_str())
                        for name, command in commands
                        if command
                    ]
                )
