"""Which day it is where the strategy is."""

from __future__ import annotations

import datetime
import os
from zoneinfo import ZoneInfo


def day_in(time_zone: str) -> datetime.date:
    """Give the day that it is in a time zone.

    ``SOURCE_DATE_EPOCH`` (seconds since 1970, reproducible-builds.org) sets another.
    """
    zone = ZoneInfo(time_zone)
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.datetime.fromtimestamp(int(epoch), zone).date()
    return datetime.datetime.now(zone).date()
