"""Which pages the search knows."""

from __future__ import annotations

import pytest

from strategy_site.checks.load import load_strategy
from strategy_site.i18n.localizer import localizers
from strategy_site.outputs.search.documents import search_documents
from strategy_site.pages.pages import pages_of
from tests.support.paths import DEMO


@pytest.mark.parametrize(("language", "prefix"), [("sv", ""), ("fi", "fi/")])
def test_of_the_versions_the_search_knows_the_one_in_force(language: str, prefix: str) -> None:
    content, _ = load_strategy(DEMO / "strategy")
    pages = pages_of(content)
    localizer = localizers(content.strategy.languages, content.strategy.currency)[language]
    found = {document.path for document in search_documents(content, pages, localizer)}
    assert {page.address for page in pages if page.kind == "version"} == {"v1/", "v2/"}
    assert {path for path in found if path.startswith(f"{prefix}v")} == {f"{prefix}v2/"}
    assert f"{prefix}mal/motesplatser/" in found


def test_explanations_and_outcomes_are_found() -> None:
    content, _ = load_strategy(DEMO / "strategy")
    localizer = localizers(content.strategy.languages, content.strategy.currency)["sv"]
    documents = {row.path: row for row in search_documents(content, pages_of(content), localizer)}
    said = {path: " ".join(text.text for text in row.texts) for path, row in documents.items()}
    assert "Folk i byn ska ha någonstans att träffas." in said["mal/motesplatser/"]
    assert "Hundra personer badade" in said["projekt/bybastun/"]
