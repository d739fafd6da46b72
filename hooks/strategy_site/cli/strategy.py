"""Commands that check the content and record what is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from ..authoring.freeze import freeze, freeze_handwritten
from ..authoring.imports import import_table
from ..authoring.json_schema import write_schemas
from ..authoring.publish import add_to_ledger
from ..authoring.restore import restore_file
from ..checks.lint import lint
from ..checks.markdown_pages import check_markdown_pages
from ..content.reader import read_folder
from ..content.url_ledger import LEDGER
from ..diagnostics import ContentError
from ..i18n.translation_status import translation_status
from ..pages.markdown_pages import as_published
from ..pages.pages import pages_of
from ..pages.redirects import generated_addresses
from .strategy_folder import StrategyFolder, existing_file, strategy_command
from .translations import record_translations

DOCS = "docs"
"""The folder of handwritten pages, beside the strategy's."""


@strategy_command
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "github"]),
    default="text",
    help="github: annotate the lines in a pull request as well.",
)
@click.option("--report", type=click.Path(path_type=Path), help="Write GitLab's quality report.")
def check_command(
    strategy: StrategyFolder, output_format: str, report: Path | None
) -> Iterable[str]:
    """Check the content without building the site."""
    strategy.forge, strategy.report = output_format, report
    content = strategy.content
    strategy.check_missing_files()
    _check_markdown_pages(strategy, generated_addresses(content, pages_of(content)))
    strategy.hints = lint(content)
    return ()


def _check_markdown_pages(strategy: StrategyFolder, generated: Iterable[str] = ()) -> None:
    """Raise `ContentError` if the build would refuse a handwritten page."""
    docs = strategy.path.parent / DOCS
    found = check_markdown_pages(strategy.content, docs, strategy.display_path, generated)
    if diagnostics := list(found):
        raise ContentError(diagnostics)


@strategy_command
def schema_command(strategy: StrategyFolder) -> Iterator[str]:
    """Write the JSON Schemas by which an editor completes YAML."""
    for path in write_schemas(strategy.path, strategy.content.strategy.languages):
        yield f"Skrev {path.as_posix()}."


@strategy_command
def freeze_command(strategy: StrategyFolder) -> Iterator[str]:
    """Freeze the wording of the version in force."""
    # A version that was written by hand is a mistake until it is frozen.
    frozen = freeze_handwritten(read_folder(strategy.path))
    yield from _frozen(strategy, frozen or [freeze(strategy.content, strategy.display_path)])


def _frozen(strategy: StrategyFolder, paths: Iterable[Path]) -> Iterator[str]:
    strategy.reload()
    for path in paths:
        yield f"Fryste {path.as_posix()}; checka in filen."


@strategy_command
def publish_command(strategy: StrategyFolder) -> Iterator[str]:
    """Record what the built site publishes: wording, addresses, translations."""
    if strategy.content.edition.checksum is None:
        yield from _frozen(strategy, [freeze(strategy.content, strategy.display_path)])
    content = strategy.content
    strategy.check_missing_files()
    _check_markdown_pages(strategy)
    handwritten = as_published(strategy.path.parent / DOCS, content.languages)
    new = add_to_ledger(content, pages_of(content), handwritten)
    yield f"{new} nya adresser i {(strategy.path / LEDGER).as_posix()}; checka in filen."
    yield from record_translations(strategy, translation_status(content))


@strategy_command
@click.option("--file", type=click.Path(path_type=Path), default="?", help="The file to restore.")
def restore_command(strategy: StrategyFolder, file: Path) -> Iterator[str]:
    """Bring back the newest valid state of a file that only programs write."""
    # Until this is done the strategy can't be loaded.
    name = restore_file(strategy.path, strategy.display_path, file)
    yield f"Hämtade tillbaka {name.as_posix()}; checka in filen."


@strategy_command
@click.option("--file", type=click.Path(path_type=Path), help="The table, as CSV.")
def import_command(strategy: StrategyFolder, file: Path | None) -> Iterator[str]:
    """Write what a table of the open data has changed into the YAML."""
    table = existing_file(file, "tabellen finns inte; skriv ”make import FIL=projects.csv”")
    changed = import_table(strategy.content, table, strategy.display_path)
    strategy.reload()
    for path in changed:
        yield f"Skrev {path.as_posix()}."
    if not changed:
        yield f"{table.name} säger detsamma som {strategy.path.as_posix()}: inget är ändrat."
