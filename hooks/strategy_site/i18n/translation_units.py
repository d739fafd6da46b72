"""Every text that can be translated, and where it is: the units of PO files and of the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..content.content import Content, SourceLocation
from ..model.fields import Text
from ..model.versions import located_texts
from ..model.walk import walk_texts
from ..yaml_io.reader import KeyPath


@dataclass(frozen=True)
class TranslationUnit:
    """A text and where it is (the word of XLIFF and Weblate)."""

    item_id: str
    """The id of its item; empty for the strategy itself."""
    field: str
    """``title``, ``criteria``, ``municipalities.norr.name``. List entries without an id share one
    field, so that the record survives another order of the list."""
    path: str
    """Its key in the item, list indices included: ``criteria.0``."""
    text: Text
    location: SourceLocation
    key: KeyPath
    """Its key in its file."""
    note: str = ""
    """What the model says about it, for translators."""

    @property
    def unit_id(self) -> str:
        """Its name in the translation record: ``1.3 title``."""
        return f"{self.item_id or STRATEGY_UNIT} {self.field}"

    @property
    def msgctxt(self) -> str:
        """Its name in a PO file: ``1.3 criteria.0``."""
        return f"{self.item_id or STRATEGY_UNIT} {self.path}"

    def line(self, language: str) -> int:
        """Return the line of the translation, or of the text if it has none."""
        return self.location.document.line((*self.key, language))


STRATEGY_UNIT = "-"


def translation_units(content: Content) -> list[TranslationUnit]:
    """Return every text of the strategy and its items, in the order of the files."""
    found = []
    for item_id, location in content.locations.items():
        item: Any = content.by_id[item_id] if item_id else content.strategy
        for field, inner, text, note in walk_texts(item):
            path, key = ".".join(map(str, inner)), (*location.key, *inner)
            found.append(TranslationUnit(item_id, ".".join(field), path, text, location, key, note))
    return found


def version_units(content: Content) -> list[TranslationUnit]:
    """Return every text of the versions, located where it is or was in the content."""
    return [
        TranslationUnit(
            item_id, field, field, text, content.locations.get(item_id, content.locations[""]), ()
        )
        for edition in content.editions
        for item_id, field, text in located_texts(edition.version)
    ]
