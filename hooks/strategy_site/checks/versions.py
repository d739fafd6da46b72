"""Frozen versions, and the wording in force against the frozen one of the same version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..content.content import Content
from ..content.reader import Reading
from ..diagnostics import Diagnostic
from ..messages import _
from ..model.versions import TextPlace, texts_of
from ..paths import STRATEGY_FILE
from ..yaml_io.reader import KeyPath


def check_frozen(reading: Reading) -> Iterator[Diagnostic]:
    """Yield what is wrong with the frozen versions themselves, and with their numbers."""
    first: dict[int, Path] = {}
    in_force = reading.strategy.item.version if reading.strategy.item else None
    key = ("version",)
    for document, edition in reading.editions:
        if edition.checksum is None:
            message = _("the wording is not frozen; run “make freeze” and commit the file.")
            yield document.error(key, message)
        if edition.number in first:
            message = _(
                "version %(number)s is frozen twice, in %(file)s too; remove the file that "
                "came last.",
                number=edition.number,
                file=first[edition.number].as_posix(),
            )
            yield document.error(key, message)
        first.setdefault(edition.number, document.path)
        if in_force and edition.number > in_force:
            message = _(
                "version %(number)s is frozen but %(strategy_file)s says that version "
                "%(in_force)s is in force; write “version: %(number2)s” there.",
                number=edition.number,
                strategy_file=STRATEGY_FILE,
                in_force=in_force,
                number2=edition.number,
            )
            yield document.error(key, message)
    if in_force and in_force > max(first, default=in_force) + 1:
        next_one = max(first) + 1
        message = _(
            "version %(in_force)s comes after version %(next_one)s; write “version: "
            "%(next_one2)s” if no number is to be skipped.",
            in_force=in_force,
            next_one=next_one - 1,
            next_one2=next_one,
        )
        yield reading.strategy.document.warning(key, message)


def check_wording(content: Content) -> Iterator[Diagnostic]:
    """Yield where the wording differs from the one that is frozen under the same version.

    Compares the source language, in which the text was adopted; translations may change. A
    withdrawn item keeps its place in the version that has it.
    """
    edition, source = content.edition, content.source_language
    if edition.checksum is None or not edition.version.complete:
        return
    frozen, now = texts_of(edition.version), texts_of(content.wording_in_force)
    withdrawn = {item.id for item in content.withdrawn}
    advice = _(
        "write “version: %(number)s” in %(strategy_file)s",
        number=edition.number + 1,
        strategy_file=STRATEGY_FILE,
    )
    for place in dict.fromkeys([*now, *frozen]):
        old, new = (
            " ".join((texts[place].get(source) or "").split()) if place in texts else ""
            for texts in (frozen, now)
        )
        if old != new and place[0] not in withdrawn:
            message = _(
                "the wording differs from that of the frozen version %(number)s; restore "
                "it, or %(advice)s.",
                number=edition.number,
                advice=advice,
            )
            yield _error_at(content, place, message)
    yield from _check_areas(content, advice)


def _check_areas(content: Content, advice: str) -> Iterator[Diagnostic]:
    """Yield the goals that belong to other priority areas than in the frozen version."""
    frozen = {goal.id: goal for goal in content.edition.version.goals}
    for goal in content.goals:
        now = content.areas_by_goal[goal.id]
        if goal.id in frozen and set(frozen[goal.id].priority_areas) != set(now):
            before = ", ".join(frozen[goal.id].priority_areas) or _("none")
            message = _(
                "the goal “%(id)s” belongs to the priority area %(now)s, but in the frozen "
                "version %(number)s to %(before)s; move it back, or %(advice)s.",
                id=goal.id,
                now=", ".join(now) or _("none"),
                number=content.edition.number,
                before=before,
                advice=advice,
            )
            yield content.locations[goal.id].error(message)


def _error_at(content: Content, place: TextPlace, message: str) -> Diagnostic:
    item_id, field = place
    location = content.locations.get(item_id, content.locations[""])
    name, _, part = field.partition(".")
    key: KeyPath = (*location.key, name, *([int(part)] if part.isdecimal() else []))
    if name in ("overall_goals", "cross_cutting_themes"):
        ids = [row.id for row in getattr(content.strategy, name)]
        item_id, _, inner = part.partition("/")
        key = (name, ids.index(item_id), inner or "title") if item_id in ids else (name,)
    return location.document.error((*key, content.source_language), message)
