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
        self._found: dict[tuple[int, str], Translation] = {}
        self._record: dict[tuple[str, str, str], list[Known]] = {}
        for language, rows in record.items():
            for known in rows:
                lines = self._record.setdefault((language, known.place, known.text), [])
                lines.append(known)

    def prepare(self) -> None:
        """Look up now what the first question would."""
        _ = self._places, self._in_use

    def with_record(self, record: Record) -> Translations:
        """Give the same texts by another record."""
        return Translations(self.texts, [self.source, *self.languages], record, self.versions)

    def of(self, placed: Placed, language: str) -> Translation:
        """Tell how a text stands in a language."""
        written = placed.text.root.get(language)
        if written is None:
            return Translation(placed, language, "missing")
        lines = self._record.get((language, placed.place, text_sum(written)), [])
        now = placed.text.root[self.source]
        for known in reversed(lines):
            if same_words(known.made_from, now):
                return Translation(placed, language, known.state, known)
        if id(placed.text) in self._present:
            # Things in a list share a place: what is said of another of them is not said of this.
            lines = [known for known in lines if (language, *known.key) not in self._in_use]
        if not lines:
            return Translation(placed, language, "draft")
        return Translation(placed, language, "outdated", lines[-1])

    @cached_property
    def _present(self) -> set[int]:
        return {id(placed.text) for placed in self.texts}

    @cached_property
    def _in_use(self) -> set[tuple[str, str, str, str]]:
        """What stands in the content now: language, place, and the sums of both texts."""
        return {
            (language, placed.place, text_sum(text), text_sum(placed.text.root[self.source]))
            for placed in self.texts
            for language, text in placed.text.root.items()
        }

    @cached_property
    def _places(self) -> dict[int, Placed]:
        return {id(placed.text): placed for placed in [*self.versions, *self.texts]}

    def of_text(self, text: Text, language: str) -> Translation | None:
        """Tell how a text stands, of the content or of a version.

        ``None`` for one that stands in no file.
        """
        placed = self._places.get(id(text))
        return self._once(placed, language) if placed and language != self.source else None

    def all(self, language: str) -> list[Translation]:
        """Give every text in a language, in the order of the files."""
        return [self._once(placed, language) for placed in self.texts]

    def _once(self, placed: Placed, language: str) -> Translation:
        """Give what `of` gives for one of the texts: a title stands on many pages."""
        key = id(placed), language
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self.of(placed, language)
        return found

    def waiting(self, language: str) -> list[Translation]:
        """Give what a translator or reviewer of a language has to do."""
        return [one for one in self.all(language) if one.state != "reviewed"]

    def in_state(self, language: str, state: State) -> list[Translation]:
        """Give the texts that are in a state in a language, in the order of the files."""
        return [one for one in self.all(language) if one.state == state]

    def counts(self, language: str) -> dict[State, int]:
        """Tell how many texts are in each state."""
        states = [translation.state for translation in self.all(language)]
        return {state: states.count(state) for state in STATES}

    def all_counts(self) -> dict[str, dict[State, int]]:
        """Tell how many texts are in each state, by language."""
        return {language: self.counts(language) for language in self.languages}


def translations_of(content: Content) -> Translations:
    """Give how every text of a strategy stands, those of its versions included."""
    versions = texts_of_versions(content)
    return Translations(texts_in(content), content.languages, content.record, versions)


def seen(translations: Translations, today: datetime.date) -> Record:
    """Give the record with what is new: translations never seen, and sources that have changed.

    Never forgets what a line says while its place exists: a translation that is taken away, or
    another put in its place, is what it was when it comes back.
    """
    places = {placed.place for placed in [*translations.texts, *translations.versions]}
    result: Record = {}
    for language in translations.languages:
        now: dict[tuple[str, str, str], Known] = {}
        for translation in translations.all(language):
            if translation.state != "missing":
                known = _seen(translation, translations.source, today)
                now[known.key] = known
        kept = {
            known.key: known
            for known in translations.record.get(language, [])
            if known.place in places and known.key not in now
        }
        result[language] = _in_order([*kept.values(), *now.values()])
    return result


def _in_order(lines: Iterable[Known]) -> list[Known]:
    """Sort lines by place and translation; those of the same stay in the order they were used."""
    return sorted(lines, key=lambda known: (known.place, known.text))


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
    rows = {known.key: known for known in whole[language]}
    for translation in translations.with_record(whole).all(language):
        placed, known = translation.placed, translation.known
        if known is None or not {placed.place, placed.place.split()[0]} & wanted:
            continue
        now = placed.text.root[translations.source]
        if how == "harmless" and same_words(known.made_from, now):
            continue
        update: dict[str, object] = {"made_from": now, "changed": None}
        if how == "reviewed":
            update["state"] = "reviewed"
        else:
            update["harmless"] = [*known.harmless, f"{today}: {known.made_from}"]
        # The former source's line stays: a frozen version may show the translation beside it.
        known = known.model_copy(update=update)
        rows[known.key] = known
    return {**whole, language: _in_order(rows.values())}
