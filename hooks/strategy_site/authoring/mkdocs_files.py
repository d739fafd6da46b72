"""What a new language or site needs in ``mkdocs.yml``, and its words for the theme.

Knows MkDocs and Material by their files; imports nothing of them.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..checks.mkdocs_yml import LANGUAGES_PLUGIN, plugin
from ..diagnostics import ContentError, Diagnostic
from ..messages import _
from ..model.language import locale_of
from ..yaml_io.reader import Document, KeyPath

_PARTIAL = "partials/languages/{}.html"
_THEME_WORDS = """\
{{#-
  Material does not know this language: its own strings are the source language's ("words"), and
  overrides/main.html marks them up as such. Settings and what Material lacks in the source language
  are answered too: otherwise Material would put in English.
-#}}
{{% import "partials/languages/{source}.html" as source %}}
{{% import "partials/languages/en.html" as settings %}}
{{% macro t(key) %}}
{{{{- {{
  "language": "{code}",
  "direction": "{direction}",
  "words": "{source}",
  "blog.authors": source.t("source.file.contributors"),
}}[key] or source.t(key) or (settings.t(key) if key.startswith("search.config.")) -}}}}
{{% endmacro %}}
"""


def configured_languages(settings: Document) -> tuple[KeyPath, list[Any]]:
    """Return the key path of the languages in ``mkdocs.yml``, and the rows.

    Raises `ContentError` if there is no list of them.
    """
    found = plugin(settings.value.get("plugins"), LANGUAGES_PLUGIN)
    key, options = found or (("plugins",), {})
    rows = options.get("languages")
    if not isinstance(rows, list):
        message = _(
            "the languages under %(languages_plugin)s are missing; write them there, "
            "the source language first.",
            languages_plugin=LANGUAGES_PLUGIN,
        )
        raise ContentError([settings.error(key, message)])
    return (*key, "languages"), rows


def language_row(settings: Document, code: str, name: str) -> dict[KeyPath, Any]:
    """Return the change of ``mkdocs.yml`` that adds a language. Raises `ContentError`."""
    key, rows = configured_languages(settings)
    return {(*key, len(rows)): {"locale": code, "name": name}}


def theme_knows(code: str) -> bool:
    """Return whether Material has words in a language."""
    spec = find_spec("material")
    folders = (spec and spec.submodule_search_locations) or []
    return any(Path(folder, "templates", _PARTIAL.format(code)).is_file() for folder in folders)


def theme_words(project: Path, settings: Document, code: str, source: str) -> dict[Path, str]:
    """Return path and text of a language's file for the theme; none if it has one already.

    Takes the project's folder and ``mkdocs.yml``, and the codes of the language and of the source
    language. Raises `ContentError` if the project has no folder for the file.
    """
    theme = settings.value.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    if theme_knows(code):
        return {}
    if not isinstance(custom, str):
        message = _(
            "the theme has no words in “%(code)s”; write custom_dir: theme here, and "
            "make that folder.",
            code=code,
        )
        raise ContentError([Diagnostic(settings.path, settings.line(("theme",)), message)])
    path = project / custom / _PARTIAL.format(code)
    if path.is_file():
        return {}
    locale = locale_of(code)
    direction = locale.text_direction if locale else "ltr"
    return {path: _THEME_WORDS.format(code=code, source=source, direction=direction)}
