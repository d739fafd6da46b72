"""What the search knows of pages and words, before any browser asks."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from strategy_site.checks.load import load_strategy
from strategy_site.i18n.localizer import LangString, localizers
from strategy_site.outputs.search.dictionaries import dictionary
from strategy_site.outputs.search.documents import SearchDocument, search_documents
from strategy_site.outputs.search.index import index_files
from strategy_site.outputs.search.lemmas import Lemmatizer, analyse
from strategy_site.outputs.search.tokens import folded
from strategy_site.pages.pages import pages_of
from tests.support.paths import DEMO


def _documents(code: str) -> dict[str, SearchDocument]:
    content, _ = load_strategy(DEMO / "strategy")
    words = localizers(content.strategy.languages, content.strategy.currency)
    found = search_documents(content, pages_of(content), words, code)
    return {document.path.removeprefix(f"{code}/"): document for document in found}


def _everyday(document: SearchDocument, word: str) -> list[str]:
    return [text.language for _, text in document.whole if word in text.text.split()]


def test_words_that_readers_search_with_are_put_to_the_agreed_word() -> None:
    for code in ("sv", "fit"):  # what falls back is searched in its own language
        documents = _documents(code)
        assert "sv" in _everyday(documents["utlysningar/"], "ansöka")
        assert not _everyday(documents["mal/"], "ansöka")


def test_everyday_words_lead_to_the_topic_and_to_its_goals() -> None:
    documents = _documents("fi")
    for path in ("amnen/bad-och-bastu/", "mal/motesplatser/", "projekt/stigen/"):
        words = " ".join(text.text for _, text in documents[path].whole)
        assert "skatepark" in words
        assert "skeittipuisto" in words
    assert "skatepark" not in " ".join(t.text for _, t in documents["mal/leder/"].whole)


def test_an_item_is_found_by_its_numbers() -> None:
    documents = _documents("sv")
    assert (30, "1.1") in documents["mal/motesplatser/"].numbers
    sauna = {number for _, number in documents["projekt/bybastun/"].numbers}
    assert sauna >= {"2024", "2025", "100000", "67000", "44000"}


@pytest.mark.integration
def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    documents = list(_documents("sv").values())
    languages = {"sv": "sv", "fi": "fi"}
    cold = index_files(documents, languages, Lemmatizer(tmp_path), ["och"])
    assert index_files(documents, languages, Lemmatizer(tmp_path), ["och"]) == cold


def _known(word: str, *own: str) -> tuple[list[str], list[str]]:
    found = analyse(word, dictionary("sv"), set(own))
    return list(found.forms), found.parts


def test_words_are_known_by_their_base_forms() -> None:
    assert _known("ungdomar")[0][-1] == "ungdom"
    assert _known("vandringen")[1] == []
    assert _known("bäcken")[0] == ["bäcken", "bäck"]  # both words have that form
    assert _known("qwertyuiop") == (["qwertyuiop"], [])


def test_compounds_are_taken_apart_at_words() -> None:
    assert _known("vandringsleden", "led") == (["vandringsled"], ["vandring", "led"])
    assert _known("fotbollsplaner")[1] == ["fotboll", "plan"]
    # Never inside a word, and short parts only where the site has them as words.
    assert _known("förnyelsebara")[1] == []


def test_a_language_without_a_dictionary_finds_words_as_they_stand(tmp_path: Path) -> None:
    assert dictionary("fit") is None
    assert list(Lemmatizer(tmp_path).of("fit", {"nuoret"})["nuoret"].forms) == ["nuoret"]


def test_short_parts_follow_the_words_of_the_site(tmp_path: Path) -> None:
    lemmatizer = Lemmatizer(tmp_path)
    assert lemmatizer.of("sv", ["vandringsled"])["vandringsled"].parts == []
    found = lemmatizer.of("sv", ["vandringsled", "led"])["vandringsled"]
    assert found.parts == ["vandring", "led"]


def test_a_question_costs_little_however_large_the_site(tmp_path: Path) -> None:
    """The files that a question fetches, compressed: the start, some shards, results, words."""
    letters = "abdefghijklmnoprstuvåäö"

    def word(number: int) -> str:
        number %= 25_000  # as many as the pages of a large site have
        return "".join(letters[number // 23**place % 23] for place in range(4))

    def document(number: int) -> SearchDocument:
        title = LangString("fit", f"{word(number * 7)} {word(number * 13)}")
        text = LangString("fit", " ".join(word(number * 31 + n * 97) for n in range(60)))
        return SearchDocument(f"p/{number}/", "project", "", title, text, ((10, title), (1, text)))

    files = index_files(map(document, range(3000)), {}, Lemmatizer(tmp_path))
    sizes = {name: len(gzip.compress(data)) for name, data in files.items()}
    shards = [size for name, size in sizes.items() if name.startswith("terms/")]
    results = [size for name, size in sizes.items() if name.startswith("documents/")]
    # Three words of two shards each, twenty results in as many files, and the words of all pages.
    cost = sizes["index.json"] + 6 * max(shards) + sizes["words.json"] + 20 * max(results)
    assert cost < 120_000, {name: size for name, size in sizes.items() if "/" not in name}


def test_the_shards_are_ranges_of_terms(tmp_path: Path) -> None:
    documents = list(_documents("fi").values())
    files = index_files(documents, {"sv": "sv", "fi": "fi"}, Lemmatizer(tmp_path))
    starts: list[str] = json.loads(files["index.json"])["shards"]
    last = ""
    for number, start in enumerate(starts):
        shard: list[list[Any]] = json.loads(files[f"terms/{number}.json"])
        keys = [folded(row[0]) for row in shard]
        assert keys == sorted(keys)
        assert keys[0] == start
        assert start > last or number == 0  # terms that differ in accents alone are together
        last = keys[-1]
