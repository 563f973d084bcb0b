"""Writes the demo journal into a file, event by event, under a clock that is set to the time of each."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from devjournal.demo.calendar import StoryCalendar
from devjournal.demo.career_events import career_events
from devjournal.demo.loader import load_story
from devjournal.demo.stage import Stage
from devjournal.demo.week_events import draft_events, week_events
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
        RuleViolation: the year of `now` leaves no room for the story.
        FileRefused, WriteFailed: the file cannot be made or written.
    """
    story, calendar, today = load_story(), StoryCalendar(now.date(), now.tzinfo), now.date()
    events = [*career_events(story, calendar), *week_events(story.weeks, calendar, today, seed)]
    events += draft_events(story.drafts, calendar)
    events.sort(key=lambda event: event.at)
    clock = MovedClock(now)
    with Journal(path, clock) as journal, journal.bulk_write(_uids(seed)):
        stage = Stage(journal, story.manager)
        for event in events:
            if event.at > now:
                break
            clock.moment = event.at
            event.write(stage)


def _uids(seed: int) -> Callable[[], str]:
    dice = random.Random(seed)
    return lambda: str(uuid.UUID(int=dice.getrandbits(128), version=4))
