"""What MkDocs loads: hands the strategy's pages to MkDocs, and the theme what it prints.

Only this file and its neighbours ``mkdocs_….py`` know MkDocs; the strategy lives in
``strategy_site``. MkDocs runs the events below once for each language, the source language first.
"""

from __future__ import annotations

import gc
import os
import posixpath
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs_serve import answer_when_asked
from mkdocs_settings import (
    languages_plugin,
    project_folder,
    settings_of,
    settled_files,
    shell_of,
)
from mkdocs_theme import use_own_files
from strategy_site.addresses import relative, with_language
from strategy_site.checks import load
from strategy_site.content import Content
from strategy_site.file_names import IMAGES
from strategy_site.frame import Frame, alternates, frame
from strategy_site.handwritten import in_frames, is_searched, with_sizes
from strategy_site.live_site import LiveSite
from strategy_site.made import RECORDS, Made, SiteFolder, caches_of
from strategy_site.pages import Page, pages_of
from strategy_site.phases import phase
from strategy_site.picture_files import Size, size_of
from strategy_site.problems import NOT_PUBLISHED, ContentError
from strategy_site.reading import IMAGES as IMAGE_FOLDER
from strategy_site.rendering import Renderer
from strategy_site.search_records import Record, Said
from strategy_site.security import POLICY
from strategy_site.settings import check_settings
from strategy_site.shell import Shell, sum_of_surroundings
from strategy_site.whole_site import write_site
from strategy_site.yaml_reader import Parsed

HOME = "index.md"


@dataclass
class Build:
    """What one build works on, all languages of it."""

    renderer: Renderer
    pages: list[Page]
    shell: Shell

    @property
    def content(self) -> Content:
        """What the site tells."""
        return self.renderer.content


_build: Build | None = None
_nav: Navigation | None = None
_live = LiveSite()
_parsed: Parsed = {}
_handwritten: dict[str, MkDocsPage] = {}
"""Every handwritten page of the language that is being built, in the menu or not, by its URL."""
_serving = False


def on_startup(command: str, **_: Any) -> None:
    """Remember whether this is a live preview."""
    global _serving
    _serving = command == "serve"
    # What is read stays to the end: to look for waste in it again and again takes a while.
    gc.set_threshold(20_000)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the strategy, before MkDocs touches the old site; stop if it has mistakes."""
    global _build
    use_own_files(config.theme)
    if _build is not None and languages_plugin(config).building:
        return config
    build = _read(config)
    if build is None and not (_serving and _build is not None):
        raise Abort(NOT_PUBLISHED)
    if build is not None:
        _build = build
        name = build.content.strategy.name.get(build.content.languages[0])
        config.site_name = name or config.site_name
    return config


def _read(config: MkDocsConfig) -> Build | None:
    """Read the strategy; ``None`` if it has mistakes, which have been said then."""
    # The live preview reloads pages by an inline script of its own.
    shell = shell_of(config, "" if _serving else POLICY)
    try:
        with phase("läser strategin"):
            content, warnings = load(shell.strategy, parsed=_parsed if _serving else None)
        made = pages_of(content)
        check_settings(settings_of(config), content, made)
    except ContentError as error:
        print(error, file=sys.stderr)
        if _serving and _build is not None:
            print("Förhandsvisningen visar det senaste som gick att läsa.", file=sys.stderr)
        return None
    for warning in warnings:
        print(warning, file=sys.stderr)
    return Build(shell.renderer(content, caches_of(project_folder(config))), made, shell)


def _current() -> Build:
    if _build is None:
        raise RuntimeError("MkDocs called a hook before on_config")
    return _build


def _language(config: MkDocsConfig) -> str:
    return str(config.theme["language"])


# Before the i18n plugin (-100), which makes the other languages' files from these.
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the home page and the pictures."""
    build = _current()
    # The i18n plugin wants a home page in every language. `on_post_build` has a better one.
    files.append(File(HOME, config.docs_dir, config.site_dir, True))
    folder = build.content.folder / IMAGE_FOLDER
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.is_file() and not path.name.startswith("."):
            files.append(File.generated(config, IMAGES + path.name, abs_src_path=str(path)))
    return files


def on_page_read_source(page: MkDocsPage, config: MkDocsConfig) -> str | None:
    """Give the home page an empty source: there is no such file."""
    return "" if page.file.src_uri == HOME else None


