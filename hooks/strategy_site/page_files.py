"""The strategy's pages as files: each in each language, between the theme's header and footer.

A page that would come out as it stands is not written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from markupsafe import escape

from .addresses import with_language
from .frame import Frame, frame
from .linked_data import linked_data
from .made import Made, Origin, SiteFolder
from .pages import Page
from .rendering import Renderer
from .sums import sum_of
from .watching import UnreadableError, as_text

Menu = list[tuple[str, str]]
"""The handwritten pages in the menu: title (HTML) and address below the language's prefix."""

_AT_ONCE = 3
"""So many pages are written by the same processor before it asks for more."""


@dataclass(frozen=True)
class Shown:
    """What a theme prints of a page, under the names that MkDocs has for handwritten ones."""

    title: str
    """Ready for HTML."""
    content: str
    meta: Mapping[str, Any]
    edit_url: str
    is_homepage: bool


Theme = Callable[[str, Shown, Frame], str]
"""Prints a whole page: takes the code of its language, what is on it, and what stands around it."""


@dataclass(frozen=True)
class _Task:
    """A page in one language."""

    page: Page
    language: str
    path: str
    made_from: bytes
    """The sum of what the page is made from, but for what it asks of the content."""


@dataclass
class PageWriter:
    """Writes the pages of one build."""

    renderer: Renderer
    pages: list[Page]
    menus: Mapping[str, Menu]
    theme: Theme
    version: bytes
    """The sum of all that pages are made with, the theme's templates and our own code included."""

    def text(self, path: str) -> bytes | None:
        """Give the text of the page at a path below the site's root; ``None`` if there is none."""
        found = self._at.get(path)
        return self._text(*found).encode() if found else None

    @cached_property
    def _at(self) -> dict[str, tuple[Page, str]]:
        languages = self.renderer.content.languages
        return {
            f"{with_language(page.address, language, languages[0])}index.html": (page, language)
            for page in self.pages
            for language in languages
        }

    def plan(self, folder: SiteFolder) -> tuple[Made, list[Callable[[], Made]]]:
        """Give what is known of the pages that stand, and what writes all others.

        The latter can be divided between processors.
        """
        standing, kept, stale = folder.standing, Made(), []
        for task in self._tasks():
            if self._stands(task, standing.origins.get(task.path)):
                kept.add(standing.of(task.path))
            else:
                stale.append(task)
        if stale:
            self.renderer.prepare()
        jobs = -(-len(stale) // _AT_ONCE)
        # Not neighbours: what takes long in one language does so in the others.
        return kept, [partial(self._write, folder, stale[at::jobs]) for at in range(jobs)]

    def _tasks(self) -> Iterator[_Task]:
        watch, site = self.renderer.watch, self.renderer.site
        everywhere = self.version + watch.settled
        everywhere += watch.sum_of(site.today) + watch.sum_of(site.document_sizes)
        menus = {language: watch.sum_of(menu) for language, menu in self.menus.items()}
        sums: dict[tuple[str, str], bytes] = {}

        def sum_of_page(page: Page | None, language: str) -> bytes:
            if page is None:
                return b""
            # Many have the same page above.
            key = page.address, language
            if key not in sums:
                alone = watch.sum_of(replace(page, parent=None), language)
                sums[key] = alone + sum_of_page(page.parent, language)
            return sums[key]

        for path, (page, language) in self._at.items():
            made_from = everywhere + sum_of_page(page, language) + menus[language]
            yield _Task(page, language, path, made_from)

    def _stands(self, task: _Task, origin: Origin | None) -> bool:
        try:
            return origin is not None and origin.key == self._key(task, origin.questions)
        except UnreadableError:
            return False

    def _key(self, task: _Task, questions: str) -> str:
        return sum_of(task.made_from + self.renderer.watch.answers(questions, task.language))

    def _write(self, folder: SiteFolder, tasks: list[_Task]) -> Made:
        made, asked = Made(), self.renderer.watch.asked
        for task in tasks:
            asked.clear()
            text = self._text(task.page, task.language).encode()
            questions = as_text(asked)
            made.add(folder.write([(task.path, text)]))
            made.origins[task.path] = Origin(self._key(task, questions), questions)
        return made

    def _text(self, page: Page, language: str) -> str:
        renderer = self.renderer
        site, words = renderer.site, renderer.wordings[language]
        rendered = renderer.render(page, language)
        edited = f"{site.edit_root}{page.edited_in.as_posix()}" if page.edited_in else ""
        meta = {
            "description": escape(rendered.description),
            "title_language": rendered.languages[0],
            "description_language": rendered.languages[1],
            "linked_data": linked_data(page, rendered, renderer.watched_site, words),
        }
        shown = Shown(
            str(escape(rendered.title)),
            rendered.html,
            meta,
            edited if site.edit_root else "",
            not page.address,
        )
        return self.theme(language, shown, frame(site, words, page.address, self.menus[language]))
