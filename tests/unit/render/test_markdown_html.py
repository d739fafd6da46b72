"""Pages from Markdown: what is too wide for a phone gets a frame, and few are left out."""

from __future__ import annotations

import markdown
import pytest

from strategy_site.render.markdown_html import in_frames, is_searched

TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n"


def _html(text: str) -> str:
    extensions = ["tables", "toc", "fenced_code"]
    return in_frames(markdown.markdown(text, extensions=extensions), 'Om "oss"')


def test_a_table_scrolls_in_a_frame_that_the_heading_above_names() -> None:
    html = _html(f"{TABLE}\n## Steg *ett* & två\n\n{TABLE}\ntext\n\n{TABLE}")
    labels = [part.split('"')[0] for part in html.split('aria-label="')[1:]]
    assert labels == ["Om &#34;oss&#34;", "Steg ett &amp; två", "Steg ett &amp; två (2)"]
    assert html.count('tabindex="0"') == 3
    assert html.count('<th scope="col">') == 6


def test_code_can_be_scrolled_by_keyboard() -> None:
    html = _html("```\nmake site\n```\n\ntext `<pre>` text")
    assert html.count('<pre tabindex="0">') == 1
    assert "&lt;pre&gt;" in html


def test_void_elements_are_written_as_html_has_them() -> None:
    html = _html("![Båt / å](a.png)\n\n---\n\n`<br />`")
    assert '<img alt="Båt / å" src="a.png">' in html
    assert "<hr>" in html
    assert "&lt;br /&gt;" in html


def test_what_is_narrow_stays_as_it_is() -> None:
    html = "<h1>Om</h1>\n<p>text</p>"
    assert in_frames(html, "Om") == html


@pytest.mark.parametrize(
    ("meta", "searched"),
    [
        ({}, True),
        ({"search": {"exclude": True}}, False),
        ({"search": {"exclude": False}}, True),
        ({"search": {"boost": 2}}, True),
        ({"search": None}, True),
        ({"search": "exclude"}, True),
    ],
)
def test_a_page_can_be_left_out_of_the_search(meta: dict[str, object], searched: bool) -> None:
    assert is_searched(meta) == searched
