"""A title → a slug for an address or an id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LONGEST = 60
"""Shorter than an address allows, so that a number can follow and people can say it."""
# Letters of Nordic and EU languages that Unicode does not decompose into letter and mark.
_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ŋ": "n", "ŧ": "t", "ł": "l"}
    | {"ß": "ss", "œ": "oe", "ı": "i"}
)


def slug_of(title: str, taken: Collection[str] = (), default: str = "1") -> str:
    """Return a title in a–z, digits and hyphens: ``Öppna byn`` → ``oppna-byn``.

    A number is added to a slug that is in ``taken``. ``default`` is for a title without any
    convertible letter, such as one in another script.
    """
    plain = unicodedata.normalize("NFKD", title.lower().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", plain)
    slug = "-".join(words)[: LONGEST + 1]
    if len(slug) > LONGEST:
        slug = slug.rpartition("-")[0] or slug[:LONGEST]
    slug, number = slug.strip("-") or default, 2
    unique = slug
    while unique in taken:
        unique, number = f"{slug}-{number}", number + 1
    return unique
