"""Writes a new site, empty and explained, that can be built at once.

It is in a folder of its own, so that new code can be fetched without touching it.
"""

from __future__ import annotations

import re
import shlex
import shutil
import textwrap
from collections import deque
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import yaml
from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..catalogs import read_catalog
from ..checks.load import load_strategy
from ..diagnostics import ContentError, Diagnostic
from ..git import repository_of
from ..messages import _, message_in
from ..model.language import has_formats
from ..model.slugs import slug_of
from ..model.strategy import Sections
from ..package_files import BESIDE_CODE, FORGE_FILES, STARTER
from ..pages.page_kinds import section_words
from ..settings_file import MKDOCS
from ..version import DISTRIBUTION, installed_version
from .json_schema import write_schemas
from .mkdocs_files import theme_knows
from .new_language import WHOLE_CATALOGUE, add_language

_TEXTS = "texts.yml"
_IN_REPOSITORY = ("Makefile", ".gitignore")
"""Starter files for the top of a repository alone."""


def new_strategy(folder: Path, languages: list[str]) -> Iterator[str]:
    """Write a whole new site; yield sentences about what to do next.

    Takes the folder, which must be empty or not exist, and codes of languages, the source first.
    A folder that lies in no repository becomes one's own: it gets what a repository needs. Raises
    `ContentError`, and leaves nothing behind, if the site can't be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        sentence = _("the folder is there already and not empty; name a new folder.")
        raise ContentError([Diagnostic(folder, 1, sentence)])
    source, *others = languages
    _refuse_source(source)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        top = repository_of(folder)
        _write(folder, source, top)
        if top is None:
            _write_repository(folder)
        content, _warnings = load_strategy(folder / "strategy")
        write_schemas(folder / "strategy", content.strategy.languages)
        for code in others:
            deque(add_language(folder / "strategy", code), maxlen=0)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        sentence = _("the folder can't be written into; name one where you may write.")
        raise ContentError([Diagnostic(folder, 1, sentence)]) from None
    except BaseException:
        shutil.rmtree(folder)
        raise
    shown = folder.as_posix()
    build = (
        f"make site DIR={shlex.quote(shown)}"
        if top
        else f"strategy-site build --project {shlex.quote(shown)}"
    )
    yield _(
        "Wrote %(folder)s/: the strategy in %(folder)s/strategy/, pages of your own in"
        " %(folder)s/docs/.",
        folder=shown,
    )
    yield _(
        "1. Write the site's address (site_url) into %(folder)s/%(file)s, and repo_url.",
        folder=shown,
        file=MKDOCS,
    )
    yield _(
        "2. Write name, texts and colours into %(folder)s/strategy/strategy.yml: all is explained.",
        folder=shown,
    )
    yield _(
        "3. Build with “%(command)s”; the site ends up in %(folder)s/site/.",
        command=build,
        folder=shown,
    )


def _refuse_source(code: str) -> None:
    if not re.fullmatch(r"[a-z]{2,3}", code) or not has_formats(code) or not theme_knows(code):
        sentence = _(
            "“%(code)s” can't be begun with: the source language must have two or three small"
            " letters and be known to CLDR and Material, sv, fi or nb for instance; others are"
            " added afterwards with “make language”.",
            code=code,
        )
        raise ContentError([Diagnostic(Path(MKDOCS), 1, sentence)])


def _write_repository(folder: Path) -> None:
    """Write what a repository of one's own needs: the program's version, and what forges run."""
    version = f"{DISTRIBUTION}=={installed_version()}\n"
    (folder / "requirements.txt").write_text(version, encoding="utf-8", newline="\n")
    for name in FORGE_FILES:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(BESIDE_CODE / name, target)


def _write(folder: Path, source: str, top: Path | None) -> None:
    """Write the files of a site in one language; takes the repository that it lies in, if any."""
    environment = Environment(
        loader=FileSystemLoader(STARTER),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,  # noqa: S701 - YAML and Markdown from our own texts, no HTML
    )
    environment.globals["comment"] = partial(_comment, source)
    texts: dict[str, dict[str, str]] = yaml.safe_load((STARTER / _TEXTS).read_text("utf-8"))
    words = {name: text.get(source) or text["en"] for name, text in texts.items()}
    about = f"{slug_of(words['about'])}.md"
    own_name = Locale.parse(source).get_display_name(source) or source
    inside = f"{folder.resolve().relative_to(top).as_posix()}/" if top else ""
    for name in environment.list_templates():
        if name != _TEXTS and (top is None or name not in _IN_REPOSITORY):
            path = folder / (f"docs/{about}" if name == "docs/about.md" else name)
            path.parent.mkdir(parents=True, exist_ok=True)
            text = environment.get_template(name).render(
                source=source,
                own_name=own_name,
                words=words,
                sections=_sections(source),
                about=about,
                inside=inside,
            )
            path.write_text(text, encoding="utf-8", newline="\n")


def _comment(code: str, message: str) -> str:
    """Return a message in a language as lines of a YAML comment."""
    text = message_in(code, message)
    return textwrap.fill(
        text, 100, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
    )


def _sections(source: str) -> dict[str, str]:
    """Return the first parts of the addresses, in the source language where it has the words."""
    if source == WHOLE_CATALOGUE:
        return Sections().model_dump()
    catalogue = read_catalog(source)
    sections: dict[str, str] = {}
    messages = section_words()
    for name in Sections.model_fields:
        translated = catalogue.get(messages[name])
        text = (translated and translated.string) or messages[name]
        if not isinstance(text, str):
            text = text[-1]  # the plural
        sections[name] = slug_of(text, sections.values())
    return sections
