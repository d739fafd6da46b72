"""The MkDocs plugin: gives MkDocs what it needs of the strategy, and builds the rest after it.

MkDocs renders the handwritten pages, the 404 page and the site map. It runs the events once per
language, the source language first; `strategy_site.build` writes all other files at the end.
"""

from __future__ import annotations

import gc
import posixpath
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from mkdocs_adapter.serve import serve_on_demand
from mkdocs_adapter.settings import (
    full_build_files,
    languages_plugin,
    project_folder,
    site_config_of,
)
from mkdocs_adapter.theme import theme_environment
from strategy_site import progress
from strategy_site.build.inputs import BuildInputs
from strategy_site.build.on_demand import OnDemandSite
from strategy_site.build.site_builder import SiteBuilder, build_around
from strategy_site.content.images import ImageSize, image_size, without_metadata
from strategy_site.content.reader import IMAGES_FOLDER
from strategy_site.diagnostics import NOT_PUBLISHED, ContentError
from strategy_site.files import atomic_write
from strategy_site.messages import _
from strategy_site.model.images import IMAGE_SUFFIXES
from strategy_site.outputs.host_headers import POLICY
from strategy_site.pages.static_files import (
    WELL_KNOWN,
    is_own_file,
    is_published,
    static_files,
)
from strategy_site.pages.urls import relative
from strategy_site.paths import IMAGES_URL, JOINED, cache_folder, state_file
from strategy_site.render.markdown_html import in_frames, is_searched, with_links, with_sizes
from strategy_site.render.theme import menu_label
from strategy_site.yaml_io.reader import Parsed

HOME = "index.md"


class StrategyPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """One MkDocs process: one build in all languages, or a live preview with many of them."""

    site: SiteBuilder
    """Builds the site of the strategy that was read last; missing until one is read."""

    def __init__(self) -> None:
        self._serving = False
        self._live = OnDemandSite()
        self._parsed: Parsed = {}
        """The YAML files that a live preview need not parse again."""
        self._nav = Navigation([], [])
        self._markdown_pages: dict[str, MkDocsPage] = {}
        """Every handwritten page of the current language, in the menu or not, by its URL."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether this is a live preview, and whether somebody waits for the build."""
        self._serving = command == "serve"
        if state_file():
            progress.show()
        # What is read stays until the end: frequent garbage collection takes time and frees little.
        gc.set_threshold(20_000)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the strategy, before MkDocs touches the old site. Raises `Abort` on mistakes."""
        config.theme.get_env = partial(theme_environment, config.theme)  # type: ignore[method-assign]
        if not languages_plugin(config).building:
            # The live preview reloads pages by an inline script, which the policy would forbid.
            site_config = site_config_of(config, "" if self._serving else POLICY)
            self._read(config, BuildInputs.of(site_config))
            if not site_config.edit_root:
                config.repo_url = config.edit_uri = None
            content = self.site.content
            config.site_name = content.strategy.name.get(content.languages[0]) or config.site_name
        return config

    def _read(
        self, config: MkDocsConfig, inputs: BuildInputs, *, docs_checked: bool = False
    ) -> None:
        """Read the strategy; print mistakes, and keep what was read before if there is any."""
        try:
            parsed = self._parsed if self._serving else None
            caches = cache_folder(project_folder(config))
            self.site = SiteBuilder(inputs, caches, parsed, docs_checked=docs_checked)
        except ContentError as error:
            print(error, file=sys.stderr)
            if not hasattr(self, "site"):
                raise Abort(_(NOT_PUBLISHED)) from None
            print(_("The preview shows the last that could be read."), file=sys.stderr)
        else:
            self.site.print_warnings()

    # Before the i18n plugin (-100), which derives the other languages' files from these.
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the images, and a home page that the i18n plugin wants: `build_around` removes it.

        Pictures tell nothing but what is seen in them, and no link leads out of the project.
        """
        project, docs = project_folder(config), Path(config.docs_dir)
        cache = cache_folder(project) / IMAGES_FOLDER
        folder = self.site.content.folder / IMAGES_FOLDER
        pictures = {IMAGES_URL + path.name: path for path in sorted(folder.glob("[!.]*"))}
        for file in list(files):
            path = Path(file.abs_src_path or "")
            if not path.is_relative_to(docs):
                continue  # the theme's own
            name = path.relative_to(docs)
            page = path.suffix == ".md"
            shown = page or (is_published(name) and name.as_posix() not in JOINED)
            if not (shown and is_own_file(path, project)):
                files.remove(file)
            elif path.suffix.lower() in IMAGE_SUFFIXES:
                files.remove(file)
                pictures[file.src_uri] = path
        for path in static_files(docs / WELL_KNOWN):
            if is_own_file(path, project):
                url = path.relative_to(docs).as_posix()
                known = File.generated(config, url, abs_src_path=str(path))
                known.inclusion = InclusionLevel.INCLUDED  # a dot would leave it out
                files.append(known)
        for url, path in pictures.items():
            if path.suffix.lower() in IMAGE_SUFFIXES and is_own_file(path, project):
                clean = str(without_metadata(path, cache))
                files.append(File.generated(config, url, abs_src_path=clean))
        files.append(File(HOME, config.docs_dir, config.site_dir, True))
        return files

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Return an empty source for the home page: there is no such file."""
        return "" if page.file.src_uri == HOME else None

    # After the i18n plugin (-100), which sets up the language's own navigation.
    @event_priority(-200)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the menu and all pages; their titles are read only later."""
        self._nav = nav
        pages = (file.page for file in files.documentation_pages())
        self._markdown_pages = {page.url: page for page in pages if page}
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Set up the theme's templates, and keep what the strategy's pages need of MkDocs."""
        # No blank lines where a template has lines of its own.
        env.trim_blocks = env.lstrip_blocks = True
        inputs, language = self.site.inputs, _language(config)
        material: Any = env.get_template("partials/language.html").make_module({"config": config})
        inputs.directions[language] = str(material.t("direction"))
        inputs.menus[language] = [
            (_menu_label(page, language), address)
            for page in self._nav.pages
            if (address := self._address(page.url, language))
        ]
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Pass the theme the surroundings of a handwritten page."""
        language, theme = _language(config), self.site.theme
        falls_back = _written_in(page, language) != language
        address, trail = self._address(page.url, language), self._trail(page, language)
        more = theme.markdown_context(language, address, trail, falls_back=falls_back)
        context.update(more)  # type: ignore[typeddict-item]
        return context

    def _trail(self, page: MkDocsPage, language: str) -> list[tuple[str, str]]:
        """Return label (HTML) and link of the pages above a handwritten page, the topmost first."""
        folders = page.url.rstrip("/").split("/")[:-1]
        urls = ["/".join(folders[:number]) + "/" for number in range(1, len(folders) + 1)]
        return [
            (_menu_label(self._markdown_pages[url], language), relative(url, page.url))
            for url in urls
            if url in self._markdown_pages and self._address(url, language)
        ]

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Correct the HTML of a handwritten page, and keep what the search needs of it."""
        if page.file.src_uri == HOME:
            return html
        language = _language(config)
        title = Markup(page.title or "").striptags()  # noqa: S704 - removes the markup
        if is_searched(page.meta):
            written_in = _written_in(page, language)
            self.site.inputs.add_search_document(language, page.url, written_in, title, html)

        urls = {posixpath.normpath(file.url): file for file in files}

        def link(path: str) -> str | None:
            if posixpath.normpath(posixpath.join(page.url, path)) in urls:
                return None
            beside = posixpath.normpath(posixpath.join(posixpath.dirname(page.file.src_uri), path))
            target = files.get_file_from_path(beside)
            return target.url_relative_to(page.file) if target else None

        def size(src: str) -> ImageSize | None:
            found = urls.get(posixpath.normpath(posixpath.join(page.url, unquote(src))))
            return image_size(Path(found.abs_src_path)) if found and found.abs_src_path else None

        return in_frames(with_sizes(with_links(html, link), size), title)

    # After the i18n plugin's own contexts (50), to have the last word.
    @event_priority(-50)
    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Pass the 404 page its texts, and the site map every page's alternates."""
        theme, language = self.site.theme, _language(config)
        if template_name == "404.html":
            context.update(theme.not_found_context(language))  # type: ignore[typeddict-item]
        elif template_name == "sitemap.xml":
            addresses = {self._address(file.url, language) for file in context["pages"]}
            addresses |= {page.address for page in self.site.pages}
            context.update(theme.sitemap_context(addresses))  # type: ignore[typeddict-item]
        return context

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Fix 2: upstream lets each language overwrite the one root ``404.html``."""
        language = _language(config)
        if template_name != "404.html" or language == self.site.content.languages[0]:
            return output_content
        atomic_write(Path(config.site_dir, language, template_name), output_content.encode())
        return ""

    # After the i18n plugin (-100), which builds the other languages within this event.
    @event_priority(-200)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write all other files of the site, when every language is built."""
        if languages_plugin(config).building:
            return
        if self._serving:
            self._live.reset(Path(config.site_dir), self.site.targets())
        else:
            try:
                build_around(self.site, Path(config.site_dir), state_file())
            except ContentError as error:
                print(error, file=sys.stderr)
                raise Abort(_(NOT_PUBLISHED)) from None

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Let a live preview generate each page on request."""
        settings = config.config_file_path
        files = partial(full_build_files, Path(settings), self.site.inputs.config)
        watched = [config.docs_dir, settings]
        serve_on_demand(server, self._live, files, partial(self._reread, config), watched)
        return server

    def _reread(self, config: MkDocsConfig) -> None:
        """Show the strategy as it is now, amid the pages that MkDocs has built already."""
        self._read(config, self.site.inputs, docs_checked=True)
        self._live.reset(Path(config.site_dir), self.site.targets())

    def _address(self, url: str, language: str) -> str:
        """Return the address of a page below the language's prefix."""
        url = "" if url == "./" else url
        source = self.site.content.languages[0]
        return url if language == source else url.removeprefix(f"{language}/")


def _language(config: MkDocsConfig) -> str:
    return str(config.theme["language"])


def _written_in(page: MkDocsPage, language: str) -> str:
    """Return the language of a handwritten page: the source language if it is not translated."""
    return str(getattr(page.file, "locale", language))


def _menu_label(page: MkDocsPage, language: str) -> str:
    return menu_label(page.title or "", _written_in(page, language), language)
