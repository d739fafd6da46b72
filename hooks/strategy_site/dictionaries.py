"""Simplemma's dictionaries as SQLite files: a word is looked up without reading a million others.

A file is made once for a language on a machine, from the dictionary that came with the library, and
lies beside the installed libraries. Losing it costs only time.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from functools import lru_cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path

# The library's own way into a dictionary without a copy of it in memory, which takes 430 MB for
# Finnish; its public one looks every word up anew to list them, and takes four times as long.
from simplemma.strategies.dictionaries import frontcode
from simplemma.strategies.dictionaries.dictionary_factory import (
    SUPPORTED_LANGUAGES,
    _read_decompressed,
)

_TABLE = "words (form TEXT PRIMARY KEY, base TEXT NOT NULL) WITHOUT ROWID"
_FOLDERS = (Path(sys.prefix) / "var" / "strategy-site", Path(".build"))
"""Where a file is kept: the second where nobody may write into the first."""
_MADE_BY = f"{version('simplemma')}-1"


class Dictionary(Mapping[str, str]):
    """The base form of each form of a language's words."""

    def __init__(self, file: Path) -> None:
        # The live preview builds in a thread of its own; nobody writes.
        address = f"file:{file}?mode=ro&immutable=1"
        self._database = sqlite3.connect(address, uri=True, check_same_thread=False)

    def __getitem__(self, form: str) -> str:
        """Give the base form of a word; raises KeyError if it is not known."""
        question = "SELECT base FROM words WHERE form = ?"
        for (base,) in self._database.execute(question, (form,)):
            return str(base)
        raise KeyError(form)

    def __iter__(self) -> Iterator[str]:
        """Give every form."""
        return (form for (form,) in self._database.execute("SELECT form FROM words"))

    def __len__(self) -> int:
        """Give how many forms are known."""
        return int(self._database.execute("SELECT count(*) FROM words").fetchone()[0])

    def forms(self, base: str) -> list[str]:
        """Give every form of a base form, in the order of the alphabet."""
        question = "SELECT form FROM words WHERE base = ? ORDER BY form"
        return [form for (form,) in self._database.execute(question, (base,))]


@lru_cache
def dictionary(code: str) -> Dictionary | None:
    """Give the dictionary of a language; ``None`` if simplemma has none.

    Makes its file where that is missing or damaged: 15 seconds for Finnish, 4 for Swedish.
    """
    if code not in SUPPORTED_LANGUAGES:
        return None
    for folder in _FOLDERS:
        file = folder / f"words-{code}-{_MADE_BY}.sqlite"
        with suppress(OSError, sqlite3.Error):
            if not _is_whole(file):
                _make(file, code)
            return Dictionary(file)
    raise OSError(f"no folder for dictionaries: {', '.join(map(str, _FOLDERS))}")


def _is_whole(file: Path) -> bool:
    """Tell whether a file holds as many words as it says, as far as that can be seen at once."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            (size,) = database.execute("PRAGMA page_count").fetchone()
            (each,) = database.execute("PRAGMA page_size").fetchone()
            (whole,) = database.execute("PRAGMA user_version").fetchone()
            return bool(whole == size and file.stat().st_size == size * each)
    except (OSError, sqlite3.Error):
        return False


def _make(file: Path, code: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{os.getpid()}-{file.name}")
    try:
        with closing(sqlite3.connect(new, isolation_level=None)) as database:
            # Nobody sees the file before it is whole.
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.execute(f"CREATE TABLE {_TABLE}")
            words = _words(code)
            while some := list(islice(words, 50_000)):
                database.execute("BEGIN")
                database.executemany("INSERT OR IGNORE INTO words VALUES (?, ?)", some)
                database.execute("COMMIT")
            database.execute("CREATE INDEX by_base ON words (base)")
            (size,) = database.execute("PRAGMA page_count").fetchone()
            database.execute(f"PRAGMA user_version = {size}")
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


def _words(code: str) -> Iterator[tuple[str, str]]:
    data = _read_decompressed(code)
    backwards, _, start = frontcode._read_header(data)
    step = -1 if backwards else 1
    for _, form, base in frontcode._iter_records(data, start):
        # As simplemma has them, but a base form is compared in lower case.
        yield form[::step].decode(), base[::step].decode().lower()
