"""Which pages the search knows."""

from __future__ import annotations

import pytest

from strategy_site.checks.load import load_strategy
from strategy_site.i18n.localizer import localizers
from strategy_site.outputs.search.documents import search_documents
from strategy_site.pages.pages import pages_of
from tests.support.paths import DEMO


@pytest.mark.parametrize(("language", "prefix"), [("sv", ""), ("fi", "fi/")])
def test_every_version_is_found(language: str, prefix: str) -> None:
    content, _ = load_strategy(DEMO / "strategy")
    pages = pages_of(content)
    words = localizers(content.strategy.languages, content.strategy.currency)
    found = {document.path for document in search_documents(content, pages, words, language)}
    assert {page.address for page in pages if page.kind == "version"} == {"v1/", "v2/"}
    # Of their wording only the version in force: the others are found by their number.
    versions = {path for path in found if path.startswith(f"{prefix}v")}
    assert versions == {f"{prefix}v1/", f"{prefix}v2/"}
    assert f"{prefix}mal/motesplatser/" in found


def test_explanations_and_outcomes_are_found() -> None:
    content, _ = load_strategy(DEMO / "strategy")
    words = localizers(content.strategy.languages, content.strategy.currency)
    documents = search_documents(content, pages_of(content), words, "sv")
    said = {row.path: " ".join(text.text for _, text in row.texts) for row in documents}
    assert "Folk i byn ska ha någonstans att träffas." in said["mal/motesplatser/"]
    assert "Hundra personer badade" in said["projekt/bybastun/"]
