"""What people send back, tables and translations, into the YAML it came from."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from .checks import load
from .content import Content, Origin
from .mistakes import mistakes_in
from .model import Goal, Linked, Project
from .places import texts_in
from .po import Import, read_catalogue
from .problems import ContentError, Problem
from .tables import read_table
from .translations import Translations
from .yaml_editing import REMOVE, edited
from .yaml_reader import Document, Key, Spot
from .yaml_writing import as_yaml

_SCHEMA = "# yaml-language-server: $schema=../schema/project.schema.json\n"


def import_table(content: Content, table: Path, shown: Path) -> list[Path]:
    """Write what a CSV says otherwise than the YAML into the YAML; give the files changed.

    Takes the path to show for the strategy folder. A row with a new id becomes a new project; a row
    that is missing changes nothing. Raises `ContentError` and writes nothing if a row has mistakes
    or the strategy would have some.
    """
    return _write_if_right(content, _changed_files(content, table, shown), shown)


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
    return _write_if_right(content, files, shown), found


def _write_if_right(content: Content, files: dict[Path, str], shown: Path) -> list[Path]:
    """Write files into the strategy folder, unless the strategy would have mistakes then."""
    with tempfile.TemporaryDirectory() as name:
        trial = Path(name) / shown.name
        shutil.copytree(content.folder, trial)
        _write(trial, files)
        load(trial, shown)
    _write(content.folder, files)
    return [shown / path for path in files]


def _write(folder: Path, files: dict[Path, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="")


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
        files[Path("projects", f"{item.id}.yml")] = _SCHEMA + as_yaml(value)
        return
    path = origin.path.relative_to(shown)
    old = _written(origin)
    changes = dict(_differences(old, value, origin.key))
    if changes:
        before = files.get(path) or (content.folder / path).read_bytes().decode("utf-8")
        files[path] = edited(before, changes)


def _written(origin: Origin) -> Any:
    value: Any = origin.document.value
    for part in origin.key:
        value = value[part]
    return value


def _differences(old: Any, new: Any, key: Key) -> Iterator[tuple[Key, Any]]:
    """Give what to change at which key so that ``old`` becomes ``new``."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name, value in new.items():
            if name not in old:
                yield (*key, name), value
            else:
                yield from _differences(old[name], value, (*key, name))
        for name, value in old.items():
            if name not in new and value not in ([], None):
                yield (*key, name), REMOVE
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _differences(before, after, (*key, number))
    elif repr(old) != repr(new):
        yield key, new
