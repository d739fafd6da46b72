"""Ids that one file takes from another: each has to be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .problems import Problem, suggestion
from .reading import STRATEGY_FILE, Reading
from .yaml_reader import Document, Key


def _known(
    reading: Reading, document: Document, key: Key, ids: Iterable[str], folder: str, what: str
) -> Iterator[Problem]:
    sources = {"goals": {"goals", "priority_areas"}}.get(folder, {folder})
    if reading.unread & sources:
        return  # the id may stand in the file that can't be read: say one thing at a time
    known, ids = reading.ids[folder], list(ids)
    for number, identity in enumerate(ids):
        if identity in ids[:number]:
            message = f"{what} ”{identity}” står två gånger; ta bort den ena."
            yield Problem(document.path, document.line((*key, number)), message)
        if identity in reading.gone:
            message = (
                f"{what} ”{identity}” är borttaget ur sin fil; lägg tillbaka det, och skriv "
                "”withdrawn” i det om det har upphört."
            )
            yield Problem(document.path, document.line((*key, number)), message)
        elif identity not in known:
            message = f"{what} ”{identity}” finns inte; {suggestion(identity, known)}"
            yield Problem(document.path, document.line((*key, number)), message)


def areas_known(
    reading: Reading, document: Document, key: Key, ids: list[str]
) -> Iterator[Problem]:
    """Give which of the priority areas under ``priority_areas`` at a place are no such thing."""
    key = (*key, "priority_areas")
    yield from _known(reading, document, key, ids, "priority_areas", "insatsområdet")


def goals_known(reading: Reading, document: Document, ids: list[str]) -> Iterator[Problem]:
    """Give which of the goals under ``goals`` are no such thing."""
    yield from _known(reading, document, ("goals",), ids, "goals", "målet")


def registered(
    reading: Reading, document: Document, pairs: Iterable[tuple[Key, str]], name: str, what: str
) -> Iterator[Problem]:
    """Give which ids do not stand in a register of the strategy's own file.

    Takes them with their places, the register's key there, and what such a thing is called.
    """
    if not reading.strategy or not reading.strategy.item:
        return
    known = [row.id for row in getattr(reading.strategy.item, name)]
    for key, identity in pairs:
        if identity not in known:
            message = (
                f"{what} ”{identity}” finns inte under ”{name}” i {STRATEGY_FILE}; "
                f"lägg till den där eller {_or_choose(identity, known)}"
            )
            yield Problem(document.path, document.line(key), message)


def _or_choose(wrong: str, known: list[str]) -> str:
    proposal = suggestion(wrong, known)
    return f"skriv rätt: {proposal}" if proposal.startswith("menade") else proposal
