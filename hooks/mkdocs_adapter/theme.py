"""Keeps MkDocs from looking for files to copy among Material's fourteen thousand icons.

Of Material the site needs only its translations; ``overrides/`` comes first in the theme's folders.
"""

from __future__ import annotations

from functools import partial

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme


class _OwnFiles(FileSystemLoader):
    """Finds templates in every folder, and lists the files of the first alone."""

    def list_templates(self) -> list[str]:
        """Return the files that MkDocs copies, and the templates beside them."""
        return FileSystemLoader(self.searchpath[0]).list_templates()


def copy_only_own_files(theme: Theme) -> None:
    """Let MkDocs copy no files of a theme but those of its first folder."""
    theme.get_env = partial(_environment, theme)  # type: ignore[method-assign]


def _environment(theme: Theme) -> Environment:
    environment = Theme.get_env(theme)
    environment.loader = _OwnFiles(theme.dirs)
    return environment
