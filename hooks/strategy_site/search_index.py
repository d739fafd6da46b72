"""Records of one language → the files from which a browser searches them, made by Pagefind.

Pagefind's index is divided into parts, of which a browser fetches those that hold what is asked.
Its own stemmers are left out: they miss *nuoret* for *nuorten*, each needs a WebAssembly module of
its own, and Meänkieli has none. `word_forms` does their work.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from markupsafe import Markup

from .content import Content
from .file_names import SEARCH_FILES
from .pagefind_files import pagefind_files
from .pages import Page
from .search_records import Record, Said, records_of
from .sums import sum_of
from .word_forms import BUCKETS, WordForms, bucket_of, compound_forms, folded, words_in
from .wording import Wording

# A private tag: Pagefind divides its words as for a language that it does not know.
_NO_STEMMER = "x-{}"

_RECORD = Markup(
    '<html lang="{language}"><body>'
    '<div data-pagefind-ignore="index">'
    '<i data-pagefind-meta="title">{title}</i><i data-pagefind-meta="lang">{title_language}</i>'
    '<i data-pagefind-meta="number">{number}</i><i data-pagefind-meta="kind">{kind}</i>'
    '<i data-pagefind-meta="summary">{summary}</i>'
    '<i data-pagefind-meta="summary_lang">{summary_language}</i></div>'
    '<p data-pagefind-weight="8">{title}</p><p data-pagefind-weight="6">{title_bases}</p>'
    '<p data-pagefind-weight="6">{names} {name_bases}</p>'
    '<p data-pagefind-weight="10">{token}</p>'
    '<p data-pagefind-weight="1">{text}</p><p data-pagefind-weight="0.5">{text_bases}</p>'
    "</body></html>"
)


def number_token(number: str) -> str:
    """Give a number as one word, which Pagefind would divide: ``1.3`` → ``nr1x3x``.

    The same is in search.js.
    """
    return f"nr{number.replace('.', 'x')}x" if re.fullmatch(r"\d+(\.\d+)*", number) else number


def _folder(language: str) -> str:
    return f"{SEARCH_FILES}{language}/"


def index_files(
    records: Iterable[Record], language: str, dictionaries: Mapping[str, str], words: WordForms
) -> dict[str, bytes]:
    """Give path and bytes of every file with which one language is searched.

    Takes which dictionary to use for each language that texts are in: a neighbour's, for one that
    has none. The same records give the same bytes.
    """
    records = list(records)
    root = _folder(language)
    known_bases, found_forms = _word_forms(records, dictionaries, words)
    pages = [(r.path, _html(r, language, known_bases)) for r in records]
    made = pagefind_files(pages, _NO_STEMMER.format(language))
    files = {root + name: data for name, data in made.items()}
    buckets: list[dict[str, list[str]]] = [{} for _ in range(BUCKETS)]
    for form, of in sorted(found_forms.items()):
        buckets[bucket_of(form)][form] = sorted(of)
    for number, bucket in enumerate(buckets):
        text = json.dumps(bucket, ensure_ascii=False, separators=(",", ":"))
        files[f"{root}forms/{number}.json"] = text.encode()
    return files


def _word_forms(
    records: list[Record], dictionaries: Mapping[str, str], known: WordForms
) -> tuple[dict[tuple[str, str], list[str]], dict[str, set[str]]]:
    """Give the base forms of every word by language and word, and all forms of the base forms."""
    vocabulary: dict[str, set[str]] = {}
    for record in records:
        for said in _all(record):
            vocabulary.setdefault(said.language, set()).update(words_in(said.text))
    of_words: dict[tuple[str, str], list[str]] = {}
    of_forms: dict[str, set[str]] = {}
    for language, words in sorted(vocabulary.items()):
        bases_of, forms_of = known.of(dictionaries.get(language, language), words)
        for word in words:
            of_words[language, word] = bases_of[word]
            found = bases_of[word]
            for base in found:
                more = forms_of.get(base) or compound_forms(base, found[-1], forms_of[found[-1]])
                for form in more:
                    of_forms.setdefault(folded(form), set()).add(base)
    return of_words, of_forms


def _all(record: Record) -> list[Said]:
    return [record.title, *record.names, *_rest(record)]


def _rest(record: Record) -> list[Said]:
    return [*([record.summary] if record.summary else []), *record.texts]


def _html(record: Record, language: str, known: Mapping[tuple[str, str], list[str]]) -> str:
    def base_words(texts: Iterable[Said]) -> str:
        found = (b for s in texts for w in words_in(s.text) for b in known[s.language, w])
        return " ".join(dict.fromkeys(found))

    rest = _rest(record)
    return _RECORD.format(
        language=_NO_STEMMER.format(language),
        title=record.title.text,
        title_language=record.title.language,
        number=record.number,
        kind=record.kind,
        summary=record.summary.text if record.summary else "",
        summary_language=record.summary.language if record.summary else language,
        title_bases=base_words([record.title]),
        names=" ".join(said.text for said in record.names),
        name_bases=base_words(record.names),
        token=number_token(record.number),
        text=" ".join(said.text for said in rest),
        text_bases=base_words(rest),
    )


class SearchIndex:
    """The files with which one language is searched."""

    def __init__(
        self,
        language: str,
        records: Callable[[], Iterable[Record]],
        dictionaries: Mapping[str, str],
        words: WordForms,
    ) -> None:
        """Take what gives the records, and the rest as `index_files` does."""
        self.folder = _folder(language)
        self._language, self._give_records = language, records
        self._dictionaries, self._words = dictionaries, words

    @cached_property
    def _records(self) -> list[Record]:
        return list(self._give_records())

    def sum(self, version: bytes) -> str:
        """Give the sum of all that the files are made from.

        Takes the sum of the code and the libraries that the whole site is made with.
        """
        return sum_of(version + repr((self._records, self._dictionaries)).encode())

    def files(self) -> Iterable[tuple[str, bytes]]:
        """Make the files."""
        return index_files(self._records, self._language, self._dictionaries, self._words).items()


def search_indexes(
    content: Content,
    pages: list[Page],
    wordings: Mapping[str, Wording],
    handwritten: Mapping[str, Iterable[Record]],
    words: WordForms,
) -> Iterator[tuple[str, SearchIndex]]:
    """Give the code and the index of each language.

    Takes records of the handwritten pages by language.
    """
    # A language without a dictionary of its own is read as the neighbour whose numbers it borrows.
    dictionaries = {row.code: row.formats or row.code for row in content.strategy.languages}
    for code, wording in wordings.items():

        def records(code: str = code, wording: Wording = wording) -> Iterator[Record]:
            yield from records_of(content, pages, wording)
            yield from handwritten.get(code, ())

        yield code, SearchIndex(code, records, dictionaries, words)
