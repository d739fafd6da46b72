"""What people send back, tables and translations, into the YAML it came from."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from .content import Content, Origin
from .mistakes import mistakes_in
from .model import Goal, Linked, Project
from .places import texts_in
from .po import Import, read_catalogue
from .problems import ContentError, Problem
from .tables import read_table
from .translations import Translations
from .writing import differences, new_file, write_if_right
from .yaml_editing import edited
from .yaml_reader import Document, Key, Spot


def import_table(content: Content, table: Path, shown: Path) -> list[Path]:
    """Write what a CSV says otherwise than the YAML into the YAML; give the files changed.

    Takes the path to show for the strategy folder. A row with a new id becomes a new project; a row
    that is missing changes nothing. Raises `ContentError` and writes nothing if a row has mistakes
    or the strategy would have some.
    """
    return write_if_right(content.folder, _changed_files(content, table, shown), shown)


def import_translations(
    content: Content, catalogue: Path, language: str, shown: Path
) -> tuple[list[Path], Import]:
    """Write the translations of a PO file into the YAML; give the files changed, and what came.

    What can't be written, because somebody else has changed it, is in the import's ``problems``;
    all the rest is written. Raises `ContentError` and writes nothing if the strategy would have
    mistakes.
    """
    translations = Translations(texts_in(content), content.languages, content.record)
    data = catalogue.read_bytes()
    found = read_catalogue(data, Path(catalogue.name), translations, language)
    by_file: dict[Path, dict[Key, Any]] = defaultdict(dict)
    for placed, text in found.changes:
        path = placed.origin.path.relative_to(shown)
        by_file[path][*placed.key, language] = text
    files = {
        path: edited((content.folder / path).read_bytes().decode("utf-8"), changes)
        for path, changes in by_file.items()
    }
    return write_if_right(content.folder, files, shown), found


def _changed_files(content: Content, table: Path, shown: Path) -> dict[Path, str]:
    """Give the new text of each file that changes, by its path in the strategy folder."""
    try:
        rows = read_table(table.read_text(encoding="utf-8-sig"))
    except ValueError:
        message = "filen är ingen tabell i UTF-8; spara den som ”CSV UTF-8” i Excel."
        raise ContentError([Problem(Path(table.name), 1, message)]) from None
    files: dict[Path, str] = {}
    problems: list[Problem] = []
    for line, row in rows:
        document = Document(Path(table.name), row, {(): Spot(line)})
        kind = Goal if isinstance(content.by_id.get(str(row.get("id"))), Goal) else Project
        try:
            context = {"languages": content.languages}
            item = kind.model_validate(row, strict=False, context=context)
        except ValidationError as error:
            problems += mistakes_in(document, error.errors(), kind, content.languages)
            continue
        _change(content, item, files, shown)
    if problems:
        raise ContentError(problems)
    return files


def _change(content: Content, item: Linked, files: dict[Path, str], shown: Path) -> None:
    value = item.model_dump(by_alias=True, exclude_unset=True)
    origin = content.origins.get(item.id)
    if origin is None:
        path = Path("projects", f"{item.id}.yml")
        files[path] = new_file(path, value)
        return
    path = origin.path.relative_to(shown)
    old = _written(origin)
    changes = dict(differences(old, value, origin.key))
    if changes:
        before = files.get(path) or (content.folder / path).read_bytes().decode("utf-8")
        files[path] = edited(before, changes)


def _written(origin: Origin) -> Any:
    value: Any = origin.document.value
    for part in origin.key:
        value = value[part]
    return value
