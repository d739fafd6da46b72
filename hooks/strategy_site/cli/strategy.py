"""Commands that check the content and record what is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from ..authoring.freeze import freeze, freeze_handwritten
from ..authoring.json_schema import write_schemas
from ..authoring.publish import add_to_ledger
from ..authoring.restore import restore_file
from ..authoring.store import write_if_valid
from ..authoring.table_import import read_changes
from ..authoring.unpublish import unpublish
from ..checks.docs import check_docs
from ..checks.lint import lint
from ..checks.mkdocs_yml import check_mkdocs_yml
from ..checks.unwritten import not_ready
from ..clock import today
from ..content.reader import read_folder
from ..content.url_ledger import LEDGER
from ..diagnostics import ContentError, Diagnostic, without_errors
from ..git import has_history
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
    strategy.check_history()
    project, settings = strategy.path.parent, strategy.settings
    without_errors(check_mkdocs_yml(settings, project, content.languages))
    strategy.hints = [*_check_docs(strategy), *lint(content)]
    return ()


def _check_docs(strategy: StrategyFolder) -> list[Diagnostic]:
    """Return warnings about handwritten pages and the files beside them.

    Raises `ContentError` if the build would refuse one.
    """
    content, docs = strategy.content, strategy.path.parent / DOCS
    addresses = generated_addresses(content, pages_of(content))
    return without_errors(check_docs(content, docs, addresses, strategy.settings))


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
    whole = has_history(strategy.path)
    if whole is False:
        message = _(
            "git has only the newest part of the history here, so nobody can know which addresses "
            "have been published; fetch all of it with “git fetch --unshallow”."
        )
        raise ContentError([Diagnostic(strategy.display_path / LEDGER, 1, message)])
    strategy.check_history()
    if missing := [*not_ready(strategy.content, strategy.settings)]:
        raise ContentError(missing)
    if strategy.content.edition.checksum is None:
        yield from _frozen(strategy, [freeze(strategy.content, strategy.display_path)])
    content = strategy.content
    _check_docs(strategy)
    handwritten = as_published(strategy.path.parent / DOCS, content.languages)
    day = today(content.strategy.time_zone)
    new = add_to_ledger(content, pages_of(content), day, handwritten)
    yield _n(
        "%(num)d new address in %(folder)s; commit the folder.",
        "%(num)d new addresses in %(folder)s; commit the folder.",
        new,
        folder=(strategy.path / LEDGER).as_posix(),
    )
    yield from record_translations(strategy, translation_status(content))
    if whole is None:
        yield _(
            "The folder is not kept in git: if a file of %(folder)s is lost, nobody can tell.",
            folder=(strategy.path / LEDGER).as_posix(),
        )


@strategy_command(message_id("Take back the newest publication, if it is on no remote yet."))
def unpublish_command(strategy: StrategyFolder) -> Iterator[str]:
    files = unpublish(strategy.path)
    yield _(
        "Took back %(files)s: what was new in them counts as never published. A site that is on "
        "the web already is not changed.",
        files=", ".join(files),
    )


@strategy_command(message_id("Bring back what is missing of a file that programs write."))
@option("--file", message_id("The file to restore."), type=PATH, default="?")
def restore_command(strategy: StrategyFolder, file: Path) -> Iterator[str]:
    # Until this is done the strategy can't be loaded.
    restored = restore_file(strategy.path, strategy.display_path, file)
    for name in restored:
        yield _("Brought back %(file)s; commit the file.", file=name.as_posix())
    if not restored:
        yield _("Nothing is missing from %(file)s.", file=file.as_posix())


@strategy_command(message_id("Write what a table of the open data has changed into the YAML."))
@option("--file", message_id("The table, as CSV."), type=PATH)
@option("--clear", message_id("An emptied cell takes its value away."), is_flag=True)
@option(
    "--stale",
    message_id("A table that does not say when it was fetched may change what is there."),
    is_flag=True,
)
def import_command(
    strategy: StrategyFolder, file: Path | None, clear: bool, stale: bool
) -> Iterator[str]:
    table = existing_file(
        file,
        _("the table does not exist; write “make import FIL=projects.csv” with the file's name."),
    )
    content = strategy.content
    found = read_changes(content, table, strategy.display_path, clear=clear, stale=stale)
    if not found.files:
        yield _(
            "%(table)s says the same as %(folder)s: nothing is changed.",
            table=table.name,
            folder=strategy.path.as_posix(),
        )
        return
    cells = sum(found.changed.values())
    fields = _n("%(num)d field", "%(num)d fields", cells)
    items = _n("%(num)d row", "%(num)d rows", len(found.changed))
    yield _("%(fields)s in %(items)s will change.", fields=fields, items=items)
    for path in write_if_valid(content.folder, found.files, strategy.display_path):
        yield wrote(path)
    strategy.reload()
    yield _("%(fields)s in %(items)s changed.", fields=fields, items=items)
