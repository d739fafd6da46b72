"""Which calls are open, coming or closed on a day."""

from __future__ import annotations

import datetime
from typing import Literal

from .days import day_in
from .model import Call, Strategy

State = Literal["open", "coming", "closed", "undated"]


def state_of(call: Call, day: datetime.date) -> State:
    """Tell how a call stands on a day; it is open on its closing date, to the end of that day.

    A running call is open without any date. Of another whose dates nobody knows, nothing is said.
    """
    if call.opens and day < call.opens:
        return "coming"
    if call.closes:
        return "open" if day <= call.closes else "closed"
    return "open" if call.opens or call.kind == "running" else "undated"


def today(strategy: Strategy) -> datetime.date:
    """Give the day that it is where the strategy's days are counted."""
    return day_in(strategy.time_zone)
