"""``strategy.json``: what it says of the language of each item's texts."""

from __future__ import annotations

import json
from datetime import date

import pytest

from strategy_site.checks.load import load_strategy
from strategy_site.outputs.json_data import strategy_json
from strategy_site.pages.pages import pages_of
from strategy_site.render.site_context import SiteContext
from tests.support.paths import BASE


@pytest.mark.parametrize(
    ("item_id", "finnish"),
    [
        ("1.1", "own"),  # its title is all there is
        ("1.2", "fallback"),  # nothing is translated
        ("bastu", "fallback"),  # the title is, the summary is not
    ],
)
def test_a_language_is_an_items_own_when_every_text_is_translated(
    item_id: str, finnish: str
) -> None:
    content, _ = load_strategy(BASE)
    site = SiteContext(content, "https://prov.example/", date(2026, 10, 1))
    data = json.loads(strategy_json(site, pages_of(content)))
    (item,) = [item for item in data["items"] if item["id"] == item_id]
    assert item["texts"] == {"sv": "own", "fi": finnish}
