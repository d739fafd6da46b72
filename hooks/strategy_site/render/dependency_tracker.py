"""What a page depends on: the parts of the content that were read while it was rendered.

`TrackedContent` stands in for `Content` in templates and records each attribute and each lookup (a
*read*). The reads are stored with the page. The next build computes the digest of the same reads
again: if it is unchanged, so is the page's HTML, and it need not be rendered. So no list says which
page depends on what, and no template can forget an entry. (Known as verifying traces: Mokhov,
Mitchell, Peyton Jones, "Build Systems à la Carte", 2018.)
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel

from ..content.content import Content
from ..hashing import raw_digest
from ..model.items import Item
from ..pages.pages import Page

Read = tuple[str, str]
"""Attribute or method of `Content`, and the id it was called with; empty for an attribute."""
VisibleText = Callable[..., dict[str, str]]
"""Returns all that a page in a ``language`` can show of a `Text`, its first argument."""
SOURCE_FILES: Read = ("sources", "")
"""Reads every text, and the line that it is on."""

# These seldom change. If one does every page is rendered, so reads of them need no record.
GLOBAL_FIELDS = (
    *(
        "strategy",
        "editions",
        "stored_translations",
        "priority_areas",
        "goals",
        "areas_by_goal",
        "withdrawn",
    ),
    *("borders", "quality"),
)
# These follow from them, or from an item that has been read.
_UNTRACKED = frozenset(
    (
        *GLOBAL_FIELDS,
        *("folder", "languages", "source_language", "edition", "edition_with", "edition_cited_by"),
        *("areas_of", "goals_of", "goals_without_area", "order_of_areas"),
        *("municipality_names", "funder_names"),
    )
)


_READABLE = {
    SOURCE_FILES[0],
    *(field.name for field in fields(Content)),
    *(name for name in vars(Content) if not name.startswith("_")),
}


class DependencyTracker:
    """Records reads, and computes digests of what they return."""

    def __init__(self, content: Content, visible_text: VisibleText) -> None:
        self._content, self._visible_text = content, visible_text
        self._items: dict[tuple[int, str], bytes] = {}
        self._values: dict[tuple[Read, str], bytes] = {}
        self._fingerprints: dict[tuple[str, str], bytes] = {}
        self.reads: set[Read] = set()
        """What was read since this set was last cleared."""
        self.content = cast("Content", TrackedContent(content, self.reads))
        """The content, for those whose reads are to be recorded."""

    @cached_property
    def global_fingerprint(self) -> bytes:
        """The digest of what pages may use without a recorded read."""
        return self.digest_of([getattr(self._content, name) for name in GLOBAL_FIELDS])

    def fingerprint(self, reads: str, language: str) -> bytes:
        """Return the digest of what some reads return now, as a page in a language can show it.

        Takes reads as `dump_reads` writes them; raises `UnknownRead` if they are damaged.
        """
        # Many pages read the same.
        found = self._fingerprints.get((reads, language))
        if found is None:
            digests = [self._read_digest(read, language) for read in load_reads(reads)]
            found = self._fingerprints[reads, language] = raw_digest(b"".join(digests))
        return found

    def _read_digest(self, read: Read, language: str) -> bytes:
        found = self._values.get((read, language))
        if found is None:
            found = self._values[read, language] = self._read(read, language)
        return found

    def _read(self, read: Read, language: str) -> bytes:
        name, item_id = read
        if read == SOURCE_FILES:
            return self._sources
        value = getattr(self._content, name)
        if callable(value):
            item = self._content.item(item_id)
            if name == "item":
                value = item
            elif item is not None:
                value = value(item)
            else:
                return b"no such item"
        return self.digest_of(value, language)

    @cached_property
    def _sources(self) -> bytes:
        """The digest of every file and its name, and so of the lines that texts are on."""
        files = sorted(path for path in self._content.folder.rglob("*") if path.is_file())
        return raw_digest(
            b"".join(raw_digest(bytes(path)) + raw_digest(path.read_bytes()) for path in files)
        )

    def digest_of(self, value: Any, language: str = "") -> bytes:
        """Return a digest that two values share only if a page in a language shows them alike.

        Without a language: if pages in all languages do. Raises `TypeError` for other types than
        those of content and pages.
        """
        if isinstance(value, BaseModel | Page):
            # The same few objects are read again and again; all live as long as the content.
            found = self._items.get((id(value), language))
            if found is None:
                found = self._items[id(value), language] = self._object_digest(value, language)
            return found
        if isinstance(value, dict):
            return self.digest_of([*value, *value.values()], language)
        if isinstance(value, list | tuple):
            return raw_digest(b"".join(self.digest_of(part, language) for part in value))
        if is_dataclass(value):
            return self._object_digest(value, language)
        if value is None or isinstance(value, str | int | float | Path | date):
            return raw_digest(repr(value).encode())
        raise TypeError(f"{type(value).__name__} has no digest")

    def _object_digest(self, value: Any, language: str) -> bytes:
        if not isinstance(value, BaseModel):
            return self.digest_of([getattr(value, row.name) for row in fields(value)], language)
        visible_text = partial(self._visible_text, language=language) if language else None
        text = f"{type(value).__name__} {value.model_dump_json(context=visible_text)}"
        return raw_digest(text.encode())


class TrackedContent:
    """Returns what the content does, and records the reads."""

    def __init__(self, content: Content, reads: set[Read]) -> None:
        self._content, self._reads = content, reads

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the content and record that it was read."""
        value = getattr(self._content, name)
        if name in _UNTRACKED:
            return value
        if callable(value):

            def read(item: Item | str) -> Any:
                self._reads.add((name, item if isinstance(item, str) else item.id))
                return value(item)

            return read
        self._reads.add((name, ""))
        return value


def dump_reads(reads: Iterable[Read]) -> str:
    """Return reads as text, in a fixed order."""
    return json.dumps(sorted(reads), ensure_ascii=False)


class UnknownRead(ValueError):
    """Stored reads are damaged, or name nothing of `Content`."""


def load_reads(text: str) -> list[Read]:
    """Return the reads that `dump_reads` wrote. Raises `UnknownRead`."""
    try:
        reads = [(str(name), str(item_id)) for name, item_id in json.loads(text)]
    except (ValueError, TypeError) as error:
        raise UnknownRead from error
    if not _READABLE.issuperset(name for name, _ in reads):
        raise UnknownRead
    return reads
