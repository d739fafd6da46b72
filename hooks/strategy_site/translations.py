"""How each text stands in each language: missing, draft, reviewed or outdated.

A translation that has not changed since it was seen, while its source has, is outdated. One that
has changed was made anew, from the source as it is, and nobody has reviewed it yet. So whoever
edits the YAML keeps no books: `seen` writes down what is new whenever the site is published.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from .content import Content
from .places import Placed, texts_in, texts_of_versions
from .translation_record import Known, Record, same_words, text_sum
from .values import Text

State = Literal["missing", "draft", "reviewed", "outdated"]
Declaration = Literal["reviewed", "harmless"]
STATES: tuple[State, ...] = ("reviewed", "draft", "outdated", "missing")


@dataclass(frozen=True)
class Translation:
    """How a text stands in a language."""

    placed: Placed
    language: str
    state: State
    known: Known | None = None
    """What the record says, once it was seen."""


class Translations:
    """How every text stands in every language but the source's."""

    def __init__(
        self,
        texts: list[Placed],
        languages: list[str],
        record: Record,
        versions: Iterable[Placed] = (),
    ) -> None:
        self.source, *self.languages = languages
        self.texts, self.versions = texts, list(versions)
        self.record = record
        self._record: dict[tuple[str, str, str], Known] = {
            (language, known.place, known.text): known
            for language, rows in record.items()
            for known in rows
        }

    def prepare(self) -> None:
        """Look up now what the first question would."""
        _ = self._places

    def with_record(self, record: Record) -> Translations:
        """Give the same texts by another record."""
        return Translations(self.texts, [self.source, *self.languages], record, self.versions)

    def of(self, placed: Placed, language: str) -> Translation:
        """Tell how a text stands in a language."""
        written = placed.text.root.get(language)
        if written is None:
            return Translation(placed, language, "missing")
        known = self._record.get((language, placed.place, text_sum(written)))
        if known is None:
            return Translation(placed, language, "draft")
        now = placed.text.root[self.source]
        state: State = known.state if same_words(known.made_from, now) else "outdated"
        return Translation(placed, language, state, known)

    @cached_property
    def _places(self) -> dict[int, Placed]:
        return {id(placed.text): placed for placed in [*self.versions, *self.texts]}

    def of_text(self, text: Text, language: str) -> Translation | None:
        """Tell how a text stands, of the content or of a version.

        ``None`` for one that stands in no file.
        """
        placed = self._places.get(id(text))
        return self.of(placed, language) if placed and language != self.source else None

    def all(self, language: str) -> list[Translation]:
        """Give every text in a language, in the order of the files."""
        return [self.of(placed, language) for placed in self.texts]

    def waiting(self, language: str) -> list[Translation]:
        """Give what a translator or reviewer of a language has to do."""
        return [one for one in self.all(language) if one.state != "reviewed"]

    def counts(self, language: str) -> dict[State, int]:
        """Tell how many texts are in each state."""
        states = [translation.state for translation in self.all(language)]
        return {state: states.count(state) for state in STATES}


def translations_of(content: Content) -> Translations:
    """Give how every text of a strategy stands, those of its versions included."""
    versions = texts_of_versions(content)
    return Translations(texts_in(content), content.languages, content.record, versions)


def seen(translations: Translations, today: datetime.date) -> Record:
    """Give the record with what is new: translations never seen, and sources that have changed.

    Never forgets what a line says while its place exists: a translation that is taken away and put
    back is what it was.
    """
    places = {placed.place for placed in translations.texts}
    result: Record = {}
    for language in translations.languages:
        now: dict[tuple[str, str], Known] = {}
        for translation in translations.all(language):
            if translation.state != "missing":
                known = _seen(translation, translations.source, today)
                now[known.place, known.text] = known
        filled = {place for place, _ in now}
        kept = {
            (known.place, known.text): known
            for known in translations.record.get(language, [])
            # Where there is a translation, those it took the place of are gone for good.
            if known.place in places and known.place not in filled
        }
        result[language] = [line for _, line in sorted((kept | now).items())]
    return result


def _seen(translation: Translation, source: str, today: datetime.date) -> Known:
    known, placed = translation.known, translation.placed
    if known is None:
        written = placed.text.root[translation.language]
        made_from = placed.text.root[source]
        words = text_sum(written)
        return Known(place=placed.place, text=words, state="draft", made_from=made_from)
    if translation.state == "outdated":
        return known.model_copy(update={"changed": known.changed or today})
    return known.model_copy(update={"changed": None})


def declared(
    translations: Translations,
    language: str,
    places: Iterable[str],
    how: Declaration,
    today: datetime.date,
) -> Record:
    """Give the record after somebody declared translations reviewed, or a change harmless.

    Takes the places, such as ``1.3`` for all of goal 1.3 or ``1.3 title``. A reviewed translation
    holds for the source as it is now; so does one whose source changed harmlessly, which keeps its
    state and notes the former words.
    """
    whole = seen(translations, today)
    wanted = set(places)
    sources: dict[tuple[str, str], str] = {}
    for translation in translations.all(language):
        placed = translation.placed
        if translation.state != "missing" and {placed.place, placed.place.split()[0]} & wanted:
            text = text_sum(placed.text.root[language])
            sources[placed.place, text] = placed.text.root[translations.source]
    rows = []
    for known in whole[language]:
        now = sources.get((known.place, known.text))
        if now is None or (how == "harmless" and same_words(known.made_from, now)):
            rows.append(known)
            continue
        update: dict[str, object] = {"made_from": now, "changed": None}
        if how == "reviewed":
            update["state"] = "reviewed"
        else:
            update["harmless"] = [*known.harmless, f"{today}: {known.made_from}"]
        rows.append(known.model_copy(update=update))
    return {**whole, language: rows}
