"""A call against the rest of the strategy: dates, amounts, and what it cites."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from .model import Call, Withdrawn
from .problems import Problem
from .reading import Reading
from .references import areas_known, goals_known
from .yaml_reader import Document


def check_call(
    reading: Reading, document: Document, call: Call, ended: dict[str, Withdrawn]
) -> Iterator[Problem]:
    """Give what is wrong with a call.

    Takes what has been withdrawn, by id.
    """
    yield from areas_known(reading, document, (), call.priority_areas)
    yield from goals_known(reading, document, call.goals)
    yield from _dates(document, call)
    if call.budget and call.max_per_project and call.max_per_project > call.budget:
        message = (
            f"ett projekt kan få {call.max_per_project} men hela budgeten är {call.budget}; "
            "rätta beloppen."
        )
        yield Problem(document.path, document.line(("max_per_project",)), message)
    for name in ("priority_areas", "goals"):
        for number, identity in enumerate(getattr(call, name)):
            gone = ended.get(identity)
            if gone and not _could_cite(reading, call, identity, gone.date):
                instead = ", ".join(gone.replaced_by) or "något som gäller"
                message = f"”{identity}” upphörde {gone.date}; hänvisa till {instead}."
                yield Problem(document.path, document.line((name, number)), message)
    yield from _cited_version(reading, document, call)


def _dates(document: Document, call: Call) -> Iterator[Problem]:
    """Give where a call's dates contradict each other."""
    if call.opens and call.closes and call.closes < call.opens:
        message = f"utlysningen stänger {call.closes} men öppnar {call.opens}; rätta datumen."
        yield Problem(document.path, document.line(("closes",)), message)
    if call.decision_date and call.closes and call.decision_date < call.closes:
        message = (
            f"beslutet fattas {call.decision_date} men utlysningen stänger {call.closes}; "
            "rätta datumen."
        )
        yield Problem(document.path, document.line(("decision_date",)), message)
    for number, moved in enumerate(call.moved_from):
        if moved.closes == call.closes:
            message = (
                f"{moved.closes} står både som det nya och det tidigare sista datumet; "
                "rätta det ena."
            )
            yield Problem(document.path, document.line(("moved_from", number, "closes")), message)


def _could_cite(reading: Reading, call: Call, identity: str, ended: datetime.date) -> bool:
    """Tell whether a call was right to cite what ended on a day.

    It was if the call was over by then; or if it was out before that, and says by which version:
    who applies finds there what was meant. A call that goes on without an end can always be mended.
    """
    begun = call.published or call.opens
    goes_on = call.kind == "running" or call.opens
    last = call.closes or (None if goes_on else begun)
    if call.withdrawn:
        last = min(last or call.withdrawn.date, call.withdrawn.date)
    if last is None:
        return False
    if last <= ended:
        return True
    versions = [e.version for _, e in reading.editions if e.number == call.strategy_version]
    return (
        begun is not None and begun <= ended and any(version.find(identity) for version in versions)
    )


def _cited_version(reading: Reading, document: Document, call: Call) -> Iterator[Problem]:
    strategy = reading.strategy.item if reading.strategy else None
    number = call.strategy_version
    if strategy is None or number is None:
        return
    frozen = {edition.number: edition.version for _, edition in reading.editions}
    if number not in (strategy.version, *frozen):
        known = ", ".join(str(n) for n in sorted({strategy.version, *frozen}))
        message = f"strategin har ingen version {number}; välj bland: {known}."
        yield Problem(document.path, document.line(("strategy_version",)), message)
        return
    version = frozen.get(number)
    if version is None or not version.complete:
        return
    for name in ("priority_areas", "goals"):
        for place, identity in enumerate(getattr(call, name)):
            if identity in reading.ids[name] and not version.find(identity):
                message = (
                    f"version {number} har inget ”{identity}”; skriv en annan "
                    "”strategy_version”, eller något som versionen har."
                )
                yield Problem(document.path, document.line((name, place)), message)
