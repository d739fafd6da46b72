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
from ..messages import _, _n, message_id
from ..pages.markdown_pages import as_published
from ..pages.pages import pages_of
from ..pages.redirects import generated_addresses
from .commands import PATH, option
from .strategy_folder import StrategyFolder, existing_file, strategy_command, wrote
from .translations import record_translations

DOCS = "docs"
"""The folder of handwritten pages, beside the strategy's."""


@strategy_command(message_id("Check the content without building the site."))
@option(
    "--format",
    message_id("github: annotate the lines in a pull request as well."),
    type=click.Choice(["text", "github"]),
    default="text",
)
@option(
    "--report",
    message_id("Write GitLab's quality report into this file."),
    type=PATH,
)
def check_command(
    strategy: StrategyFolder,
    format: str,  # noqa: A002 - the name of the option
    report: Path | None,
) -> Iterable[str]:
    strategy.forge, strategy.report = format, report
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


@strategy_command(message_id("Write the JSON Schemas by which an editor completes YAML."))
def schema_command(strategy: StrategyFolder) -> Iterator[str]:
    for path in write_schemas(strategy.path, strategy.content.strategy.languages):
        yield wrote(path)


@strategy_command(message_id("Freeze the wording of the version in force."))
def freeze_command(strategy: StrategyFolder) -> Iterator[str]:
    # A version that was written by hand is a mistake until it is frozen.
    frozen = freeze_handwritten(read_folder(strategy.path))
    yield from _frozen(strategy, frozen or [freeze(strategy.content, strategy.display_path)])


def _frozen(strategy: StrategyFolder, paths: Iterable[Path]) -> Iterator[str]:
    strategy.reload()
    for path in paths:
        yield _("Froze %(file)s; commit the file.", file=path.as_posix())


@strategy_command(message_id("Record what the built site publishes."))
def publish_command(strategy: StrategyFolder) -> Iterator[str]:
    if strategy.content.edition.checksum is None:
        yield from _frozen(strategy, [freeze(strategy.content, strategy.display_path)])
    content = strategy.content
    strategy.check_missing_files()
    _check_markdown_pages(strategy)
    handwritten = as_published(strategy.path.parent / DOCS, content.languages)
    new = add_to_ledger(content, pages_of(content), handwritten)
    ledger = (strategy.path / LEDGER).as_posix()
    yield _n(
        "%(num)d new address in %(file)s; commit the file.",
        "%(num)d new addresses in %(file)s; commit the file.",
        new,
        file=ledger,
    )
    yield from record_translations(strategy, translation_status(content))


@strategy_command(message_id("Bring back the newest valid state of a file that programs write."))
@option("--file", message_id("The file to restore."), type=PATH, default="?")
def restore_command(strategy: StrategyFolder, file: Path) -> Iterator[str]:
    # Until this is done the strategy can't be loaded.
    name = restore_file(strategy.path, strategy.display_path, file)
    yield _("Brought back %(file)s; commit the file.", file=name.as_posix())


@strategy_command(message_id("Write what a table of the open data has changed into the YAML."))
@option("--file", message_id("The table, as CSV."), type=PATH)
def import_command(strategy: StrategyFolder, file: Path | None) -> Iterator[str]:
    table = existing_file(
        file,
        _("the table does not exist; write “make import FIL=projects.csv” with the file's name."),
    )
    changed = import_table(strategy.content, table, strategy.display_path)
    strategy.reload()
    for path in changed:
        yield wrote(path)
    if not changed:
        yield _(
            "%(table)s says the same as %(folder)s: nothing is changed.",
            table=table.name,
            folder=strategy.path.as_posix(),
        )
