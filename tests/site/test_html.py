"""Every page, read by the Nu Html Checker."""

from __future__ import annotations

from pathlib import Path

from tests.quality.tools import html_findings


def test_the_html_checker_finds_nothing_but_what_was_broken_on_purpose(
    site: Path, saaristo: Path, tmp_path: Path
) -> None:
    """One run, for Java takes its time: both sites, and a page that it has to find fault with."""
    page = '<!doctype html><html lang="sv"><title>Mål</title><p id="a"></p><p id="a"></p>'
    (tmp_path / "broken.html").write_text(page, "utf-8")
    found = html_findings(site, saaristo, tmp_path)
    assert any("Duplicate ID" in f.text for f in found if f.page == "broken.html")
    assert [finding for finding in found if finding.page != "broken.html"] == []
