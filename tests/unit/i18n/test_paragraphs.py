"""A text of several paragraphs: its lists, its lines, its addresses, and nothing else of markup."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_site.i18n.localizer import localizers
from strategy_site.model.fields import Text
from strategy_site.model.language import Language
from strategy_site.model.text_blocks import text_blocks

LOCALIZER = localizers([Language(code="sv", name="svenska")], "SEK")["sv"]


def _shown(text: str) -> str:
    return str(LOCALIZER.paragraphs(Text({"sv": text})))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ett.\n\nTvå.", "<p>Ett.</p>\n<p>Två.</p>"),
        ("- läs\n- ring\n-  skicka", "<ul><li>läs</li><li>ring</li><li>skicka</li></ul>"),
        # A list has a paragraph of its own: otherwise the dashes may be the writer's.
        ("Så här:\n- läs utlysningen\n- ring", "<p>Så här:<br>- läs utlysningen<br>- ring</p>"),
        (
            "Besöksadress:\nStorgatan 1\n957 00 Exempelbyn",
            "<p>Besöksadress:<br>Storgatan 1<br>957 00 Exempelbyn</p>",
        ),
        (
            f"{'En lång rad som redigeraren bröt när den blev för lång'}\nför fönstret.",
            "<p>En lång rad som redigeraren bröt när den blev för lång för fönstret.</p>",
        ),
        ("Kort rad.", "<p>Kort rad.</p>"),
        (
            "Läs https://www.leader.example/ansok.",
            '<p>Läs <a href="https://www.leader.example/ansok" rel="external">'
            "https://www.leader.example/ansok</a>.</p>",
        ),
        (
            "Skriv till kansli@leader.example.",
            '<p>Skriv till <a href="mailto:kansli@leader.example">kansli@leader.example</a>.</p>',
        ),
        ("*a* [b](c) # d", "<p>*a* [b](c) # d</p>"),
        (
            "<b>a</b>\n\n- <i>\n- &",
            "<p>&lt;b&gt;a&lt;/b&gt;</p>\n<ul><li>&lt;i&gt;</li><li>&amp;</li></ul>",
        ),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
    ],
)
def test_a_text_is_shown_as_it_was_set(text: str, shown: str) -> None:
    assert _shown(text) == shown


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n- <&\"'@:/.")))
def test_any_text_keeps_its_words_and_is_no_markup(text: str) -> None:
    if not text.strip():
        return
    shown = _shown(text)
    assert not re.findall(r"<(?!/?(?:p|ul|li|br|a)[ >])[^>]*>", shown)
    words = html.unescape(re.sub(r"<[^>]*>", " ", shown)).replace(" ", "")
    plain = "".join("".join(block.lines) for block in text_blocks(text))
    assert "".join(words.split()) == "".join(plain.split())


def test_the_hyphen_before_an_ending_stays_with_it() -> None:
    shown = LOCALIZER.text(Text({"sv": "Byn 2020 -strategia <b>"}))
    assert str(shown) == 'Byn 2020 <span class="together">-strategia</span> &lt;b&gt;'
