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
from ..messages import _, message_id
from .commands import PATH, Command, Group, option
from .project import STRATEGY, content_command, speak_unless_asked
from .strategy_folder import StrategyFolder, run_lines, say, strategy_command

add_command = Group(
    "add",
    {message_id("What to add"): dict.fromkeys(("project", "call", "topic", "language"), "new")},
    {},
    help=message_id("Add a project, a call, a topic or a language."),
)


@strategy_command(message_id("Ask for a project and write its file."))
def project_command(strategy: StrategyFolder) -> Iterator[str]:
    return _new_item(strategy, "project")


@strategy_command(message_id("Ask for a call and write its file."))
def call_command(strategy: StrategyFolder) -> Iterator[str]:
    return _new_item(strategy, "call")


@strategy_command(message_id("Ask for a topic and write its file."))
def topic_command(strategy: StrategyFolder) -> Iterator[str]:
    return _new_item(strategy, "topic")


def _new_item(strategy: StrategyFolder, kind: str) -> Iterator[str]:
    try:
        yield from new_item(strategy.content, kind, strategy.display_path, Prompter(input, print))
    except Aborted:
        print("\n" + _("Nothing is written."), file=sys.stderr)
        raise click.exceptions.Exit(1) from None
    strategy.reload()


@strategy_command(message_id("Prepare a new language of the site."))
@option("--language", message_id("The new language's code, such as se."))
@option("--name", message_id("What the language calls itself."))
@option("--like", message_id("The language whose numbers and dates it borrows."))
def language_command(
    strategy: StrategyFolder, language: str, name: str, like: str
) -> Iterator[str]:
    yield from add_language(strategy.path, language, name, like)


@click.command(cls=Command, help=message_id("Write an empty, explained site into a new folder."))
@click.argument("folder", metavar="FOLDER", type=PATH)
@option("--language", message_id("Codes of its languages, the source first: fi,sv."), default="sv")
def new_command(folder: Path, language: str) -> int:
    languages = [code.strip() for code in language.split(",") if code.strip()]
    speak_unless_asked(languages[0] if languages else None)
    strategy = StrategyFolder(folder / STRATEGY)
    return run_lines(strategy, lambda: new_strategy(folder, languages))


@content_command(message_id("Write the borders of the strategy's municipalities, for the map."))
def map_command(folder: Path) -> int:
    # Needs large packages that only this command uses.
    from ..authoring.borders import UnknownMunicipalityError, write_borders

    try:
        say(write_borders(load_strategy(folder)[0], Path(folder.name)))
    except (ContentError, UnknownMunicipalityError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0
