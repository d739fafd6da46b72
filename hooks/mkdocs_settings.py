"""What MkDocs knows of the site by ``mkdocs.yml``, for those who know nothing of MkDocs."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from strategy_site.reading import is_item
from strategy_site.settings import Settings
from strategy_site.shell import Shell


def project_folder(config: MkDocsConfig) -> Path:
    """Give the folder that ``mkdocs.yml`` stands in."""
    return Path(config.config_file_path).parent


def strategy_folder(config: MkDocsConfig) -> Path:
    """Give the folder of the strategy's YAML."""
    return project_folder(config) / str(config.extra.get("strategy", "strategy"))


def languages_plugin(config: MkDocsConfig) -> Any:
    """Give the plugin that builds the languages, one after the other."""
    return config.plugins["i18n_any_language"]


def edit_root(config: MkDocsConfig) -> str:
    """Give the address below which the repository's files are edited; empty if there is none.

    ``edit_uri`` leads to the folder of handwritten pages; the YAML stands beside it.
    """
    if not (config.repo_url and config.edit_uri):
        return ""
    docs = posixpath.join(config.repo_url, config.edit_uri.strip("/"))
    return f"{posixpath.dirname(docs)}/"


def settings_of(config: MkDocsConfig) -> Settings:
    """Give what has to agree with the strategy."""
    rows = sorted(languages_plugin(config).config.languages, key=lambda row: not row.default)
    languages = [row.locale for row in rows]
    docs = Path(config.docs_dir)
    return Settings(languages, config.site_url or "", config.theme.dirs, docs)


def shell_of(config: MkDocsConfig, policy: str) -> Shell:
    """Give what stands around the strategy's pages, as far as ``mkdocs.yml`` says it."""
    return Shell.begin(
        config.site_url or "",
        edit_root(config),
        config.repo_url or "",
        strategy_folder(config),
        Path(config.theme.dirs[0]),
        policy,
    )


def settled_files(config: MkDocsConfig) -> Iterator[Path]:
    """Give the files that only MkDocs can take up: all but the strategy's projects and the like."""
    strategy = strategy_folder(config)
    yield Path(config.config_file_path)
    for folder in (Path(config.docs_dir), Path(__file__).parent, Path(config.theme.dirs[0])):
        yield from folder.rglob("*")
    yield from (path for path in strategy.rglob("*") if not is_item(path, strategy))
