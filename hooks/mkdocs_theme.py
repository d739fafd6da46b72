"""Of Material the site has its words in every language, and none of its files.

MkDocs looks through all folders of a theme for files to copy, for each language again: Material has
fourteen thousand icons. ``overrides/``, the first of the folders, draws the site without any.
"""

from __future__ import annotations

from functools import partial

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme


class _OwnFiles(FileSystemLoader):
    """Finds templates in every folder, and lists the files of the first alone."""

    def list_templates(self) -> list[str]:
        """Give what MkDocs copies, and the templates beside it."""
        return FileSystemLoader(self.searchpath[0]).list_templates()


def use_own_files(theme: Theme) -> None:
    """Let MkDocs copy no files of a theme but those of its first folder."""
    theme.get_env = partial(_environment, theme)  # type: ignore[method-assign]


def _environment(theme: Theme) -> Environment:
    environment = Theme.get_env(theme)
    environment.loader = _OwnFiles(theme.dirs)
    return environment
