"""Prepares a new language of the site: its rows, schemas, catalogue and theme words.

What it lacks falls back to the source language, so that the site builds with it at once. Knows
nothing of how ``mkdocs.yml`` and the theme's files are written.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.messages.catalog import Catalog
from babel.messages.plurals import PLURALS, get_plural
from babel.messages.pofile import write_po
from babel.plural import to_gettext

from ..catalogs import read_catalog
from ..checks.load import load_strategy
from ..content.content import Content
from ..diagnostics import ContentError, Diagnostic
from ..messages import _
from ..model.language import has_formats, locale_of
from ..package_files import LOCALES
from ..paths import SCHEMAS, STRATEGY_FILE
from ..settings_file import MKDOCS
from ..yaml_io.patch import patch
from ..yaml_io.reader import Document, KeyPath, read_document
from .json_schema import schemas
from .mkdocs_files import configured_languages, language_row, theme_words
from .store import path_from_here, trial, write_all

WHOLE_CATALOGUE = "sv"
"""The catalogue that holds every interface text; a test holds it to that."""


@dataclass(frozen=True)
class NewLanguage:
    """A language to add."""

    code: str
    name: str
    like: str | None
    """A language whose numbers and dates CLDR knows, if one was named."""
    borrows: bool
    """Whether numbers and dates are written as in ``like``, since CLDR has none for this one."""

    def row(self) -> dict[str, str]:
        """Return the language's row in ``strategy.yml``."""
        row = {"code": self.code, "name": self.name}
        # A short date has only digits: names of months would be words of the other language.
        return row | ({"formats": self.like or "", "dates": "short"} if self.borrows else {})


def add_language(folder: Path, code: str, name: str = "", like: str = "") -> Iterator[str]:
    """Prepare a language; yield sentences about what was written and what to do next.

    Takes the strategy folder, with ``mkdocs.yml`` beside it; the language's code; its own name,
    which CLDR may know; and the code of a language to borrow from what CLDR doesn't know of it.
    Raises `ContentError`, and has written nothing, if the language can't be added.
    """
    display_path = Path(folder.name)
    content, _warnings = load_strategy(folder)
    settings, diagnostics = read_document(folder.parent / MKDOCS, Path(MKDOCS), tags=True)
    if settings is None or diagnostics:
        raise ContentError(diagnostics)
    language = _new_language(content, settings, code, name, like)
    files = _strategy_files(content, language, display_path)
    files[folder.parent / MKDOCS] = _changed(
        folder.parent / MKDOCS, language_row(settings, language.code, language.name)
    )
    files |= theme_words(folder.parent, settings, language.code, content.languages[0])
    catalogue = LOCALES / f"{language.code}.po"
    if not catalogue.exists():
        files[catalogue] = _empty_catalogue(language)
    for path in write_all(files):
        yield f"Skrev {path_from_here(path).as_posix()}."
    if language.borrows:
        yield _("Numbers are written as in “%(like)s”, dates with digits.", like=language.like)
    yield (
        _(
            "The language %(name)s (%(code)s) is prepared: translate the words in "
            "%(file)s, write texts after “%(code2)s:” in the YAML files, build with "
            "“make site” and commit. What is not translated is shown in the source "
            "language.",
            name=language.name,
            code=language.code,
            file=path_from_here(catalogue).as_posix(),
            code2=language.code,
        )
    )


def _new_language(
    content: Content, settings: Document, code: str, name: str, like: str
) -> NewLanguage:
    """Return the language to add. Raises `ContentError` if it can't be added."""
    _refuse_code(content, settings, code)
    languages = content.locations[""]

    def refuse(message: str) -> ContentError:
        line = languages.document.line(("languages",))
        return ContentError([Diagnostic(languages.path, line, message)])

    # A language of the site may itself borrow.
    borrowed = {row.code: row.formats for row in content.strategy.languages if row.formats}
    neighbour = borrowed.get(like, like)
    choice = _(
        "write LIKT= and one of the site's languages: %(languages)s.",
        languages=", ".join(content.languages),
    )
    if neighbour and not has_formats(neighbour):
        raise refuse(
            _(
                "CLDR has no numbers and dates in “%(like)s” to borrow; %(advice)s",
                like=like,
                advice=choice,
            )
        )
    borrows = not has_formats(code)
    if borrows and not neighbour:
        raise refuse(
            _(
                "CLDR does not know how numbers and dates are written in “%(code)s”; %(advice)s",
                code=code,
                advice=choice,
            )
        )
    locale = locale_of(code)
    own_name = " ".join(name.split()) or (locale and locale.get_display_name(code))
    if not own_name:
        raise refuse(
            _(
                "CLDR does not know what “%(code)s” is called; write NAMN= and what it "
                "calls itself.",
                code=code,
            )
        )
    return NewLanguage(code, own_name, neighbour, borrows)


