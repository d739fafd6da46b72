"""The link check: it names every link of a site that leads nowhere, or those a change breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from strategy_site.build.link_check import broken_links, links_broken_by

URL = "https://strategi.example.org/"


def test_the_link_check_notices_a_broken_link(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="b/">b</a> <a href="#x">x</a><i id="y"></i>')
    (tmp_path / "c.html").write_text(f'<a href="{URL}d/">d</a><a href="./">home</a>')
    assert [line.split(" leder")[0] for line in broken_links(tmp_path, URL)] == [
        f"c.html: länken {URL}d/",
        "index.html: länken #x",
        "index.html: länken b/",
    ]


@pytest.mark.parametrize(
    ("changed", "gone", "broken"),
    [
        ({"b/index.html": '<i id="x">other</i>'}, [], []),
        (
            {"b/index.html": '<i id="x"></i><a href="../c/">c</a>'},
            [],
            ["b/index.html: länken ../c/"],
        ),
        ({"b/index.html": '<i id="y"></i>'}, [], ["index.html: länken b/#x"]),
        ({}, ["b/index.html"], ["index.html: länken b/#x"]),
        ({}, ["bild.png"], ["index.html: länken bild.png"]),
        ({}, ["search-index/sv/terms/1.json"], []),
        ({"index.html": ""}, ["bild.png", "b/index.html"], []),
        ({"c.html": '<a href="b/#x">b</a><a href="b/#z">b</a>'}, [], ["c.html: länken b/#z"]),
    ],
)
def test_the_link_check_notices_what_a_change_breaks(
    tmp_path: Path, changed: dict[str, str], gone: list[str], broken: list[str]
) -> None:
    def written(folder: str, files: dict[str, str]) -> dict[str, str]:
        paths = {path: tmp_path / folder / path for path in files}
        for path, text in files.items():
            paths[path].parent.mkdir(parents=True, exist_ok=True)
            paths[path].write_text(text, "utf-8")
        return {path: str(file) for path, file in paths.items()}

    standing = written(
        "site",
        {
            "index.html": '<a href="b/#x">b</a><img src="bild.png">',
            "b/index.html": '<i id="x"></i>',
            "bild.png": "",
            "search-index/sv/terms/1.json": "",
        },
    )
    lines = links_broken_by(written("new", changed), gone, standing, URL)
    assert [line.split(" leder")[0] for line in lines] == broken
