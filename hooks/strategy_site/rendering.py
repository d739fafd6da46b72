"""A page and a language → HTML, through the Jinja templates in ``templates/``."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from .addresses import relative, with_language
from .compiled import Compiled
from .content import Content
from .model import Linked
from .pages import Page
from .values import Text
from .versions import Version
from .voice import Site, Voice, tellable
from .watching import Watch
from .wording import Wording, message, wordings

TITLES = {
    "priority_area_list": message("Priority areas"),
    "goal_list": message("Goals"),
    "project_list": message("Projects"),
    "call_list": message("Calls"),
    "projects_by_priority_area": message("Projects by priority area"),
    "projects_by_goal": message("Projects by goal"),
    "projects_by_municipality": message("Projects by municipality"),
    "projects_by_year": message("Projects by year"),
    "open_data": message("Open data"),
    "translations": message("Translations"),
    "overview": message("Overview"),
    "accessibility": message("Accessibility statement"),
    "search": message("Search"),
}
"""What pages are called that speak of no one thing, by kind, as messages to be said."""


@dataclass(frozen=True)
class Rendered:
    """One page in one language, ready to stand between a theme's header and footer."""

    title: str
    """Plain text, not escaped."""
    description: str
    """Plain text, not escaped; at most a paragraph."""
    html: str
    languages: tuple[str, str]
    """The codes of the languages that the title and the description are in."""


