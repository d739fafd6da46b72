"""Commands that add something: a project, a call, a language, a map, a whole site."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ..authoring.new_item import Aborted, new_item
from ..authoring.new_language import add_language
from ..authoring.new_strategy import new_strategy
from ..authoring.prompts import Prompter
from ..checks.load import load_strategy
from ..diagnostics import ContentError
from ..package_files import REPOSITORY
from .strategy_folder import StrategyFolder, folder_argument, say, strategy_command


@strategy_command
def project_command(strategy: StrategyFolder) -> Iterator[str]:
    """Ask for a project and write its file."""
    return _new_item(strategy, "project")


@strategy_command
def call_command(strategy: StrategyFolder) -> Iterator[str]:
    """Ask for a call and write its file."""
    return _new_item(strategy, "call")


def _new_item(strategy: StrategyFolder, kind: str) -> Iterator[str]:
    try:
        yield from new_item(strategy.content, kind, strategy.display_path, Prompter(input, print))
    except Aborted:
        print("\nInget är skrivet.", file=sys.stderr)
        raise click.exceptions.Exit(1) from None
    strategy.reload()


@strategy_command
@click.option("--language", default="", help="The new language's code, such as se.")
@click.option("--name", default="", help="What the language calls itself.")
@click.option("--like", default="", help="The language whose numbers and dates it borrows.")
def language_command(
    strategy: StrategyFolder, language: str, name: str, like: str
) -> Iterator[str]:
    """Prepare a new language of the site."""
    yield from add_language(strategy.path, language, name, like)


@strategy_command
@click.option("--language", default="", help="Codes of its languages, the source first: fi,sv.")
def new_strategy_command(strategy: StrategyFolder, language: str) -> Iterator[str]:
    """Write an empty, explained site into the new folder FOLDER."""
    languages = [code.strip() for code in language.split(",") if code.strip()]
    yield from new_strategy(strategy.path, languages or ["sv"], REPOSITORY)
    strategy.path /= "strategy"


@click.command()
@folder_argument
def map_command(folder: Path) -> int:
    """Write the borders of the strategy's municipalities, for the map."""
    # Needs large packages that only this command uses.
    from ..authoring.borders import UnknownMunicipalityError, write_borders

    try:
        say(write_borders(load_strategy(folder)[0], Path(folder.name)))
    except (ContentError, UnknownMunicipalityError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0
