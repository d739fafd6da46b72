"""Restores what only programs write, from its history in git.

A frozen version has one right state. A record is the union of all that it ever said: whatever a
merge, a revert or a hand took from it comes back, and nothing that is there is lost.
"""

from __future__ import annotations

from pathlib import Path

from ..content.translation_store import (
    TRANSLATIONS,
    as_line,
    joined,
    language_of,
    past_store,
    readable_rows,
    record_files,
)
from ..content.url_ledger import (
    LEDGER,
    OLD_LEDGER,
    ledger_text,
    owners,
    parsed_ledger_file,
    past_ledger,
    read_ledger,
)
from ..diagnostics import ContentError, Diagnostic
from ..files import atomic_write
from ..git import file_states, has_history
from ..messages import _
from ..model.versions import VERSIONS, checksum_of


def restore_file(folder: Path, display_path: Path, wanted: Path) -> list[Path]:
    """Write what is missing of a file or record; return the paths to show of what was written.

    Takes the path to show for the strategy folder, and a path that ends with the name below it: of
    a record's folder, of a file of it, or of a frozen version. Raises `ContentError` if programs
    write no such file, or git has no valid state of it.
    """
    parts = wanted.parts
    if LEDGER in parts[-2:] or wanted.name == OLD_LEDGER:
        written = _restore_ledger(folder, display_path)
    elif TRANSLATIONS in parts[-3:-1]:
        below = Path(*parts[parts.index(TRANSLATIONS, -3) :])
        written = _restore_record(folder, language_of(below.as_posix()))
    elif wanted.parent.name == VERSIONS:
        written = [_restore_version(folder, display_path, f"{VERSIONS}/{wanted.name}")]
    else:
        message = _(
            "“%(file)s” is not written by the program; write “make restore "
            "FIL=%(file2)s” for instance.",
            file=wanted.as_posix(),
            file2=(display_path / LEDGER).as_posix(),
        )
        raise ContentError([Diagnostic(wanted, 1, message)])
    return [display_path / name for name in written]


def _restore_ledger(folder: Path, display_path: Path) -> list[str]:
    written = []
    for name, rows in past_ledger(folder).items():
        path = folder / name
        now = parsed_ledger_file(name, path) if path.is_file() else None
        if now is None or not set(now).issuperset(rows):
            union = list(dict.fromkeys([*rows, *(now or ())]))
            atomic_write(path, ledger_text(name, union).encode())
            written.append(name)
    damaged = read_ledger(folder, display_path)[1]
    if damaged:
        raise ContentError([_never_whole(folder, diagnostic.path) for diagnostic in damaged])
    return written


def _restore_record(folder: Path, language: str) -> list[str]:
    past = {
        name: rows for name, rows in past_store(folder).items() if language_of(name) == language
    }
    written = []
    for name in dict.fromkeys([*past, *record_files(folder, language)[0]]):
        path, now = folder / name, readable_rows(folder / name)
        known = {row.key: row for row in now}
        union = joined([*past.get(name, []), *now])
        damaged = not path.is_file() or len(now) < len(path.read_bytes().splitlines())
        if damaged or not all(row.key in known and known[row.key].includes(row) for row in union):
            text = "".join(f"{as_line(row)}\n" for row in union)
            atomic_write(path, text.encode())
            written.append(name)
    return written


def _restore_version(folder: Path, display_path: Path, name: str) -> str:
    valid = [
        state for state in file_states(folder, name).get(name, []) if _is_valid(folder, name, state)
    ]
    if not valid:
        raise ContentError([_never_whole(folder, display_path / name)])
    atomic_write(folder / name, valid[-1])
    return name


def _is_valid(folder: Path, name: str, state: bytes) -> bool:
    """Return whether a state of a version's file is whole, and the one that was published first."""
    checksum = checksum_of(state.decode("utf-8", "replace"))
    published, _damaged = read_ledger(folder, folder)
    number = Path(name).stem
    owner = owners(published).get(f"v{number}/")
    return checksum is not None and (owner is None or owner.id == f"{number}-{checksum}")


def _never_whole(folder: Path, path: Path) -> Diagnostic:
    if has_history(folder) is False:
        message = _("git has no such file whole; fetch the history with “git fetch --unshallow”.")
    else:
        message = _(
            "git never had this file whole; remove it and write “make publish”, which records all "
            "that the site has."
        )
    return Diagnostic(path, 1, message)
