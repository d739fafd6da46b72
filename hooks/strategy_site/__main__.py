"""Commands for the content alone: ``python -m strategy_site check`` and its like."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from .checks import load
from .freezing import freeze, seal_handwritten
from .ledger import LEDGER
from .pages import pages_of
from .problems import ContentError
from .publishing import record
from .reading import read_folder
from .schema import write_schemas


def main(arguments: list[str] | None = None) -> int:
    """Run a command; give its exit code: 0, or 1 when the content has mistakes."""
    parser = argparse.ArgumentParser(prog="strategy_site", description=__doc__)
    parser.add_argument("command", choices=["check", "schema", "freeze", "publish"])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("strategy"))
    options = parser.parse_args(arguments)
    started = time.monotonic()
    frozen: list[Path] = []
    try:
        if options.command == "freeze":
            frozen = seal_handwritten(read_folder(options.folder))
        content, warnings = load(options.folder)
        if options.command == "freeze" and not frozen:
            frozen = [freeze(content, Path(options.folder.name))]
    except ContentError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        mistakes = sum(not problem.warning for problem in error.problems)
        print(f"{mistakes} fel att rätta. Inget är publicerat.", file=sys.stderr)
        return 1
    for warning in warnings:
        print(warning, file=sys.stderr)
    if options.command == "schema":
        for path in write_schemas(options.folder, content.strategy.languages):
            print(f"Skrev {path.as_posix()}.")
    for path in frozen:
        print(f"Fryste {path.as_posix()}; checka in filen.")
    if options.command == "publish":
        if content.edition.seal is None:
            path = freeze(content, Path(options.folder.name))
            print(f"Fryste lydelsen i {path.as_posix()}; checka in filen.")
            content, _ = load(options.folder)
        new = record(content, pages_of(content))
        print(f"{new} nya adresser i {options.folder / LEDGER}; checka in filen.")
    print(
        f"Innehållet är rätt: {len(content.priority_areas)} insatsområden, "
        f"{len(content.goals)} mål, {len(content.projects)} projekt, "
        f"{len(content.calls)} utlysningar ({time.monotonic() - started:.1f} s)."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
