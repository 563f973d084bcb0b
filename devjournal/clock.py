"""The one place that asks for the time; `DEVJOURNAL_NOW` stops it for demos, screenshots and tests."""

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
"""The last part of each name of UTC."""

LOCAL_TIME = Path("/etc/localtime")
"""The system's time zone, in most systems a link into the folder of all zones."""

ZONE_NAME = Path("/etc/timezone")
"""The name of the system's time zone, in some systems."""

FIRST, LAST = date(1970, 1, 1), date(2199, 12, 29)
"""The days that a clock may stop on: those that a journal can hold."""

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
        if not FIRST <= moment.date() <= LAST:
            raise wrong
        return _in_local_zone(moment)
    except (ValueError, OverflowError, OSError) as error:  # Windows has no local time before 1970
        raise wrong from error


def _in_local_zone(moment: datetime) -> datetime:
    """Return a local time; one that the zone skips comes as much later as the zone skips, and never a day before."""
    local = moment.astimezone()
    if local.replace(tzinfo=None) == moment:
        return local
    offset = (moment - timedelta(days=1)).astimezone().utcoffset()
    return moment.replace(tzinfo=timezone(offset or timedelta())).astimezone()


def local_zone(now: datetime) -> ZoneInfo | None:
    """Return the zone that the system is in, by its IANA name; None where it has none that is known, and for UTC.

    UTC is what a machine has that was never told where it is, and nobody's nine o'clock.
    """
    for name in _zone_names():
        zone = _zone(name)
        if zone is not None and name.rpartition("/")[2] not in _UTC and _keeps_local_time(zone, now):
            return zone
    return None


def _zone_names() -> Iterator[str]:
    """Yield what may be the IANA name of the system's time zone, the most telling first; `TZ` outranks the others.

    Windows knows its zones by other names: there only `TZ` says one.
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
    """Return the name of the zone that a file holds: its place below the folder of all zones, all links followed."""
    return os.path.realpath(path).replace(os.sep, "/").rpartition("zoneinfo/")[2]


def _zone(name: str) -> ZoneInfo | None:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # no such zone; a path; a folder
        return None


def _keeps_local_time(zone: ZoneInfo, now: datetime) -> bool:
    """Say whether the zone has the system's time in the year from `now` on; a name can be out of date."""
    moments = (now.astimezone(UTC) + timedelta(days=days) for days in range(0, 366, 7))
    return all(moment.astimezone().utcoffset() == moment.astimezone(zone).utcoffset() for moment in moments)
