"""Tables and PO files that people send back → the YAML that they came from."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..content.content import Content, SourceLocation
from ..content.validation_messages import validation_diagnostics
from ..diagnostics import ContentError, Diagnostic
from ..i18n.po import PoImport, read_po_file
from ..i18n.translation_status import TranslationStatus
from ..i18n.translation_units import translation_units
from ..messages import _
from ..model.items import Goal, Item, Project
from ..outputs.csv_format import read_table
from ..yaml_io.diff import changes_between
from ..yaml_io.patch import patch
from ..yaml_io.reader import Document, KeyPath, Position
from .store import new_file, write_if_valid


def import_table(content: Content, table: Path, display_path: Path) -> list[Path]:
    """Write the values of a CSV that differ from the YAML into it; return the files changed.

    Takes the path to show for the strategy folder. A row with a new id becomes a new project; a row
    that is missing changes nothing. Raises `ContentError` and writes nothing if a row has mistakes
    or the strategy would have some.
    """
    files = _changed_files(content, table, display_path)
    return write_if_valid(content.folder, files, display_path)


def import_translations(
    content: Content, po_file: Path, language: str, display_path: Path
) -> tuple[list[Path], PoImport]:
    """Write the translations of a PO file into the YAML; return the files changed, and the import.

    What can't be written, because somebody else has changed it, is in the import's ``diagnostics``;
    all the rest is written. Raises `ContentError` and writes nothing if the strategy would have
    mistakes.
    """
    translations = TranslationStatus(
        translation_units(content), content.languages, content.stored_translations
    )
    data = po_file.read_bytes()
    imported = read_po_file(data, Path(po_file.name), translations, language)
    by_file: dict[Path, dict[KeyPath, Any]] = defaultdict(dict)
    for unit, text in imported.changes:
        path = unit.location.path.relative_to(display_path)
        by_file[path][*unit.key, language] = text
    files = {
        path: patch((content.folder / path).read_bytes().decode("utf-8"), changes)
        for path, changes in by_file.items()
    }
    return write_if_valid(content.folder, files, display_path), imported


def _changed_files(content: Content, table: Path, display_path: Path) -> dict[Path, str]:
    """Return the new text of each file that changes, by its path in the strategy folder."""
    try:
        rows = read_table(table.read_text(encoding="utf-8-sig"))
    except ValueError:
        message = _("the file is no table in UTF-8; save it as “CSV UTF-8” in Excel.")
        raise ContentError([Diagnostic(Path(table.name), 1, message)]) from None
    files: dict[Path, str] = {}
    diagnostics: list[Diagnostic] = []
    for line, row in rows:
        document = Document(Path(table.name), row, {(): Position(line)})
        kind = Goal if isinstance(content.by_id.get(str(row.get("id"))), Goal) else Project
        try:
            context = {"languages": content.languages}
            item = kind.model_validate(row, strict=False, context=context)
        except ValidationError as error:
            diagnostics += validation_diagnostics(document, error.errors(), kind, content.languages)
            continue
        _add_changes(files, content, item, display_path)
    if diagnostics:
        raise ContentError(diagnostics)
    return files


def _add_changes(files: dict[Path, str], content: Content, item: Item, display_path: Path) -> None:
    """Put the new text of an item's file into ``files``, if the item differs."""
    value = item.model_dump(by_alias=True, exclude_unset=True)
    location = content.locations.get(item.id)
    if location is None:
        path = Path("projects", f"{item.id}.yml")
        files[path] = new_file(path, value)
        return
    path = location.path.relative_to(display_path)
    old = _value_at(location)
    changes = dict(changes_between(old, value, location.key))
    if changes:
        before = files.get(path) or (content.folder / path).read_bytes().decode("utf-8")
        files[path] = patch(before, changes)


def _value_at(location: SourceLocation) -> Any:
    value: Any = location.document.value
    for part in location.key:
        value = value[part]
    return value
