"""Base forms and other forms of words, from simplemma's dictionaries (Wiktionary and others).

Languages whose words change much (*nuori*, *nuorten*) are searched by base form: the index holds
the base forms of a page's words, and small files tell the browser the base form of what a reader
types. The browser needs no dictionary: they hold only the words of this site.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from .dictionaries import Dictionary, dictionary
from .sums import keep, kept

BUCKETS = 64
"""So many files of forms a language; `bucket_of` is the same in search.js."""
_SHORTEST_PART = 3
_SHORTEST_COMPOUND = 7
_LINKS = ("", "s")
"""What may stand between the parts of a compound."""
_KEPT = 3
"""Another one when the rules below give other base forms."""
Forms = dict[str, list[str]]
_WORD = re.compile(r"[^\W\d_]+")


def words_in(text: str) -> list[str]:
    """Give the words of a text in lower case, numbers left out."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def folded(word: str) -> str:
    """Give a word without accents: å and ä become a. The same is in search.js."""
    parts = unicodedata.normalize("NFD", word)
    return "".join(c for c in parts if not unicodedata.combining(c))


def bucket_of(word: str) -> int:
    """Give the file of forms for a word. As its third letter is typed, the file is settled."""
    return sum(ord(letter) * place for place, letter in enumerate(word[:3], 1)) % BUCKETS


def bases(word: str, known: Mapping[str, str]) -> list[str]:
    """Give the base form of a word, and of the last part of a compound; none if not known.

    ``vandringsleden`` gives ``vandringsled`` and ``led``. A compound that the dictionary lacks gets
    the base form of its last part.
    """
    base = known.get(word, "").lower()
    ending = _tail(base or word, known) if len(word) >= _SHORTEST_COMPOUND else None
    if ending is None:
        return [base] if base else []
    head, tail = ending
    return [base or head + tail, tail]


def compound_forms(whole: str, tail: str, forms_of_tail: Iterable[str]) -> list[str]:
    """Give the forms of a compound that the dictionary lacks: those of its last part."""
    head = whole.removesuffix(tail)
    return [head + form for form in forms_of_tail] if head != whole else []


def _tail(word: str, known: Mapping[str, str]) -> tuple[str, str] | None:
    """Give what stands before the longest last part of a compound, and that part's base form."""
    for start in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        tail = word[start:]
        if tail not in known:
            continue
        for link in _LINKS:
            head = word[:start].removesuffix(link) if link else word[:start]
            if len(head) >= _SHORTEST_PART and head in known:
                # A tail that is a base form itself stays: "led" is not the verb "leda".
                return word[:start], tail if word in known else known[tail].lower()
    return None


class WordForms:
    """What the dictionaries say of the words of a site; what they said before is kept in a file.

    A compound takes many questions to take apart. Losing the file costs only time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, code: str, words: set[str]) -> tuple[Forms, Forms]:
        """Give the base forms of each word, and all forms of each base form.

        Takes the dictionary's language, and words in lower case. Without a dictionary no word has
        any base form.
        """
        bases_of, forms_of = self._kept(code)
        missing = words - bases_of.keys()
        if missing:
            known = dictionary(code)
            bases_of |= {word: bases(word, {} if known is None else known) for word in missing}
            wanted = {base for word in missing for base in bases_of[word]} - forms_of.keys()
            forms_of |= {base: _forms(base, known) for base in sorted(wanted)}
            self._keep(code, bases_of, forms_of)
        return bases_of, forms_of

    def _file(self, code: str) -> Path:
        return self._folder / f"words-{code}-{version('simplemma')}-{_KEPT}.json"

    def _kept(self, code: str) -> tuple[Forms, Forms]:
        text = kept(self._file(code))
        if text is None:
            return {}, {}
        known = json.loads(text)
        return known["bases"], known["forms"]

    def _keep(self, code: str, bases_of: Forms, forms_of: Forms) -> None:
        with suppress(OSError):
            keep(self._file(code), json.dumps({"bases": bases_of, "forms": forms_of}).encode())


def _forms(base: str, known: Dictionary | None) -> list[str]:
    return [form.lower() for form in known.forms(base)] if known is not None else []
