"""Times of day as the settings write them: ``"09:00"``, on the school's own clock."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated, Any

from pydantic import BeforeValidator

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::00)?")


def clock(value: Any) -> time:
    """A time of day in hours and minutes; raises ``ValueError`` for anything else."""
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if isinstance(value, time) and value.tzinfo is None:
        return value
    if found is None:
        raise ValueError("is not a time of day")
    return time(int(found[1]), int(found[2]))


Clock = Annotated[time, BeforeValidator(clock)]
Period = tuple[Clock, Clock]
"""When a lesson starts and when it ends."""