class Renderer:
    """Writes the pages of one site in any of its languages."""

    def __init__(self, site: Site, compiled: Compiled | None = None) -> None:
        """Take what is told of the site, and what keeps templates as they were compiled."""
        content, strategy = site.content, site.content.strategy
        self.site, self.content, self.compiled = site, content, compiled
        self.watch = Watch(content, self._tellable)
        self.watched_site = replace(site, content=self.watch.content)
        self.wordings = wordings(strategy.languages, strategy.currency)
        self._environment = Environment(
            loader=PackageLoader("strategy_site"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            bytecode_cache=compiled,
        )
        self._environment.install_gettext_callables(  # type: ignore[attr-defined]
            _gettext, _ngettext, newstyle=True
        )
        self._environment.globals.update(
            content=self.watch.content,
            sections=strategy.sections,
            say=_say,
            message=message,
            lang_said=_lang_said,
            lang_back=_lang_back,
        )

    def _tellable(self, text: Text, language: str) -> dict[str, str]:
        return tellable(text, self.wordings[language], self.site)

    def prepare(self) -> None:
        """Do now, once, what the first pages would do: for processes that inherit it."""
        for name in self._environment.list_templates(extensions=["j2", "svg"]):
            self._environment.get_template(name)
        self.site.translations.prepare()

    def render(self, page: Page, language: str) -> Rendered:
        """Write one page in one language."""
        wording = self.wordings[language]
        voice = Voice(wording, page, self.site, self.watch)
        html = self._fill(f"{page.kind}.html.j2", page, voice)
        html = self._fill("translation_notice.html.j2", page, voice) + html
        title, description = title_and_description(page, wording, self.content)
        languages = languages_of_both(page, wording, self.content)
        return Rendered(title, description, html, languages)

    def fallback_notice(self, language: str) -> str:
        """Write the sentence that a page shows when a text of it is in the source language."""
        page = Page("fallback_notice", "", None)
        voice = Voice(self.wordings[language], page, self.site, self.watch)
        return self._fill("fallback_notice.html.j2", page, voice)

    def not_found(self, languages: list[str], root: str) -> str:
        """Write the body of a 404 page for readers of any of ``languages``, the first on top.

        A 404 page is shown at any depth, so its links begin with ``root``, the path of the site's
        root on its host, such as ``/`` or ``/strategi/``.
        """
        page = Page("not_found", "", None)
        return "".join(
            self._fill(
                "not_found.html.j2",
                page,
                Voice(self.wordings[language], page, self.site, self.watch),
                home=root + with_language("", language, self.content.languages[0]),
                heading="h2" if number else "h1",
            )
            for number, language in enumerate(languages)
        )

    def lead(self, address: str, page: Page, language: str) -> str:
        """Write the whole HTML page that leads a reader from ``address`` to ``page``."""
        wording, source = self.wordings[language], self.content.languages[0]
        there = with_language(page.address, language, source)
        return self._environment.get_template("lead.html.j2").render(
            title=title_and_description(page, wording, self.content)[0],
            title_language=languages_of_both(page, wording, self.content)[0],
            language=language,
            link=relative(there, with_language(address, language, source)),
            canonical=self.site.url + there,
            message=wording.catalogue.gettext("The page is here"),
        )

    def _fill(self, template: str, page: Page, voice: Voice, **more: str) -> str:
        text = self._environment.get_template(template).render(
            page=page, item=page.item, words=voice, **more
        )
        return text.strip() + "\n" if text.strip() else ""


def title_and_description(page: Page, words: Wording, content: Content) -> tuple[str, str]:
    """Give a page's title and what it is about, both plain text."""
    strategy = content.strategy
    name = words.plain(strategy.title)
    match page.kind:
        case "home":
            return words.plain(strategy.name), words.plain(strategy.vision)
        case "priority_area":
            return words.plain(page.item.title), words.plain(page.item.purpose)
        case "goal":
            title = words.plain(page.item.title)
            about = words.say("Goal %(id)s", id=page.item.id) + f", {name}: {title}"
            return title, about
        case "version":
            return _edition_name(page, words, content), words.plain(strategy.vision)
        case "version_area" | "version_goal":
            kind = "Goal %(id)s" if page.kind == "version_goal" else "Priority area %(id)s"
            edition = _edition_name(page, words, content)
            title = f"{words.say(kind, id=page.item.id)}, {edition}"
            return title, words.plain(page.item.title) if page.item.title else title
        case "project" | "call":
            return words.plain(page.item.title), words.plain(page.item.summary)
    title = words.say(TITLES[page.kind])
    return title, f"{title}, {name}"


def languages_of_both(page: Page, words: Wording, content: Content) -> tuple[str, str]:
    """Give the languages that a page's title and what it is about are in, as far as one is.

    Where words of several make one line, the language of what is particular to the page.
    """
    title: Text | None = page.item.title if isinstance(page.item, Linked) else None
    about = title
    match page.kind:
        case "home":
            title, about = content.strategy.name, content.strategy.vision
        case "version":
            version = page.edition.version if page.edition else None
            title = (version and version.title) or content.strategy.title
            about = content.strategy.vision
        case "version_area" | "version_goal":
            kind = "Goal %(id)s" if page.kind == "version_goal" else "Priority area %(id)s"
            said = words.said_in(kind)
            return said, words.written_in(page.item.title) if page.item.title else said
        case "priority_area":
            about = page.item.purpose
        case "project" | "call":
            about = page.item.summary
    if title is None or about is None:
        said = words.said_in(TITLES[page.kind])
        return said, said
    return words.written_in(title), words.written_in(about)


def _edition_name(page: Page, words: Wording, content: Content) -> str:
    if page.edition is None:
        raise ValueError(f"{page.address} belongs to no version")
    version: Version = page.edition.version
    title = words.plain(version.title or content.strategy.title)
    if version.name:
        return f"{title}, {words.plain(version.name)}"
    return f"{title}, {words.say('version %(number)s', number=version.version)}"


@pass_context
def _gettext(context: Context, message: str) -> str:
    voice: Voice = context["words"]
    return voice.wording.catalogue.gettext(message)


@pass_context
def _ngettext(context: Context, singular: str, plural: str, number: int) -> str:
    voice: Voice = context["words"]
    return voice.wording.catalogue.ngettext(singular, plural, number)


@pass_context
def _say(context: Context, message: str) -> str:
    """Give an interface text for an attribute; `lang_said` says which language it is in."""
    voice: Voice = context["words"]
    return voice.wording.say(message)


@pass_context
def _lang_said(context: Context, *messages: str) -> Markup:
    voice: Voice = context["words"]
    return voice.wording.lang_said(*messages)


@pass_context
def _lang_back(context: Context, *messages: str) -> Markup:
    voice: Voice = context["words"]
    return voice.wording.lang_back(*messages)
