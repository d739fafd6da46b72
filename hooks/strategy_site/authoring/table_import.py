"""Tables that people have changed in Excel → the YAML that they came from.

A cell is compared with what the site has now. Nothing is written that the table does not have: a
column that is missing leaves its values alone, and what was changed on the site since the table was
fetched is never taken back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..content.content import Content, SourceLocation
from ..content.validation_messages import validation_diagnostics
from ..diagnostics import ContentError, Diagnostic, suggestion
from ..messages import _, message_id
from ..model.introspection import keys_of
from ..model.items import Goal, Item, Project
from ..outputs.csv_format import TableRow, cells_of, read_table, row_sum, value_of
from ..yaml_io.diff import changes_between
from ..yaml_io.patch import patch
from ..yaml_io.reader import Document, Position
from .store import new_file


@dataclass
class TableImport:
    """What a table changes."""

    files: dict[Path, str] = field(default_factory=dict)
    """The new text of each file, by its path in the strategy folder."""
    changed: dict[str, int] = field(default_factory=dict)
    """By id of an item that changes or is new: how many cells differ."""


def read_changes(
    content: Content, table: Path, display_path: Path, *, clear: bool, stale: bool
) -> TableImport:
    """Return what a CSV changes in the YAML. A row with a new id becomes a new project.

    Takes the path to show for the strategy folder; whether an emptied cell takes its value away;
    and whether a table without sums may change what is there. Raises `ContentError` with all that
    stands in the way, row by row.
    """
    try:
        rows = read_table(table.read_text(encoding="utf-8-sig"))
        values = [value_of(row.cells) for row in rows]
    except ValueError:
        message = _("the file is no table in UTF-8; save it as “CSV UTF-8” in Excel.")
        raise ContentError([Diagnostic(Path(table.name), 1, message)]) from None
    found = TableImport()
    diagnostics = _wrong_columns(rows, Path(table.name))
    seen: dict[str, int] = {}
    for row, value in zip(rows, values, strict=True):
        item_id, place = str(value.get("id", "")), (Path(table.name), row.line)
        if item_id in seen:
            message = _(
                "the column “id” has “%(id)s”, as row %(first)d has; remove one of the rows.",
                id=item_id,
                first=seen[item_id],
            )
            diagnostics.append(Diagnostic(*place, message))
            continue
        seen[item_id] = row.line
        item = content.by_id.get(item_id)
        kind = Goal if isinstance(item, Goal) else Project
        now = cells_of(item) if isinstance(item, kind) else {}
        if now and row.sum == row_sum(row.cells):
            continue  # as it was fetched: what the site has by now is right
        cells = {name: text for name, text in row.cells.items() if text != now.get(name, "")}
        if now and cells:
            refused = [*_refused(row, cells, now, clear=clear, stale=stale)]
            diagnostics += [Diagnostic(*place, message) for message in refused]
            if refused:
                continue
        if not cells:
            continue
        document = Document(Path(table.name), value, {(): Position(row.line)})
        try:
            context = {"languages": content.languages}
            merged = value_of({**now, **row.cells})
            changed = kind.model_validate(merged, strict=False, context=context)
        except ValidationError as error:
            diagnostics += validation_diagnostics(document, error.errors(), kind, content.languages)
            continue
        _add(found, content, changed, display_path)
        found.changed[item_id] = len(cells)
    if diagnostics:
        raise ContentError(diagnostics)
    return found


def _wrong_columns(rows: list[TableRow], name: Path) -> list[Diagnostic]:
    """Return an error for each column that no project or goal has."""
    known = sorted({key for kind in (Project, Goal) for key in keys_of(kind)})
    columns = dict.fromkeys(column for row in rows[:1] for column in row.cells)
    return [
        Diagnostic(
            name,
            1,
            _(
                "no project and no goal has the column “%(column)s”; %(suggestion)s",
                column=column,
                suggestion=suggestion(column.partition(".")[0], known),
            ),
        )
        for column in columns
        if column.partition(".")[0] not in known
    ]


def _refused(
    row: TableRow, cells: dict[str, str], now: dict[str, str], *, clear: bool, stale: bool
) -> list[str]:
    """Return why the cells of a row that differ from what the site has can't be written."""
    said = ""
    if row.sum and row.sum != row_sum(now):
        said = message_id(
            "the column “%(column)s” has “%(mine)s” and the site “%(theirs)s”, and the site was"
            " changed since the table was fetched; fetch the table again and change that one."
        )
    elif not row.sum and not stale:
        said = message_id(
            "the column “%(column)s” has “%(mine)s” and the site “%(theirs)s”, and the table"
            " does not say when it was fetched; write --stale (INAKTUELL=1) if the table is"
            " right."
        )
    if said:
        return [
            _(said, column=column, mine=text, theirs=now.get(column, ""))
            for column, text in cells.items()
        ]
    return [
        _(
            "the column “%(column)s” is empty and the site has “%(theirs)s”; write --clear"
            " (RENSA=1) if it is to go, or fill the cell again.",
            column=column,
            theirs=now[column],
        )
        for column, text in cells.items()
        if not text and not clear
    ]


def _add(found: TableImport, content: Content, item: Item, display_path: Path) -> None:
    """Add the new text of an item's file, if the item differs."""
    value = item.model_dump(by_alias=True, exclude_unset=True)
    location = content.locations.get(item.id)
    if location is None:
        path = Path("projects", f"{item.id}.yml")
        found.files[path] = new_file(path, value)
        return
    path = location.path.relative_to(display_path)
    changes = dict(changes_between(_value_at(location), value, location.key))
    if changes:
        before = found.files.get(path) or (content.folder / path).read_bytes().decode("utf-8")
        found.files[path] = patch(before, changes)


def _value_at(location: SourceLocation) -> Any:
    value: Any = location.document.value
    for part in location.key:
        value = value[part]
    return value
