"""Commands for the content alone: ``python -m strategy_site check`` and its like."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from .announcing import annotation, code_quality
from .asking import Terminal
from .call_states import today
from .checks import load
from .comparing import compare
from .content import Content
from .freezing import freeze, seal_handwritten
from .handwritten import as_published, check_handwritten
from .hints import remarks
from .importing import import_table, import_translations
from .leads import made_addresses
from .ledger import LEDGER
from .new_item import Unwritten, new_item
from .new_language import add_language
from .new_strategy import new_strategy
from .pages import pages_of
from .po import write_catalogue
from .problems import ContentError, Problem
from .publishing import record
from .reading import read_folder
from .restoring import restore, vanished
from .schema import write_schemas
from .translation_record import write_record
from .translations import STATES, Declaration, Translations, declared, seen, translations_of

ROOT = Path(__file__).parents[2]
"""The folder of the code, with its ``mkdocs.yml``."""
DOCS = "docs"
"""The folder of handwritten pages, beside the strategy's."""


class Options(argparse.Namespace):
    """What was said on the command line."""

    command: str
    folder: Path
    file: Path | None
    language: str
    text: str
    site: str
    name: str
    like: str
    reviewed: bool
    format: str
    report: Path | None

    @property
    def languages(self) -> list[str]:
        """The languages that were named, with commas between them."""
        return [code.strip() for code in self.language.split(",") if code.strip()]

    @property
    def shown(self) -> Path:
        """The path to show for the strategy folder."""
        return Path(self.folder.name)

    def content(self) -> Content:
        """Read the strategy. Raises `ContentError`."""
        return load(self.folder)[0]

    def translations(self) -> tuple[Content, Translations]:
        """Read the strategy and how its translations stand; the language asked for is one of it."""
        content = self.content()
        _nothing_vanished(self, content)
        if self.language and self.language not in content.languages[1:]:
            known = ", ".join(content.languages[1:])
            message = f"”{self.language}” är inget språk att översätta till; välj bland: {known}."
            raise ContentError([Problem(self.shown / "strategy.yml", 1, message)])
        return content, translations_of(content)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; give its exit code: 0, or 1 when the content has mistakes."""
    parser = argparse.ArgumentParser(prog="strategy_site", description=__doc__)
    parser.add_argument("command", choices=_COMMANDS)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("strategy"))
    parser.add_argument("--file", type=Path, help="the table or PO file")
    parser.add_argument("--language", default="", help="the language of the translation")
    parser.add_argument("--text", default="", help="ids or places, with commas between them")
    parser.add_argument("--site", default="", help="the site's address")
    parser.add_argument("--name", default="", help="what the new language calls itself")
    parser.add_argument(
        "--like", default="", help="the language whose numbers and dates it borrows"
    )
    parser.add_argument("--reviewed", action="store_true", help="all that comes in is reviewed")
    parser.add_argument("--format", choices=["text", "github"], default="text")
    parser.add_argument("--report", type=Path, help="where GitLab's code quality report goes")
    options = parser.parse_args(arguments, namespace=Options())
    started = time.monotonic()
    try:
        for line in _COMMANDS[options.command](options):
            _say(line)
        content, warnings = load(options.folder)
    except Unwritten:
        print("\nInget är skrivet.", file=sys.stderr)
        return 1
    except ContentError as error:
        _show(error.problems, options)
        mistakes = sum(not problem.warning for problem in error.problems)
        print(f"{mistakes} fel att rätta. Inget är publicerat.", file=sys.stderr)
        return 1
    if options.command in _REMARKING:
        warnings += remarks(content)
    _show(warnings, options)
    _say(
        f"Innehållet är rätt: {len(content.priority_areas)} insatsområden, "
        f"{len(content.goals)} mål, {len(content.projects)} projekt, "
        f"{len(content.calls)} utlysningar ({time.monotonic() - started:.1f} s)."
    )
    return 0


def _say(line: str) -> None:
    """Print a line; when nobody listens any longer (``… | head``), go on in silence.

    What a command has begun to write it writes to the end.
    """
    try:
        print(line, flush=True)
    except BrokenPipeError:
        # What is left in the buffer would make Python complain when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show(problems: Sequence[Problem], options: Options) -> None:
    """Say what is wrong, and where a forge looks for it too."""
    for problem in problems:
        print(problem, file=sys.stderr)
    # A forge knows a file by its place in the repository, where the command is run.
    around = Path() if options.folder.is_absolute() else options.folder.parent
    found = [replace(problem, path=around / problem.path) for problem in problems]
    if options.format == "github":
        for problem in found:
            _say(annotation(problem))
    if options.report:
        options.report.write_text(code_quality(found), encoding="utf-8")


_REMARKING = ("check", "translations")
"""The commands of those who can mend a translation; the site is built in silence."""

Said = Iterator[str]


def _check(options: Options) -> Said:
    content = options.content()
    _nothing_vanished(options, content)
    _check_handwritten(options, content, made_addresses(content, pages_of(content)))
    yield from ()


def _nothing_vanished(options: Options, content: Content) -> None:
    """Refuse to begin anew a file that was published and is gone. Raises `ContentError`."""
    if gone := list(vanished(options.folder, options.shown, content.languages)):
        raise ContentError(gone)


def _check_handwritten(options: Options, content: Content, generated: Iterable[str] = ()) -> None:
    """Refuse handwritten pages that the build would. Raises `ContentError`."""
    docs = options.folder.parent / DOCS
    if broken := list(check_handwritten(content, docs, options.shown, generated)):
        raise ContentError(broken)


def _schema(options: Options) -> Said:
    for path in write_schemas(options.folder, options.content().strategy.languages):
        yield f"Skrev {path.as_posix()}."


def _freeze(options: Options) -> Said:
    # What was written by hand waits to be frozen: until then the strategy as a whole has a mistake.
    frozen = seal_handwritten(read_folder(options.folder))
    for path in frozen or [freeze(options.content(), options.shown)]:
        yield f"Fryste {path.as_posix()}; checka in filen."


def _publish(options: Options) -> Said:
    if options.content().edition.seal is None:
        yield from _freeze(options)
    content, translations = options.translations()
    _check_handwritten(options, content)
    handwritten = as_published(options.folder.parent / DOCS, content.languages)
    new = record(content, pages_of(content), handwritten)
    yield f"{new} nya adresser i {(options.folder / LEDGER).as_posix()}; checka in filen."
    yield from _write_seen(options, content, translations)


def _write_seen(options: Options, content: Content, translations: Translations) -> Said:
    lines = seen(translations, today(content.strategy))
    for path in write_record(options.folder, lines):
        yield f"Skrev {(options.shown / path).as_posix()}; checka in filen."


def _import(options: Options) -> Said:
    table = _needed_file(options, "tabellen finns inte; skriv ”make import FIL=projects.csv”")
    changed = import_table(options.content(), table, options.shown)
    for path in changed:
        yield f"Skrev {path.as_posix()}."
    if not changed:
        yield f"{table.name} säger detsamma som {options.folder.as_posix()}: inget är ändrat."


def _restore(options: Options) -> Said:
    # The strategy can't be read as a whole before this is done.
    name = restore(options.folder, options.shown, options.file or Path("?"))
    yield f"Hämtade tillbaka {name.as_posix()}; checka in filen."


def _needed_file(options: Options, sentence: str) -> Path:
    if options.file is None or not options.file.is_file():
        raise ContentError([Problem(options.file or Path("?"), 1, f"{sentence} med filens namn.")])
    return options.file


def _translations(options: Options) -> Said:
    content, translations = options.translations()
    names = {"reviewed": "granskade", "draft": "utkast", "outdated": "äldre än originalet"}
    names["missing"] = "saknas"
    rows = {row.code: row.name for row in content.strategy.languages}
    for code in [options.language] if options.language else translations.languages:
        for one in translations.waiting(code):
            where = f"{one.placed.origin.path.as_posix()}, rad {one.placed.line(code)}"
            yield f"{where}: {rows[code]}: {names[one.state]} ({one.placed.place})"
        counts = translations.counts(code)
        yield f"{rows[code]}: {', '.join(f'{counts[state]} {names[state]}' for state in STATES)}."
    yield from _write_seen(options, content, translations)


def _declare(options: Options) -> Said:
    content, translations = options.translations()
    places = [part.strip() for part in options.text.split(",") if part.strip()]
    known = {place for p in translations.texts for place in (p.place, p.place.split()[0])}
    if not options.language or not places or not known.issuperset(places):
        unknown = ", ".join(place for place in places if place not in known) or "inget"
        message = (
            f"”{unknown}” går inte att förklara granskat; skriv till exempel "
            f"”make {options.command} TEXT=1.3 LANG=fi” med ett id ur strategin."
        )
        raise ContentError([Problem(options.shown / "strategy.yml", 1, message)])
    if untranslated := list(_without_text(options, translations, places)):
        raise ContentError(untranslated)
    how: Declaration = "reviewed" if options.command == "reviewed" else "harmless"
    day = today(content.strategy)
    write_record(options.folder, declared(translations, options.language, places, how, day))
    done = "granskade" if how == "reviewed" else "i takt med originalet"
    yield f"Texterna i {', '.join(places)} ({options.language}) är nu {done}; checka in filen."


def _without_text(
    options: Options, translations: Translations, places: Sequence[str]
) -> Iterator[Problem]:
    """Give what was named but has no text at all in the language, so that nothing would be done."""
    for place in places:
        named = [p for p in translations.texts if place in (p.place, p.place.split()[0])]
        if not any(options.language in placed.text.root for placed in named):
            message = (
                f"”{place}” har ingen text på språket ”{options.language}”; "
                "översätt det först, och förklara det sedan granskat."
            )
            first = named[0]
            yield Problem(first.origin.path, first.line(options.language), message)


def _export_po(options: Options) -> Said:
    content, translations = options.translations()
    for code in [options.language] if options.language else translations.languages:
        path = (options.file or Path()) / f"{code}.po"
        path.write_bytes(write_catalogue(content, translations, code, options.site))
        yield f"Skrev {path.as_posix()}."


def _import_po(options: Options) -> Said:
    catalogue = _needed_file(options, "PO-filen finns inte; skriv ”make import-po FIL=fi.po”")
    options.language = options.language or catalogue.stem
    content, _ = options.translations()
    changed, found = import_translations(content, catalogue, options.language, options.shown)
    for path in changed:
        yield f"Skrev {path.as_posix()}."
    content, translations = options.translations()
    confirmed = [placed.place for placed in found.confirmed]
    new = [placed.place for placed, _ in found.changes]
    day, code = today(content.strategy), options.language
    lines = declared(translations, code, confirmed, "harmless", day)
    if options.reviewed:
        translations = translations.with_record(lines)
        lines = declared(translations, code, [*new, *confirmed], "reviewed", day)
    write_record(options.folder, lines)
    for placed, text in found.changes:
        if half := compare(placed.text.root[translations.source], text):
            where = f"{placed.origin.path.as_posix()}, rad {placed.line(code)}"
            yield f"{where}: Varning: den nya texten {half}; se efter att den säger detsamma."
    yield f"{len(new)} texter införda, {len(found.problems)} inte."
    if found.problems:
        raise ContentError(found.problems)


def _language(options: Options) -> Said:
    yield from add_language(options.folder, options.language, options.name, options.like)


def _new_item(options: Options) -> Said:
    yield from new_item(options.content(), options.command, options.shown, Terminal(input, print))


def _new_strategy(options: Options) -> Said:
    yield from new_strategy(options.folder, options.languages or ["sv"], ROOT)
    options.folder /= "strategy"


_COMMANDS: dict[str, Callable[[Options], Said]] = {
    "check": _check,
    "schema": _schema,
    "freeze": _freeze,
    "publish": _publish,
    "restore": _restore,
    "import": _import,
    "translations": _translations,
    "reviewed": _declare,
    "harmless": _declare,
    "export-po": _export_po,
    "import-po": _import_po,
    "language": _language,
    "project": _new_item,
    "call": _new_item,
    "new-strategy": _new_strategy,
}


if __name__ == "__main__":
    sys.exit(main())
