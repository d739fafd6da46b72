"""The agreed words: what a term is called in each language, and by which forms it is recognised.

A word may also say by what readers search for it who do not know what the strategy calls it.

Languages that inflect do not show the word itself in running text, and no dictionary of theirs is
at hand: so whoever agrees on a word also writes down the forms that count as that word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import Annotated

from pydantic import ConfigDict, Field, RootModel, ValidationInfo, model_validator

from .values import Strict, matching, refuse_languages, told

GLOSSARY = "glossary.yml"

# One word or several; what JavaScript, too, can read in the schema.
_FORM = r"[^\s*]+\*?( [^\s*]+\*?)*"

Form = Annotated[
    str,
    Field(json_schema_extra=told("Skriv hela ord; * bara sist i ett ord: insatsområde*.", _FORM)),
    matching(_FORM, "bad_form"),
]

Agreed = Annotated[str, Field(min_length=1), matching(r"(?s)\s*\S.*", "empty_name")]


class Word(Strict):
    """What a term is called in one language."""

    term: Annotated[Agreed, Field(description="Ordet man kommit överens om, i grundform.")]
    also: Annotated[list[Agreed], Field(description="Andra ord som går lika bra.")] = []
    forms: Annotated[
        list[Form],
        Field(
            min_length=1,
            description="Formerna i löpande text: mål, målet; med * sist alla ord som börjar så: "
            "insatsområde*. En form med stor bokstav gäller bara så skriven: LAG.",
        ),
    ]
    also_searched: Annotated[
        list[Agreed],
        Field(
            description="Ord som läsare söker med men som texterna inte har: ansöka, bidrag. "
            "Sökningen finner då det som texterna har."
        ),
    ] = []
    note: Annotated[
        str | None, Field(description="Var ordet är belagt, eller vad som återstår.")
    ] = None

    def find(self, text: str) -> str | None:
        """Give the first of the forms that stands in a text, as it is written there."""
        found = self._pattern.search(unicodedata.normalize("NFC", text))
        return found[0] if found else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern_of, self.forms))})(?!\w)")


def _pattern_of(form: str) -> str:
    words = unicodedata.normalize("NFC", form).split()
    pattern = r"\s+".join(re.escape(w.removesuffix("*")) + r"\w*" * w.endswith("*") for w in words)
    return f"(?i:{pattern})" if form == form.lower() else pattern  # "lag" is no LAG


class Term(RootModel[dict[str, Word]]):
    """A term in the languages in which a word has been agreed; the source language is there."""

    model_config = ConfigDict(strict=True, frozen=True)

    @model_validator(mode="after")
    def _known_languages(self, info: ValidationInfo) -> Term:
        refuse_languages(self.root, info)
        return self


class Glossary(Strict):
    """All agreed words."""

    terms: Annotated[list[Term], Field(description="Termerna, språken sida vid sida.")] = []
