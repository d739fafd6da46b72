"""What the search knows of pages and words, before any browser asks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from strategy_site.checks.load import load_strategy
from strategy_site.i18n.localizer import localizers
from strategy_site.outputs.search.dictionaries import dictionary
from strategy_site.outputs.search.documents import search_documents
from strategy_site.outputs.search.index import index_files
from strategy_site.outputs.search.lemmas import Lemmatizer, bases
from strategy_site.pages.pages import pages_of
from tests.support.paths import DEMO


def test_words_that_readers_search_with_are_put_to_the_agreed_word() -> None:
    content, _ = load_strategy(DEMO / "strategy")
    words = localizers(content.strategy.languages, content.strategy.currency)
    for code in ("sv", "fit"):  # what falls back is searched in its own language
        records = {
            r.path.removeprefix("fit/"): r
            for r in search_documents(content, pages_of(content), words[code])
        }
        asked = [said for said in records["utlysningar/"].also_searched if said.text == "ansöka"]
        assert [said.language for said in asked] == ["sv"]
        assert not [said for said in records["mal/"].also_searched if said.text == "ansöka"]


@pytest.mark.integration
def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    content, _ = load_strategy(DEMO / "strategy")
    words = localizers(content.strategy.languages, content.strategy.currency)["sv"]
    records = list(search_documents(content, pages_of(content), words))
    assert records

    def files() -> dict[str, bytes]:
        return index_files(records, "sv", {"sv": "sv"}, Lemmatizer(tmp_path))

    # A browser of other tests may keep an event loop at work in this thread.
    with ThreadPoolExecutor(1) as thread:
        cold, warm = thread.submit(files).result(), thread.submit(files).result()
    assert cold == warm


def test_compounds_are_found_by_their_last_part() -> None:
    known = dictionary("sv")
    assert known is not None
    assert bases("vandringsleden", known) == ["vandringsled", "led"]
    assert bases("ungdomar", known)[0] == "ungdom"
    assert bases("qwertyuiop", known) == []


def test_a_language_without_a_dictionary_finds_words_as_they_stand(tmp_path: Path) -> None:
    assert dictionary("fit") is None
    assert Lemmatizer(tmp_path).of("fit", {"nuoret"}) == ({"nuoret": []}, {})
