"""Search documents of one language → the files with which a browser searches them, by Pagefind.

Pagefind divides its index into parts, of which a browser fetches those that it needs. Its own
stemmers are not used: they miss *nuoret* for *nuorten*, each needs a WebAssembly module of its
own, and Meänkieli has none. `Lemmatizer` replaces them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from markupsafe import Markup

from ...content.content import Content
from ...hashing import raw_digest
from ...i18n.localizer import LangString, Localizer
from ...pages.pages import Page
from ...paths import SEARCH_FILES
from .documents import SearchDocument, search_documents
from .lemmas import BUCKETS, Lemmatizer, bucket_of, compound_forms, folded, words_in
from .pagefind import pagefind_files

# A private language tag: Pagefind divides words as for an unknown language.
_NO_STEMMER = "x-{}"

_DOCUMENT = Markup(
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
    """Return a number as one word, because Pagefind would divide it: ``1.3`` → ``nr1x3x``.

    The same rule is in search.js.
    """
    return f"nr{number.replace('.', 'x')}x" if re.fullmatch(r"\d+(\.\d+)*", number) else number


def index_files(
    documents: Iterable[SearchDocument],
    language: str,
    dictionaries: Mapping[str, str],
    lemmatizer: Lemmatizer,
) -> dict[str, bytes]:
    """Return name and bytes of every file with which one language is searched.

    Takes the code of the dictionary for each language that texts are in: a neighbour's for a
    language that has none. The same documents give the same bytes.
    """
    documents = list(documents)
    bases_of, bases_of_form = _word_forms(documents, dictionaries, lemmatizer)
    pages = [(document.path, _html(document, language, bases_of)) for document in documents]
    files = pagefind_files(pages, _NO_STEMMER.format(language))
    buckets: list[dict[str, list[str]]] = [{} for _ in range(BUCKETS)]
    for form, bases in sorted(bases_of_form.items()):
        buckets[bucket_of(form)][form] = sorted(bases)
    for number, bucket in enumerate(buckets):
        text = json.dumps(bucket, ensure_ascii=False, separators=(",", ":"))
        files[f"forms/{number}.json"] = text.encode()
    return files


def _word_forms(
    documents: list[SearchDocument], dictionaries: Mapping[str, str], lemmatizer: Lemmatizer
) -> tuple[dict[tuple[str, str], list[str]], dict[str, set[str]]]:
    """Return the base forms by language and word, and by each form of those base forms."""
    vocabulary: dict[str, set[str]] = {}
    for document in documents:
        for text in (document.title, *document.also_searched, *_body(document)):
            vocabulary.setdefault(text.language, set()).update(words_in(text.text))
    of_words: dict[tuple[str, str], list[str]] = {}
    of_forms: dict[str, set[str]] = {}
    for language, words in sorted(vocabulary.items()):
        bases_of, forms_of = lemmatizer.of(dictionaries.get(language, language), words)
        for word in words:
            bases = of_words[language, word] = bases_of[word]
            for base in bases:
                forms = forms_of.get(base) or compound_forms(base, bases[-1], forms_of[bases[-1]])
                for form in forms:
                    of_forms.setdefault(folded(form), set()).add(base)
    return of_words, of_forms


def _body(document: SearchDocument) -> list[LangString]:
    return [*([document.summary] if document.summary else []), *document.texts]


def _html(
    document: SearchDocument, language: str, bases_of: Mapping[tuple[str, str], list[str]]
) -> str:
    def text(texts: Iterable[LangString]) -> str:
        return " ".join(text.text for text in texts)

    def bases(texts: Iterable[LangString]) -> str:
        found = (b for t in texts for word in words_in(t.text) for b in bases_of[t.language, word])
        return " ".join(dict.fromkeys(found))

    body, summary = _body(document), document.summary or LangString(language, "")
    return _DOCUMENT.format(
        language=_NO_STEMMER.format(language),
        title=document.title.text,
        title_language=document.title.language,
        number=document.number,
        kind=document.kind,
        summary=summary.text,
        summary_language=summary.language,
        title_bases=bases([document.title]),
        names=text(document.also_searched),
        name_bases=bases(document.also_searched),
        token=number_token(document.number),
        text=text(body),
        text_bases=bases(body),
    )


@dataclass
class SearchIndex:
    """The files with which one language is searched, generated as `index_files` does."""

    language: str
    list_documents: Callable[[], Iterable[SearchDocument]]
    dictionaries: Mapping[str, str]
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
        return raw_digest(repr((self._documents, self.dictionaries)).encode())

    def files(self) -> Iterable[tuple[str, bytes]]:
        """Return path below the site's root and bytes of the files."""
        files = index_files(self._documents, self.language, self.dictionaries, self.lemmatizer)
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

    def documents(code: str) -> Iterator[SearchDocument]:
        yield from search_documents(content, pages, localizers[code])
        yield from markdown_documents.get(code, ())

    for code in localizers:
        yield code, SearchIndex(code, partial(documents, code), dictionaries, lemmatizer)
