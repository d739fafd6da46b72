"""Writes a new site, empty and explained, that can be built at once.

It is in a folder of its own, so that new code can be fetched without touching it.
"""

from __future__ import annotations

import re
import shutil
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import yaml
from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..catalogs import read_catalog
from ..checks.load import load_strategy
from ..diagnostics import ContentError, Diagnostic
from ..model.language import has_formats
from ..model.slugs import slug_of
from ..model.strategy import Sections
from ..package_files import STARTER
from ..pages.page_kinds import section_words
from ..yaml_io.patch import patch
from .json_schema import write_schemas
from .mkdocs_files import MKDOCS, starter_config, theme_knows
from .new_language import WHOLE_CATALOGUE, add_language

_TEXTS = "texts.yml"


def new_strategy(folder: Path, languages: list[str], root: Path) -> Iterator[str]:
    """Write a whole new site; yield sentences about what to do next.

    Takes the folder, which must be empty or not exist; codes of languages, the source first; and
    the folder of the code, with its ``mkdocs.yml``. Raises `ContentError`, and leaves nothing
    behind, if the site can't be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        sentence = "mappen finns redan och är inte tom; skriv DIR= och namnet på en ny mapp."
        raise ContentError([Diagnostic(folder, 1, sentence)])
    source, *others = languages
    _refuse_source(source)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder, source, root)
        content, _warnings = load_strategy(folder / "strategy")
        write_schemas(folder / "strategy", content.strategy.languages)
        for code in others:
            deque(add_language(folder / "strategy", code), maxlen=0)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        sentence = "mappen går inte att skriva i; skriv DIR= och ett namn där du får skriva."
        raise ContentError([Diagnostic(folder, 1, sentence)]) from None
    except BaseException:
        shutil.rmtree(folder)
        raise
    shown = folder.as_posix()
    yield f"Skrev {shown}/: strategin i {shown}/strategy/, egna sidor i {shown}/docs/."
    yield f"1. Skriv webbplatsens adress (site_url) i {shown}/{MKDOCS}, och repo_url."
    yield f"2. Skriv namn, texter och färger i {shown}/strategy/strategy.yml: allt är förklarat."
    yield f"3. Bygg med ”make site DIR={shown}”; webbplatsen hamnar i {shown}/site/."


def _refuse_source(code: str) -> None:
    if not re.fullmatch(r"[a-z]{2,3}", code) or not has_formats(code) or not theme_knows(code):
        sentence = (
            f"”{code}” går inte att börja med: källspråket måste ha två eller tre små bokstäver "
            "och vara känt av CLDR och Material, till exempel sv, fi eller nb; andra läggs till "
            "efteråt med ”make language”."
        )
        raise ContentError([Diagnostic(Path(MKDOCS), 1, sentence)])


def _write(folder: Path, source: str, root: Path) -> None:
    """Write the files of a site in one language."""
    environment = Environment(
        loader=FileSystemLoader(STARTER),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,  # noqa: S701 - YAML and Markdown from our own texts, no HTML
    )
    texts: dict[str, dict[str, str]] = yaml.safe_load((STARTER / _TEXTS).read_text("utf-8"))
    words = {name: text.get(source) or text["en"] for name, text in texts.items()}
    about = f"{slug_of(words['about'])}.md"
    own_name = Locale.parse(source).get_display_name(source) or source
    for name in environment.list_templates():
        if name != _TEXTS:
            path = folder / (f"docs/{about}" if name == "docs/about.md" else name)
            path.parent.mkdir(parents=True, exist_ok=True)
            text = environment.get_template(name).render(
                source=source, own_name=own_name, words=words, sections=_sections(source)
            )
            path.write_text(text, encoding="utf-8")
    settings = (root / MKDOCS).read_bytes().decode("utf-8")
    language = {"locale": source, "name": own_name, "default": True}
    changes = starter_config(root, folder, language, about)
    (folder / MKDOCS).write_text(patch(settings, changes), encoding="utf-8")


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
