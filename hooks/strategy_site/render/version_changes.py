"""The differences between an earlier version of the strategy and the version in force."""

from __future__ import annotations

from dataclasses import dataclass

from ..content.content import Content
from ..i18n.localizer import Localizer
from ..i18n.translation_status import TranslationStatus
from ..model.fields import Text
from ..model.versions import Edition, FrozenGoal, TextPlace, Version, texts_of
from .word_diff import Piece, word_diff


@dataclass(frozen=True)
class TextChange:
    """A text that differs between two versions of the strategy."""

    number: str
    """The id of the priority area or goal; empty for the strategy itself."""
    field: str
    language: str
    pieces: list[Piece]


def version_changes(
    edition: Edition,
    item_id: str | None,
    content: Content,
    translations: TranslationStatus,
    localizer: Localizer,
) -> list[TextChange]:
    """Return the texts that differ between an earlier version and the one in force.

    Takes the id of a priority area or goal, or ``None`` for the whole strategy. Of an incomplete
    version only the known texts are compared. A translation that is missing or outdated is not
    compared: then the difference is that of the adopted wording.
    """
    in_force = content.edition.version
    old, new = (texts_of(v, localizer.number) for v in (edition.version, in_force))
    changes = []
    for place in dict.fromkeys([*old, *(new if edition.version.complete else ())]):
        if item_id is not None and place[0] != item_id:
            continue
        texts = old.get(place), new.get(place)
        languages = [localizer.code, localizer.source.code]
        if _is_outdated(place, new.get(place), in_force, translations, localizer.code) or not all(
            text is None or localizer.has_translation(text) for text in texts
        ):
            languages = languages[1:]
        # A translation may have changed beside the same adopted wording: readers see it on both
        # pages, so it counts as a difference.
        for language in languages:
            before, after = ((text and text.get(language)) or "" for text in texts)
            if before.split() != after.split():
                field = place[1].partition(".")[0]
                changes.append(TextChange(place[0], field, language, word_diff(before, after)))
                break
    return changes


def _is_outdated(
    place: TextPlace,
    text: Text | None,
    version: Version,
    translations: TranslationStatus,
    language: str,
) -> bool:
    """Return whether the translation of a text in force, or of a part of it, is outdated."""
    item_id, field = place
    item = version.find(item_id)
    texts = [text] if text else []
    if text and field.startswith("indicators.") and isinstance(item, FrozenGoal):
        texts = item.indicators[int(field.partition(".")[2])].texts()
    states = (translations.of_text(text, language) for text in texts)
    return any(state is not None and state.state == "outdated" for state in states)
