"""Commands for translators: what is to be done, declarations, and PO files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from ..authoring.imports import import_translations
from ..checks.lint import lint
from ..clock import today
from ..content.translation_store import write_store
from ..diagnostics import ContentError, Diagnostic
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
from .strategy_folder import StrategyFolder, existing_file, strategy_command

language_option = click.option("--language", default="", help="The language of the translation.")
_text_option = click.option("--text", default="", help="Ids or texts, separated by commas.")


def _translations(strategy: StrategyFolder, language: str = "") -> TranslationStatus:
    """Return the state of the translations. Raises `ContentError` for an unknown ``language``."""
    content = strategy.content
    strategy.check_missing_files()
    if language and language not in content.languages[1:]:
        languages = ", ".join(content.languages[1:])
        message = f"”{language}” är inget språk att översätta till; välj bland: {languages}."
        raise ContentError([Diagnostic(strategy.display_path / "strategy.yml", 1, message)])
    return translation_status(content)


def record_translations(strategy: StrategyFolder, translations: TranslationStatus) -> Iterator[str]:
    """Store the translations that are not stored yet; yield a line for each file written."""
    lines = record_new(translations, today(strategy.content.strategy.time_zone))
    for path in write_store(strategy.path, lines):
        yield f"Skrev {(strategy.display_path / path).as_posix()}; checka in filen."


@strategy_command
@language_option
def translations_command(strategy: StrategyFolder, language: str) -> Iterator[str]:
    """List the translations that are missing, drafts or outdated."""
    translations = _translations(strategy, language)
    names = {"reviewed": "granskade", "draft": "utkast", "outdated": "äldre än originalet"}
    names["missing"] = "saknas"
    rows = {row.code: row.name for row in strategy.content.strategy.languages}
    for code in [language] if language else translations.languages:
        for one in translations.needs_work(code):
            where = f"{one.unit.location.path.as_posix()}, rad {one.unit.line(code)}"
            yield f"{where}: {rows[code]}: {names[one.state]} ({one.unit.unit_id})"
        counts = translations.counts(code)
        yield f"{rows[code]}: {', '.join(f'{counts[state]} {names[state]}' for state in STATES)}."
    yield from record_translations(strategy, translations)
    strategy.hints = lint(strategy.content)


@strategy_command
@_text_option
@language_option
def reviewed_command(strategy: StrategyFolder, text: str, language: str) -> Iterator[str]:
    """Declare the translations of a text reviewed."""
    return _declare(strategy, text, language, "reviewed")


@strategy_command
@_text_option
@language_option
def harmless_command(strategy: StrategyFolder, text: str, language: str) -> Iterator[str]:
    """Declare that a change of the source text changed nothing for its translation."""
    return _declare(strategy, text, language, "harmless")


def _declare(
    strategy: StrategyFolder, text: str, language: str, declaration: Declaration
) -> Iterator[str]:
    translations = _translations(strategy, language)
    named = [part.strip() for part in text.split(",") if part.strip()]
    ids = {name for u in translations.units for name in (u.unit_id, u.unit_id.split()[0])}
    if not language or not named or not ids.issuperset(named):
        unknown = ", ".join(name for name in named if name not in ids) or "inget"
        message = (
            f"”{unknown}” går inte att förklara granskat; skriv till exempel "
            f"”make {declaration} TEXT=1.3 LANG=fi” med ett id ur strategin."
        )
        raise ContentError([Diagnostic(strategy.display_path / "strategy.yml", 1, message)])
    if untranslated := list(_untranslated(translations, named, language)):
        raise ContentError(untranslated)
    day = today(strategy.content.strategy.time_zone)
    write_store(strategy.path, mark(translations, language, named, declaration, day))
    done = "granskade" if declaration == "reviewed" else "i takt med originalet"
    yield f"Texterna i {', '.join(named)} ({language}) är nu {done}; checka in filen."


def _untranslated(
    translations: TranslationStatus, named: Sequence[str], language: str
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each named text or item that has no text at all in the language."""
    for name in named:
        units = [u for u in translations.units if name in (u.unit_id, u.unit_id.split()[0])]
        if not any(language in unit.text.root for unit in units):
            message = (
                f"”{name}” har ingen text på språket ”{language}”; "
                "översätt det först, och förklara det sedan granskat."
            )
            yield Diagnostic(units[0].location.path, units[0].line(language), message)


@strategy_command
@language_option
@click.option("--file", type=click.Path(path_type=Path), default=".", help="Folder to write into.")
@click.option("--site", default="", help="The site's address, for links to the texts.")
def export_po_command(
    strategy: StrategyFolder, language: str, file: Path, site: str
) -> Iterator[str]:
    """Write all texts as PO files, for Poedit or Weblate."""
    translations = _translations(strategy, language)
    for code in [language] if language else translations.languages:
        path = file / f"{code}.po"
        path.write_bytes(export_po(strategy.content, translations, code, site))
        yield f"Skrev {path.as_posix()}."


@strategy_command
@click.option("--file", type=click.Path(path_type=Path), help="The PO file.")
@click.option("--language", default="", help="Its language; by default as the file is named.")
@click.option("--reviewed", is_flag=True, help="All that comes in is reviewed.")
def import_po_command(
    strategy: StrategyFolder, file: Path | None, language: str, reviewed: bool
) -> Iterator[str]:
    """Write the translations of a PO file into the YAML."""
    po_file = existing_file(file, "PO-filen finns inte; skriv ”make import-po FIL=fi.po”")
    language = language or po_file.stem
    _translations(strategy, language)
    changed, imported = import_translations(
        strategy.content, po_file, language, strategy.display_path
    )
    strategy.reload()
    for path in changed:
        yield f"Skrev {path.as_posix()}."
    translations, day = (
        _translations(strategy, language),
        today(strategy.content.strategy.time_zone),
    )
    confirmed = [unit.unit_id for unit in imported.confirmed]
    new = [unit.unit_id for unit, _ in imported.changes]
    lines = mark(translations, language, confirmed, "harmless", day)
    if reviewed:
        translations = translations.with_store(lines)
        lines = mark(translations, language, [*new, *confirmed], "reviewed", day)
    write_store(strategy.path, lines)
    for unit, text in imported.changes:
        if difference := compare(unit.text.root[translations.source], text):
            where = f"{unit.location.path.as_posix()}, rad {unit.line(language)}"
            yield f"{where}: Varning: den nya texten {difference}; se efter att den säger detsamma."
    yield f"{len(new)} texter införda, {len(imported.diagnostics)} inte."
    if imported.diagnostics:
        raise ContentError(imported.diagnostics)
