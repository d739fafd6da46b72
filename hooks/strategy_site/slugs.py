"""A title → what may stand in an address or be an id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LONGEST = 60
"""Shorter than what an address takes, so that a number may follow, and people can say it."""
# Letters that are no base letter with a mark on it, in the languages of the north and of the EU.
_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ŋ": "n", "ŧ": "t", "ł": "l"}
    | {"ß": "ss", "œ": "oe", "ı": "i"}
)


def slug_of(title: str, taken: Collection[str] = (), otherwise: str = "1") -> str:
    """Give a title in a–z, digits and hyphens: ``Öppna byn`` → ``oppna-byn``.

    Takes what is taken, to which a number is put, and what to give if no letter is left (of a
    title in another script).
    """
    plain = unicodedata.normalize("NFKD", title.lower().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", plain)
    slug = "-".join(words)[: LONGEST + 1]
    if len(slug) > LONGEST:
        slug = slug.rpartition("-")[0] or slug[:LONGEST]
    slug, number = slug.strip("-") or otherwise, 2
    unique = slug
    while unique in taken:
        unique, number = f"{slug}-{number}", number + 1
    return unique
