"""Every state of the week with a snapshot: a journal at a moment, and keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from devjournal.domain.career.gap import Area, Step
from devjournal.domain.week.week import LessonAnswer, Outcome
from devjournal.storage import Journal
from devjournal.tui import theme
from devjournal.tui.widgets.glyphs import ASCII, UNICODE, Glyphs
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, AppSession, Size
from tests.tui.days import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, WEEK, later

Fill = Callable[[Journal, FrozenClock], object]

GOAL = "Ship the retry queue behind a flag, with one rehearsed rollback."
PLAN = (
    "Failure table: what can be retried, what must not",
    "Queue with backoff, behind retry_v2",
    "Rehearse the rollback in staging with Ines",
    "Turn it on for 5 % of traffic",
)
LESSON = "Say who decides before the meeting, not after it."
THREE = (WIDE, MIDDLE, NARROW)
FOUR = (*THREE, SMALLEST)
HUGE = (200, 60)


def gaps(journal: Journal) -> int:
    """Add some gaps; return the one that goals are for."""
    journal.gaps.add(Area.BRAND, "Seen by the Platform leads", needed=5, step=Step.NEXT)
    journal.gaps.add(Area.EXPERIENCE, "Lead a design across two teams", needed=3, step=Step.NEXT)
    return journal.gaps.add(Area.SKILLS, "Design for failure", needed=12, step=Step.NEXT).id


def autumn(journal: Journal, clock: FrozenClock, *, until: int = 1, lesson: str = LESSON) -> int:
    """Fill the weeks before this one, up to `until` weeks ago. The last one leaves a lesson."""
    clock.set(later(MONDAY, -12))
    gap = gaps(journal)
    for back in range(11, until - 1, -1):
        iso = WEEK.shift(-back)
        clock.set(later(FRIDAY, -back))
        if back == 5:
            journal.weeks.recap(iso, Outcome.AWAY, note="Ill")
            continue
        journal.weeks.set_goal(iso, "Halve the time to a first review.", skill="Reviews", gap=gap if back % 3 else None)
        missed, last = back in (2, 8), back == until
        journal.weeks.recap(
            iso,
            Outcome.MISSED if missed else Outcome.HIT,
            better=back != 8,
            note="The queue was shorter by Wednesday.",
            lesson=lesson if last else "",
        )
    return gap


def begun(journal: Journal, clock: FrozenClock, *, steps: int = 0, entries: int = 0) -> None:
    """Set this week's goal after an autumn of weeks, tick some steps and add some entries."""
    gap = autumn(journal, clock)
    clock.set(MONDAY)
    journal.weeks.answer_lesson(LessonAnswer.KEEP, into=WEEK)
    journal.weeks.set_goal(WEEK, GOAL, skill="Design", gap=gap, plan=PLAN)
    for number in range(1, steps + 1):
        journal.weeks.tick(WEEK, number, True)
    for n, text in enumerate(
        ("Wrote the failure table; 3 cases nobody owned", "Paired with Ines on backoff")[:entries]
    ):
        journal.entries.add(text, day=WEEK.days[n], gap=gap if n == 0 else None, private=n == 1)


def checked_in(journal: Journal, clock: FrozenClock, *, on_track: bool = True) -> None:
    """Fill this week up to its check-in."""
    begun(journal, clock, steps=2, entries=2)
    clock.set(WEDNESDAY)
    journal.weeks.check_in(WEEK, on_track, None if on_track else "Ask Mara to bring both leads to one meeting")


def recapped(
    journal: Journal, clock: FrozenClock, outcome: Outcome, better: bool | None, note: str, lesson: str
) -> None:
    """Fill this week up to its recap."""
    checked_in(journal, clock)
    clock.set(FRIDAY)
    journal.weeks.recap(WEEK, outcome, better=better, note=note, lesson=lesson)


def nothing(journal: Journal, clock: FrozenClock) -> None:
    """Leave the journal empty."""


def forgotten(journal: Journal, clock: FrozenClock, *, weeks: int = 1) -> None:
    """Leave some earlier weeks without a recap."""
    autumn(journal, clock, until=weeks + 1)
    for back in range(weeks, 0, -1):
        clock.set(later(MONDAY, -back))
        journal.weeks.set_goal(WEEK.shift(-back), "Write the runbook for the queue.", skill="Writing")


