"""The goal form: last week's lesson, skill, goal, plan, gap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import partial

from textual.widget import Widget
from textual.widgets import TextArea

from devjournal.domain.career.gap import Gap
from devjournal.domain.dates.days import span_in_full
from devjournal.domain.text.user_text import pluralized, same_words
from devjournal.domain.week.answers import ASK_FROM, CARRIED, CARRIED_AGAIN, LESSON_ANSWERS, Carry
from devjournal.domain.week.past_goals import PastGoal, completed, known_spelling, resembling, skills_of, usual_skill
from devjournal.domain.week.questions import GoalQuestions
from devjournal.domain.week.steps import steps_of
from devjournal.domain.week.week import LessonAnswer, PlanStep, Week
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
    lesson_answer: LessonAnswer | None
    carries: bool
    """Whether the goal of a missed week is carried on."""


_SKILL_HELP = "needed: in a word or two"

_MAX_QUOTE = 70
"""Maximum cells of a quoted lesson or goal in a question."""


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
        lesson_week: Week | None,
        missed_week: Week | None,
        gaps: Sequence[Gap],
        gap: int | None,
        bets: AbstractSet[int],
        past: Sequence[PastGoal],
        undone_steps: Sequence[str],
    ) -> None:
        """Ask for the goal of `week`.

        The unanswered lesson of `lesson_week` comes first, then the goal of `missed_week`, which can be carried over.
        `gaps` are offered in their order, those in `bets` (IDs) marked; the one with the ID `gap` is picked in advance.
        `past` are the goals of earlier weeks, latest first; `undone_steps` of last week can be added to the plan.
        """
        span = span_in_full(week.monday, week.iso.sunday)
        super().__init__(Heading(title=f"Goal of week {week.iso.number}", span=span), save, today)
        self._week = week
        self._questions = questions
        self._lesson_week = lesson_week
        self._missed_week = missed_week
        self._gaps = gaps
        self._gap = gap if gap is not None else week.gap
        self._bets = bets
        self._past = past
        self._undone_steps = undone_steps
        self._skills = skills_of(self._past)
        self._filled_skill = ""
        """The skill filled in by the last picked gap; another gap may replace it."""

    def fields(self) -> Sequence[Field]:
        """Lesson, goal of the missed week, skill, goal, plan, undone steps, gap."""
        week, questions = self._week, self._questions
        usual = self._usual_skill(self._gap)
        fields = [
            Field(
                questions.skill,
                Completing(week.skill or usual, partial(completed, self._skills)),
                help=_SKILL_HELP,
                id="skill",
            ),
            Field(questions.goal, TextField(week.goal), help="needed: one clear goal", id="goal"),
            Field(
                questions.plan,
                TextField(_one_a_line(week.plan), lines=True),
                help="optional: one step a line",
                id="plan",
            ),
        ]
        if self._undone_steps:
            lines: list[tuple[int, Line]] = [
                (n, ((row_text(step), "text"),)) for n, step in enumerate(self._undone_steps)
            ]
            question = f"Steps left from week {week.iso.shift(-1).number}?"
            help = "optional; space adds one to the plan"
            fields.append(Field(question, CheckList(lines), help=help, id="left_steps"))
        if self._gaps:
            order = "least proven first" if self._bets.isdisjoint(gap.id for gap in self._gaps) else "bets first"
            picker = Picker(self._gap_options(), self._gap)
            fields.append(Field(questions.gap, picker, help=f"optional, {order}", id="gap"))
        return [*self._lesson_field(), *self._missed_goal_field(), *fields]

    def _lesson_field(self) -> list[Field]:
        """Return the question about the unanswered lesson, if there is one."""
        week = self._lesson_week
        if week is None:
            return []
        help = f"W{week.iso.number} left it; it comes back until you answer it"
        return [Field(self._quoted(week.lesson), Choice(options(LESSON_ANSWERS)), help=help, id="lesson")]

    def _missed_goal_field(self) -> list[Field]:
        """Return the question about a missed goal; from the third carry on, it asks what is wrong with the goal."""
        week = self._missed_week
        if week is None:
            return []
        if week.carried >= ASK_FROM:
            answers = options(CARRIED_AGAIN, ("◧", "here"), NO_GLYPH, ("→", "here"))
            help = f"missed in W{week.iso.number}, carried {week.carried} times: too big, or not wanted?"
        else:
            answers = options(CARRIED, ("→", "here"), ("◧", "here"), NO_GLYPH)
            help = f"missed in W{week.iso.number}; take it on?"
        return [Field(self._quoted(week.goal), Choice(answers), help=help, id="left")]

    def _quoted(self, text: str) -> str:
        return self.glyphs.quoted(cut(text, _MAX_QUOTE, self.glyphs.cut))

    def _gap_options(self) -> list[tuple[object, Line]]:
        options: list[tuple[object, Line]] = [(None, (("none: it counts as mastering the current role", "text"),))]
        for gap in self._gaps:
            weeks = f"{pluralized(gap.goals, 'week')}, {gap.hits} hit" if gap.goals else "no week yet"
            facts = f"  {'a bet, ' if gap.id in self._bets else ''}{gap.measure}, {weeks}"
            options.append((gap.id, ((row_text(gap.title), "text"), (facts, "muted"))))
        return options

    def _usual_skill(self, gap: int | None) -> str:
        return usual_skill(self._past, gap) if gap is not None else ""

    @property
    def _picked_gap(self) -> int | None:
        """The ID of the picked gap; without a list of gaps, of the gap picked in advance."""
        if not self._gaps:
            return self._gap
        value = self.field("gap").answer
        return value if isinstance(value, int) else None

    @property
    def gap_is_mine(self) -> bool:
        """Whether the user picked the gap, in the form or before it."""
        return self.touched("gap") or self._gap != self._week.gap

    @property
    def _carry(self) -> Carry | None:
        return self.chosen("left", Carry) if self._missed_week is not None else None

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Show the skill used before, and its goals."""
        field = event.text_area.parent
        if isinstance(field, Field) and field.id == "skill":
            typed = event.text_area.text
            known = completed(self._skills, typed) or resembling(self._skills, typed)
            field.ask(self._questions.skill, f"used before: {row_text(known)}" if known else _SKILL_HELP)
            self._draw_aside()

    def on_pane_opened(self, message: Pane.Opened) -> None:
        """Fill in the usual skill of a picked gap, unless a skill was typed."""
        if self._gaps and message.pane is self.field("gap").control:
            usual = self._usual_skill(self._picked_gap)
            if usual and str(self.field("skill").answer).strip() in ("", self._filled_skill):
                self._filled_skill = usual
                self.field("skill").put(usual)

    def aside(self) -> list[Line]:
        """Return the last goals for the typed skill."""
        return goals_beside(self._past, str(self.field("skill").answer), self.glyphs)

    def after_answer(self, choice: Choice[object]) -> None:
        """Fill in a goal that is carried over, without overwriting typed texts; then focus the next question.

        It replaces a goal set in advance, but its steps are added to those already planned.
        """
        field = choice.parent
        assert isinstance(field, Field)
        missed = self._missed_week
        if field.id != "left" or missed is None:
            self.go_to_next_question()
            return
        if self._carry is Carry.DROP:
            self.set_focus(self.field("skill").control)
            return
        undone = _one_a_line(step for step in missed.plan if not step.done)
        plan = "\n".join(filter(None, (str(self.field("plan").answer), undone)))
        for name, text in (("skill", missed.skill), ("goal", missed.goal), ("plan", plan)):
            if not self.touched(name):
                self.field(name).put(text)
        if self._gaps and not self.gap_is_mine:
            self.field("gap").put(missed.gap)
        self.set_focus(self.field("goal").control)

    def first_control(self) -> Widget:
        """Focus the goal if there is one already."""
        if self._lesson_week is None and self._week.has_goal:
            return self.field("goal").control
        return super().first_control()

    def collect(self) -> GoalAnswer:
        """Return the goal.

        Raises:
            FieldRefused: skill or goal is missing, or a goal to shrink is unchanged.
        """
        skill = self.needed_text("skill", "The skill", "one skill, in a word or two")
        goal = self.needed_text("goal", "The goal", "one clear goal, in a sentence")
        missed = self._missed_week
        if self._carry is Carry.SHRINK and missed is not None and same_words(goal, missed.goal):
            raise FieldRefused("goal", "Needed: a smaller goal than the one that was missed.")
        planned = {step.text for step in self._week.plan}
        plan = steps_of(self.text_of("plan", "The plan").splitlines(), planned)
        if self._undone_steps:
            selected = self.control("left_steps", CheckList).selected
            extra_steps = (self._undone_steps[n].replace("\n", " ") for n in selected)
            plan = (*plan, *(step for step in extra_steps if step not in plan))
        return GoalAnswer(
            skill=known_spelling(self._skills, skill),
            goal=goal,
            plan=plan,
            gap=self._picked_gap,
            lesson_answer=self.chosen("lesson", LessonAnswer) if self._lesson_week is not None else None,
            carries=self._carry in (Carry.CONTINUE, Carry.SHRINK),
        )


def _one_a_line(steps: Iterable[PlanStep]) -> str:
    """Return steps as the text of the plan's field: one line each."""
    return "\n".join(step.text.replace("\n", " ") for step in steps)
