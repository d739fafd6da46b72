"""The glossary: the word for each term in each language, and the forms that count as it.

Texts have inflected forms, and there is no dictionary of every language, so the glossary lists the
forms. A word may also list synonyms that readers search for but texts do not use.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import Annotated

from pydantic import ConfigDict, Field, RootModel, ValidationInfo, model_validator

from ..messages import message_id
from .fields import Matching, Name, Strict, refuse_languages

GLOSSARY = "glossary.yml"

# One word or several.
_FORM = r"[^\s*]+\*?( [^\s*]+\*?)*"

WordForm = Annotated[
    str,
    Matching(
        _FORM, "bad_form", message_id("Write whole words; * only last in a word: insatsområde*.")
    ),
]


class Word(Strict):
    """The word for a term in one language."""

    term: Annotated[
        Name, Field(description=message_id("The word that was agreed on, in its base form."))
    ]
    also: Annotated[
        list[Name], Field(description=message_id("Other words that will do as well."))
    ] = []
    forms: Annotated[
        list[WordForm],
        Field(
            min_length=1,
            description=message_id(
                "The forms in running text: mål, målet; with * last all words that "
                "begin so: insatsområde*. A form with a capital letter counts only "
                "written so: LAG."
            ),
        ),
    ]
    also_searched: Annotated[
        list[Name],
        Field(
            description=message_id(
                "Words that readers search with but the texts lack: ansöka, "
                "bidrag. The search then finds what the texts have."
            )
        ),
    ] = []
    note: Annotated[
        str | None, Field(description=message_id("Where the word is attested, or what remains."))
    ] = None

    def find(self, text: str) -> str | None:
        """Return the first occurrence of any form in a text, as written there."""
        found = self._pattern.search(unicodedata.normalize("NFC", text))
        return found[0] if found else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern_of, self.forms))})(?!\w)")


def _pattern_of(form: str) -> str:
    words = unicodedata.normalize("NFC", form).split()
    pattern = r"\s+".join(re.escape(w.removesuffix("*")) + r"\w*" * w.endswith("*") for w in words)
    return f"(?i:{pattern})" if form == form.lower() else pattern  # "lag" is not "LAG"


class Term(RootModel[dict[str, Word]]):
    """A term by language code. It always has the source language."""

    model_config = ConfigDict(strict=True, frozen=True)

    @model_validator(mode="after")
    def _known_languages(self, info: ValidationInfo) -> Term:
        refuse_languages(self.root, info)
        return self


class Glossary(Strict):
    """All terms."""

    terms: Annotated[
        list[Term], Field(description=message_id("The terms, the languages side by side."))
    ] = []
