"""What the strategy's pages are put into: the theme's frame, the menu, and the handwritten pages.

Another program makes these, and takes its time. They are kept with the site, so that it need not be
asked again when nothing but projects, calls or the like has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from pydantic import TypeAdapter, ValidationError

from .call_states import today
from .compiled import Compiled
from .content import Content
from .folders import sums_of_sources
from .frame import Frame
from .leads import made_addresses
from .page_files import Menu, PageWriter, Shown, Theme
from .pages import Page
from .reading import is_item
from .rendering import Renderer
from .search_records import Record
from .site_parts import Part, parts_of
from .sums import keep, kept, sum_of
from .voice import Site
from .wording import Wording

SHELL = "shell.json"
"""The file that it is kept in."""
_CODE = Path(__file__).parents[1]


@dataclass
class Shell:
    """What the strategy's pages are put into."""

    url: str
    """The site's whole address, with a slash at its end."""
    edit_root: str
    """Where the files of the repository are edited, with a slash at its end; empty if nowhere."""
    repository: str
    """The address of the repository itself; empty if nobody is told of it."""
    strategy: Path
    """The folder of the strategy's YAML."""
    templates: Path
    """The folder of the theme's templates; ``main.html`` prints every page."""
    policy: str
    """The Content-Security-Policy that every page carries; empty for none."""
    version: str
    """The sum of the code, the templates and the libraries that the site is made with."""
    menus: dict[str, Menu] = field(default_factory=dict)
    """The handwritten pages in the menu, by language."""
    directions: dict[str, str] = field(default_factory=dict)
    """How each language is written, ``ltr`` or ``rtl``."""
    records: dict[str, list[Record]] = field(default_factory=dict)
    """What the search knows of the handwritten pages, by language."""

    @classmethod
    def begin(
        cls, url: str, edit_root: str, repository: str, strategy: Path, templates: Path, policy: str
    ) -> Shell:
        """Give one that knows of no handwritten page yet; takes the first of its parts."""
        made_with = sums_of_sources([_CODE, templates], repr((url, edit_root, repository, policy)))
        version = sum_of(repr(made_with).encode())
        return cls(url, edit_root, repository, strategy, templates, policy, version)

    @classmethod
    def read(cls, folder: Path) -> Shell | None:
        """Read what `write` wrote into a folder; ``None`` if that is lost or damaged."""
        data = kept(folder / SHELL)
        try:
            return None if data is None else TypeAdapter(cls).validate_json(data)
        except ValidationError:
            return None

    def write(self, folder: Path) -> None:
        """Write it down."""
        keep(folder / SHELL, TypeAdapter(Shell).dump_json(self))

    def is_beside(self, changed: Iterable[str | Path]) -> bool:
        """Tell whether some files have no part in it: those of projects, calls and the like."""
        return all(is_item(Path(path), self.strategy) for path in changed)

    def renderer(self, content: Content, caches: Path) -> Renderer:
        """Give what writes the pages of some content, as they are today.

        Takes a folder for what may be of use the next time, too.
        """
        day = today(content.strategy)
        site = Site(content, self.url, day, self.edit_root, self.repository)
        return Renderer(site, Compiled(caches / "templates", self.version))

    def writer(self, renderer: Renderer, pages: list[Page]) -> PageWriter:
        """Give what writes those pages as files, each in the theme's frame."""
        theme = self._theme(renderer.wordings, renderer.compiled)
        return PageWriter(renderer, pages, self.menus, theme, self.version.encode())

    def parts(self, renderer: Renderer, pages: list[Page], caches: Path) -> list[Part]:
        """Give what stands beside the pages; see `parts_of`."""
        return parts_of(renderer, pages, self.records, caches, self.version.encode())

    def words(self, wording: Wording) -> dict[str, Any]:
        """Give the theme's templates the interface texts, marked up (``_``) and plain (``say``)."""
        return {
            "_": wording.catalogue.gettext,
            "say": wording.say,
            "lang_said": wording.lang_said,
            "lang_back": wording.lang_back,
            "lang_of": wording.lang_of,
            "direction": self.directions[wording.code],
            "policy": self.policy,
        }

    def _theme(self, wordings: Mapping[str, Wording], compiled: Compiled | None) -> Theme:
        # As the other program reads the same templates: they say themselves what to escape.
        environment = Environment(  # noqa: S701
            loader=FileSystemLoader(self.templates),
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=compiled,
        )
        main = environment.get_template("main.html")

        def printed(language: str, page: Shown, around: Frame) -> str:
            return main.render(self.words(wordings[language]), page=page, site=around, fallback="")

        return printed


def sum_of_surroundings(renderer: Renderer, pages: list[Page]) -> str:
    """Give the sum of what handwritten pages and the site map show of the strategy.

    That is where its pages are, and what no page need ask for: names, languages, what is in force.
    """
    # Apart: a page's address may become one that leads to it, and the site map has pages alone.
    pages_at = sorted(page.address for page in pages)
    all_addresses = sorted(made_addresses(renderer.content, pages))
    return sum_of(renderer.watch.settled + repr((pages_at, all_addresses)).encode())
