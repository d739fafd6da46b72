"""What ``mkdocs.yml`` says, before MkDocs reads it: it would answer in English, and at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..diagnostics import Diagnostic, closest, suggestion
from ..messages import _
from ..model.fields import is_web_link
from ..settings_file import SettingsFile
from ..yaml_io.reader import KeyPath

LANGUAGES_PLUGIN, OWN_PLUGIN = "i18n_any_language", "strategy_site"
# MkDocs' user guide, "Configuration".
_KEYS = (
    *("INHERIT", "site_name", "site_url", "site_description", "site_author", "copyright"),
    *("repo_url", "repo_name", "edit_uri", "edit_uri_template", "remote_branch", "remote_name"),
    *("nav", "exclude_docs", "draft_docs", "not_in_nav", "validation", "theme", "docs_dir"),
    *("site_dir", "extra_css", "extra_javascript", "extra_templates", "extra", "watch"),
    *("use_directory_urls", "strict", "dev_addr", "markdown_extensions", "mdx_configs"),
    *("hooks", "plugins"),
)
_HOME = "index.md"


def check_mkdocs_yml(
    settings: SettingsFile, project: Path, languages: Sequence[str] = ()
) -> Iterator[Diagnostic]:
    """Yield what is wrong in the ``mkdocs.yml`` of a project.

    Takes the strategy's languages, the source language first, if they are known.
    """
    values = settings.values
    if not values or "INHERIT" in values:
        return
    meant = set()
    for key in map(str, values):  # YAML reads some keys as numbers or dates
        if key not in _KEYS:
            close = closest(key, _KEYS)
            meant.add(close)
            advice = suggestion(key, _KEYS) if close else _("remove it.")
            message = _(
                "the key “%(wrong)s” does not exist here; %(advice)s", wrong=key, advice=advice
            )
            yield settings.error(key, message)
    # A misspelt key is one mistake: what is missing under its right name is none.
    yield from (found for key, found in _all(settings, project) if key not in meant)
    written = _languages(values.get("plugins"))
    if languages and written is not None and not _same(written, languages):
        message = _(
            "the languages are not the same as in strategy.yml (%(languages)s, the "
            "source language first); write them under plugins too.",
            languages=", ".join(languages),
        )
        yield settings.error("plugins", message)


def _all(settings: SettingsFile, project: Path) -> Iterator[tuple[str, Diagnostic]]:
    """Yield each mistake in what a key holds, with the key."""
    yield from _addresses(settings)
    yield from (("nav", found) for found in _menu(settings, project))
    yield from _programs(settings, project)


def _addresses(settings: SettingsFile) -> Iterator[tuple[str, Diagnostic]]:
    url = settings.values.get("site_url")
    if not (isinstance(url, str) and url.endswith("/") and is_web_link(url)):
        message = _("site_url is missing or does not end with /; write the site's whole address.")
        yield "site_url", settings.error("site_url", message)
    repository = settings.values.get("repo_url")
    if repository and not is_web_link(repository):
        message = _(
            "repo_url is no whole address; write it with https:// first, or remove the line."
        )
        yield "repo_url", settings.error("repo_url", message)


def _menu(settings: SettingsFile, project: Path) -> Iterator[Diagnostic]:
    nav = settings.values.get("nav")
    if nav is None:
        return
    if not isinstance(nav, list):
        message = _("“%(name)s” should be a list; write “- ” before each line.", name="nav")
        yield settings.error("nav", message)
        return
    docs = project / str(settings.values.get("docs_dir") or "docs")
    pages = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    for page in settings.menu:
        if page.endswith(".md") and page not in pages and page != _HOME:
            message = _(
                "the menu names %(page)s, which is not in %(docs)s; %(advice)s",
                page=page,
                docs=docs.name,
                advice=suggestion(page, pages) if closest(page, pages) else _("remove the line."),
            )
            yield settings.error_at("nav", page, message)


def _programs(settings: SettingsFile, project: Path) -> Iterator[tuple[str, Diagnostic]]:
    """Yield what is wrong with the theme, the hooks and the plugins."""
    values = settings.values
    theme, hooks, plugins = (values.get(key) for key in ("theme", "hooks", "plugins"))
    name = theme.get("name") if isinstance(theme, dict) else theme
    if name != "material":
        message = _("the theme is %(name)s; write “name: material” under “theme”.", name=name)
        yield "theme", settings.error("theme", message)
    folder = theme.get("custom_dir") if isinstance(theme, dict) else None
    files = [("theme", folder)] if folder else []
    if isinstance(hooks, list):
        files += [("hooks", hook) for hook in hooks]
    elif hooks:
        message = _("“%(name)s” should be a list; write “- ” before each line.", name="hooks")
        yield "hooks", settings.error("hooks", message)
    for key, file in files:
        if not (project / str(file)).exists():
            message = _("%(file)s does not exist; write the path of the one that does.", file=file)
            yield key, settings.error_at(key, str(file), message)
    for needed in (LANGUAGES_PLUGIN, *(() if hooks else (OWN_PLUGIN,))):
        if plugin(plugins, needed) is None:
            message = _(
                "%(plugin)s is not under “plugins”, and without it no site can be built; add a "
                "line “- %(plugin)s” there.",
                plugin=needed,
            )
            yield "plugins", settings.error("plugins", message)


def plugin(plugins: Any, name: str) -> tuple[KeyPath, dict[str, Any]] | None:
    """Return the key path of a plugin's options in ``mkdocs.yml``, and the options.

    ``None`` if it is not there. Takes what stands under ``plugins``: MkDocs takes a list of
    plugins, some of them only a name, or a mapping.
    """
    rows = enumerate(plugins) if isinstance(plugins, list) else [(None, plugins)]
    for number, row in rows:
        place: KeyPath = ("plugins",) if number is None else ("plugins", number)
        if row == name:
            return place, {}
        if isinstance(row, dict) and name in row:
            return (*place, name), row[name] if isinstance(row[name], dict) else {}
    return None


def _same(written: Sequence[str], languages: Sequence[str]) -> bool:
    return set(written) == set(languages) and written[0] == languages[0]


def _languages(plugins: Any) -> list[str] | None:
    """Return the codes of the languages that are built, the source language first.

    ``None`` if the plugin that builds them is not there.
    """
    found = plugin(plugins, LANGUAGES_PLUGIN)
    if found is None:
        return None
    rows = found[1].get("languages")
    entries = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    entries.sort(key=lambda row: not row.get("default"))
    return [str(row.get("locale")) for row in entries]
