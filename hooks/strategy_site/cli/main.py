"""The command ``strategy-site``: finds a command by its name, and refuses wrong usage.

Knows where each command is and nothing of what it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import click

_MODULES = {
    **dict.fromkeys(("build", "serve", "preview", "edit"), "site"),
    **dict.fromkeys(("check", "schema", "freeze", "publish", "restore", "import"), "strategy"),
    **dict.fromkeys(
        ("translations", "reviewed", "harmless", "export-po", "import-po"), "translations"
    ),
    **dict.fromkeys(("project", "call", "language", "new-strategy", "map"), "new"),
}
"""The module beside this one in which each command is, as ``…_command``."""


class _Commands(click.Group):
    """Imports a command's module only when it is run: a build with nothing to do stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        module = import_module(f"{__package__}.{_MODULES[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command


_COMMANDS = _Commands(
    help="Check, translate and publish a development strategy that is kept as YAML."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code: 0, 1 if something has to be corrected, 2 if misused."""
    try:
        return int(_COMMANDS.main(arguments, prog_name="strategy-site", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:  # Ctrl+C
        return 1
