"""Base forms, other forms and parts of words, from simplemma's dictionaries.

Inflected languages (*nuori*, *nuorten*) are searched by base form, and compounds (*vandringsled*)
by their parts too. The browser needs no dictionary: the index has the forms of this site's words.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

from ...files import read_checked, write_checked
from .dictionaries import Dictionary, dictionary

_SHORTEST_PART = 4
"""Shorter parts count only where the site has them as words of their own: *led*, *by*."""
_SHORTEST_INFLECTED = 5
_SHORTEST_WORD = 2
LINKS = ("", "s")
"""Letters between the parts of a compound; the same in search-engine.js."""
_CACHE_VERSION = 7
"""To be raised when the rules below give other results."""


@dataclass(frozen=True)
class Analysis:
    """What the index knows of a word."""

    forms: dict[str, list[str]]
    """All forms of each of its base forms; the word itself is one if the dictionary lacks it."""
    parts: list[str] = field(default_factory=list)
    """The base forms of the parts of a compound, in order."""


def analyse(word: str, known: Dictionary | None, own: Collection[str]) -> Analysis:
    """Return what is known of a word in lower case.

    Takes the dictionary of its language, if there is one, and the words that the site has.
    """
    if known is None:
        return Analysis({word: []})
    # *bäcken* is a word of its own, and a form of *bäck*.
    forms = {base: _forms(base, known) for base in (word, known.get(word, "").lower()) if base}
    forms = {base: found for base, found in forms.items() if found or base != word}
    whole = next(reversed(forms), word)
    split = _split(whole, known, own)
    if split is None:
        return Analysis(forms or {word: []})
    head, tail = split
    tail_base = tail if forms else known[tail].lower()
    if not any(forms.values()):
        # A compound that the dictionary lacks is inflected as its last part.
        start = whole.removesuffix(tail)
        forms = {start + tail_base: [start + form for form in _forms(tail_base, known)]}
    return Analysis(forms, [*_parts(head, known, own), *_parts(tail_base, known, own)])


def _forms(base: str, known: Dictionary) -> list[str]:
    return [form.lower() for form in known.forms(base)]


def _parts(word: str, known: Dictionary, own: Collection[str]) -> list[str]:
    """Return the base forms of a part of a compound, and of its own parts if it is one."""
    if known.forms(word):
        return [word]
    split = _split(word, known, own)
    return [p for part in split for p in _parts(part, known, own)] if split else [known[word]]


def _split(word: str, known: Dictionary, own: Collection[str]) -> tuple[str, str] | None:
    """Return both parts of a compound, the last one as long as can be; ``None`` if it is none."""
    for start in range(_SHORTEST_WORD, len(word) - _SHORTEST_WORD + 1):
        tail = word[start:]
        if not _is_part(tail, known, own):
            continue
        for link in LINKS:
            head = word[:start].removesuffix(link) if word[:start].endswith(link) else ""
            # Short inflected words are inside others: *vand* in *vandring*.
            whole = len(head) >= _SHORTEST_INFLECTED or bool(known.forms(head))
            if whole and _is_part(head, known, own):
                return head, tail
    return None


def _is_part(word: str, known: Mapping[str, str], own: Collection[str]) -> bool:
    long = len(word) >= _SHORTEST_PART or (len(word) > _SHORTEST_WORD and word in own)
    return long and word in known


class Lemmatizer:
    """Analyses the words of a site, with a cache in a file for each language.

    A compound takes many lookups. Losing the file costs only time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, code: str, words: Iterable[str]) -> dict[str, Analysis]:
        """Return the analysis of each word; takes the dictionary's language, and words."""
        wanted = sorted(set(words))
        # Short parts depend on the site's other words: with other ones all are analysed anew.
        short = sorted(word for word in wanted if len(word) < _SHORTEST_PART)
        found = self._read(code, short)
        missing = [word for word in wanted if word not in found]
        if missing:
            known, own = dictionary(code), set(short)
            found |= {word: analyse(word, known, own) for word in missing}
            self._write(code, short, found)
        return {word: found[word] for word in wanted}

    def _file(self, code: str) -> Path:
        return self._folder / f"words-{code}-{version('simplemma')}-{_CACHE_VERSION}.json"

    def _read(self, code: str, short: list[str]) -> dict[str, Analysis]:
        text = read_checked(self._file(code))
        cached = json.loads(text) if text is not None else {}
        if cached.get("short") != short:
            return {}
        return {word: Analysis(**row) for word, row in cached["words"].items()}

    def _write(self, code: str, short: list[str], found: Mapping[str, Analysis]) -> None:
        rows = {word: asdict(analysis) for word, analysis in found.items()}
        with suppress(OSError):
            write_checked(self._file(code), json.dumps({"short": short, "words": rows}).encode())
