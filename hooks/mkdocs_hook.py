"""What MkDocs loads: hands the strategy's pages to MkDocs, and the theme what it prints.

Only this file and ``mkdocs_i18n.py`` know MkDocs; the strategy lives in ``strategy_site``. MkDocs
runs the events below once for each language, the source language first.
"""

from __future__ import annotations

import posixpath
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from strategy_site.addresses import IMAGES
from strategy_site.call_states import today
from strategy_site.checks import load
from strategy_site.content import Content
from strategy_site.frame import Frame, alternates, frame
from strategy_site.handwritten import check_handwritten
from strategy_site.leads import leads_of
from strategy_site.linked_data import linked_data
from strategy_site.outputs import outputs
from strategy_site.pages import Page, pages_of
from strategy_site.problems import ContentError, Problem
from strategy_site.reading import IMAGES as IMAGE_FOLDER
from strategy_site.rendering import Renderer
from strategy_site.security import POLICY
from strategy_site.voice import Site
from strategy_site.wording import Wording

LANGUAGES_PLUGIN = "i18n_any_language"


@dataclass
class Build:
    """What one build works on, all languages of it."""

    content: Content
    renderer: Renderer
    pages: dict[str, Page]
    """By the name that MkDocs knows a page under: ``mal/ungas-deltagande.md``."""

    def words(self, config: MkDocsConfig) -> Wording:
        """Give the wording of the language that is being built."""
        return self.renderer.wordings[_language(config)]


_build: Build | None = None
_serving = False


def on_startup(command: str, **_: Any) -> None:
    """Remember whether this is a live preview."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the strategy, before MkDocs touches the old site; stop if it has mistakes."""
    global _build
    if _build is not None and _languages_plugin(config).building:
        return config
    folder = Path(config.config_file_path).parent / config.extra.get("strategy", "strategy")
    try:
        content, warnings = load(folder)
        made = pages_of(content)
        _compare_with_mkdocs(content, made, config)
    except ContentError as error:
        print(error, file=sys.stderr)
        if _serving and _build is not None:
            print("Förhandsvisningen visar det senaste som gick att läsa.", file=sys.stderr)
            return config
        raise Abort("Inget är publicerat: rätta felen ovan och försök igen.") from None
    for warning in warnings:
        print(warning, file=sys.stderr)
    pages = {_source_name(page.address): page for page in made}
    site = Site(content, str(config.site_url), today(content.strategy), _edit_root(config))
    _build = Build(content, Renderer(site), pages)
    config.site_name = content.strategy.name.get(content.languages[0]) or config.site_name
    return config


def _languages_plugin(config: MkDocsConfig) -> Any:
    return config.plugins[LANGUAGES_PLUGIN]


def _source_name(address: str) -> str:
    """Give the Markdown file that MkDocs would make a page at ``address`` from."""
    # The i18n plugin takes what follows a dot for a language.
    parent, name = posixpath.split(address.rstrip("/").replace(".", "_"))
    # A section's list is the index of a folder, so that its items can stand below it.
    return f"{address}index.md" if not parent else f"{parent}/{name}.md"


def _compare_with_mkdocs(content: Content, pages: list[Page], config: MkDocsConfig) -> None:
    """Refuse what only the two sides together can get wrong. Raises `ContentError`."""
    problems = []
    configured = _languages_plugin(config).config.languages
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
    generated = {page.address for page in pages} | set(leads_of(content, pages))
    docs = Path(config.docs_dir)
    problems += check_handwritten(content, docs, Path(content.folder.name), generated)
    if problems:
        raise ContentError(problems)


def _current() -> Build:
    if _build is None:
        raise RuntimeError("MkDocs called a hook before on_config")
    return _build


def _language(config: MkDocsConfig) -> str:
    return str(config.theme["language"])


