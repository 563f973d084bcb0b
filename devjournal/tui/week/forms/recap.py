"""The recap form: hit or missed, better or not, one sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from textual.widget import Widget

from devjournal.domain.career.gap import Area, Gap
from devjournal.domain.career.person import Person
from devjournal.domain.dates.days import span_in_full
from devjournal.domain.text.user_text import pluralized
from devjournal.domain.week.answers import OUTCOMES, YES_OR_NO
from devjournal.domain.week.questions import RecapQuestions
from devjournal.domain.week.ritual import Ritual
from devjournal.domain.week.week import Outcome, Week, lesson_comes
from devjournal.tui import verbs
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused, Form, Heading
from devjournal.tui.kit.form.body import ASIDE
from devjournal.tui.widgets.charts import bar
from devjournal.tui.widgets.fields import Choice, Field, TextField, options
from devjournal.tui.widgets.fields.check_list import CheckList
from devjournal.tui.widgets.lines import BLANK, Line, cut, row_text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapAnswer:
    """The recap."""

    outcome: Outcome
    better: bool | None
    note: str
    lesson: str
    helped: bool | None
    """Whether the lesson in use helped; `None` if not answered."""
    know_now: tuple[int, ...]
    """IDs of the people who know now what the brand gap is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapContext:
    """What a recap asks about and changes beside the week."""

    gap: Gap | None
    """The goal's gap, which a hit proves."""
    streak: int
    """Weeks recapped in a row, including this one."""
    draft_count: int
    """Number of waiting drafts."""
    lesson_week: Week | None
    """The week whose lesson is in use."""
    people: tuple[Person, ...]
    """People who may know now, if the gap counts people."""


