"""What verbs do: open a form, hand its value to the journal, and let the screen show what it says then.

The forms are imported where they are opened: a start does not pay for a text editor that is not shown yet.
"""

from __future__ import annotations

from typing import Protocol

from textual.screen import Screen

from devjournal.domain.dates import IsoWeek
from devjournal.domain.gap import least_proven_first
from devjournal.domain.text import quoted
from devjournal.domain.week import Outcome, check_check_in, check_recap
from devjournal.errors import JournalError
from devjournal.storage import Journal


class Asker(Protocol):
    """A screen that forms are opened from."""

    journal: Journal

    def open_form(self, form: Screen[bool]) -> None:
        """Open a form."""

    def renew_all(self) -> None:
        """Read the journal again."""

    def tell(self, text: str, *, failed: bool = False) -> None:
        """Say something in one line."""

    def recapped(self, iso: IsoWeek) -> None:
        """A recap was just given."""


def set_goal(screen: Asker, iso: IsoWeek, gap: int | None = None) -> None:
    """Ask for the goal of a week, after the lesson that waits for an answer."""
    from devjournal.tui.dialogs.goal import GoalAnswer, GoalForm

    journal = screen.journal
    week = journal.weeks.get(iso)
    lesson = journal.weeks.unanswered_lesson()
    if lesson is not None and (lesson.iso >= iso or week.has_goal):
        lesson = None

    def save(answer: GoalAnswer) -> None:
        journal.weeks.set_goal(iso, answer.goal, skill=answer.skill, gap=answer.gap, plan=answer.plan)
        if lesson is not None and answer.lesson_answer is not None:
            journal.weeks.answer_lesson(answer.lesson_answer, of=lesson.iso)

    gaps = least_proven_first(journal.gaps.list())
    form = GoalForm(week, save, journal.today, lesson=lesson, gaps=gaps, gap=gap)
    screen.open_form(form)


def check_in(screen: Asker, iso: IsoWeek) -> None:
    """Ask whether a week is on track."""
    from devjournal.tui.dialogs.check_in import CheckInAnswer, CheckInForm

    journal = screen.journal
    week = journal.weeks.get(iso)
    try:
        check_check_in(week, journal.today)
    except JournalError:
        screen.tell("A goal comes first: g" if not week.has_goal else f"Week {iso.number} has not begun yet.")
        return

    def save(answer: CheckInAnswer) -> None:
        journal.weeks.check_in(iso, answer.on_track, answer.adjustment)

    screen.open_form(CheckInForm(week, save, journal.today))


def recap(screen: Asker, iso: IsoWeek) -> None:
    """Ask how a week went; a moment of celebration follows."""
    from devjournal.tui.dialogs.recap import RecapAnswer, RecapForm, RecapPromise

    journal = screen.journal
    week = journal.weeks.get(iso)
    try:
        check_recap(week, Outcome.AWAY, journal.today)
    except JournalError as error:
        screen.tell(str(error), failed=True)
        return

    def save(answer: RecapAnswer) -> None:
        journal.weeks.recap(iso, answer.outcome, better=answer.better, note=answer.note, lesson=answer.lesson)
        screen.recapped(iso)

    counts = journal.standing().streak + (week.outcome is None and journal.today in iso)
    gap = journal.gaps.get(week.gap) if week.gap is not None else None
    screen.open_form(RecapForm(week, RecapPromise(gap=gap, streak=counts), save, journal.today))


def add_step(screen: Asker, iso: IsoWeek) -> None:
    """Ask for another step of a plan."""
    from devjournal.tui.dialogs.step import StepForm

    journal = screen.journal
    week = journal.weeks.get(iso)
    if not week.has_goal:
        screen.tell("A goal comes first: g")
        return
    screen.open_form(StepForm(week, None, lambda text: _done(journal.weeks.add_step(iso, text)), journal.today))


def edit_step(screen: Asker, iso: IsoWeek, number: int) -> None:
    """Ask for other words for a step."""
    from devjournal.tui.dialogs.step import StepForm

    journal = screen.journal
    week = journal.weeks.get(iso)
    save = lambda text: _done(journal.weeks.edit_step(iso, number, text))  # noqa: E731
    screen.open_form(StepForm(week, number, save, journal.today))


def remove_step(screen: Asker, iso: IsoWeek, number: int) -> None:
    """Remove a step of a plan."""
    step = screen.journal.weeks.remove_step(iso, number)
    screen.renew_all()
    screen.tell(f"Removed: {quoted(step.text)}.")


def remove_goal(screen: Asker, iso: IsoWeek) -> None:
    """Take the goal of a week away."""
    week = screen.journal.weeks.clear_goal(iso)
    screen.renew_all()
    screen.tell(f"Removed: the goal {quoted(week.goal)}.")


def add_entry(screen: Asker, *, iso: IsoWeek | None = None, gap: int | None = None) -> None:
    """Ask for an entry; in a past week it is about that week's Friday."""
    from devjournal.tui.dialogs.entry import EntryAnswer, EntryForm

    journal = screen.journal
    day = journal.today
    if iso is not None and day not in iso:
        day = iso.friday if iso.monday < day else iso.monday

    def save(answer: EntryAnswer) -> None:
        journal.entries.add(answer.text, day=answer.day, gap=answer.gap, link=answer.link, private=answer.private)

    gaps = least_proven_first(journal.gaps.list())
    screen.open_form(EntryForm(None, save, journal.today, day=day, gaps=gaps, gap=gap))


def edit_entry(screen: Asker, row_id: int) -> None:
    """Edit an entry."""
    from devjournal.tui.dialogs.entry import EntryAnswer, EntryForm

    journal = screen.journal
    entry = journal.entries.get(row_id)

    def save(answer: EntryAnswer) -> None:
        journal.entries.edit(
            row_id, text=answer.text, day=answer.day, gap=answer.gap, link=answer.link, private=answer.private
        )

    gaps = [gap for gap in journal.gaps.list() if gap.closed_on is None or gap.id == entry.gap]
    screen.open_form(EntryForm(entry, save, journal.today, gaps=gaps))


def remove_entry(screen: Asker, row_id: int) -> None:
    """Remove an entry."""
    entry = screen.journal.entries.remove(row_id)
    screen.renew_all()
    screen.tell(f"Removed: {quoted(entry.text)}.")


def _done(_: object) -> None:
    """Take a result that a form has no use for."""
