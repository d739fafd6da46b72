"""The strategy's pages as files: each in each language, between the theme's header and footer.

A page that would come out as it did last time is not written anew. Where there are many others and
processors to spare, several processes write them.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import escape

from .addresses import with_language
from .frame import Frame, frame
from .linked_data import linked_data
from .page_cache import Kept, PageCache
from .pages import Page
from .rendering import Renderer
from .watching import UnreadableError, as_text, from_text

Menu = list[tuple[str, str]]
"""The handwritten pages in the menu: title (HTML) and address below the language's prefix."""

_WORTH_A_PROCESS = 200
"""So many pages take longer to write than further processes take to start."""
_AT_ONCE = 50


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

    def files(self, cache: PageCache) -> Iterator[tuple[str, bytes]]:
        """Give path below the site's root and text of every page in every language."""
        tasks = list(self._tasks())
        kept = cache.made_from()
        stale = []
        for task in tasks:
            text = cache.text(task.path) if self._stands(task, kept.get(task.path)) else None
            if text is None:
                stale.append(task)
            else:
                yield task.path, text
        cache.forget(kept.keys() - {task.path for task in tasks})
        for pages in self._write(stale):
            cache.keep(pages)
            for page in pages:
                yield page.path, page.text

    def _tasks(self) -> Iterator[_Task]:
        watch, site = self.renderer.watch, self.renderer.site
        everywhere = self.version + watch.settled
        everywhere += watch.sum_of(site.today) + watch.sum_of(site.document_sizes)
        menus = {language: watch.sum_of(menu) for language, menu in self.menus.items()}
        for path, (page, language) in self._at.items():
            yield _Task(page, language, path, everywhere + watch.sum_of(page) + menus[language])

    def _stands(self, task: _Task, kept: tuple[bytes, str] | None) -> bool:
        try:
            return kept is not None and kept[0] == self._key(task, kept[1])
        except UnreadableError:
            return False

    def _key(self, task: _Task, questions: str) -> bytes:
        return task.made_from + self.renderer.watch.answers(from_text(questions))

    def _write(self, tasks: list[_Task]) -> Iterator[list[Kept]]:
        # One processor is busy with what stands beside the pages.
        cores = (os.cpu_count() or 1) - 1
        if cores < 2 or len(tasks) < _WORTH_A_PROCESS:
            for start in range(0, len(tasks), _AT_ONCE):
                yield [self._page(task) for task in tasks[start : start + _AT_ONCE]]
            return
        self.renderer.prepare()
        global _at_work
        _at_work = self, tasks
        starts = range(0, len(tasks), _AT_ONCE)
        # Forked, the processes have everything that was read.
        with multiprocessing.get_context("fork").Pool(cores) as pool:
            yield from pool.imap_unordered(_some, starts)
        _at_work = None

    def _page(self, task: _Task) -> Kept:
        asked = self.renderer.watch.asked
        asked.clear()
        text = self._text(task.page, task.language).encode()
        questions = as_text(asked)
        return Kept(task.path, self._key(task, questions), questions, text)

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


_at_work: tuple[PageWriter, list[_Task]] | None = None
"""What the further processes work on: they inherit it."""


def _some(start: int) -> list[Kept]:
    if _at_work is None:
        raise RuntimeError("this process inherited no work")
    writer, tasks = _at_work
    return [writer._page(task) for task in tasks[start : start + _AT_ONCE]]
