"""Base forms and other forms of words, from simplemma's dictionaries (Wiktionary and others).

Inflected languages (*nuori*, *nuorten*) are searched by base form: the index has the base forms of
a page's words, and small files map the forms of those to their base form, for what a reader types.
The browser needs no dictionary: the files have only the words of this site.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from ...files import read_checked, write_checked
from .dictionaries import Dictionary, dictionary

BUCKETS = 64
"""Number of files of forms of a language; `bucket_of` is the same in search.js."""
_SHORTEST_PART = 3
_SHORTEST_COMPOUND = 7
_LINKS = ("", "s")
"""Letters between the parts of a compound."""
_CACHE_VERSION = 3
"""To be raised when the rules below give other base forms."""
Forms = dict[str, list[str]]
_WORD = re.compile(r"[^\W\d_]+")


def words_in(text: str) -> list[str]:
    """Return the words of a text in lower case, without numbers."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def folded(word: str) -> str:
    """Return a word without accents: å and ä become a. The same rule is in search.js."""
    parts = unicodedata.normalize("NFD", word)
    return "".join(c for c in parts if not unicodedata.combining(c))


def bucket_of(word: str) -> int:
    """Return the number of a word's file of forms, which depends on its first three letters."""
    return sum(ord(letter) * place for place, letter in enumerate(word[:3], 1)) % BUCKETS


def bases(word: str, known: Mapping[str, str]) -> list[str]:
    """Return the base form of a word, and of the last part of a compound; none if not known.

    ``vandringsleden`` has ``vandringsled`` and ``led``. The base form of a compound that the
    dictionary lacks ends with that of its last part.
    """
    base = known.get(word, "").lower()
    ending = _tail(base or word, known) if len(word) >= _SHORTEST_COMPOUND else None
    if ending is None:
        return [base] if base else []
    head, tail = ending
    return [base or head + tail, tail]


def compound_forms(whole: str, tail: str, forms_of_tail: Iterable[str]) -> list[str]:
    """Return the forms of a compound that the dictionary lacks, from those of its last part."""
    head = whole.removesuffix(tail)
    return [head + form for form in forms_of_tail] if head != whole else []


def _tail(word: str, known: Mapping[str, str]) -> tuple[str, str] | None:
    """Return what precedes the longest last part of a compound, and that part's base form."""
    for start in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        tail = word[start:]
        if tail not in known:
            continue
        for link in _LINKS:
            head = word[:start].removesuffix(link) if link else word[:start]
            if len(head) >= _SHORTEST_PART and head in known:
                # The tail of a known word is a base form: "led", not the verb "leda".
                return word[:start], tail if word in known else known[tail].lower()
    return None


class Lemmatizer:
    """Looks up the words of a site in the dictionaries, with a cache in a file for each language.

    A compound takes many lookups. Losing the file costs only time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, code: str, words: set[str]) -> tuple[Forms, Forms]:
        """Return the base forms of each word, and all forms of each base form.

        Takes the dictionary's language, and words in lower case. Without a dictionary no word has
        a base form.
        """
        bases_of, forms_of = self._read(code)
        missing = words - bases_of.keys()
        if missing:
            known = dictionary(code)
            bases_of |= {word: bases(word, {} if known is None else known) for word in missing}
            wanted = {base for word in missing for base in bases_of[word]} - forms_of.keys()
            forms_of |= {base: _forms(base, known) for base in sorted(wanted)}
            self._write(code, bases_of, forms_of)
        return bases_of, forms_of

    def _file(self, code: str) -> Path:
        return self._folder / f"words-{code}-{version('simplemma')}-{_CACHE_VERSION}.json"

    def _read(self, code: str) -> tuple[Forms, Forms]:
        text = read_checked(self._file(code))
        if text is None:
            return {}, {}
        cached = json.loads(text)
        return cached["bases"], cached["forms"]

    def _write(self, code: str, bases_of: Forms, forms_of: Forms) -> None:
        with suppress(OSError):
            write_checked(
                self._file(code), json.dumps({"bases": bases_of, "forms": forms_of}).encode()
            )


def _forms(base: str, known: Dictionary | None) -> list[str]:
    return [form.lower() for form in known.forms(base)] if known is not None else []