# Before the i18n plugin (-100), which makes the other languages' files from these.
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a file for every page of the strategy, and its pictures."""
    build = _current()
    for name, page in build.pages.items():
        there = f"{page.address}index.html"
        files.append(File(name, config.docs_dir, config.site_dir, True, dest_uri=there))
    folder = build.content.folder / IMAGE_FOLDER
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.is_file() and not path.name.startswith("."):
            files.append(File.generated(config, IMAGES + path.name, abs_src_path=str(path)))
    return files


def on_page_read_source(page: MkDocsPage, config: MkDocsConfig) -> str | None:
    """Give made pages an empty source; `on_page_content` brings their HTML, past Markdown."""
    return "" if page.file.src_uri in _current().pages else None


def on_page_content(
    html: str,
    page: MkDocsPage,
    config: MkDocsConfig,
    files: Files,
) -> str:
    """Render a page of the strategy in the language that is being built."""
    build = _current()
    ours = build.pages.get(page.file.src_uri)
    if ours is None:
        return html
    rendered = build.renderer.render(ours, _language(config))
    page.meta["title"] = str(escape(rendered.title))
    page.meta["description"] = str(escape(rendered.description))
    page.meta["search"] = {"exclude": not ours.searchable}
    page.meta["linked_data"] = linked_data(ours, rendered, build.renderer.site, build.words(config))
    root = build.renderer.site.edit_root
    page.edit_url = f"{root}{ours.edited_in.as_posix()}" if root and ours.edited_in else None
    return rendered.html


def _edit_root(config: MkDocsConfig) -> str:
    """Give the address below which the repository's files are edited; empty if there is none.

    ``edit_uri`` leads to the folder of handwritten pages; the YAML stands beside it.
    """
    if not (config.repo_url and config.edit_uri):
        return ""
    docs = posixpath.join(config.repo_url, config.edit_uri.strip("/"))
    return f"{posixpath.dirname(docs)}/"


def on_page_context(
    context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Give the theme what stands around a page."""
    language, build = _language(config), _current()
    handwritten = page.file.src_uri not in build.pages
    fell_back = handwritten and getattr(page.file, "locale", language) != language
    address = _address(page.url, language)
    context["fallback"] = build.renderer.fallback_notice(language) if fell_back else ""
    context.update(_words(language), site=_frame(config, nav, address))
    return context


def _frame(config: MkDocsConfig, nav: Navigation, address: str, root: str | None = None) -> Frame:
    build = _current()
    language = _language(config)
    more = [
        (_menu_label(page, language), _address(page.url, language))
        for page in nav.pages
        if not page.is_homepage and page.file.src_uri not in build.pages
    ]
    return frame(build.renderer.site, build.words(config), address, more, root)


def _menu_label(page: MkDocsPage, language: str) -> str:
    """Give a handwritten page's title, marked up if the page falls back."""
    title = escape(Markup(page.title or "").striptags())  # noqa: S704 - taken apart, then escaped
    written_in = getattr(page.file, "locale", language)
    return title if written_in == language else f'<span lang="{written_in}">{title}</span>'


def _address(url: str, language: str) -> str:
    """Give the address below the language's prefix."""
    url = "" if url == "./" else url
    source = _current().content.languages[0]
    return url if language == source else url.removeprefix(f"{language}/")


def _words(language: str) -> dict[str, Any]:
    """Give the theme's templates the interface texts, marked up (``_``) and plain (``say``)."""
    wording = _current().renderer.wordings[language]
    # The live preview reloads pages by an inline script of its own.
    policy = "" if _serving else POLICY
    return {"_": wording.catalogue.gettext, "say": wording.say, "policy": policy}


# After the i18n plugin's own contexts (50), to have the last word.
@event_priority(-50)
def on_template_context(
    context: dict[str, Any], template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    """Give the 404 page its words, and the sitemap every page's alternates."""
    build, language = _current(), _language(config)
    context.update(_words(language))
    if template_name == "404.html":
        languages = build.content.languages
        others = languages[1:] if language == languages[0] else []
        root = urlsplit(str(config.site_url)).path
        context["not_found"] = build.renderer.not_found([language, *others], root)
        context["site"] = _frame(config, context["nav"], "", root)
    elif template_name == "sitemap.xml":
        addresses = sorted(_address(file.url, language) for file in context["pages"])
        context["alternates"] = [alternates(build.renderer.site, a) for a in addresses]
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Mend 2: upstream lets every language write the one root ``404.html``; give each its own."""
    language = _language(config)
    if template_name != "404.html" or language == _current().content.languages[0]:
        return output_content
    path = Path(config.site_dir) / language / template_name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(output_content, encoding="utf-8")
    return ""


def on_post_build(config: MkDocsConfig) -> None:
    """Write what stands beside the pages, once, with the source language's."""
    build = _current()
    if _language(config) != build.content.languages[0]:
        return
    for name, data in outputs(build.renderer, list(build.pages.values())):
        path = Path(config.site_dir, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