def _refuse_code(content: Content, settings: Document, code: str) -> None:
    """Raise `ContentError` if ``code`` is no language code, or is on the site already."""
    strategy = content.locations[""].document
    places: list[tuple[Document, KeyPath, list[Any], str]] = [
        (strategy, ("languages",), strategy.value["languages"], "code"),
        (settings, *configured_languages(settings), "locale"),
    ]
    shorter = get_global("language_aliases").get(code, code)
    if not re.fullmatch(r"[a-z]{2,3}", code):
        message = _(
            "“%(code)s” is no language code; write two or three small letters, “make "
            "language LANG=se” for instance.",
            code=code,
        )
    elif len(shorter) < len(code):
        message = _(
            "“%(code)s” is written with two letters on the web; write LANG=%(shorter)s.",
            code=code,
            shorter=shorter,
        )
    else:
        for document, key, rows, part in places:
            for number, row in enumerate(rows):
                if isinstance(row, dict) and row.get(part) == code:
                    line = document.line((*key, number))
                    message = _(
                        "the language “%(code)s” is here already; choose another.", code=code
                    )
                    raise ContentError([Diagnostic(document.path, line, message)])
        return
    raise ContentError([strategy.error(("languages",), message)])


def _strategy_files(content: Content, language: NewLanguage, display_path: Path) -> dict[Path, str]:
    """Return path and new text of what changes in the strategy folder.

    Raises `ContentError` if the strategy would have mistakes with the language.
    """
    rows = content.locations[""].document.value["languages"]
    path = content.folder / STRATEGY_FILE
    text = _changed(path, {("languages", len(rows)): language.row()})
    with trial(content.folder, {Path(STRATEGY_FILE): text}, display_path) as extended:
        files = schemas(extended.strategy.languages)
    schema_folder = content.folder / SCHEMAS
    return {path: text} | {schema_folder / name: schema for name, schema in files.items()}


def _changed(path: Path, changes: dict[KeyPath, Any]) -> str:
    before = path.read_bytes().decode("utf-8")
    try:
        return patch(before, changes)
    except ValueError:
        message = _("the language can't be added to the file as it is written; write it by hand.")
        raise ContentError([Diagnostic(Path(path.name), 1, message)]) from None


def _empty_catalogue(language: NewLanguage) -> str:
    """Return the text of a catalogue with every interface text and no translation."""
    headers = {
        "Language": language.code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _plural_forms(language),
    }
    catalogue = Catalog()
    catalogue.mime_headers = list(headers.items())
    for message in read_catalog(WHOLE_CATALOGUE):
        if message.id:
            catalogue.add(message.id, flags=message.flags)
    body = io.BytesIO()
    write_po(body, catalogue, width=0, omit_header=True)
    lines = [f'"{name}: {value}\\n"' for name, value in headers.items()]
    top = [f"# Interface texts in {language.name}. What is empty falls back. Never invent a word."]
    head = "\n".join([*top, 'msgid ""', 'msgstr ""', *lines])
    return f"{head}\n\n{body.getvalue().decode('utf-8').strip()}\n"


def _plural_forms(language: NewLanguage) -> str:
    """Return gettext's plural rule of the language, or of the one that it borrows from."""
    locale = locale_of(language.code) or Locale.parse(language.like or WHOLE_CATALOGUE)
    rule = to_gettext(locale.plural_form)
    # Translators know gettext's own table. CLDR has more languages (a Sámi dual), but some of its
    # rules use exponents ("e"), which gettext lacks.
    if locale.language in PLURALS or re.search(r"\be\b", rule):
        rule = get_plural(locale).plural_forms
    return rule.rstrip(";") + ";"
