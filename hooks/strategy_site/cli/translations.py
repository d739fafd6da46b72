"""Commands for translators: what is to be done, declarations, and PO files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from ..authoring.imports import import_translations
from ..checks.lint import lint
from ..clock import today
from ..content.translation_store import write_store
from ..diagnostics import ContentError, Diagnostic, Severity
from ..i18n.consistency import compare
from ..i18n.po import export_po
from ..i18n.translation_status import (
    STATES,
    Declaration,
    TranslationStatus,
    mark,
    record_new,
    translation_status,
)
from ..messages import _, _n, message_id
from .commands import PATH, option
from .strategy_folder import StrategyFolder, existing_file, strategy_command, wrote

_CHANGED, _ALL = "changed", "all"
"""What an import of a PO file may declare reviewed."""
_language_option = option("--language", message_id("The language of the translation."))
_text_option = option("--text", message_id("Ids or texts, separated by commas."))
_STATE_NAMES = {
    "reviewed": message_id("reviewed"),
    "draft": message_id("draft"),
    "outdated": message_id("older than the original"),
    "missing": message_id("missing"),
}


def _translations(strategy: StrategyFolder, language: str = "") -> TranslationStatus:
    """Return the state of the translations. Raises `ContentError` for an unknown ``language``."""
    content = strategy.content
    strategy.check_history()
    if language and language not in content.languages[1:]:
        message = _(
            "“%(language)s” is no language to translate into; choose one of: %(languages)s.",
            language=language,
            languages=", ".join(content.languages[1:]),
        )
        raise ContentError([Diagnostic(strategy.display_path / "strategy.yml", 1, message)])
    return translation_status(content)


def record_translations(strategy: StrategyFolder, translations: TranslationStatus) -> Iterator[str]:
    """Store the translations that are not stored yet; yield a line for each file written."""
    day = today(strategy.content.strategy.time_zone)
    lines = record_new(translations, day)
    for path in write_store(strategy.path, translations.store, lines, day):
        file = (strategy.display_path / path).as_posix()
        yield _("Wrote %(file)s; commit the file.", file=file)


@strategy_command(message_id("List the translations that are missing, drafts or outdated."))
@_language_option
def translations_command(strategy: StrategyFolder, language: str) -> Iterator[str]:
    translations = _translations(strategy, language)
    names = {state: _(name) for state, name in _STATE_NAMES.items()}
    rows = {row.code: row.name for row in strategy.content.strategy.languages}
    for code in [language] if language else translations.languages:
        for one in translations.needs_work(code):
            said = f"{rows[code]}: {names[one.state]} ({one.unit.unit_id})"
            yield str(Diagnostic(one.unit.location.path, one.unit.line(code), said))
        counts = translations.counts(code)
        yield f"{rows[code]}: {', '.join(f'{counts[state]} {names[state]}' for state in STATES)}."
    yield from record_translations(strategy, translations)
    strategy.hints = lint(strategy.content)


@strategy_command(message_id("Declare the translations of a text reviewed."))
@_text_option
@_language_option
def reviewed_command(strategy: StrategyFolder, text: str, language: str) -> Iterator[str]:
    return _declare(strategy, text, language, "reviewed")


@strategy_command(
    message_id("Declare that a change of the source changed nothing for its translation.")
)
@_text_option
@_language_option
def harmless_command(strategy: StrategyFolder, text: str, language: str) -> Iterator[str]:
    return _declare(strategy, text, language, "harmless")


def _declare(
    strategy: StrategyFolder, text: str, language: str, declaration: Declaration
) -> Iterator[str]:
    translations = _translations(strategy, language)
    named = [part.strip() for part in text.split(",") if part.strip()]
    ids = {name for u in translations.units for name in (u.unit_id, u.unit_id.split()[0])}
    if not language or not named or not ids.issuperset(named):
        unknown = ", ".join(name for name in named if name not in ids)
        message = _(
            "“%(text)s” can't be declared reviewed; write for instance"
            " “make %(command)s TEXT=1.3 LANG=fi” with an id of the strategy.",
            text=unknown or _("nothing"),
            command=declaration,
        )
        raise ContentError([Diagnostic(strategy.display_path / "strategy.yml", 1, message)])
    if untranslated := list(_untranslated(translations, named, language)):
        raise ContentError(untranslated)
    day = today(strategy.content.strategy.time_zone)
    lines = mark(translations, language, named, declaration, day)
    write_store(strategy.path, translations.store, lines, day)
    done = (
        message_id("The texts of %(texts)s (%(language)s) are now reviewed; commit the file.")
        if declaration == "reviewed"
        else message_id(
            "The texts of %(texts)s (%(language)s) now follow the original; commit the file."
        )
    )
    yield _(done, texts=", ".join(named), language=language)


def _untranslated(
    translations: TranslationStatus, named: Sequence[str], language: str
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each named text or item that has no text at all in the language."""
    for name in named:
        units = [u for u in translations.units if name in (u.unit_id, u.unit_id.split()[0])]
        if not any(language in unit.text.root for unit in units):
            message = _(
                "“%(name)s” has no text in the language “%(language)s”; translate it first, and"
                " declare it reviewed then.",
                name=name,
                language=language,
            )
            yield Diagnostic(units[0].location.path, units[0].line(language), message)


