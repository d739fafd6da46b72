"""Every page, read by the Nu Html Checker."""

from __future__ import annotations

from pathlib import Path

from tests.quality.tools import html_findings


def test_the_html_checker_finds_nothing(site: Path) -> None:
    assert html_findings(site) == []


def test_nor_in_a_strategy_of_another_shape(saaristo: Path) -> None:
    assert html_findings(saaristo) == []


def test_it_would_find_something(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="sv"><title>Mål</title><p id="a"></p><p id="a"></p>'
    (tmp_path / "index.html").write_text(page, "utf-8")
    found = html_findings(tmp_path)
    assert any(f.page == "index.html" and "Duplicate ID" in f.text for f in found)
