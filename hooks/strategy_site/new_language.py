"""``make language``: everything that a new language of the site needs, ready to be translated.

What it lacks falls back to the source language, so that the site builds with it at once. Material
and MkDocs are asked for what they know by their files alone; nothing of them is imported.
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError, get_global
from babel.messages.catalog import Catalog
from babel.messages.plurals import PLURALS, get_plural
from babel.messages.pofile import write_po
from babel.plural import to_gettext

from .checks import load
from .content import Content
from .problems import ContentError, Problem
from .reading import SCHEMAS, STRATEGY_FILE
from .schema import schemas
from .wording import LOCALES, read_catalogue
from .yaml_editing import edited
from .yaml_reader import Document, Key, read_document

MKDOCS = "mkdocs.yml"
LANGUAGES_PLUGIN = "i18n_any_language"
WHOLE_CATALOGUE = "sv"
"""The catalogue that holds every interface text; the tests see to that."""
_PARTIAL = "partials/languages/{}.html"
_THEME_WORDS = """\
{{#-
  Material does not know this language: its own strings are the source language's ("words"), and
  overrides/main.html marks them up as such. Settings and what Material lacks in the source language
  are answered too: otherwise Material would put in English.
-#}}
{{% import "partials/languages/{source}.html" as source %}}
{{% import "partials/languages/en.html" as settings %}}
{{% macro t(key) %}}
{{{{- {{
  "language": "{code}",
  "direction": "{direction}",
  "words": "{source}",
  "blog.authors": source.t("source.file.contributors"),
}}[key] or source.t(key) or (settings.t(key) if key.startswith("search.config.")) -}}}}
{{% endmacro %}}
"""


@dataclass(frozen=True)
class _Language:
    """A language to add."""

    code: str
    name: str
    like: str | None
    """The neighbour whose numbers and dates CLDR knows, if one was named."""
    borrows: bool

    def row(self) -> dict[str, str]:
        """Give the language's row in ``strategy.yml``."""
        row = {"code": self.code, "name": self.name}
        # A short date has digits alone: the names of months would be the neighbour's words.
        return row | ({"formats": self.like or "", "dates": "short"} if self.borrows else {})


def add_language(folder: Path, code: str, name: str = "", like: str = "") -> Iterator[str]:
    """Prepare a language; give what was written and what is to be done, in sentences.

    Takes the strategy folder, with ``mkdocs.yml`` beside it; the language's code; its own name,
    which CLDR may know; and the code of a neighbour, for what CLDR doesn't know of the language.
    Raises `ContentError`, and has written nothing, if that can't be.
    """
    shown = Path(folder.name)
    content, _ = load(folder)
    settings, problems = read_document(folder.parent / MKDOCS, Path(MKDOCS))
    if settings is None or problems:
        raise ContentError(problems)
    language = _asked_for(content, settings, code, name, like)
    files = _strategy_files(content, language, shown)
    files[folder.parent / MKDOCS] = _changed(folder.parent / MKDOCS, _in_mkdocs(settings, language))
    files |= _theme_words(content, settings, language, folder.parent)
    catalogue = LOCALES / f"{language.code}.po"
    if not catalogue.exists():
        files[catalogue] = _empty_catalogue(language)
    for path in _write(files):
        yield f"Skrev {_short(path)}."
    if language.borrows:
        yield f"Tal och datum skrivs som på ”{language.like}”, datum med siffror."
    yield (
        f"Språket {language.name} ({language.code}) är förberett: översätt orden i "
        f"{_short(catalogue)}, skriv texter efter ”{language.code}:” i YAML-filerna, bygg med "
        "”make site” och checka in. Vad som inte är översatt visas på källspråket."
    )


def _short(path: Path) -> str:
    """Give a path as seen from where the command is run."""
    there, here = path.resolve(), Path.cwd().resolve()
    return (there.relative_to(here) if there.is_relative_to(here) else there).as_posix()


def _asked_for(
    content: Content, settings: Document, code: str, name: str = "", like: str = ""
) -> _Language:
    """Give the language that was asked for. Raises `ContentError` if it can't be added."""
    _refuse_code(content, settings, code)
    languages = content.origins[""]

    def refuse(message: str) -> ContentError:
        line = languages.document.line(("languages",))
        return ContentError([Problem(languages.path, line, message)])

    # A neighbour on the site may itself borrow.
    borrowed = {row.code: row.formats for row in content.strategy.languages if row.formats}
    neighbour = borrowed.get(like or "", like)
    choice = f"skriv LIKT= och ett av webbplatsens språk: {', '.join(content.languages)}."
    if neighbour and not has_formats(neighbour):
        raise refuse(f"CLDR har inga tal och datum på ”{like}” att låna; {choice}")
    borrows = not has_formats(code)
    if borrows and not neighbour:
        raise refuse(f"CLDR vet inte hur tal och datum skrivs på ”{code}”; {choice}")
    locale = locale_of(code)
    own_name = " ".join((name or "").split()) or (locale and locale.get_display_name(code))
    if not own_name:
        raise refuse(
            f"CLDR vet inte vad ”{code}” heter; skriv NAMN= och vad det kallar sig självt."
        )
    return _Language(code, own_name, neighbour, borrows)


def _refuse_code(content: Content, settings: Document, code: str) -> None:
    """Raise `ContentError` if ``code`` is none, or is on the site already."""
    strategy = content.origins[""].document
    places: list[tuple[Document, Key, list[Any], str]] = [
        (strategy, ("languages",), strategy.value["languages"], "code"),
        (settings, *_mkdocs_languages(settings), "locale"),
    ]
    shorter = get_global("language_aliases").get(code, code)
    if not re.fullmatch(r"[a-z]{2,3}", code):
        message = (
            f"”{code}” är ingen språkkod; skriv två eller tre små bokstäver, "
            "till exempel ”make language LANG=se”."
        )
    elif len(shorter) < len(code):
        message = f"”{code}” skrivs med två bokstäver på webben; skriv LANG={shorter}."
    else:
        for document, key, rows, part in places:
            for number, row in enumerate(rows):
                if isinstance(row, dict) and row.get(part) == code:
                    line = document.line((*key, number))
                    message = f"språket ”{code}” finns redan här; välj ett annat."
                    raise ContentError([Problem(document.path, line, message)])
        return
    raise ContentError([Problem(strategy.path, strategy.line(("languages",)), message)])


def locale_of(code: str) -> Locale | None:
    """Give what CLDR knows of a language, if anything."""
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return None


def has_formats(code: str) -> bool:
    """Tell whether CLDR knows how the language writes numbers and dates.

    Of some (``smj``, ``sma``) it knows the name alone: the first month is then called M01.
    """
    locale = locale_of(code)
    return locale is not None and locale.months["format"]["wide"][1] != "M01"


def _strategy_files(content: Content, language: _Language, shown: Path) -> dict[Path, str]:
    """Give path and new text of what changes in the strategy folder, after a trial.

    Raises `ContentError` if the strategy would have mistakes with the language.
    """
    rows = content.origins[""].document.value["languages"]
    path = content.folder / STRATEGY_FILE
    files = {path: _changed(path, {("languages", len(rows)): language.row()})}
    with tempfile.TemporaryDirectory() as name:
        trial = Path(name) / content.folder.name
        shutil.copytree(content.folder, trial)
        (trial / STRATEGY_FILE).write_text(files[path], encoding="utf-8", newline="")
        languages = load(trial, shown)[0].strategy.languages
    made = schemas(languages).items()
    return files | {content.folder / SCHEMAS / file: text for file, text in made}


def _changed(path: Path, changes: dict[Key, Any]) -> str:
    before = path.read_bytes().decode("utf-8")
    try:
        return edited(before, changes)
    except ValueError:
        message = "språket går inte att lägga till i filen som den är skriven; skriv det för hand."
        raise ContentError([Problem(Path(path.name), 1, message)]) from None


def plugin(settings: Document, name: str) -> tuple[Key, dict[str, Any]]:
    """Give where a plugin's options stand in ``mkdocs.yml``, and the options; none if it has none.

    MkDocs takes a list of plugins, with names alone among them, or a mapping.
    """
    plugins = settings.value.get("plugins")
    for number, row in enumerate(plugins) if isinstance(plugins, list) else [(name, plugins)]:
        if isinstance(row, dict) and isinstance(row.get(name), dict):
            key = ("plugins", number, name) if isinstance(number, int) else ("plugins", name)
            return key, row[name]
    return ("plugins",), {}


def _mkdocs_languages(settings: Document) -> tuple[Key, list[Any]]:
    key, options = plugin(settings, LANGUAGES_PLUGIN)
    rows = options.get("languages")
    if not isinstance(rows, list):
        message = f"språken under {LANGUAGES_PLUGIN} saknas; skriv dem där, källspråket först."
        raise ContentError([Problem(settings.path, settings.line(key), message)])
    return (*key, "languages"), rows


def _in_mkdocs(settings: Document, language: _Language) -> dict[Key, Any]:
    """Give what changes in ``mkdocs.yml``."""
    key, rows = _mkdocs_languages(settings)
    return {(*key, len(rows)): {"locale": language.code, "name": language.name}}


def theme_knows(code: str) -> bool:
    """Tell whether Material has words in a language."""
    spec = find_spec("material")
    folders = (spec and spec.submodule_search_locations) or []
    return any(Path(folder, "templates", _PARTIAL.format(code)).is_file() for folder in folders)


def _theme_words(
    content: Content, settings: Document, language: _Language, root: Path
) -> dict[Path, str]:
    """Give path and text of the theme's language file; nothing if the theme has one."""
    partial = _PARTIAL.format(language.code)
    theme = settings.value.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    if theme_knows(language.code):
        return {}
    if not isinstance(custom, str):
        message = f"temat har inga ord på ”{language.code}”; skriv custom_dir: overrides här."
        raise ContentError([Problem(settings.path, settings.line(("theme",)), message)])
    path = root / custom / partial
    if path.is_file():
        return {}
    locale = locale_of(language.code)
    direction = locale.text_direction if locale else "ltr"
    return {
        path: _THEME_WORDS.format(
            code=language.code,
            source=content.languages[0],
            direction=direction,
        )
    }


def _empty_catalogue(language: _Language) -> str:
    """Give the text of a catalogue with every interface text and no translation."""
    headers = {
        "Language": language.code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _plural_forms(language),
    }
    catalogue = Catalog()
    catalogue.mime_headers = list(headers.items())
    for message in read_catalogue(WHOLE_CATALOGUE):
        if message.id:
            catalogue.add(message.id, flags=message.flags)
    body = io.BytesIO()
    write_po(body, catalogue, width=0, omit_header=True)
    lines = [f'"{name}: {value}\\n"' for name, value in headers.items()]
    top = [f"# Interface texts in {language.name}. What is empty falls back. Never invent a word."]
    head = "\n".join([*top, 'msgid ""', 'msgstr ""', *lines])
    return f"{head}\n\n{body.getvalue().decode('utf-8').strip()}\n"


def _plural_forms(language: _Language) -> str:
    """Give gettext's rule for the language's plurals, or else for its neighbour's."""
    locale = locale_of(language.code) or Locale.parse(language.like or WHOLE_CATALOGUE)
    rule = to_gettext(locale.plural_form)
    # Gettext's own table is what translators know; CLDR knows more languages (a Sámi dual), but
    # counts some in exponents, which gettext has not.
    if locale.language in PLURALS or re.search(r"\be\b", rule):
        rule = get_plural(locale).plural_forms
    return rule.rstrip(";") + ";"


def _write(files: dict[Path, str]) -> list[Path]:
    """Write all files or none; give those that differed from what stood there.

    Raises `ContentError` if one can't be written.
    """
    waiting: dict[Path, Path] = {}
    for path, text in files.items():
        try:
            if path.is_file() and path.read_bytes() == text.encode("utf-8"):
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting[path] = path.with_name(f".{path.name}.new")
            waiting[path].write_text(text, encoding="utf-8", newline="")
        except OSError:
            for new in waiting.values():
                new.unlink(missing_ok=True)
            message = "filen går inte att skriva; kontrollera att du får ändra i mappen."
            raise ContentError([Problem(Path(_short(path)), 1, message)]) from None
    for path, new in waiting.items():
        new.replace(path)
    return list(waiting)
