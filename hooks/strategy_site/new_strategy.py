"""``make new-strategy``: a site of one's own, empty, explained, and built at once.

It stands in a folder beside the code, so that new code can be fetched without touching it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .checks import load
from .model import Sections
from .new_language import (
    LANGUAGES_PLUGIN,
    MKDOCS,
    WHOLE_CATALOGUE,
    add_language,
    has_formats,
    plugin,
    theme_knows,
)
from .problems import ContentError, Problem
from .schema import write_schemas
from .slugs import slug_of
from .wording import message, read_catalogue
from .yaml_editing import edited
from .yaml_reader import Key, read_document

STARTER = Path(__file__).parent / "starter"
_TEXTS = "texts.yml"
# No real address of anybody: who builds before writing an own one leads nobody astray.
_OWN_ADDRESS = "https://strategi.example.org/"
_OWN_REPOSITORY = "https://git.example.org/leader/strategi"
_SECTIONS = {
    "priority_areas": message("Priority areas"),
    "goals": message("Goals"),
    "projects": message("Projects"),
    "calls": message("Calls"),
    "municipalities": message("Municipality"),
    "years": message("Year"),
    "open_data": message("Open data"),
    "translations": message("Translations"),
    "accessibility": message("Accessibility statement"),
    "overview": message("Overview"),
    "search": message("Search"),
}
"""What each section is called, for addresses in the source language."""


def new_strategy(folder: Path, languages: list[str], root: Path) -> Iterator[str]:
    """Write a whole new site; give what to do next, in sentences.

    Takes the folder, which must be empty or not be there; codes of languages, the source first; and
    the folder of the code, with its ``mkdocs.yml``. Raises `ContentError`, and leaves nothing
    behind, if that can't be.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        sentence = "mappen finns redan och är inte tom; skriv DIR= och namnet på en ny mapp."
        raise ContentError([Problem(folder, 1, sentence)])
    source, *others = languages
    _refuse_source(source)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder, source, root)
        content, _warnings = load(folder / "strategy")
        write_schemas(folder / "strategy", content.strategy.languages)
        for code in others:
            deque(add_language(folder / "strategy", code), maxlen=0)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        sentence = "mappen går inte att skriva i; skriv DIR= och ett namn där du får skriva."
        raise ContentError([Problem(folder, 1, sentence)]) from None
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
        raise ContentError([Problem(Path(MKDOCS), 1, sentence)])


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
    changes = _settings(root, folder, language, about)
    (folder / MKDOCS).write_text(edited(settings, changes), encoding="utf-8")


def _sections(source: str) -> dict[str, str]:
    """Give the first parts of the addresses, named in the source language as far as known."""
    if source == WHOLE_CATALOGUE:
        return Sections().model_dump()
    catalogue = read_catalogue(source)
    found: dict[str, str] = {}
    for name, named in _SECTIONS.items():
        translated = catalogue.get(named)
        said = (translated and translated.string) or named
        if not isinstance(said, str):
            said = said[-1]  # of a word for one and for several
        found[name] = slug_of(said, found.values())
    return found


def _settings(root: Path, folder: Path, language: dict[str, Any], about: str) -> dict[Key, Any]:
    """Give what a site of one's own has otherwise in ``mkdocs.yml``."""
    document, problems = read_document(root / MKDOCS, Path(MKDOCS))
    if document is None:
        raise ContentError(problems)
    there = Path(os.path.relpath(root.resolve(), folder.resolve()))

    back = Path(os.path.relpath(folder.resolve(), root.resolve())).as_posix()
    inside = "" if back.startswith("..") else f"{back}/"

    def moved(paths: list[str]) -> list[str]:
        own = {"strategy", "docs"}
        return [path if path in own else (there / path).as_posix() for path in paths]

    value = document.value
    key, _options = plugin(document, LANGUAGES_PLUGIN)
    return {
        ("site_url",): _OWN_ADDRESS,
        ("repo_url",): _OWN_REPOSITORY,
        ("edit_uri",): f"edit/main/{inside}docs/",
        ("theme", "custom_dir"): (there / value["theme"]["custom_dir"]).as_posix(),
        ("hooks",): moved(value["hooks"]),
        ("watch",): moved(value["watch"]),
        (*key, "languages"): [language],
        ("nav",): ["index.md", about],
    }
