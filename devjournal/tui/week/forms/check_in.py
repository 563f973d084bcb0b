"""The check-in form: on track, or what can still change before the recap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from devjournal.domain.dates.days import span_in_full
from devjournal.domain.text.user_text import pluralized
from devjournal.domain.week.answers import ON_TRACK
from devjournal.domain.week.questions import CheckInQuestions
from devjournal.domain.week.week import Week
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused, Form, Heading
from devjournal.tui.widgets.fields import Choice, Field, TextField, options


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInAnswer:
    """The check-in."""

    on_track: bool
    adjustment: str
    goal: str
    """The goal, unchanged or smaller."""


class CheckInForm(Form[CheckInAnswer]):
    """Halfway. On track?"""

    ABOUT = "check-in"

    def __init__(
        self,
        week: Week,
        save: Callable[[CheckInAnswer, Answers], None],
        today: date,
        questions: CheckInQuestions,
        lesson: str,
    ) -> None:
        """Ask about `week`, with the `lesson` in use above, if it is not empty. An existing check-in is filled in."""
        facts = f"{week.steps_done} of {pluralized(len(week.plan), 'step')}" if week.plan else ""
        span = span_in_full(week.monday, week.iso.sunday)
        heading = Heading(
            title=f"Check-in of week {week.iso.number}", span=span, subject=week.goal, facts=facts, lesson=lesson
        )
        super().__init__(heading, save, today)
        self._week = week
        self._questions = questions

    def fields(self) -> Sequence[Field]:
        """On track, adjustment, smaller goal."""
        week, questions, keeps_first = self._week, self._questions, "optional; the first wording is kept"
        return (
            Field(questions.on_track, Choice(options(ON_TRACK), week.on_track), help="needed", id="on_track"),
            Field(questions.adjust, TextField(week.adjustment), help="optional", id="adjust"),
            Field(questions.smaller, TextField(week.goal), help=keeps_first, id="goal"),
        )

    def filled(self) -> None:
        """Show the questions that depend on the answer."""
        off_track = self._on_track is False
        self.field("goal").display = off_track
        self.field("adjust").ask(self._questions.adjust, "one sentence is enough" if off_track else "optional")

    @property
    def _on_track(self) -> bool | None:
        return self.chosen("on_track", bool)

    def after_answer(self, choice: Choice[object]) -> None:
        """If off track, focus the adjustment."""
        self.filled()
        if not self._on_track:
            self.set_focus(self.field("adjust").control)

    def collect(self) -> CheckInAnswer:
        """Return the check-in.

        Raises:
            FieldRefused: on track is not answered, or the goal is empty.
        """
        if self._on_track is None:
            raise FieldRefused("on_track", "Needed: on track or off track.")
        goal = self.text_of("goal", "The goal") if self._on_track is False else self._week.goal
        if not goal.strip():
            raise FieldRefused("goal", "Needed: the goal, smaller or as it was.")
        adjustment = self.text_of("adjust", "The adjustment")
        return CheckInAnswer(on_track=self._on_track, adjustment=adjustment, goal=goal)
