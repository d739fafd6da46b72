"""Text → the tokens by which it is searched. ``search-engine.js`` does the same with a question.

What both must do alike is held by ``tests/cases/search/vectors.json``, which the tests of both run.
"""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
"""Soft hyphens and characters without width: they may be anywhere in a word."""
_TOKEN = re.compile(
    r"(?<![0-9])(?P<amount>[0-9]{1,3}(?:[ .][0-9]{3})+)(?![0-9]|[.,][0-9])"
    r"|(?P<number>[0-9]+(?:[.,][0-9]+)+)"
    r"|[0-9]+"
    r"|[^\W\d_][^\W_]*"
)


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case, and its numbers: ``619 950`` as ``619950``.

    A number with points or commas keeps its parts, divided by points: ``1,3`` is ``1.3``.
    """
    plain = unicodedata.normalize("NFKC", _HIDDEN.sub("", text)).lower()
    found = []
    for match in _TOKEN.finditer(unicodedata.normalize("NFC", plain)):
        token = match[0]
        if match["amount"]:
            token = re.sub("[ .]", "", token)
        found.append(token.replace(",", ".") if match["number"] else token)
    return found


def folded(word: str) -> str:
    """Return a word without accents: å and ä become a."""
    parts = unicodedata.normalize("NFD", word)
    return "".join(c for c in parts if not unicodedata.category(c).startswith("M"))


def is_word(token: str) -> bool:
    """Return whether a token is a word and not a number."""
    return not token[0].isdigit()
