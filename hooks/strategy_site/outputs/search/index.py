"""Search documents of one language → the files with which a browser searches them.

An inverted index, divided so that a question fetches little, however large the site:

- ``index.json``: for each document the class of its order, the calls' dates, the words that decide
  nothing, and the first term of each shard.
- ``terms/0.json`` …: the shards, each a range of terms in the order of their letters without
  accents. A term has the base forms it is a form of, the parts of a compound, and its postings.
- ``documents/0.json`` …: what a result shows.
- ``words.json``: all base forms and the titles' words, for words that are begun or misspelt.

Why our own: Pagefind (the former engine), MiniSearch, Orama and lunr know no Swedish or Finnish
compounds and no base forms of Finnish; each needs the vocabulary, the forms and the numbers beside
it that are here, and then the postings are the small part. See the commit that introduced this.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from ...content.content import Content
from ...hashing import raw_digest
from ...i18n.localizer import Localizer
from ...pages.pages import Page
from ...paths import SEARCH_FILES
from .documents import SearchDocument, function_words, search_documents
from .lemmas import Analysis, Lemmatizer
from .tokens import folded, is_word, tokens

_SHARD = 16_000
"""Characters of a shard, about 5 KB compressed."""
_DOCUMENTS_A_FILE = 10
_PART, _LAST_PART = 0.4, 0.7
"""How much a part of a compound counts of the whole word: a *vandringsled* is a *led*."""
_MORE = 0.4
"""What the second occurrence adds of its weight; the third the square of it, and so on."""


@dataclass
class _Term:
    bases: set[str] = field(default_factory=set)
    parts: list[str] = field(default_factory=list)
    postings: dict[int, float] = field(default_factory=dict)

    def row(self, term: str) -> list[Any]:
        """Return the term as the shard has it, without empty ends."""
        found = [[number, round(10 * weight)] for number, weight in sorted(self.postings.items())]
        flat = [value for pair in found for value in pair]
        row: list[Any] = [term, sorted(self.bases), self.parts, flat]
        while not row[-1]:
            row.pop()
        return row


def index_files(
    documents: Iterable[SearchDocument],
    dictionaries: Mapping[str, str],
    lemmatizer: Lemmatizer,
    function_words: Iterable[str] = (),
) -> dict[str, bytes]:
    """Return name and bytes of every file with which one language is searched.

    Takes the code of the dictionary for each language that texts are in, a neighbour's for a
    language that has none, and words that decide nothing. The same input gives the same bytes.
    """
    documents = list(documents)
    stop = sorted(set(function_words))
    terms = _terms(documents, dictionaries, lemmatizer, stop)
    files: dict[str, Any] = {}
    starts = []
    for number, shard in enumerate(_shards(terms)):
        starts.append(folded(shard[0][0]))
        files[f"terms/{number}.json"] = shard
    for number in range(0, len(documents), _DOCUMENTS_A_FILE):
        rows = [document.shown() for document in documents[number : number + _DOCUMENTS_A_FILE]]
        files[f"documents/{number // _DOCUMENTS_A_FILE}.json"] = rows
    titles = {token for document in documents for token in tokens(document.title.text)}
    known = {term for term, row in terms.items() if row.postings} | titles & terms.keys()
    files["words.json"] = sorted(filter(is_word, known))
    files["index.json"] = {
        "ranks": [document.rank for document in documents],
        "calls": {n: doc.call for n, doc in enumerate(documents) if doc.call},
        "stop": stop,
        "shards": starts,
    }
    return {
        name: json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        for name, value in files.items()
    }


def _terms(
    documents: list[SearchDocument],
    dictionaries: Mapping[str, str],
    lemmatizer: Lemmatizer,
    stop: Collection[str],
) -> dict[str, _Term]:
    """Return every term of the index: base forms, their other forms, and numbers."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    for document in documents:
        for _, text in (*document.texts, *document.whole):
            words[text.language].update(w for w in tokens(text.text) if is_word(w))
    for found in words.values():
        found.difference_update(stop)
    analyses = {
        code: lemmatizer.of(dictionaries.get(code, code), found)
        for code, found in sorted(words.items())
    }
    terms: defaultdict[str, _Term] = defaultdict(_Term)
    for code in analyses:
        for word, analysis in analyses[code].items():
            for base, forms in analysis.forms.items():
                for form in {word, *forms} - {base}:
                    terms[form].bases.add(base)
                terms[base].parts = terms[base].parts or analysis.parts
    for number, document in enumerate(documents):
        for term, weight in _weights(document, analyses).items():
            terms[term].postings[number] = weight
    return terms


