"""Calls: their dates and amounts, and what they cite."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ..content.reader import Reading
from ..diagnostics import Diagnostic
from ..messages import _
from ..model.items import Call, Withdrawn
from ..yaml_io.emitter import as_id
from ..yaml_io.reader import Document


def check_calls(reading: Reading) -> Iterator[Diagnostic]:
    """Yield what is wrong with each call by itself and against the versions of the strategy."""
    rows = list(reading.items_with_pages())
    withdrawn = {item.id: item.withdrawn for _document, _key, item in rows if item.withdrawn}
    for document, _key, item in rows:
        if isinstance(item, Call):
            yield from _check_call(reading, document, item, withdrawn)


def _check_call(
    reading: Reading, document: Document, call: Call, withdrawn: dict[str, Withdrawn]
) -> Iterator[Diagnostic]:
    yield from _check_dates(document, call)
    if call.budget and call.max_per_project and call.max_per_project > call.budget:
        message = _(
            "a project can get %(max_per_project)s but the whole budget is %(budget)s; "
            "correct the amounts.",
            max_per_project=call.max_per_project,
            budget=call.budget,
        )
        yield document.error(("max_per_project",), message)
    for name in ("priority_areas", "goals"):
        for number, item_id in enumerate(getattr(call, name)):
            ended = withdrawn.get(item_id)
            if ended and not _may_cite(reading, call, item_id, ended.date):
                instead = ", ".join(map(as_id, ended.replaced_by)) or _(
                    "something that is in force"
                )
                message = _(
                    "“%(item_id)s” ended on %(date)s; refer to %(instead)s.",
                    item_id=item_id,
                    date=ended.date,
                    instead=instead,
                )
                yield document.error((name, number), message)
    yield from _check_version(reading, document, call)


def _check_dates(document: Document, call: Call) -> Iterator[Diagnostic]:
    if call.opens and call.closes and call.closes < call.opens:
        message = _(
            "the call closes on %(closes)s but opens on %(opens)s; correct the dates.",
            closes=call.closes,
            opens=call.opens,
        )
        yield document.error(("closes",), message)
    if call.closes_at and not call.closes:
        message = _("an hour without a day; write “closes: …” too, or remove “closes_at”.")
        yield document.error(("closes_at",), message)
    if call.decision_date and call.closes and call.decision_date < call.closes:
        message = _(
            "the decision is made on %(decision_date)s but the call closes on "
            "%(closes)s; correct the dates.",
            decision_date=call.decision_date,
            closes=call.closes,
        )
        yield document.error(("decision_date",), message)
    for number, moved in enumerate(call.moved_from):
        if moved.closes == call.closes:
            message = _(
                "%(closes)s is both the new and the former closing date; correct one of them.",
                closes=moved.closes,
            )
            yield document.error(("moved_from", number, "closes"), message)


def _may_cite(reading: Reading, call: Call, item_id: str, ended: datetime.date) -> bool:
    """Return whether a call may cite an item that was withdrawn on the day ``ended``.

    It may if the call was over by then; or if it was published before that and names a version that
    has the item, where applicants find what was meant. A call that has no end has to be updated.
    """
    begun = call.published or call.opens
    is_open = call.kind == "running" or call.opens
    last = call.closes or (None if is_open else begun)
    if call.withdrawn:
        last = min(last or call.withdrawn.date, call.withdrawn.date)
    if last is None:
        return False
    if last <= ended:
        return True
    versions = [e.version for _path, e in reading.editions if e.number == call.strategy_version]
    return (
        begun is not None and begun <= ended and any(version.find(item_id) for version in versions)
    )


def _check_version(reading: Reading, document: Document, call: Call) -> Iterator[Diagnostic]:
    strategy = reading.strategy.item
    number = call.strategy_version
    if strategy is None or number is None:
        return
    frozen = {edition.number: edition.version for _path, edition in reading.editions}
    if number not in (strategy.version, *frozen):
        known = ", ".join(str(n) for n in sorted({strategy.version, *frozen}))
        message = _(
            "the strategy has no version %(number)s; choose one of: %(known)s.",
            number=number,
            known=known,
        )
        yield document.error(("strategy_version",), message)
        return
    version = frozen.get(number)
    if version is None or not version.complete:
        return
    for name in ("priority_areas", "goals"):
        for place, item_id in enumerate(getattr(call, name)):
            if item_id in reading.ids[name] and not version.find(item_id):
                message = _(
                    "version %(number)s has no “%(item_id)s”; write another "
                    "“strategy_version”, or something that the version has.",
                    number=number,
                    item_id=item_id,
                )
                yield document.error((name, place), message)