def away(journal: Journal, clock: FrozenClock) -> None:
    """Mark days off from this Monday to the next."""
    autumn(journal, clock, lesson="")
    journal.away.add(WEEK.monday, WEEK.monday + timedelta(days=8), "Walking in the Vosges")


def full(journal: Journal, clock: FrozenClock) -> None:
    """Add 30 entries and plan 12 steps."""
    begun(journal, clock)
    for n in range(5, 13):
        journal.weeks.add_step(WEEK, f"Step {n}: one more thing that has to be done before the flag is on")
    for n in range(30):
        journal.entries.add(f"Entry {n + 1}, about something that was learned on the way", day=WEEK.days[n // 6])
    clock.set(THURSDAY)
    journal.weeks.check_in(WEEK, True)


def carried(journal: Journal, clock: FrozenClock) -> None:
    """Miss last week's goal."""
    autumn(journal, clock, until=2, lesson="")
    clock.set(later(FRIDAY, -1))
    journal.weeks.set_goal(WEEK.shift(-1), GOAL, skill="Design", plan=PLAN)
    journal.weeks.tick(WEEK.shift(-1), 1, True)
    journal.weeks.recap(WEEK.shift(-1), Outcome.MISSED, better=True, lesson=LESSON)


def ahead(journal: Journal, clock: FrozenClock) -> None:
    """Set next week's goal in advance."""
    checked_in(journal, clock)
    journal.weeks.set_goal(WEEK.shift(1), "Hand the queue over to the team.", skill="Delegation")
    journal.away.add(date(2026, 12, 21), date(2026, 12, 31), "Winter")


def hit(journal: Journal, clock: FrozenClock) -> None:
    """Hit this week's goal."""
    recapped(journal, clock, Outcome.HIT, True, "Rehearsing the rollback before it was needed.", "")


def missed(journal: Journal, clock: FrozenClock) -> None:
    """Miss this week's goal."""
    recapped(journal, clock, Outcome.MISSED, False, "Two days went into an incident.", "Book the rehearsal on Monday.")


def missed_better(journal: Journal, clock: FrozenClock) -> None:
    """Miss this week's goal, but with "better"."""
    recapped(journal, clock, Outcome.MISSED, True, "No owner yet, but I ran the room.", "Name the owner first.")


def week_off(journal: Journal, clock: FrozenClock) -> None:
    """Recap this week as a week off."""
    autumn(journal, clock, lesson="")
    clock.set(FRIDAY)
    journal.weeks.recap(WEEK, Outcome.AWAY, note="A cold.")


@dataclass(frozen=True)
class State:
    """A state: a journal at a moment, keys, and the sizes of its snapshots."""

    fill: Fill
    now: datetime
    keys: Sequence[str] = ()
    sizes: Sequence[Size] = THREE
    theme: str = theme.DARK
    glyphs: Glyphs = UNICODE


RECAP = ("r", "h", "y", "y", "=I say what can fail before I say what can work.")
STATES = {
    "first-run-monday": State(nothing, MONDAY, sizes=FOUR),
    "first-run-midweek": State(nothing, THURSDAY),
    "new-week-lesson": State(lambda j, c: autumn(j, c), MONDAY, sizes=FOUR),
    "new-week-carried": State(carried, MONDAY),
    "new-week-late": State(lambda j, c: autumn(j, c, lesson=""), THURSDAY),
    "planned": State(begun, TUESDAY),
    "planned-step": State(lambda j, c: begun(j, c, steps=1, entries=1), TUESDAY, ("tab", "down", "down")),
    "check-in-due": State(lambda j, c: begun(j, c, steps=2, entries=2), WEDNESDAY, sizes=FOUR),
    "on-track": State(checked_in, THURSDAY),
    "off-track": State(lambda j, c: checked_in(j, c, on_track=False), THURSDAY),
    "friday": State(checked_in, FRIDAY, sizes=(*FOUR, HUGE)),
    "hit-moment": State(checked_in, FRIDAY, (*RECAP, "ctrl+s"), sizes=FOUR),
    "missed-moment": State(checked_in, FRIDAY, ("r", "m", "n", "y", "=Book the rehearsal on Monday.", "ctrl+s")),
    "hit": State(hit, FRIDAY),
    "missed-better": State(missed_better, FRIDAY),
    "missed": State(missed, FRIDAY),
    "week-off": State(week_off, FRIDAY),
    "away": State(away, TUESDAY),
    "forgotten": State(forgotten, MONDAY, sizes=FOUR),
    "forgotten-three": State(lambda j, c: forgotten(j, c, weeks=3), MONDAY),
    "welcome-back": State(lambda j, c: autumn(j, c, until=6), MONDAY),
    "past-hit": State(checked_in, FRIDAY, ("[",)),
    "past-unrecapped": State(forgotten, TUESDAY, ("[",)),
    "past-none": State(lambda j, c: autumn(j, c, until=2), TUESDAY, ("[",)),
    "past-away": State(away, later(MONDAY, 2), ("[", "[")),
    "future": State(checked_in, FRIDAY, ("]",)),
    "future-goal": State(ahead, FRIDAY, ("]",)),
    "full": State(full, THURSDAY, sizes=(*FOUR, HUGE)),
    "full-entries": State(full, THURSDAY, ("tab", "tab", "pagedown", "down")),
    "read": State(full, THURSDAY, ("R",), sizes=(*FOUR, HUGE)),
    "read-entry": State(full, THURSDAY, ("tab", "tab", "enter"), sizes=(*THREE, HUGE)),
    "help": State(hit, FRIDAY, ("question_mark",), sizes=FOUR),
    "toast": State(checked_in, FRIDAY, ("tab", "x"), sizes=(WIDE, MIDDLE)),
    "toast-narrow": State(
        checked_in, FRIDAY, ("tab", "x"), sizes=(NARROW,)
    ),  # cut for the width at the time of the message
    "form-goal": State(carried, MONDAY, ("g",), sizes=FOUR),
    "form-goal-filled": State(begun, TUESDAY, ("e",)),
    "form-check-in": State(lambda j, c: begun(j, c, steps=2), WEDNESDAY, ("c",)),
    "form-check-in-off": State(lambda j, c: begun(j, c, steps=2), WEDNESDAY, ("c", "f", "=Ask Mara")),
    "form-recap": State(checked_in, FRIDAY, ("r",), sizes=(*FOUR, HUGE)),
    "form-recap-hit": State(checked_in, FRIDAY, RECAP),
    "form-recap-missed": State(checked_in, FRIDAY, ("r", "m", "n")),
    "form-recap-off": State(checked_in, FRIDAY, ("r", "w")),
    "form-recap-refused": State(checked_in, FRIDAY, ("r", "ctrl+s")),
    "form-recap-draft": State(checked_in, FRIDAY, ("r", "m", "n", "y", "=Half a thought", "escape", "r")),
    "form-entry": State(checked_in, FRIDAY, ("a",), sizes=FOUR),
    "form-entry-refused": State(checked_in, FRIDAY, ("a", "=Done", "tab", "tab", "tab", "=, perhaps", "ctrl+s")),
    "form-step": State(checked_in, FRIDAY, ("n",)),
    "form-away": State(ahead, FRIDAY, ("A",)),
    "form-catch-up": State(lambda j, c: forgotten(j, c, weeks=3), MONDAY, ("r", "h", "b")),
    "form-help": State(checked_in, FRIDAY, ("r", "f1"), sizes=(MIDDLE,)),
    "light-friday": State(checked_in, FRIDAY, sizes=(WIDE,), theme=theme.LIGHT),
    "light-hit-moment": State(checked_in, FRIDAY, (*RECAP, "ctrl+s"), sizes=(MIDDLE,), theme=theme.LIGHT),
    "contrast-friday": State(checked_in, FRIDAY, sizes=(WIDE,), theme=theme.CONTRAST),
    "contrast-hit-moment": State(checked_in, FRIDAY, (*RECAP, "ctrl+s"), sizes=(MIDDLE,), theme=theme.CONTRAST),
    "ascii-friday": State(checked_in, FRIDAY, sizes=(WIDE, NARROW), glyphs=ASCII),
    "ascii-hit-moment": State(checked_in, FRIDAY, (*RECAP, "ctrl+s"), sizes=(MIDDLE,), glyphs=ASCII),
    "ascii-form-recap": State(checked_in, FRIDAY, ("r", "h"), sizes=(MIDDLE,), glyphs=ASCII),
    "too-small": State(checked_in, FRIDAY, sizes=((39, 20), (38, 10), (80, 11), (12, 4))),
    "form-too-small": State(checked_in, FRIDAY, ("r",), sizes=((38, 10),)),
}


async def lead_to(at: AppSession, state: State) -> None:
    """Press the state's keys."""
    for key in state.keys:
        await (at.write(key[1:]) if key.startswith("=") else at.press(key))
