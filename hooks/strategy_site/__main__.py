"""Commands for the content alone: ``python -m strategy_site check``, ``schema``, ``publish``."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from .checks import load
from .ledger import LEDGER
from .pages import pages_of
from .problems import ContentError
from .publishing import record
from .schema import write_schemas


def main(arguments: list[str] | None = None) -> int:
    """Run a command; give its exit code: 0, or 1 when the content has mistakes."""
    parser = argparse.ArgumentParser(prog="strategy_site", description=__doc__)
    parser.add_argument("command", choices=["check", "schema", "publish"])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("strategy"))
    options = parser.parse_args(arguments)
    started = time.monotonic()
    try:
        content, warnings = load(options.folder)
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
    if options.command == "publish":
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
