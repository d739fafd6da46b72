"""A strategy's own colours: read by everyone or refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from strategy_site.model.colours import READ_ON, TEXT, Colours, Scheme, contrast
from tests.support.paths import ROOT

_COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_wcag() -> None:
    # Known values: WebAIM's example grey on white, and the two ends.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_surface_of_the_style_is_harder_to_read_on(scheme: Scheme) -> None:
    style = (ROOT / "overrides/assets/site.css").read_text("utf-8")
    light, _, rest = style.partition("@media screen and (prefers-color-scheme: dark)")
    part = light if scheme == "light" else rest.split("\n}\n")[0]
    surfaces = dict(re.findall(r"--(paper|card|tint): (#[0-9a-f]+);", part))
    assert {"paper", "tint"} <= surfaces.keys()
    ink = "#000000" if scheme == "light" else "#ffffff"
    for colour in surfaces.values():
        whole = colour if len(colour) == 7 else "#" + "".join(c * 2 for c in colour[1:])
        assert contrast(whole, ink) >= contrast(READ_ON[scheme], ink)


@given(_COLOURS, _COLOURS)
def test_every_colour_can_be_read_or_is_refused(light: str, dark: str) -> None:
    readable = min(contrast(light, READ_ON["light"]), contrast(dark, READ_ON["dark"])) >= TEXT
    value = {"link": {"light": light, "dark": dark}, "areas": [{"light": light, "dark": dark}]}
    try:
        css = Colours.model_validate(value).css()
    except ValidationError:
        assert not readable
        return
    assert readable
    assert css.count(f"--link: {light};") == css.count(f"--area-1: {dark};") == 1