def _weights(
    document: SearchDocument, analyses: Mapping[str, Mapping[str, Analysis]]
) -> dict[str, float]:
    """Return how much each term says of a document: its best place, and something for others."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    texts = [(True, *row) for row in document.texts] + [(False, *row) for row in document.whole]
    for apart, weight, text in texts:
        for token in tokens(text.text):
            analysis = analyses[text.language].get(token)
            if not is_word(token):
                found[token].append(weight)
            elif analysis:  # words that decide nothing have none
                for base in analysis.forms:
                    found[base].append(weight)
                for part in analysis.parts if apart else ():
                    share = _LAST_PART if part == analysis.parts[-1] else _PART
                    found[part].append(weight * share)
    for weight, number in document.numbers:
        found[number].append(weight)
    return {
        term: sum(weight * _MORE**n for n, weight in enumerate(sorted(all_, reverse=True)))
        for term, all_ in found.items()
    }


def _shards(terms: Mapping[str, _Term]) -> Iterator[list[list[Any]]]:
    """Yield ranges of terms; terms that differ in accents alone are in one."""
    shard: list[list[Any]] = []
    size, last = 0, ""
    for key, term in sorted((folded(term), term) for term in terms):
        if size > _SHARD and key != last:
            yield shard
            shard, size = [], 0
        row = terms[term].row(term)
        shard.append(row)
        size += len(json.dumps(row))
        last = key
    if shard:
        yield shard


@dataclass
class SearchIndex:
    """The files with which one language is searched, generated as `index_files` does."""

    language: str
    list_documents: Callable[[], Iterable[SearchDocument]]
    dictionaries: Mapping[str, str]
    function_words: list[str]
    lemmatizer: Lemmatizer

    @property
    def folder(self) -> str:
        """The folder of the files below the site's root, with a slash at its end."""
        return f"{SEARCH_FILES}{self.language}/"

    @cached_property
    def _documents(self) -> list[SearchDocument]:
        return list(self.list_documents())

    def fingerprint(self) -> bytes:
        """Return the digest of all that the files are generated from, but for the code."""
        parts = self._documents, self.dictionaries, self.function_words
        return raw_digest(repr(parts).encode())

    def files(self) -> Iterable[tuple[str, bytes]]:
        """Return path below the site's root and bytes of the files."""
        files = index_files(
            self._documents, self.dictionaries, self.lemmatizer, self.function_words
        )
        return ((self.folder + name, data) for name, data in files.items())


def search_indexes(
    content: Content,
    pages: list[Page],
    localizers: Mapping[str, Localizer],
    markdown_documents: Mapping[str, Iterable[SearchDocument]],
    lemmatizer: Lemmatizer,
) -> Iterator[tuple[str, SearchIndex]]:
    """Yield the code and the index of each language.

    Takes the search documents of the Markdown pages by language.
    """
    # A language without a dictionary uses that of the neighbour whose number formats it borrows.
    dictionaries = {row.code: row.formats or row.code for row in content.strategy.languages}
    stop = sorted({word for code in localizers for word in function_words(localizers[code])})

    def documents(code: str) -> Iterator[SearchDocument]:
        yield from search_documents(content, pages, localizers, code)
        yield from markdown_documents.get(code, ())

    for code in localizers:
        yield code, SearchIndex(code, partial(documents, code), dictionaries, stop, lemmatizer)
