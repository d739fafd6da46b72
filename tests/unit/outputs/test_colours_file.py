"""A strategy's colours go into a file of their own, which no page asks for without need."""

from __future__ import annotations

from pathlib import Path

import pytest

from strategy_site.checks.load import load_strategy
from strategy_site.outputs.registry import outputs
from strategy_site.pages.pages import pages_of
from strategy_site.paths import COLOURS
from strategy_site.render.layout import page_layout
from strategy_site.render.renderer import Renderer
from strategy_site.render.site_context import SiteContext
from tests.support.building import TODAY
from tests.support.paths import BASE, DEMO


@pytest.mark.parametrize(
    ("strategy", "asked_for"), [(BASE, ""), (DEMO / "strategy", f"../{COLOURS}")]
)
def test_a_page_asks_for_the_file_if_the_strategy_has_colours(
    strategy: Path, asked_for: str
) -> None:
    content, _ = load_strategy(strategy)
    renderer = Renderer(SiteContext(content, "https://strategi.example.org/", TODAY))
    layout = page_layout(renderer.site, renderer.localizers["sv"], "mal/", [])
    assert layout.colours == asked_for
    written = dict(outputs(renderer, pages_of(content)))
    assert (COLOURS in written) == bool(asked_for)