# After the i18n plugin (-100), which makes the language's own navigation.
@event_priority(-200)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep what stands in the menu, and every other page; the titles are read only later."""
    global _nav
    _nav = nav
    _handwritten.clear()
    _handwritten.update((f.page.url, f.page) for f in files.documentation_pages() if f.page)
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Set up the theme's templates, and keep what the language's own pages need of MkDocs."""
    # No blank lines where a template's own lines stand.
    env.trim_blocks = env.lstrip_blocks = True
    shell, language = _current().shell, _language(config)
    words: Any = env.get_template("partials/language.html").make_module({"config": config})
    shell.directions[language] = str(words.t("direction"))
    shell.menus[language] = [
        (str(_menu_label(page, language)), address)
        for page in (_nav.pages if _nav else [])
        if (address := _address(page.url, language))
    ]
    return env


def on_page_context(
    context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Give the theme what stands around a handwritten page."""
    language, build = _language(config), _current()
    fell_back = getattr(page.file, "locale", language) != language
    context["fallback"] = build.renderer.fallback_notice(language) if fell_back else ""
    around = _frame(language, _address(page.url, language))
    context.update(_words(language), site=around, trail=_trail(page, language))
    return context


def _trail(page: MkDocsPage, language: str) -> list[tuple[str, str]]:
    """Give label (HTML) and link of the handwritten pages in whose folders a page lies."""
    folders = page.url.rstrip("/").split("/")[:-1]
    above = ["/".join(folders[:number]) + "/" for number in range(1, len(folders) + 1)]
    fronts = [_handwritten[url] for url in above if url in _handwritten]
    return [
        (_menu_label(front, language), relative(front.url, page.url))
        for front in fronts
        if _address(front.url, language)
    ]


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Let the search know a handwritten page, and what is wide on it scroll by itself.

    Say how large its pictures are, so that nothing jumps when they come.
    """
    if page.file.src_uri == HOME:
        return html
    language = _language(config)
    plain = Markup(page.title or "").striptags()  # noqa: S704 - taken apart
    if is_searched(page.meta):
        written_in = getattr(page.file, "locale", language)
        title = Said(written_in, plain)
        text = Said(written_in, Markup(html).striptags())  # noqa: S704 - taken apart
        found = _current().shell.records.setdefault(language, [])
        found.append(Record(page.url, "page", "", title, None, (text,)))

    def size(src: str) -> Size | None:
        url = posixpath.normpath(posixpath.join(page.url, unquote(src)))
        found = next((file for file in files if posixpath.normpath(file.url) == url), None)
        return size_of(Path(found.abs_src_path)) if found and found.abs_src_path else None

    return in_frames(with_sizes(html, size), plain)


def _frame(language: str, address: str, root: str | None = None) -> Frame:
    build = _current()
    words = build.renderer.wordings[language]
    return frame(build.renderer.site, words, address, build.shell.menus[language], root)


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
    build = _current()
    return build.shell.words(build.renderer.wordings[language])


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
        context["site"] = _frame(language, "", root)
    elif template_name == "sitemap.xml":
        handwritten = {_address(file.url, language) for file in context["pages"]}
        addresses = sorted(handwritten | {page.address for page in build.pages})
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


# After the i18n plugin (-100), which builds the other languages within this event.
@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the strategy's pages and what stands beside them, when every language is built."""
    if languages_plugin(config).building:
        return
    build, site_dir = _current(), Path(config.site_dir)
    renderer, pages, shell = build.renderer, build.pages, build.shell
    parts = shell.parts(renderer, pages, caches_of(project_folder(config)))
    writer = shell.writer(renderer, pages)
    if _serving:
        _live.show(site_dir, writer, parts)
        return
    for language in build.content.languages:
        home = with_language("", language, build.content.languages[0])
        (site_dir / home / "index.html").unlink()
    records = Path(os.environ[RECORDS]) if RECORDS in os.environ else None
    folder = SiteFolder(site_dir, Made.read(records) if records else None)
    handwritten = folder.adopt(sum_of_surroundings(renderer, pages))
    made = write_site(folder, parts, writer)
    made.add(handwritten)
    if records:
        made.write(records)
        shell.write(records)


def on_serve(server: Any, config: MkDocsConfig, builder: Callable[..., None]) -> Any:
    """Let a live preview make each page when it is asked for."""
    watched = [config.docs_dir, config.config_file_path]
    settled, reread = partial(settled_files, config), partial(_reread, config)
    answer_when_asked(server, _live, settled, reread, watched)
    return server


def _reread(config: MkDocsConfig) -> None:
    """Show the strategy as it is now between what MkDocs has built already."""
    global _build
    before, build = _current(), _read(config)
    if build is not None:
        build.shell = before.shell
        _build = build
        on_post_build(config)
