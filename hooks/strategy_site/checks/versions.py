"""Frozen versions, and the wording in force against the frozen one of the same version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..content.content import Content
from ..content.reader import Reading
from ..diagnostics import Diagnostic
from ..messages import _
from ..model.items import Goal
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
    withdrawn = {item.id for item in content.withdrawn}
    frozen, now = (
        {
            place: " ".join((text.get(source) or "").split())
            for place, text in texts_of(version).items()
            if place[0] not in withdrawn
        }
        for version in (edition.version, content.wording_in_force)
    )
    advice = _(
        "write “version: %(number)s” in %(strategy_file)s",
        number=edition.number + 1,
        strategy_file=STRATEGY_FILE,
    )
    added = _added_indicators(frozen, now)
    for place in dict.fromkeys([*now, *frozen]):
        if place in added:
            message = _(
                "the frozen version %(number)s does not have this indicator; write "
                "“editors_own: true” below its title if it was not adopted, or %(advice)s.",
                number=edition.number,
                advice=advice,
            )
            yield _error_at(content, place, message)
        elif frozen.get(place, "") != now.get(place, "") and not _only_moved(place, frozen, now):
            message = _(
                "the wording differs from that of the frozen version %(number)s; restore "
                "it, or %(advice)s.",
                number=edition.number,
                advice=advice,
            )
            yield _error_at(content, place, message)
    yield from _check_areas(content, advice)


_Wording = dict[TextPlace, str]


def _indicators_of(goal: str, wording: _Wording) -> list[TextPlace]:
    return [place for place in wording if place[0] == goal and place[1].startswith("indicators.")]


def _added_indicators(frozen: _Wording, now: _Wording) -> set[TextPlace]:
    """Return the places of the indicators beyond the number of a goal's frozen ones.

    Those are the ones whose wording no frozen one has, the last first: another may have been
    reworded.
    """
    added: set[TextPlace] = set()
    for goal in {item_id for item_id, _field in now}:
        before, after = _indicators_of(goal, frozen), _indicators_of(goal, now)
        old = [frozen[place] for place in before]
        new = [place for place in after if now[place] not in old]
        extra = len(after) - len(before)
        added |= set(new[-extra:]) if extra > 0 else set()
    return added


def _only_moved(place: TextPlace, frozen: _Wording, now: _Wording) -> bool:
    """Return whether an indicator has both wordings, in other places because one was added."""
    if not place[1].startswith("indicators."):
        return False
    old, new = ([w[p] for p in _indicators_of(place[0], w)] for w in (frozen, now))
    return len(new) > len(old) and now.get(place) in old


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
    key: KeyPath = (*location.key, name)
    item = content.item(item_id)
    if name == "indicators" and isinstance(item, Goal):
        adopted = [n for n, row in enumerate(item.indicators) if not row.editors_own]
        # One that is missing has no place of its own.
        key = (*key, adopted[int(part)], "title") if int(part) < len(adopted) else location.key
    if name in ("overall_goals", "cross_cutting_themes"):
        ids = [row.id for row in getattr(content.strategy, name)]
        item_id, _, inner = part.partition("/")
        key = (name, ids.index(item_id), inner or "title") if item_id in ids else (name,)
    return location.document.error((*key, content.source_language), message)
