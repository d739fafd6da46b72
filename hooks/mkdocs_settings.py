"""What ``mkdocs.yml`` says of the site, and whether the strategy says the same."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from strategy_site.content import Content
from strategy_site.handwritten import check_handwritten
from strategy_site.leads import made_addresses
from strategy_site.pages import Page
from strategy_site.problems import ContentError, Problem
from strategy_site.reading import FOLDERS


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


def check_settings(content: Content, pages: list[Page], config: MkDocsConfig) -> None:
    """Refuse what only the two sides together can get wrong. Raises `ContentError`."""
    problems = []
    configured = languages_plugin(config).config.languages
    codes = sorted(configured, key=lambda row: not row.default)
    if {row.locale for row in codes} != set(content.languages) or (
        codes[0].locale != content.languages[0]
    ):
        message = (
            f"språken är inte de samma som i strategy.yml ({', '.join(content.languages)}, "
            "källspråket först); skriv dem under plugins också."
        )
        problems.append(Problem(Path("mkdocs.yml"), 1, message))
    if not config.site_url or not config.site_url.endswith("/"):
        message = "site_url saknas eller slutar inte med /; skriv webbplatsens hela adress."
        problems.append(Problem(Path("mkdocs.yml"), 1, message))
    for language in content.languages:
        partial = f"partials/languages/{language}.html"
        if not any(Path(folder, partial).is_file() for folder in config.theme.dirs):
            message = (
                f"temat har inga ord på språket ”{language}”; "
                "kopiera fit.html dit och skriv språkets kod i den."
            )
            problems.append(Problem(Path("overrides", partial), 1, message))
    generated = made_addresses(content, pages)
    docs = Path(config.docs_dir)
    problems += check_handwritten(content, docs, Path(content.folder.name), generated)
    if problems:
        raise ContentError(problems)


def settled_files(config: MkDocsConfig) -> Iterator[Path]:
    """Give the files that only MkDocs can take up: all but the strategy's projects and the like."""
    strategy = strategy_folder(config)
    yield Path(config.config_file_path)
    for folder in (Path(config.docs_dir), Path(__file__).parent, Path(config.theme.dirs[0])):
        yield from folder.rglob("*")
    yield from (path for path in strategy.rglob("*") if path.parent.name not in FOLDERS)
