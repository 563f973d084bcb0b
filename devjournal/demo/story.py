"""Writes the invented journal into a file, deed by deed, under a clock that is set to the moment of each."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from devjournal.demo.almanac import Almanac
from devjournal.demo.career import deeds_of_the_career
from devjournal.demo.deed import Stage
from devjournal.demo.weekly import deeds_of_weeks
from devjournal.storage import Journal

SEED = 1
"""Which incidental entries are there, where nothing else is asked for."""


class MovedClock:
    """A clock that stands at the moment it was set to."""

    def __init__(self, moment: datetime) -> None:
        """Stand at `moment`."""
        self.moment = moment

    def __call__(self) -> datetime:
        """Return that moment."""
        return self.moment


def fill(path: Path, now: datetime, seed: int = SEED) -> None:
    """Write the journal into a new file at `path` as it stands at `now`; the same three give the same rows.

    Raises:
        Refused: the year of `now` leaves no room for the story.
        FileRefused, WriteFailed: the file cannot be made or written.
    """
    almanac, today = Almanac(now.date(), now.tzinfo), now.date()
    deeds = [*deeds_of_the_career(almanac), *deeds_of_weeks(almanac, today, seed)]
    deeds.sort(key=lambda deed: deed.at)
    clock = MovedClock(now)
    with Journal(path, clock) as journal, journal.filling(_uids(seed)):
        stage = Stage(journal)
        for deed in deeds:
            if deed.at > now:
                break
            clock.moment = deed.at
            deed.do(stage)


def _uids(seed: int) -> Callable[[], str]:
    dice = random.Random(seed)
    return lambda: str(uuid.UUID(int=dice.getrandbits(128), version=4))
