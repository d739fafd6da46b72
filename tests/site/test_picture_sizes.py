"""Every picture's place is kept free, so that nothing jumps when it comes."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image


@pytest.mark.parametrize("which", ["site", "saaristo"])
def test_every_page_says_how_large_its_pictures_are(
    which: str, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(which)
    found = 0
    for page in site.rglob("*.html"):
        for tag in re.findall(r"<img\b[^>]*>", page.read_text("utf-8")):
            said = dict(re.findall(r'\b(src|width|height)="([^"]+)"', tag))
            with Image.open(page.parent / unquote(said["src"])) as opened:
                assert (int(said["width"]), int(said["height"])) == opened.size, page
            found += 1
    assert found
