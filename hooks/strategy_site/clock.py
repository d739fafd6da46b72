"""Today's date. Nothing else asks the system's clock for a day."""

from __future__ import annotations

import datetime
import os
from zoneinfo import ZoneInfo


def today(time_zone: str) -> datetime.date:
    """Return the date in a time zone, such as ``Europe/Stockholm``.

    The environment variable ``SOURCE_DATE_EPOCH`` (seconds since 1970, reproducible-builds.org)
    stands in for the system's clock.
    """
    zone = ZoneInfo(time_zone)
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.datetime.fromtimestamp(int(epoch), zone).date()
    return datetime.datetime.now(zone).date()
