"""The goal form: last week's lesson, skill, goal, plan, gap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from textual.widget import Widget
from textual.widgets import TextArea

from devjournal.domain.career.gap import Gap
from devjournal.domain.dates.days import span_in_full
from devjournal.domain.text.user_text import pluralized, same_words
from devjournal.domain.week.answers import ASK_FROM, CARRIED, CARRIED_AGAIN, LESSON_ANSWERS, Carry
from devjournal.domain.week.past_goals import PastGoal, completed, known_spelling, resembling, skills_of, usual_skill
from devjournal.domain.week.questions import GoalQuestions
from devjournal.domain.week.steps import steps_of
from devjournal.domain.week.week import LessonAnswer, Week
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused, Form, Heading
from devjournal.tui.week.forms.goal_hints import goals_beside
from devjournal.tui.widgets.fields import Choice, Field, Picker, TextField, options
from devjournal.tui.widgets.fields.check_list import CheckList
from devjournal.tui.widgets.fields.choice import NO_GLYPH
from devjournal.tui.widgets.fields.completing import Completing
from devjournal.tui.widgets.lines import Line, cut, row_text
from devjournal.tui.widgets.pane import Pane


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalAnswer:
    """The goal."""

    skill: str
    goal: str
    plan: tuple[str, ...]
    gap: int | None
    lesson_answer: LessonAnswer | None = None
    carries: bool = False
    """Whether it carries on the goal of a missed week."""


_SKILL_HELP = "needed: in a word or two"


class GoalHints(NamedTuple):
    """Suggestions from earlier weeks."""

    past: tuple[PastGoal, ...] = ()
    """Goals of earlier weeks, latest first."""
    left_steps: tuple[str, ...] = ()
    """Undone steps of last week, if it was a hit."""


class GoalForm(Form[GoalAnswer]):
    """One skill a week. What should be better by Friday?"""

    ABOUT = "goal"

    def __init__(
        self,
        week: Week,
        save: Callable[[GoalAnswer, Answers], None],
        today: date,
        questions: GoalQuestions,
        *,
        lesson: Week | None = None,
        gaps: Sequence[Gap] = (),
        gap: int | None = None,
        bets: AbstractSet[int] = frozenset(),
        left: Week | None = None,
        hints: GoalHints = GoalHints(),  # noqa: B008  # a value
    ) -> None:
        """Ask for the goal of `week`. An unanswered `lesson` comes first; `gap` is picked in advance.

        `gaps` are offered in their order; those in `bets` (IDs) are marked. `left` is the missed week whose goal can be
        carried over; `hints` are suggestions from earlier weeks.
        """
        span = span_in_full(week.monday, week.iso.sunday)
        super().__init__(Heading(title=f"Goal of week {week.iso.number}", span=span), save, today)
        self._week = week
        self._lesson = lesson
        self._gaps = gaps
        self._gap = gap if gap is not None else week.gap
        self._left = left
        self._questions = questions
        self._bets = bets
        self._past, self._left_steps = hints
        self._skills = skills_of(self._past)
        self._filled_skill = ""
        """The skill filled in by the last picked gap; another gap may replace it."""

    def fields(self) -> Sequence[Field]:
        """Lesson, goal left over, skill, goal, plan, gap."""
        week = self._week
        plan = "\n".join(step.text.replace("\n", " ") for step in week.plan)
        fields = [
            Field(
                self._questions.skill,
                Completing(week.skill or self._usual_skill(self._gap), partial(completed, self._skills)),
                help=_SKILL_HELP,
                id="skill",
            ),
            Field(self._questions.goal, TextField(week.goal), help="needed: one clear goal", id="goal"),
            Field(self._questions.plan, TextField(plan, lines=True), help="optional: one step a line", id="plan"),
        ]
        if self._left_steps:
            lines: list[tuple[int, Line]] = [
                (number, ((row_text(step), "text"),)) for number, step in enumerate(self._left_steps)
            ]
            question = f"Steps left from week {week.iso.shift(-1).number}?"
            fields.append(
                Field(question, CheckList(lines), help="optional; space adds one to the plan", id="left_steps")
            )
        if self._gaps:
            picker = Picker(self._options(), self._gap)
            fields.append(Field(self._questions.gap, picker, help=f"optional, {self._order}", id="gap"))
        if self._left is not None:
            fields.insert(0, self._left_over(self._left))
        if self._lesson is not None:
            answers = options(LESSON_ANSWERS)
            words = self._in_quotes(self._lesson.lesson)
            help = f"W{self._lesson.iso.number} left it; it comes back until you answer it"
            fields.insert(0, Field(words, Choice(answers), help=help, id="lesson"))
        return fields

    def _usual_skill(self, gap: int | None) -> str:
        return usual_skill(self._past, gap) if gap is not None else ""

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Show the skill used before, and its goals."""
        field = event.text_area.parent
        if isinstance(field, Field) and field.id == "skill":
            typed = event.text_area.text
            near = completed(self._skills, typed) or resembling(self._skills, typed)
            field.ask(self._questions.skill, f"used before: {row_text(near)}" if near else _SKILL_HELP)
            self._draw_aside()

    def on_pane_opened(self, message: Pane.Opened) -> None:
        """Fill in the usual skill of a picked gap, unless a skill was typed."""
        if self._gaps and message.pane is self.field("gap").control:
            picked = self.field("gap").answer
            usual = self._usual_skill(picked if isinstance(picked, int) else None)
            if usual and str(self.field("skill").answer).strip() in ("", self._filled_skill):
                self._filled_skill = usual
                self.field("skill").put(usual)

    def aside(self) -> list[Line]:
        """Return the last goals for the typed skill."""
        return goals_beside(self._past, str(self.field("skill").answer), self.glyphs)

    @property
    def _order(self) -> str:
        """The order of the gaps in words."""
        return "least proven first" if self._bets.isdisjoint(gap.id for gap in self._gaps) else "bets first"

    def _in_quotes(self, text: str) -> str:
        return f"{self.glyphs.open_quote}{cut(text, 70, self.glyphs.cut)}{self.glyphs.close_quote}"

    def _left_over(self, missed: Week) -> Field:
        """Return the question about a missed goal; from the third carry on, it asks what is wrong with the goal."""
        words = self._in_quotes(missed.goal)
        if missed.carried >= ASK_FROM:
            answers = options(CARRIED_AGAIN, ("◧", "here"), NO_GLYPH, ("→", "here"))
            help = f"missed in W{missed.iso.number}, carried {missed.carried} times: too big, or not wanted?"
            return Field(words, Choice(answers), help=help, id="left")
        answers = options(CARRIED, ("→", "here"), ("◧", "here"), NO_GLYPH)
        return Field(words, Choice(answers), help=f"missed in W{missed.iso.number}; take it on?", id="left")

    @property
    def _carry(self) -> Carry | None:
        if self._left is None:
            return None
        carry: Carry | None = self.chosen("left")
        return carry

    def after_answer(self, choice: Choice[object]) -> None:
        """Fill in a goal that is carried over, without overwriting typed texts; then focus the next question.

        It replaces a goal set in advance, but its steps are added to those already planned.
        """
        field = choice.parent
        assert isinstance(field, Field)
        missed = self._left
        if field.id != "left" or missed is None:
            self.go_to_next_question()
            return
        if self._carry is not Carry.DROP:
            steps = "\n".join(step.text.replace("\n", " ") for step in missed.plan if not step.done)
            plan = str(self.field("plan").answer)
            both = "\n".join(part for part in (plan, steps) if part)
            for name, text in (("skill", missed.skill), ("goal", missed.goal), ("plan", both)):
                if not self.touched(name):
                    self.field(name).put(text)
            if self._gaps and not self.touched("gap") and self._gap == self._week.gap:
                self.field("gap").put(missed.gap)
        self.set_focus(self.field("skill" if self._carry is Carry.DROP else "goal").control)

    def _options(self) -> list[tuple[object, Line]]:
        options: list[tuple[object, Line]] = [(None, (("none: it counts as mastering the current role", "text"),))]
        for gap in self._gaps:
            weeks = f"{pluralized(gap.goals, 'week')}, {gap.hits} hit" if gap.goals else "no week yet"
            facts = f"  {'a bet, ' if gap.id in self._bets else ''}{gap.measure}, {weeks}"
            options.append((gap.id, ((row_text(gap.title), "text"), (facts, "muted"))))
        return options

    @property
    def gap_is_mine(self) -> bool:
        """Whether the user picked the gap, in the form or before it."""
        return self.touched("gap") or self._gap != self._week.gap

    def first_control(self) -> Widget:
        """Focus the goal if there is one already."""
        if self._lesson is None and self._week.has_goal:
            return self.field("goal").control
        return super().first_control()

    def collect(self) -> GoalAnswer:
        """Return the goal.

        Raises:
            FieldRefused: skill or goal is missing, or a goal to shrink is unchanged.
        """
        skill = self.needed_text("skill", "The skill", "one skill, in a word or two")
        goal = self.needed_text("goal", "The goal", "one clear goal, in a sentence")
        if self._carry is Carry.SHRINK and self._left is not None and same_words(goal, self._left.goal):
            raise FieldRefused("goal", "Needed: a smaller goal than the one that was missed.")
        planned = {step.text for step in self._week.plan}
        plan = steps_of(self.text_of("plan", "The plan").splitlines(), planned)
        gap = self._gap
        if self._gaps:
            picked = self.field("gap").answer
            gap = picked if isinstance(picked, int) else None
        answer = self.chosen("lesson") if self._lesson is not None else None
        carries = self._carry in (Carry.CONTINUE, Carry.SHRINK)
        if self._left_steps:
            selected = self.control("left_steps", CheckList).selected
            extra_steps = (self._left_steps[number].replace("\n", " ") for number in selected)
            plan = (*plan, *(step for step in extra_steps if step not in plan))
        skill = known_spelling(self._skills, skill)
        return GoalAnswer(skill=skill, goal=goal, plan=plan, gap=gap, lesson_answer=answer, carries=carries)
