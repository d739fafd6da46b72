"""Pages as they were written last time, each with what it was made from. Costs only time if lost.

SQLite keeps it whole when two builds run at once or one is broken off. What it gives is compared
with a sum of its own, so that a damaged page is written anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

_TABLE = "pages (path TEXT PRIMARY KEY, key BLOB, questions TEXT, text BLOB, sum BLOB)"
_VERSION = 1
"""Another one if the table is another."""


@dataclass(frozen=True)
class Kept:
    """A page as it was written."""

    path: str
    key: bytes
    """The sum of everything that the page was made from."""
    questions: str
    """What it asked of the content; see `watching`."""
    text: bytes


class PageCache:
    """The pages of one site; an empty one where the file can't be used."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._database: sqlite3.Connection | None = None

    def __enter__(self) -> PageCache:
        """Open the file; begin anew if it is damaged or of another version."""
        for _ in range(2):
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                self._database = _open(self._file)
            except (OSError, sqlite3.Error):
                with suppress(OSError):
                    self._file.unlink(missing_ok=True)
            else:
                break
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def made_from(self) -> dict[str, tuple[bytes, str]]:
        """Give the key and the questions of every page, by path."""
        try:
            rows = self._rows("SELECT path, key, questions FROM pages")
        except sqlite3.Error:
            return {}
        return {
            path: (key, asked)
            for path, key, asked in rows
            if isinstance(path, str) and isinstance(key, bytes) and isinstance(asked, str)
        }

    def text(self, path: str) -> bytes | None:
        """Give a page as it was written; ``None`` if it is damaged or not there."""
        try:
            rows = self._rows("SELECT text, sum FROM pages WHERE path = ?", path)
        except sqlite3.Error:
            return None
        for text, right in rows:
            if isinstance(text, bytes) and right == _sum(text):
                return text
        return None

    def keep(self, pages: Iterable[Kept]) -> None:
        """Keep pages that were written."""
        rows = ((p.path, p.key, p.questions, p.text, _sum(p.text)) for p in pages)
        self._change("REPLACE INTO pages VALUES (?, ?, ?, ?, ?)", rows)

    def forget(self, paths: Iterable[str]) -> None:
        """Forget pages that are gone."""
        self._change("DELETE FROM pages WHERE path = ?", ((path,) for path in paths))

    def _change(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        # Another build at work on the same file may keep what this one can't.
        with suppress(sqlite3.Error):
            if self._database is not None:
                with self._database as database:
                    database.executemany(statement, rows)

    def _rows(self, question: str, *values: str) -> list[tuple[object, ...]]:
        return [] if self._database is None else self._database.execute(question, values).fetchall()


def _open(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=5)
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version != _VERSION:
        database.executescript(
            f"DROP TABLE IF EXISTS pages; CREATE TABLE {_TABLE}; PRAGMA user_version = {_VERSION}"
        )
    database.execute("PRAGMA synchronous = OFF")
    return database


def _sum(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=16).digest()
