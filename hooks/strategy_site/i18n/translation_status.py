"""The state of each text in each language: missing, draft, reviewed or outdated.

A translation that is unchanged since it was recorded, while its source has changed, is outdated. A
changed translation was made from the source as it is now, and is not reviewed yet. So nobody who
edits the YAML has to keep records: `record_new` does, each time that the site is published.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..content.content import Content
from ..content.translation_store import (
    StoredTranslation,
    TranslationStore,
    joined,
    same_text,
    text_digest,
)
from ..model.fields import Text
from .translation_units import TranslationUnit, translation_units, version_units

TranslationState = Literal["missing", "draft", "reviewed", "outdated"]
Declaration = Literal["reviewed", "harmless"]
STATES: tuple[TranslationState, ...] = ("reviewed", "draft", "outdated", "missing")


@dataclass(frozen=True)
class Translation:
    """A text's state in a language."""

    unit: TranslationUnit
    language: str
    state: TranslationState
    stored: StoredTranslation | None = None
    """Its record; ``None`` until it is recorded."""


class TranslationStatus:
    """The state of every text in every language but the source language."""

    def __init__(
        self,
        units: list[TranslationUnit],
        languages: list[str],
        store: TranslationStore,
        versions: Iterable[TranslationUnit] = (),
    ) -> None:
        self.source, *self.languages = languages
        self.units, self.version_units = units, list(versions)
        self.store = store
        self._found: dict[tuple[int, str], Translation] = {}
        self._stored: defaultdict[tuple[str, str, str], list[StoredTranslation]] = defaultdict(list)
        for language, rows in store.items():
            for stored in rows:
                self._stored[language, stored.unit_id, stored.digest].append(stored)

    def warm_up(self) -> None:
        """Compute the indexes now, for the processes that are forked later."""
        _ = self._unit_of, self._in_use

    def with_store(self, store: TranslationStore) -> TranslationStatus:
        """Return the state of the same texts with another store."""
        return TranslationStatus(
            self.units, [self.source, *self.languages], store, self.version_units
        )

    def of(self, unit: TranslationUnit, language: str) -> Translation:
        """Return the state of a text in a language."""
        translated = unit.text.root.get(language)
        if translated is None:
            return Translation(unit, language, "missing")
        lines = self._stored.get((language, unit.unit_id, text_digest(translated)), [])
        now = unit.text.root[self.source]
        for stored in reversed(lines):
            if same_text(stored.source_text, now):
                return Translation(unit, language, stored.state, stored)
        if id(unit.text) in self._present:
            # Items of a list share a unit id: skip the records of the other items.
            lines = [stored for stored in lines if (language, *stored.key) not in self._in_use]
        if not lines:
            return Translation(unit, language, "draft")
        return Translation(unit, language, "outdated", lines[-1])

    @cached_property
    def _present(self) -> set[int]:
        return {id(unit.text) for unit in self.units}

    @cached_property
    def _in_use(self) -> set[tuple[str, str, str, str]]:
        """Language, unit id and the digests of both texts, of everything in the content now."""
        return {
            (language, unit.unit_id, text_digest(text), text_digest(unit.text.root[self.source]))
            for unit in self.units
            for language, text in unit.text.root.items()
        }

    @cached_property
    def _unit_of(self) -> dict[int, TranslationUnit]:
        return {id(unit.text): unit for unit in [*self.version_units, *self.units]}

    def of_text(self, text: Text, language: str) -> Translation | None:
        """Return the state of a text of the content or of a version.

        ``None`` for a text that is in no file, and in the source language.
        """
        unit = self._unit_of.get(id(text))
        return self._once(unit, language) if unit and language != self.source else None

    def all(self, language: str) -> list[Translation]:
        """Return every text in a language, in the order of the files."""
        return [self._once(unit, language) for unit in self.units]

    def _once(self, unit: TranslationUnit, language: str) -> Translation:
        """Return what `of` returns, cached: many pages have the same title."""
        key = id(unit), language
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self.of(unit, language)
        return found

    def needs_work(self, language: str) -> list[Translation]:
        """Return what is left for translators and reviewers of a language."""
        return [one for one in self.all(language) if one.state != "reviewed"]

    def in_state(self, language: str, state: TranslationState) -> list[Translation]:
        """Return the texts in a state in a language, in the order of the files."""
        return [one for one in self.all(language) if one.state == state]

    def counts(self, language: str) -> dict[TranslationState, int]:
        """Return the number of texts in each state."""
        states = [translation.state for translation in self.all(language)]
        return {state: states.count(state) for state in STATES}

    def all_counts(self) -> dict[str, dict[TranslationState, int]]:
        """Return the number of texts in each state, by language."""
        return {language: self.counts(language) for language in self.languages}


def translation_status(content: Content) -> TranslationStatus:
    """Return the state of every text of a strategy and of its versions."""
    versions = version_units(content)
    return TranslationStatus(
        translation_units(content), content.languages, content.stored_translations, versions
    )


def record_new(translations: TranslationStatus, today: datetime.date) -> TranslationStore:
    """Return the store with what is new: new translations, and sources that have changed.

    It keeps all records: a translation that is removed or replaced has its former state when it
    comes back.
    """
    result: TranslationStore = {}
    for language in translations.languages:
        now = [
            _recorded(translation, translations.source, today)
            for translation in translations.all(language)
            if translation.state != "missing"
        ]
        result[language] = joined([*translations.store.get(language, []), *now])
    return result


def _recorded(translation: Translation, source: str, today: datetime.date) -> StoredTranslation:
    stored, unit = translation.stored, translation.unit
    if stored is None:
        return StoredTranslation(
            unit_id=unit.unit_id,
            digest=text_digest(unit.text.root[translation.language]),
            state="draft",
            source_text=unit.text.root[source],
        )
    if translation.state == "outdated":
        return stored.model_copy(update={"changed": stored.changed or today})
    return stored.model_copy(update={"changed": None})


def mark(
    translations: TranslationStatus,
    language: str,
    places: Iterable[str],
    how: Declaration,
    today: datetime.date,
) -> TranslationStore:
    """Return the store after somebody declared translations reviewed, or a change harmless.

    Takes ids, such as ``1.3`` for all of goal 1.3 or ``1.3 title``. A reviewed translation is
    valid for the source as it is now; so is one whose source changed harmlessly, which keeps its
    state and records the former source.
    """
    store = record_new(translations, today)
    wanted = set(places)
    rows = {stored.key: stored for stored in store[language]}
    for translation in translations.with_store(store).all(language):
        unit, stored = translation.unit, translation.stored
        if stored is None or not {unit.unit_id, unit.unit_id.split()[0]} & wanted:
            continue
        now = unit.text.root[translations.source]
        if how == "harmless" and same_text(stored.source_text, now):
            continue
        update: dict[str, object] = {"source_text": now, "changed": None}
        if how == "reviewed":
            update["state"] = "reviewed"
        else:
            update["accepted_changes"] = [
                *stored.accepted_changes,
                f"{today}: {stored.source_text}",
            ]
        # The former source's record stays: a frozen version may show the translation beside it.
        stored = stored.model_copy(update=update)
        rows[stored.key] = stored
    return {**store, language: joined(rows.values())}
