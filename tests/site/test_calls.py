"""What a built page says of a call without a script."""

from __future__ import annotations

from pathlib import Path

from tests.support.text import text_of


def test_without_a_script_the_page_says_of_which_day_it_speaks(saaristo: Path) -> None:
    text = text_of((saaristo / "haut/index.html").read_text("utf-8"))
    assert "Tilanne " in text


def test_a_moved_closing_date_is_told(site: Path) -> None:
    page = (site / "utlysningar/hosten/index.html").read_text("utf-8")
    said = text_of(page.replace("<dd>", " "))
    assert "Sista ansökningsdag 31 oktober 2026 Flyttat från 30 september 2026" in said
