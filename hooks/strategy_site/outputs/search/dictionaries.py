"""Simplemma's dictionaries as SQLite files, so that looking up a word reads only a few pages.

The file of a language is written once on a machine, from the dictionary in the library, in the
folder of the installed libraries. Losing it costs only time.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from functools import lru_cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path

# The library's own functions, which need no copy of a dictionary in memory (430 MB for Finnish);
# its public ones look up every word to list them, and take four times as long.
from simplemma.strategies.dictionaries import frontcode
from simplemma.strategies.dictionaries.dictionary_factory import (
    SUPPORTED_LANGUAGES,
    _read_decompressed,
)

from ...files import atomic_path

_TABLE = "words (form TEXT PRIMARY KEY, base TEXT NOT NULL) WITHOUT ROWID"
_FOLDERS = (Path(sys.prefix) / "var" / "strategy-site", Path(".build"))
"""Where files are written: the second if the first is read-only."""
_MADE_BY = f"{version('simplemma')}-1"


class Dictionary(Mapping[str, str]):
    """The base form of each form of a language's words."""

    def __init__(self, file: Path) -> None:
        # The live preview reads in a thread of its own; nothing writes.
        uri = f"file:{file}?mode=ro&immutable=1"
        self._database = sqlite3.connect(uri, uri=True, check_same_thread=False)

    def __getitem__(self, form: str) -> str:
        """Return the base form of a word; raise `KeyError` if it is not known."""
        query = "SELECT base FROM words WHERE form = ?"
        for (base,) in self._database.execute(query, (form,)):
            return str(base)
        raise KeyError(form)

    def __iter__(self) -> Iterator[str]:
        """Yield every form."""
        return (form for (form,) in self._database.execute("SELECT form FROM words"))

    def __len__(self) -> int:
        """Return the number of forms."""
        return int(self._database.execute("SELECT count(*) FROM words").fetchone()[0])

    def forms(self, base: str) -> list[str]:
        """Return every form of a base form, sorted."""
        query = "SELECT form FROM words WHERE base = ? ORDER BY form"
        return [form for (form,) in self._database.execute(query, (base,))]


@lru_cache
def dictionary(code: str) -> Dictionary | None:
    """Return the dictionary of a language; ``None`` if simplemma has none.

    Writes its file if that is missing or damaged: 15 seconds for Finnish, 4 for Swedish. Raise
    `OSError` if no folder can be written.
    """
    if code not in SUPPORTED_LANGUAGES:
        return None
    for folder in _FOLDERS:
        file = folder / f"words-{code}-{_MADE_BY}.sqlite"
        with suppress(OSError, sqlite3.Error):
            if not _is_complete(file):
                _write(file, code)
            return Dictionary(file)
    raise OSError(f"no folder for dictionaries: {', '.join(map(str, _FOLDERS))}")


def _is_complete(file: Path) -> bool:
    """Return whether a file has the size that it was written with (``user_version``, in pages)."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            (size,) = database.execute("PRAGMA page_count").fetchone()
            (each,) = database.execute("PRAGMA page_size").fetchone()
            (written,) = database.execute("PRAGMA user_version").fetchone()
            return bool(written == size and file.stat().st_size == size * each)
    except (OSError, sqlite3.Error):
        return False


def _write(file: Path, code: str) -> None:
    with (
        atomic_path(file) as new,
        closing(sqlite3.connect(new, isolation_level=None)) as database,
    ):
        # No process reads the file before it is complete.
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute(f"CREATE TABLE {_TABLE}")
        words = _words(code)
        while batch := list(islice(words, 50_000)):
            database.execute("BEGIN")
            database.executemany("INSERT OR IGNORE INTO words VALUES (?, ?)", batch)
            database.execute("COMMIT")
        database.execute("CREATE INDEX by_base ON words (base)")
        (size,) = database.execute("PRAGMA page_count").fetchone()
        database.execute(f"PRAGMA user_version = {size}")


def _words(code: str) -> Iterator[tuple[str, str]]:
    data = _read_decompressed(code)
    backwards, _, start = frontcode._read_header(data)
    step = -1 if backwards else 1
    for _, form, base in frontcode._iter_records(data, start):
        # As in simplemma, but base forms are compared in lower case.
        yield form[::step].decode(), base[::step].decode().lower()
