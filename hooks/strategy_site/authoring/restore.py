"""Restores a file that only programs write, from the newest valid state of it in git.

``git checkout`` is no help: it brings back an edit by hand, once that was committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..content.translation_store import TRANSLATIONS, parsed_line
from ..content.url_ledger import LEDGER, PublishedUrl, parsed_ledger
from ..diagnostics import ContentError, Diagnostic
from ..files import atomic_write
from ..git import commits_of, run_git
from ..messages import _
from ..model.versions import VERSIONS, checksum_of


def restore_file(folder: Path, display_path: Path, wanted: Path) -> Path:
    """Write the newest valid state of a file in a strategy folder; return the path to show for it.

    Takes the path to show for the folder, and a path that ends with the file's name below it.
    Raises `ContentError` if programs write no such file, or git has no valid state of it.
    """
    name = _path_in_folder(wanted)
    if name is None:
        message = _(
            "“%(file)s” is not written by the program; write “make restore "
            "FIL=%(file2)s” for instance.",
            file=wanted.as_posix(),
            file2=(display_path / LEDGER).as_posix(),
        )
        raise ContentError([Diagnostic(wanted, 1, message)])
    valid = next((data for data in _states(folder, name) if _is_valid(folder, name, data)), None)
    if valid is None:
        message = _(
            "git has no such file whole; fetch the whole history with “git fetch "
            "--unshallow” and try again."
        )
        raise ContentError([Diagnostic(display_path / name, 1, message)])
    (folder / name).parent.mkdir(exist_ok=True)
    atomic_write(folder / name, valid)
    return display_path / name


def _path_in_folder(wanted: Path) -> Path | None:
    if wanted.name == LEDGER:
        return Path(LEDGER)
    inside = wanted.parent.name in (VERSIONS, TRANSLATIONS)
    return Path(wanted.parent.name, wanted.name) if inside else None


def _states(folder: Path, name: Path) -> Iterator[bytes]:
    """Yield the states of a file in git, newest first."""
    for commit in commits_of(folder, name):
        data = run_git(folder, "show", f"{commit}:./{name.as_posix()}")
        if data is not None:
            yield data


def _is_valid(folder: Path, name: Path, data: bytes) -> bool:
    """Return whether a program wrote a file like this; a version also has to be the published."""
    try:
        text = data.decode("utf-8")
    except ValueError:
        return False
    if name.name == LEDGER:
        return parsed_ledger(text) is not None
    if name.parent.name == TRANSLATIONS:
        return all(parsed_line(line) is not None for line in text.splitlines())
    checksum = checksum_of(text)
    versions = [row.id for row in _ledger(folder) if row.kind == "version"]
    published = [item_id for item_id in versions if item_id.startswith(f"{name.stem}-")]
    return checksum is not None and (not published or f"{name.stem}-{checksum}" in published)


def _ledger(folder: Path) -> list[PublishedUrl]:
    path = folder / LEDGER
    text = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
    return parsed_ledger(text) or []
