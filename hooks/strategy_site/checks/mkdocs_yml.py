"""What ``mkdocs.yml`` says, before MkDocs reads it: it would answer in English, and at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ..diagnostics import Diagnostic, closest, suggestion
from ..messages import _
from ..model.fields import WebLink
from ..settings_file import SettingsFile

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
_link = TypeAdapter(WebLink)


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
    for key in values:
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
    if languages and written and (set(written) != set(languages) or written[0] != languages[0]):
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
    if not (isinstance(url, str) and url.endswith("/") and _is_link(url)):
        message = _("site_url is missing or does not end with /; write the site's whole address.")
        yield "site_url", settings.error("site_url", message)
    repository = settings.values.get("repo_url")
    if repository and not _is_link(repository):
        message = _(
            "repo_url is no whole address; write it with https:// first, or remove the line."
        )
        yield "repo_url", settings.error("repo_url", message)


def _is_link(value: object) -> bool:
    try:
        _link.validate_python(value)
    except ValidationError:
        return False
    return True


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
    for page in _pages(nav):
        if page.endswith(".md") and page not in pages and page != _HOME:
            message = _(
                "the menu names %(page)s, which is not in %(docs)s; %(advice)s",
                page=page,
                docs=docs.name,
                advice=suggestion(page, pages) if closest(page, pages) else _("remove the line."),
            )
            yield settings.error_at("nav", page, message)


def _pages(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for part in nav.values() if isinstance(nav, dict) else nav:
            yield from _pages(part)


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
    files += [("hooks", hook) for hook in hooks] if isinstance(hooks, list) else []
    for key, file in files:
        if not (project / str(file)).exists():
            message = _("%(file)s does not exist; write the path of the one that does.", file=file)
            yield key, settings.error_at(key, str(file), message)
    names = _names(plugins)
    for plugin in (LANGUAGES_PLUGIN, *(() if hooks else (OWN_PLUGIN,))):
        if plugin not in names:
            message = _(
                "%(plugin)s is not under “plugins”, and without it no site can be built; add a "
                "line “- %(plugin)s” there.",
                plugin=plugin,
            )
            yield "plugins", settings.error("plugins", message)


def _names(plugins: Any) -> list[str]:
    """Return the names of the plugins: MkDocs takes a list, some of them with options, or keys."""
    if isinstance(plugins, dict):
        return list(plugins)
    rows = plugins if isinstance(plugins, list) else []
    return [str(name) for row in rows for name in (row if isinstance(row, dict) else [row])]


def _languages(plugins: Any) -> list[str]:
    """Return the codes of the languages that are built, the source language first."""
    rows = [plugins] if isinstance(plugins, dict) else plugins
    for row in rows if isinstance(rows, list) else ():
        options = row.get(LANGUAGES_PLUGIN) if isinstance(row, dict) else None
        found = options.get("languages") if isinstance(options, dict) else None
        entries = [entry for entry in found or () if isinstance(entry, dict)]
        entries.sort(key=lambda entry: not entry.get("default"))
        return [str(entry.get("locale")) for entry in entries]
    return []
