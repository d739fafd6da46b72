"""Writes files into the strategy folder, unless the strategy would have mistakes then.

Knows nothing of what is written or why.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..checks.load import load_strategy
from ..content.content import Content
from ..diagnostics import ContentError, Diagnostic
from ..messages import _
from ..paths import SCHEMAS
from ..yaml_io.emitter import as_yaml

FilesToWrite = Mapping[Path, str | bytes]
"""What to write, by path; text is written as UTF-8."""


@contextmanager
def trial(folder: Path, files: FilesToWrite, display_path: Path) -> Iterator[Content]:
    """Yield the strategy as it would be with ``files`` written below its folder; write none.

    Takes the path to show for the folder. Raises `ContentError` if there would be mistakes. The
    files that the content names exist only inside the ``with``.
    """
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / display_path.name
        shutil.copytree(folder, copy)
        write_all({copy / path: data for path, data in files.items()})
        yield load_strategy(copy, display_path)[0]


def write_if_valid(folder: Path, files: FilesToWrite, display_path: Path) -> list[Path]:
    """Write files below the strategy folder, unless the strategy would have mistakes then.

    Returns the paths to show for the files. Raises `ContentError`.
    """
    with trial(folder, files, display_path):
        pass
    write_all({folder / path: data for path, data in files.items()})
    return [display_path / path for path in files]


def write_all(files: FilesToWrite) -> list[Path]:
    """Write all files or none, each in one step; return those whose bytes changed.

    Raises `ContentError` if one can't be written.
    """
    staged: dict[Path, Path] = {}
    for path, data in files.items():
        encoded = data.encode() if isinstance(data, str) else data
        try:
            if path.is_file() and path.read_bytes() == encoded:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            staged[path] = path.with_name(f".{path.name}.new")
            staged[path].write_bytes(encoded)
        except OSError:
            for new in staged.values():
                new.unlink(missing_ok=True)
            message = _("the file can't be written; see that you may change the folder.")
            raise ContentError([Diagnostic(path_from_here(path), 1, message)]) from None
    for path, new in staged.items():
        new.replace(path)
    return list(staged)


def path_from_here(path: Path) -> Path:
    """Return a path as seen from the current folder, or absolute if it is not below it."""
    resolved, here = path.resolve(), Path.cwd().resolve()
    return resolved.relative_to(here) if resolved.is_relative_to(here) else resolved


def new_file(path: Path, value: dict[str, Any]) -> str:
    """Return the text of a new file, which names the schema of its folder."""
    schema = f"{path.parent.name.removesuffix('s')}.schema.json"
    return f"# yaml-language-server: $schema=../{SCHEMAS}/{schema}\n{as_yaml(value)}"
