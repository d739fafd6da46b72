"""A page and a language → HTML, through the Jinja templates in ``templates/``.

In every template ``ctx`` is the `PageContext`, ``page`` the page, ``item`` what it is about,
``site`` the `SiteContext`, ``content`` the content and ``sections`` its first parts of URLs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from ..i18n.localizer import LangString, Localizer, localizers
from ..messages import N_
from ..model.fields import Text
from ..package_files import PAGE_TEMPLATES
from ..pages.page_kinds import PAGE_KINDS, SEARCH_KINDS, menu_kinds
from ..pages.pages import Page
from ..pages.urls import url_path
from .dependency_tracker import DependencyTracker
from .markdown_html import with_labels
from .page_context import PageContext, visible_text
from .site_context import SiteContext
from .titles import title_and_description

_LIMITS = {
    "max_matrix_columns": 40,  # projects beside each other
    "max_projects_named": 20,  # below a municipality
    "max_texts_listed": 200,  # in a list of states
    "max_figures_shown": 8,  # of an indicator, before they are folded
}


@dataclass(frozen=True)
class RenderedPage:
    """One page in one language, ready to stand between a theme's header and footer."""

    title: str
    """Plain text, not escaped."""
    description: str
    """Plain text, not escaped; at most a paragraph."""
    html: str
    languages: tuple[str, str]
    """The codes of the languages that the title and the description are in."""


class Renderer:
    """Renders the pages of one site in any of its languages."""

    def __init__(self, site: SiteContext, bytecode_cache: BytecodeCache | None = None) -> None:
        """Take what is told of the site, and what keeps compiled templates."""
        content, strategy = site.content, site.content.strategy
        self.site, self.content = site, content
        self.tracker = DependencyTracker(content, self._visible_text)
        self.tracked_site = replace(site, content=self.tracker.content)
        self.localizers = localizers(strategy.languages, strategy.currency)
        self._environment = Environment(
            loader=FileSystemLoader(PAGE_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            bytecode_cache=bytecode_cache,
        )
        self._environment.install_gettext_callables(  # type: ignore[attr-defined]
            _gettext, _ngettext, newstyle=True
        )
        self._environment.globals.update(
            _LIMITS,
            site=self.tracked_site,
            content=self.tracker.content,
            sections=strategy.sections,
            page_kinds=PAGE_KINDS.values(),
            main_menu=menu_kinds("main", content),
            search_kinds=SEARCH_KINDS,
            gettext_plain=_gettext_plain,
            N_=N_,
            lang_attr_for=_lang_attr_for,
            lang_attr_reset=_lang_attr_reset,
        )

    def _visible_text(self, text: Text, language: str) -> dict[str, str]:
        return visible_text(text, self.localizers[language], self.site)

    def warm_up(self) -> None:
        """Load templates and translations now, once, for the processes that are forked later."""
        for name in self._environment.list_templates(extensions=["j2", "svg"]):
            self._environment.get_template(name)
        self.site.translations.warm_up()

    def render(self, page: Page, language: str) -> RenderedPage:
        """Return one page in one language."""
        context = self._context(page, language)
        html = self._fill(f"pages/{page.kind}.html.j2", page, context)
        html = self._fill("layout/translation_notice.html.j2", page, context) + with_labels(html)
        title, description = self._titles(page, language)
        languages = title.language, description.language
        return RenderedPage(title.text, description.text, html, languages)

    def fallback_notice(self, language: str) -> str:
        """Return the sentence of a page that shows a text in the source language, as HTML."""
        page = Page("fallback_notice", "", None)
        return self._fill("layout/fallback_notice.html.j2", page, self._context(page, language))

    def not_found(self, languages: list[str], root: str) -> str:
        """Return the body of a 404 page for readers of any of ``languages``, the first on top.

        A 404 page is shown at any depth, so its links begin with ``root``, the path of the site's
        root on its host, such as ``/`` or ``/strategi/``.
        """
        page = Page("not_found", "", None)
        return "".join(
            self._fill(
                "layout/not_found.html.j2",
                page,
                self._context(page, language),
                home=root + url_path("", language, self.content),
                heading="h2" if number else "h1",
            )
            for number, language in enumerate(languages)
        )

    def redirect(self, address: str, page: Page, language: str) -> str:
        """Return the whole HTML page at ``address`` that redirects a reader to ``page``."""
        context = self._context(replace(page, address=address), language)
        title, _ = self._titles(page, language)
        return self._fill("layout/redirect.html.j2", page, context, title=title).rstrip()

    def _titles(self, page: Page, language: str) -> tuple[LangString, LangString]:
        return title_and_description(page, self.localizers[language], self.content)

    def _context(self, page: Page, language: str) -> PageContext:
        return PageContext(self.localizers[language], page, self.site, self.tracker)

    def _fill(self, template: str, page: Page, context: PageContext, **more: object) -> str:
        text = self._environment.get_template(template).render(
            page=page, item=page.item, ctx=context, **more
        )
        return text.strip() + "\n" if text.strip() else ""


def _localizer(context: Context) -> Localizer:
    ctx: PageContext = context["ctx"]
    return ctx.localizer


@pass_context
def _gettext(context: Context, message: str) -> str:
    return _localizer(context).catalog.gettext(message)


@pass_context
def _ngettext(context: Context, singular: str, plural: str, number: int) -> str:
    return _localizer(context).catalog.ngettext(singular, plural, number)


@pass_context
def _gettext_plain(context: Context, message: str) -> str:
    """Return a message for an attribute; `_lang_attr_for` says which language it is in."""
    return _localizer(context).gettext_plain(message)


@pass_context
def _lang_attr_for(context: Context, *messages: str) -> Markup:
    return _localizer(context).lang_attr_for(*messages)


@pass_context
def _lang_attr_reset(context: Context, *messages: str) -> Markup:
    return _localizer(context).lang_attr_reset(*messages)
