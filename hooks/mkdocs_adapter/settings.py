"""``mkdocs.yml``, as MkDocs has read it → `SiteConfig`, for code that knows nothing of MkDocs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_adapter.theme import theme_folders
from strategy_site.content.reader import is_item
from strategy_site.package_files import CODE
from strategy_site.site_config import SiteConfig, edit_root_of, example_host


def project_folder(config: MkDocsConfig) -> Path:
    """Return the folder of ``mkdocs.yml``."""
    return Path(config.config_file_path).parent


def languages_plugin(config: MkDocsConfig) -> Any:
    """Return the plugin that builds the languages, one after the other."""
    return config.plugins["i18n_any_language"]


def site_config_of(config: MkDocsConfig, policy: str) -> SiteConfig:
    """Return the site's configuration; takes the Content-Security-Policy of its pages."""
    rows = sorted(languages_plugin(config).config.languages, key=lambda row: not row.default)
    return SiteConfig(
        url=config.site_url or "",
        languages=[row.locale for row in rows],
        strategy=project_folder(config) / str(config.extra.get("strategy", "strategy")),
        docs=Path(config.docs_dir),
        theme=[Path(folder) for folder in theme_folders(config.theme)],
        edit_root=edit_root_of(config.repo_url, config.edit_uri),
        repository="" if example_host(config.repo_url or "") else config.repo_url or "",
        policy=policy,
    )


def full_build_files(settings: Path, config: SiteConfig) -> Iterator[Path]:
    """Yield the files whose change needs MkDocs; takes the path of ``mkdocs.yml``."""
    yield settings
    for folder in (config.docs, *CODE, config.theme[0]):
        yield from folder.rglob("*")
    yield from (path for path in config.strategy.rglob("*") if not is_item(path, config.strategy))
