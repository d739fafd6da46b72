"""A table of goals or projects, as the site gives it, back into the YAML it came from."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from .checks import load
from .content import Content, Origin
from .mistakes import mistakes_in
from .model import Goal, Linked, Project
from .problems import ContentError, Problem
from .tables import read_table
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
    files = _changed_files(content, table)
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


def _changed_files(content: Content, table: Path) -> dict[Path, str]:
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
        _change(content, item, files)
    if problems:
        raise ContentError(problems)
    return files


def _change(content: Content, item: Linked, files: dict[Path, str]) -> None:
    value = item.model_dump(by_alias=True, exclude_unset=True)
    origin = content.origins.get(item.id)
    if origin is None:
        files[Path("projects", f"{item.id}.yml")] = _SCHEMA + as_yaml(value)
        return
    path = Path(origin.path.parent.name, origin.path.name)
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
