"""Writes the demo journal to a file: runs the events in order, with the clock set to the time of each."""

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
"""The default seed, which selects the incidental entries."""


class SettableClock:
    """A clock that returns the time it was last set to."""

    def __init__(self, moment: datetime) -> None:
        """Set the clock to `moment`."""
        self.moment = moment

    def __call__(self) -> datetime:
        """Return the time."""
        return self.moment


def fill(path: Path, now: datetime, seed: int = SEED) -> None:
    """Write the demo journal, as of `now`, to a new file at `path`. The same time and seed give the same rows.

    Raises:
        RuleViolation: the story would leave the range of a journal's calendar.
        FileRefused, WriteFailed: the file cannot be created or written.
    """
    story, calendar, today = load_story(), StoryCalendar(now.date(), now.tzinfo), now.date()
    events = [*career_events(story, calendar), *week_events(story.weeks, calendar, today, seed)]
    events += draft_events(story.drafts, calendar)
    events.sort(key=lambda event: event.at)
    clock = SettableClock(now)
    with Journal(path, clock) as journal, journal.bulk_write(_uids(seed)):
        stage = Stage(journal, story.manager)
        for event in events:
            if event.at > now:
                break
            clock.moment = event.at
            event.write(stage)


def _uids(seed: int) -> Callable[[], str]:
    randomness = random.Random(seed)
    return lambda: str(uuid.UUID(int=randomness.getrandbits(128), version=4))
