"""A heading that an edit takes away breaks the links to it, on pages that nobody edited too."""

from __future__ import annotations

from pathlib import Path

from strategy_site.build.link_check import links_broken_by


def test_a_page_that_loses_a_heading_breaks_the_link_of_another(tmp_path: Path) -> None:
    def write(name: str, html: str) -> str:
        (tmp_path / name).write_text(html, "utf-8")
        return str(tmp_path / name)

    previous = {
        "index.html": write("index.html", '<a href="a.html#varfor">Varför?</a>'),
        "a.html": write("a.html", '<h1 id="om">Om</h1><h2 id="varfor">Varför</h2>'),
    }
    changed = {"a.html": write("new.html", '<h1 id="om">Om</h1>')}
    assert links_broken_by(changed, [], previous, "https://prov.example/") == [
        "index.html: länken a.html#varfor leder till en plats som inte finns."
    ]
