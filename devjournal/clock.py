"""The only module that reads the clock. `DEVJOURNAL_NOW` stops it for demos, screenshots and tests."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.errors import UsageError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Returns now as an aware datetime in the local zone."""

_UTC = ("UTC", "UCT", "GMT", "GMT0", "Universal", "Zulu", "Greenwich", "GMT+0", "GMT-0")
"""Last parts of the names of UTC."""

LOCAL_TIME = Path("/etc/localtime")
"""The system's time zone, on most systems a link into the folder of all zones."""

ZONE_NAME = Path("/etc/timezone")
"""The file with the zone's name, on some systems."""

FIRST, LAST = date(1970, 1, 1), date(2199, 12, 29)
"""The days on which the clock may be stopped: those that a journal accepts."""

_STOPPED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?", re.ASCII)


def local_now() -> datetime:
    """Return the current time, in the local zone."""
    return datetime.now().astimezone()


def clock_from_environment() -> Clock:
    """Return the clock of `DEVJOURNAL_NOW`: a stopped one, or the real one if it is not set.

    Raises:
        UsageError: the variable is not `YYYY-MM-DDTHH:MM`.
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
        if not FIRST <= moment.date() <= LAST:
            raise wrong
        return _in_local_zone(moment)
    except (ValueError, OverflowError, OSError) as error:  # Windows has no local time before 1970
        raise wrong from error


def _in_local_zone(moment: datetime) -> datetime:
    """Return a local time.

    A time that the zone skips is moved forward by the skipped hours, never to the day before.
    """
    local = moment.astimezone()
    if local.replace(tzinfo=None) == moment:
        return local
    offset = (moment - timedelta(days=1)).astimezone().utcoffset()
    return moment.replace(tzinfo=timezone(offset or timedelta())).astimezone()


def local_zone(now: datetime) -> ZoneInfo | None:
    """Return the system's zone by its IANA name; None if it is unknown, and for UTC.

    UTC usually means that nobody told the machine where it is.
    """
    for name in _zone_names():
        zone = _zone(name)
        if zone is not None and name.rpartition("/")[2] not in _UTC and _keeps_local_time(zone, now):
            return zone
    return None


def _zone_names() -> Iterator[str]:
    """Yield candidates for the system's IANA zone name, most reliable first; `TZ` comes before all others.

    Windows has other names for zones, so there only `TZ` gives one.
    """
    if name := os.environ.get("TZ", "").removeprefix(":"):
        yield _zone_of_file(Path(name)) if Path(name).is_absolute() else name
        return
    yield _zone_of_file(LOCAL_TIME)
    try:
        yield ZONE_NAME.read_text("ascii", "replace").strip()
    except OSError:
        return


def _zone_of_file(path: Path) -> str:
    """Return a zone's name from its file: the path below the folder of all zones, with links resolved."""
    return os.path.realpath(path).replace(os.sep, "/").rpartition("zoneinfo/")[2]


def _zone(name: str) -> ZoneInfo | None:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # no such zone, a path, or a folder
        return None


def _keeps_local_time(zone: ZoneInfo, now: datetime) -> bool:
    """Return whether the zone matches the system's time in the year from `now` on; a name may be out of date."""
    moments = (now.astimezone(UTC) + timedelta(days=days) for days in range(0, 366, 7))
    return all(moment.astimezone().utcoffset() == moment.astimezone(zone).utcoffset() for moment in moments)
