"""The topics: from an idea in everyday words to the goals that it fits.

They are the editors' reading of the strategy, not a part of it.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..messages import message_id
from .fields import Id, Text
from .items import Item


class Topic(Item):
    """A subject as residents speak of it."""

    text: Annotated[Text, Field(description=message_id("Which ideas fit, in one sentence or two."))]
    words: Annotated[
        Text | None,
        Field(
            description=message_id(
                "Everyday words for it, with commas between them; the search knows them."
            )
        ),
    ] = None
    goals: Annotated[
        list[Id],
        Field(min_length=1, description=message_id("The goals that such ideas fit (id).")),
    ]
    projects: Annotated[
        list[Id],
        Field(description=message_id("Similar projects, beside those of the goals (id).")),
    ] = []
    applicants: Annotated[
        Text | None, Field(description=message_id("Who usually applies, if that is known."))
    ] = None

    def words_in(self, language: str) -> list[str]:
        """Return its everyday words in a language; none if they have not been translated."""
        words = self.words.get(language) if self.words else None
        return [word.strip() for word in (words or "").split(",") if word.strip()]
