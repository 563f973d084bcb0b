"""The one place that asks for the time; `DEVJOURNAL_NOW` stops it for demos, screenshots and tests."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import datetime

from devjournal.errors import UsageError

Clock = Callable[[], datetime]
"""Returns now as an aware datetime in the local zone."""

_STOPPED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?", re.ASCII)


def local_now() -> datetime:
    """Return the time of this moment, in the local zone."""
    return datetime.now().astimezone()


def clock_from_environment() -> Clock:
    """Return the clock that `DEVJOURNAL_NOW` asks for: a stopped one, or the real one where it is not set.

    Raises:
        UsageError: the variable is set to something that is not `YYYY-MM-DDTHH:MM`.
    """
    value = os.environ.get("DEVJOURNAL_NOW", "")
    if not value:
        return local_now
    stopped = _read(value)
    return lambda: stopped


def _read(value: str) -> datetime:
    wrong = UsageError("DEVJOURNAL_NOW is not a time; write it as 2026-11-27T16:30.")
    if not _STOPPED.fullmatch(value):
        raise wrong
    try:
        moment = datetime.fromisoformat(value)
        if not 1970 <= moment.year <= 2199:
            raise wrong
        return moment.astimezone()
    except (ValueError, OverflowError, OSError) as error:  # Windows has no local time before 1970
        raise wrong from error
