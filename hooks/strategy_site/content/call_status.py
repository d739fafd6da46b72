"""Whether a call is open, coming or closed on a day."""

from __future__ import annotations

import datetime
from typing import Literal

from ..model.items import Call

CallStatus = Literal["open", "coming", "closed", "undated"]


def call_status(call: Call, day: datetime.date) -> CallStatus:
    """Return the status of a call on a day. On its closing date it is open until the day ends.

    A running call is open without any date; the status of another without dates is ``undated``.
    """
    if call.opens and day < call.opens:
        return "coming"
    if call.closes:
        return "open" if day <= call.closes else "closed"
    return "open" if call.opens or call.kind == "running" else "undated"