class RecapForm(Form[RecapAnswer]):
    """How did it go?"""

    ABOUT = "recap"

    def __init__(
        self,
        week: Week,
        context: RecapContext,
        save: Callable[[RecapAnswer, Answers], None],
        today: date,
        questions: RecapQuestions,
        ritual: Ritual,
    ) -> None:
        """Ask about `week`; an existing recap is filled in. `ritual` names the days."""
        facts = []
        if week.plan:
            facts.append(f"{week.steps_done} of {pluralized(len(week.plan), 'step')}")
        if week.on_track is not None:
            changed = f": {row_text(week.adjustment)}" if week.adjustment else ""
            facts.append(f"{'on' if week.on_track else 'off'} track on {ritual.check_in.name}{changed}")
        if context.draft_count:
            wait = "waits" if context.draft_count == 1 else "wait"
            facts.append(f"{pluralized(context.draft_count, 'draft')} {wait} ({verbs.OPEN_DRAFTS})")
        heading = Heading(
            title=f"Recap of week {week.iso.number}",
            span=span_in_full(week.monday, week.iso.sunday),
            subject=week.goal,
            facts=", ".join(facts),
            lesson=context.lesson_week.lesson if context.lesson_week is not None else "",
        )
        super().__init__(heading, save, today)
        self._week = week
        self._recap_context = context
        self._questions = questions
        self._start = ritual.goal.name

    def fields(self) -> Sequence[Field]:
        """Outcome, better, lesson in use, note, lesson, people."""
        week, questions, gap = self._week, self._questions, self._recap_context.gap
        outcomes = options(OUTCOMES, ("■", "good"), ("□", "missed"), ("~", "muted"))
        question, help = questions.outcome, "needed"
        if not week.has_goal:
            outcomes = outcomes[2:]
            question, help = "A week off?", f"there is no goal to hit or miss; {verbs.GOAL} still sets one"
        fields = [
            Field(question, Choice(outcomes, week.outcome), help=help, id="outcome"),
            Field(questions.better, Choice(options(YES_OR_NO), week.better), help="needed", id="better"),
            *self._lesson_in_use_field(),
            Field(questions.what_at, TextField(week.note), id="note"),
            Field(questions.lesson, TextField(week.lesson), id="lesson"),
        ]
        if gap is not None and self._recap_context.people:
            lines: list[tuple[int, Line]] = [
                (person.id, ((row_text(person.name), "text"), (f"  {person.relation}", "muted")))
                for person in self._recap_context.people
            ]
            fields.append(Field("Who knows now?", CheckList(lines), help="optional; space marks", id="know_now"))
        return fields

    def _lesson_in_use_field(self) -> list[Field]:
        """Return the question about the lesson in use, if there is one."""
        week = self._recap_context.lesson_week
        if week is None:
            return []
        help = f"the lesson in use; without an answer it comes back on {self._start}"
        return [Field("Did it help?", Choice(options(YES_OR_NO), week.lesson_helped), help=help, id="helped")]

    def first_control(self) -> Widget:
        """Focus the sentence of an existing recap."""
        if self._outcome is None:
            return self.field("outcome").control
        return self._sentence().control

    @property
    def _outcome(self) -> Outcome | None:
        return self.chosen("outcome", Outcome)

    @property
    def _better(self) -> bool | None:
        return self.chosen("better", bool)

    def _sentence(self) -> Field:
        return self.field("lesson" if self._outcome is Outcome.MISSED else "note")

    def filled(self) -> None:
        """Put the sentence that fits the outcome first, and the optional text after it."""
        note, lesson, better = self.field("note"), self.field("lesson"), self.field("better")
        outcome = self._outcome
        away = outcome is Outcome.AWAY or not self._week.has_goal
        better.display = lesson.display = not away
        if self._recap_context.lesson_week is not None:
            self.field("helped").display = not away
        if self._recap_context.people:
            self.field("know_now").display = outcome is Outcome.HIT
        if outcome is Outcome.MISSED:
            lesson.ask(self._questions.differently, "one sentence; it is the lesson")
            note.ask(self._questions.what_at if self._better else self._questions.word, "optional")
            if better.parent is not None:
                self.query_one("#fields").move_child(lesson, before=note)
            return
        self.query_one("#fields").move_child(note, before=lesson)
        question = self._questions.what_at if self._better is not False else self._questions.word
        if away:
            note.ask("A word on it?", "optional")
        else:
            note.ask(question, "one sentence is enough")
        comes = lesson_comes(self._week.iso, self._today, self._start)
        lesson.ask(self._questions.lesson, f"optional after a hit; it {comes}")

    def after_answer(self, choice: Choice[object]) -> None:
        """After the outcome focus better, then the sentence; after a week off, nothing."""
        self.filled()
        field = choice.parent
        assert isinstance(field, Field)
        if field.id == "better" and self._recap_context.lesson_week is not None:
            self.set_focus(self.field("helped").control)
        elif field.id in ("better", "helped"):
            self.set_focus(self._sentence().control)
        elif self._outcome is not Outcome.AWAY:
            self.set_focus(self.field("better").control)

    def aside(self) -> list[Line]:
        """Return the effect of a hit on the gap, and the streak including this week."""
        gap, streak = self._recap_context.gap, self._recap_context.streak
        lines: list[Line] = []
        if gap is not None and self._outcome in (None, Outcome.HIT):
            after = gap.evidence + (self._week.outcome is not Outcome.HIT and gap.area is not Area.BRAND)
            text = gap.measure
            if after != gap.evidence:
                text += f" becomes {after} of {gap.needed}"
            lines += [
                (("A hit leaves", "muted"),),
                BLANK,
                ((cut(gap.title, ASIDE, self.glyphs.cut), "bold"),),
                bar(after, gap.needed, ASIDE, self.glyphs),
                ((text, "good"),),
                BLANK,
                BLANK,
            ]
        if streak and self._outcome is not Outcome.AWAY:
            lines += [((f"{pluralized(streak, 'week')} recapped in a row", "bold"),), (("with this one", "muted"),)]
        return lines

    def collect(self) -> RecapAnswer:
        """Return the recap.

        Raises:
            FieldRefused: the outcome, or better, is missing.
        """
        outcome, better = self._outcome, self._better
        if outcome is None:
            raise FieldRefused(
                "outcome",
                "Needed: hit, missed, or a week off." if self._week.has_goal else "Needed: w for a week off, or esc.",
            )
        if outcome is Outcome.AWAY:
            better = None
        elif better is None:
            raise FieldRefused("better", "Needed: yes or no.")
        note, lesson = self.text_of("note", "The note"), self.text_of("lesson", "The lesson")
        asks_who = self._recap_context.people and outcome is Outcome.HIT
        know_now = self.control("know_now", CheckList).selected if asks_who else ()
        asks_about_lesson = self._recap_context.lesson_week is not None and outcome is not Outcome.AWAY
        helped = self.chosen("helped", bool) if asks_about_lesson else None
        return RecapAnswer(outcome=outcome, better=better, note=note, lesson=lesson, helped=helped, know_now=know_now)
