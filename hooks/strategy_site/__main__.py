"""Commands for the content alone: ``python -m strategy_site check`` and its like."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from .checks import load
from .content import Content
from .freezing import freeze, seal_handwritten
from .handwritten import as_published, check_handwritten
from .importing import import_table
from .ledger import LEDGER
from .pages import pages_of
from .problems import ContentError, Problem
from .publishing import record
from .reading import read_folder
from .schema import write_schemas

DOCS = "docs"
"""The folder of handwritten pages, beside the strategy's."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command; give its exit code: 0, or 1 when the content has mistakes."""
    parser = argparse.ArgumentParser(prog="strategy_site", description=__doc__)
    parser.add_argument("command", choices=_COMMANDS)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("strategy"))
    parser.add_argument("--table", type=Path, help="the CSV file to import")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    try:
        for line in _COMMANDS[options.command](options.folder, options.table):
            print(line)
        content, warnings = load(options.folder)
    except ContentError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        mistakes = sum(not problem.warning for problem in error.problems)
        print(f"{mistakes} fel att rätta. Inget är publicerat.", file=sys.stderr)
        return 1
    for warning in warnings:
        print(warning, file=sys.stderr)
    print(
        f"Innehållet är rätt: {len(content.priority_areas)} insatsområden, "
        f"{len(content.goals)} mål, {len(content.projects)} projekt, "
        f"{len(content.calls)} utlysningar ({time.monotonic() - started:.1f} s)."
    )
    return 0


Said = Iterator[str]


def _check(folder: Path, table: Path | None) -> Said:
    yield from ()


def _schema(folder: Path, table: Path | None) -> Said:
    content, _ = load(folder)
    for path in write_schemas(folder, content.strategy.languages):
        yield f"Skrev {path.as_posix()}."


def _freeze(folder: Path, table: Path | None) -> Said:
    # What was written by hand waits to be frozen: until then the strategy as a whole has a mistake.
    frozen = seal_handwritten(read_folder(folder)) or [freeze(_content(folder), Path(folder.name))]
    for path in frozen:
        yield f"Fryste {path.as_posix()}; checka in filen."


def _publish(folder: Path, table: Path | None) -> Said:
    if _content(folder).edition.seal is None:
        yield from _freeze(folder, table)
    content = _content(folder)
    pages, docs = pages_of(content), folder.parent / DOCS
    broken = list(check_handwritten(content, docs, Path(folder.name), ()))
    if broken:
        raise ContentError(broken)
    new = record(content, pages, as_published(docs, content.languages))
    yield f"{new} nya adresser i {(folder / LEDGER).as_posix()}; checka in filen."


def _import(folder: Path, table: Path | None) -> Said:
    if table is None or not table.is_file():
        message = "tabellen finns inte; skriv ”make import FIL=projects.csv” med filens namn."
        raise ContentError([Problem(table or Path("projects.csv"), 1, message)])
    changed = import_table(_content(folder), table, Path(folder.name))
    for path in changed:
        yield f"Skrev {path.as_posix()}."
    if not changed:
        yield f"{table.name} säger detsamma som {folder.as_posix()}: inget är ändrat."


def _content(folder: Path) -> Content:
    return load(folder)[0]


_COMMANDS: dict[str, Callable[[Path, Path | None], Said]] = {
    "check": _check,
    "schema": _schema,
    "freeze": _freeze,
    "publish": _publish,
    "import": _import,
}


if __name__ == "__main__":
    sys.exit(main())
