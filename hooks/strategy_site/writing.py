"""New values → the files of the strategy: only the lines that change, and only if all is right."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .checks import load
from .content import Content
from .reading import SCHEMAS
from .yaml_editing import REMOVE
from .yaml_reader import Key
from .yaml_writing import as_yaml

Files = Mapping[Path, str | bytes]
"""What to write, by path in the strategy folder."""


@contextmanager
def on_trial(folder: Path, files: Files, shown: Path) -> Iterator[Content]:
    """Give the strategy as it would be with ``files`` written, and write none.

    Takes the path to show for the folder. Raises `ContentError` if there would be mistakes. What
    the content says of its files holds inside of the ``with`` alone.
    """
    with tempfile.TemporaryDirectory() as name:
        trial = Path(name) / shown.name
        shutil.copytree(folder, trial)
        _write(trial, files)
        yield load(trial, shown)[0]


def write_if_right(folder: Path, files: Files, shown: Path) -> list[Path]:
    """Write files into the strategy folder, unless the strategy would have mistakes then.

    Gives the files written, as shown. Raises `ContentError`.
    """
    with on_trial(folder, files, shown):
        pass
    _write(folder, files)
    return [shown / path for path in files]


def _write(folder: Path, files: Files) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data.encode() if isinstance(data, str) else data)


def new_file(path: Path, value: dict[str, Any]) -> str:
    """Give the text of a new file, which names the schema of its folder."""
    schema = f"{path.parent.name.removesuffix('s')}.schema.json"
    return f"# yaml-language-server: $schema=../{SCHEMAS}/{schema}\n{as_yaml(value)}"


def differences(old: Any, new: Any, key: Key) -> Iterator[tuple[Key, Any]]:
    """Give what to change at which key so that ``old`` becomes ``new``."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name, value in new.items():
            if name not in old:
                yield (*key, name), value
            else:
                yield from differences(old[name], value, (*key, name))
        for name, value in old.items():
            if name not in new and value not in ([], None):
                yield (*key, name), REMOVE
    elif isinstance(old, list) and isinstance(new, list) and new and len(old) <= len(new):
        for number, after in enumerate(new):
            place = (*key, number)
            yield from (
                differences(old[number], after, place) if number < len(old) else [(place, after)]
            )
    elif isinstance(old, list) and isinstance(new, list) and (gone := _left_out(old, new)):
        for number in gone:
            yield (*key, number), REMOVE
    elif repr(old) != repr(new):
        yield key, new


def _left_out(old: list[Any], new: list[Any]) -> list[int]:
    """Give which of ``old`` were left out, if ``new`` is the rest of it as it was."""
    rest = [repr(value) for value in reversed(new)]
    gone = []
    for number, value in enumerate(old):
        if rest and rest[-1] == repr(value):
            rest.pop()
        else:
            gone.append(number)
    return [] if rest else gone
