"""Freezing the wording of a version, and noticing when frozen and adopted words differ."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .content import Content
from .problems import ContentError, Problem
from .reading import STRATEGY_FILE, Reading
from .versions import VERSIONS, Place, Version, sealed, texts_of
from .yaml_reader import Key
from .yaml_writing import as_yaml


def freeze(content: Content, shown: Path) -> Path:
    """Freeze the wording of the version in force; give the file written.

    Takes the path to show for the strategy folder. Raises `ContentError` if that version is frozen.
    """
    number = content.edition.number
    name = f"{VERSIONS}/{number}.yml"
    if content.edition.seal:
        line = content.origins[""].document.line(("version",))
        message = (
            f"version {number} är redan fryst i {(shown / name).as_posix()}; "
            f"skriv ”version: {number + 1}” om strategin har en ny lydelse."
        )
        raise ContentError([Problem(shown / STRATEGY_FILE, line, message)])
    path = content.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(sealed(_written(content.edition.version)), encoding="utf-8")
    return shown / name


def seal_handwritten(reading: Reading) -> list[Path]:
    """Freeze the versions that were written by hand; give the files that were."""
    broken = {problem.path for problem in reading.problems}
    done = []
    for document, edition in reading.editions:
        path = reading.folder / VERSIONS / document.path.name
        if edition.seal is None and document.path not in broken:
            path.write_text(sealed(path.read_text(encoding="utf-8-sig")), encoding="utf-8")
            done.append(document.path)
    return done


def check_frozen(reading: Reading) -> Iterator[Problem]:
    """Give what is wrong with the frozen versions themselves."""
    first: dict[int, Path] = {}
    in_force = reading.strategy.item.version if reading.strategy and reading.strategy.item else None
    for document, edition in reading.editions:
        line = document.line(("version",))
        if edition.seal is None:
            message = "lydelsen är inte fryst; kör ”make freeze” och checka in filen."
            yield Problem(document.path, line, message)
        if edition.number in first:
            message = (
                f"version {edition.number} är fryst två gånger, också i "
                f"{first[edition.number].as_posix()}; ta bort den fil som kom sist."
            )
            yield Problem(document.path, line, message)
        first.setdefault(edition.number, document.path)
        if in_force and edition.number > in_force:
            message = (
                f"version {edition.number} är fryst men {STRATEGY_FILE} säger att version "
                f"{in_force} gäller; skriv ”version: {edition.number}” där."
            )
            yield Problem(document.path, line, message)
    if reading.strategy and in_force and in_force > max(first, default=in_force) + 1:
        next_one = max(first) + 1
        message = (
            f"version {in_force} kommer efter version {next_one - 1}; skriv ”version: {next_one}” "
            "om inget nummer ska hoppas över."
        )
        document = reading.strategy.document
        yield Problem(document.path, document.line(("version",)), message, warning=True)


def check_wording(content: Content) -> Iterator[Problem]:
    """Give where the adopted wording is no longer the one frozen under the same version.

    Translations may get better; the text in the source language is the one that was adopted. What
    is withdrawn keeps its page and its place in the version that had it.
    """
    edition, source = content.edition, content.languages[0]
    if edition.seal is None or not edition.version.complete:
        return
    frozen, now = texts_of(edition.version), texts_of(content.wording_in_force)
    gone = {item.id for item in content.withdrawn}
    advice = f"skriv ”version: {edition.number + 1}” i {STRATEGY_FILE}"
    for place in dict.fromkeys([*now, *frozen]):
        old, new = (
            " ".join((texts[place].get(source) or "").split()) if place in texts else ""
            for texts in (frozen, now)
        )
        if old != new and place[0] not in gone:
            path, line = _spot(content, place)
            message = (
                f"lydelsen är en annan än i den frysta version {edition.number}; återställ den, "
                f"eller {advice}."
            )
            yield Problem(path, line, message)
    yield from _moved(content, advice)


def _moved(content: Content, advice: str) -> Iterator[Problem]:
    """Give the goals that stand in other priority areas than their frozen wording says."""
    frozen = {goal.id: goal for goal in content.edition.version.goals}
    for goal in content.goals:
        now = content.homes[goal.id]
        if goal.id in frozen and set(frozen[goal.id].priority_areas) != set(now):
            before = ", ".join(frozen[goal.id].priority_areas) or "inget"
            message = (
                f"målet ”{goal.id}” hör till insatsområdet {', '.join(now) or 'inget'}, men i den "
                f"frysta version {content.edition.number} till {before}; flytta tillbaka det, "
                f"eller {advice}."
            )
            origin = content.origins[goal.id]
            yield Problem(origin.path, origin.line, message)


def _spot(content: Content, place: Place) -> tuple[Path, int]:
    identity, field = place
    origin = content.origins.get(identity, content.origins[""])
    name, _, part = field.partition(".")
    key: Key = (*origin.key, name, *([int(part)] if part.isdecimal() else []))
    if name in ("overall_goals", "cross_cutting_themes"):
        ids = [row.id for row in getattr(content.strategy, name)]
        identity, _, inner = part.partition("/")
        key = (name, ids.index(identity), inner or "title") if identity in ids else (name,)
    source = content.languages[0]
    return origin.path, origin.document.line((*key, source))


def _written(version: Version) -> str:
    """Give the text of a version's file, without what it lacks."""
    value = version.model_dump(by_alias=True, exclude_defaults=True)
    head = "# Skrivs av ”make freeze” när en version publiceras; ändra aldrig för hand.\n"
    return head + as_yaml(value)
