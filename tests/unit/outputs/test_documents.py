"""Any text can be set as a PDF, and none of it is markup."""

from __future__ import annotations

import io
import json

from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from strategy_site.outputs.pdf import typeset

URL = "https://strategi.example.org/"


def _text(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def _data(texts: list[dict[str, str]], title: str) -> str:
    block = {"level": 1, "number": None, "link": None, "shown_link": None, "texts": texts}
    return json.dumps(
        {
            **{"lang": "sv", "title": title, "edition": title, "publisher": title},
            **{"address": URL, "contents": "Innehåll", "page_label": "Sida", "notice": title},
            "blocks": [
                {**block, "kind": kind} for kind in ("heading", "paragraph", "item", "quote")
            ],
        }
    )


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_any_text_can_be_set(text: str) -> None:
    """Nothing in a text is a command, and no letter stops the build."""
    pdf = typeset(_data([{"lang": "sv", "text": text}], text))
    assert pdf.startswith(b"%PDF-")


def test_markup_in_a_text_is_text() -> None:
    text = '#panic("x") *b* _i_ $x$ <l> @r `c` \\ = [x]'
    pdf = typeset(_data([{"lang": "sv", "text": text}], "T"))
    assert text in _text(PdfReader(io.BytesIO(pdf)))


def test_the_same_content_gives_the_same_bytes() -> None:
    data = _data([{"lang": "sv", "text": "Mål"}, {"lang": "fi", "text": "Tavoite"}], "T")
    assert typeset(data) == typeset(data)
