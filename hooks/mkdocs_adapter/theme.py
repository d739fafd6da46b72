"""Keeps MkDocs from looking for files to copy among Material's fourteen thousand icons.

Of Material the site needs only its translations; its own theme comes first in the folders.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme

from strategy_site.package_files import THEME


class _OwnFiles(FileSystemLoader):
    """Finds templates in every folder, and lists the files of the first alone."""

    def list_templates(self) -> list[str]:
        """Return the files that MkDocs copies, and the templates beside them."""
        return FileSystemLoader(self.searchpath[0]).list_templates()


def theme_folders(theme: Theme) -> list[str]:
    """Return the folders of a theme, that of the package first, whoever has put others before."""
    others = [folder for folder in theme.dirs if Path(folder).resolve() != THEME.resolve()]
    return [str(THEME), *others]


def theme_environment(theme: Theme) -> Environment:
    """Return the templates of a theme, of which MkDocs copies only the package's own files."""
    theme.dirs = theme_folders(theme)
    environment = Theme.get_env(theme)
    environment.loader = _OwnFiles(theme.dirs)
    return environment