@strategy_command(message_id("Write all texts as PO files, for Poedit or Weblate."))
@_language_option
@option("--file", message_id("The folder to write into."), type=PATH, default=".")
@option("--site", message_id("The site's address, for links to the texts."))
def export_po_command(
    strategy: StrategyFolder, language: str, file: Path, site: str
) -> Iterator[str]:
    translations = _translations(strategy, language)
    site = site or str(strategy.settings.values.get("site_url") or "")
    for code in [language] if language else translations.languages:
        path = file / f"{code}.po"
        path.write_bytes(export_po(strategy.content, translations, code, site))
        yield wrote(path)


@strategy_command(message_id("Write the translations of a PO file into the YAML."))
@option("--file", message_id("The PO file."), type=PATH)
@option("--language", message_id("Its language; by default as the file is named."))
@option(
    "--reviewed",
    message_id("What the file changes is reviewed; --reviewed=all: all that it has."),
    is_flag=False,
    flag_value=_CHANGED,
    type=click.Choice([_CHANGED, _ALL]),
)
def import_po_command(
    strategy: StrategyFolder, file: Path | None, language: str, reviewed: str | None
) -> Iterator[str]:
    po_file = existing_file(
        file,
        _("the PO file does not exist; write “make import-po FIL=fi.po” with the file's name."),
    )
    language = language or po_file.stem
    _translations(strategy, language)
    changed, imported = import_translations(
        strategy.content, po_file, language, strategy.display_path
    )
    new = [unit.unit_id for unit, _ in imported.changes]
    declared = [*new, *(unit.unit_id for unit in imported.confirmed if reviewed == _ALL)]
    if reviewed:
        yield _n(
            "%(num)d text is declared reviewed.",
            "%(num)d texts are declared reviewed.",
            len(declared),
        )
    strategy.reload()
    for path in changed:
        yield wrote(path)
    translations, day = (
        _translations(strategy, language),
        today(strategy.content.strategy.time_zone),
    )
    before = translations.store
    confirmed = [unit.unit_id for unit in imported.confirmed]
    lines = mark(translations, language, confirmed, "harmless", day)
    if reviewed:
        translations = translations.with_store(lines)
        lines = mark(translations, language, declared, "reviewed", day)
    write_store(strategy.path, before, lines, day)
    for unit, text in imported.changes:
        if difference := compare(unit.text.root[translations.source], text):
            said = _(
                "the new text %(difference)s; see that it says the same.", difference=difference
            )
            place = unit.location.path, unit.line(language)
            yield str(Diagnostic(*place, said, Severity.WARNING))
    yield from map(str, imported.warnings)
    taken = _n("%(num)d text taken in", "%(num)d texts taken in", len(new))
    yield _("%(taken)s, %(left)d not.", taken=taken, left=len(imported.diagnostics))
    if imported.diagnostics:
        raise ContentError(imported.diagnostics)
