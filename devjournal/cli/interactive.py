"""Asks for the goal, the check-in and the recap line by line, with the questions of the app's forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from devjournal.cli.argument_types import numbers
from devjournal.cli.context import Context
from devjournal.cli.output import drafts_wait
from devjournal.cli.prompt import CLEAR, Prompter, terminal_prompter
from devjournal.domain.career.gap import Area, least_proven_first
from devjournal.domain.career.person import people_to_ask
from devjournal.domain.dates.days import IsoWeek, day_in_full
from devjournal.domain.text.text_merge import keep_steps, merge_text
from devjournal.domain.text.user_text import joined, one_line, pluralized, quoted, same_words
from devjournal.domain.week.answers import (
    ASK_FROM,
    CARRIED,
    CARRIED_AGAIN,
    LESSON_ANSWERS,
    ON_TRACK,
    OUTCOMES,
    YES_OR_NO,
    Carry,
)
from devjournal.domain.week.questions import Questions
from devjournal.domain.week.steps import without_marks
from devjournal.domain.week.week import (
    LessonAnswer,
    Outcome,
    Week,
    check_recap,
    lesson_comes,
    require_begun,
    require_check_in,
)
from devjournal.errors import JournalError
from devjournal.storage import Journal

MAX_GAPS = 9
"""The most gaps listed before the question about them."""

_INSTRUCTIONS = "An empty line skips an optional question. ctrl+d leaves without saving."
_MAX_QUOTED = 400
"""The most characters quoted from a user's text."""


class Interview:
    """Asks the questions of the ritual in turn, and writes after the last answer.

    If another window changes a text meanwhile, both texts are saved.
    """

    def __init__(self, journal: Journal, questions: Questions, prompter: Prompter) -> None:
        """Prepare to ask `questions` about this journal."""
        self._journal = journal
        self._questions = questions
        self._prompter = prompter

    # Monday

    def goal(self, iso: IsoWeek) -> Week:
        """Ask for the goal of a week, after last week's lesson and an open goal of a missed week.

        Raises:
            PromptAborted: the user left.
        """
        journal, prompter, questions = self._journal, self._prompter, self._questions.goal
        week = journal.weeks.get(iso)
        self._begin("Goal", iso)
        lesson = journal.weeks.lesson_before(iso)
        answer = None
        if lesson is not None:
            prompter.say(f"Week {lesson.iso.number} left a lesson: {quoted(lesson.lesson, _MAX_QUOTED)}")
            answer = prompter.choose_or_skip("What became of it?", LESSON_ANSWERS)
        missed = journal.weeks.missed_goal_before(iso)
        carry = self._carry(missed) if missed is not None else None
        carried = missed if carry in (Carry.CONTINUE, Carry.SHRINK) else None
        start = carried or week
        skill = prompter.needed_text(questions.skill, "The skill", hint="in a word or two", current=start.skill)
        goal = self._goal_text(carried, start.goal, carry)
        plan = self._plan([step.text for step in start.plan if carried is None or not step.done])
        gap = self._gap(start.gap)

        def save() -> Week:
            now = journal.weeks.get(iso)
            skill_text, goal_text = skill, goal
            if now.has_goal:  # a goal removed elsewhere meanwhile is set again
                skill_text = merge_text(week.skill, skill, now.skill, between=" / ")[0]
                goal_text = merge_text(week.goal, goal, now.goal)[0]
            steps = keep_steps([step.text for step in week.plan], plan, [step.text for step in now.plan])
            times = carried.carried + 1 if carried is not None else None
            saved = journal.weeks.set_goal(iso, goal_text, skill=skill_text, gap=gap, plan=steps, carried=times)
            if lesson is not None and answer is not None:
                journal.weeks.answer_lesson(answer, of=lesson.iso, into=iso)
            return saved

        return self._write(f"goal of {iso}", save)

    def _goal_text(self, carried: Week | None, current: str, carry: Carry | None) -> str:
        """Ask for the goal. A goal that is made smaller needs a new text."""
        prompter, question = self._prompter, self._questions.goal.goal
        if carried is None or carry is not Carry.SHRINK:
            return prompter.needed_text(question, "The goal", hint="one clear goal", current=current)
        while same_words(text := prompter.needed_text(question, "The goal", hint="a smaller one"), carried.goal):
            prompter.say("Needed: a goal smaller than the missed one.")
        return text

    def _carry(self, missed: Week) -> Carry | None:
        """Ask whether to carry on a missed goal; from the third miss on, ask what is wrong with it."""
        sentence = f"Week {missed.iso.number} missed its goal: {quoted(missed.goal, _MAX_QUOTED)}"
        if missed.carried >= ASK_FROM:
            self._prompter.say(f"{sentence}, carried {missed.carried} times.")
            return self._prompter.choose_or_skip("Too big, or not wanted?", CARRIED_AGAIN)
        self._prompter.say(sentence)
        return self._prompter.choose_or_skip("Take it on?", CARRIED)

    def _plan(self, planned: Sequence[str]) -> list[str]:
        """Ask for the steps of the plan, one step a line."""
        prompter, steps = self._prompter, list(planned)
        if steps:
            prompter.say(f"The plan has {pluralized(len(steps), 'step')}:")
            for position, step in enumerate(steps, 1):
                prompter.say(f"{position}: {one_line(step)}")
            if not prompter.choose("Keep the plan?", YES_OR_NO, current=True):
                steps = []
        question = self._questions.goal.plan
        while added := prompter.text(f"{question} Step {len(steps) + 1}.", "The step", hint="empty ends the plan"):
            steps.append(without_marks(added))
        return steps

    def _gap(self, current: int | None) -> int | None:
        """Ask which gap the goal is for, by its number."""
        gaps = least_proven_first(self._journal.gaps.list())
        if not gaps:
            return current
        for gap in gaps[:MAX_GAPS]:
            self._prompter.say(joined(", ", f"Gap {gap.id}: {one_line(gap.title)}", gap.measure))
        if len(gaps) > MAX_GAPS:
            self._prompter.say(f"{len(gaps) - MAX_GAPS} more: `devjournal gap list` lists them.")
        keeps = f"; empty keeps gap {current}; {CLEAR} means no gap" if current is not None else ""
        return self._prompter.gap(f"{self._questions.goal.gap} Optional; its number{keeps}", gaps, current)

    # Wednesday

    def check_in(self, iso: IsoWeek) -> Week:
        """Ask whether a week is on track, and whether its goal should be smaller.

        Raises:
            RuleViolation: there is no goal, or the week has not begun.
            PromptAborted: the user left.
        """
        journal, prompter, questions = self._journal, self._prompter, self._questions.check_in
        week = journal.weeks.get(iso)
        require_check_in(week, journal.today)
        self._begin("Check-in", iso, week)
        on_track = prompter.choose(questions.on_track, ON_TRACK, current=week.on_track)
        hint = "optional" if on_track else "one sentence is enough"
        adjustment = prompter.text(questions.adjust, "The adjustment", hint=hint, current=week.adjustment)
        goal = week.goal
        if not on_track:
            hint = "the goal, smaller or as it was"
            goal = prompter.needed_text(questions.smaller, "The goal", hint=hint, current=week.goal)

        def save() -> Week:
            now = journal.weeks.get(iso)
            saved = journal.weeks.check_in(iso, on_track, _merged(week.adjustment, adjustment, now.adjustment))
            text = merge_text(week.goal, goal, now.goal)[0]
            return saved if text == now.goal else journal.weeks.set_goal(iso, text, smaller=True)

        return self._write(f"check-in of {iso}", save)

    # Friday

    def recap(self, iso: IsoWeek) -> Week:
        """Ask for a week's outcome, whether the user got better, the note and the lesson.

        Raises:
            RuleViolation: the week has not begun, or a week without a goal was not away.
            PromptAborted: the user left.
        """
        journal, prompter = self._journal, self._prompter
        week = journal.weeks.get(iso)
        require_begun(week, journal.today)
        self._begin("Recap", iso, week)
        if waiting := journal.drafts.count():
            prompter.say(f"{drafts_wait(waiting)}: `devjournal drafts` asks about them.")
        outcome = self._outcome(week)
        better = None
        if outcome is not Outcome.AWAY:
            better = prompter.choose(self._questions.recap.better, YES_OR_NO, current=week.better)
        note, lesson = self._sentences(week, outcome, better)
        know_now = self._who_knows(week) if outcome is Outcome.HIT else frozenset()
        source = journal.weeks.lesson_in_use(iso)
        helped = self._helped(source) if source is not None and outcome is not Outcome.AWAY else None

        def save() -> Week:
            now = journal.weeks.get(iso)
            if now.gap is not None and now.gap == week.gap:
                for person in journal.people.list() if know_now else ():
                    if person.id in know_now:
                        journal.people.knows(person.name, now.gap, journal.today)
            if source is not None and helped is not None:
                journal.weeks.answer_lesson(LessonAnswer.APPLIED, of=source.iso, helped=helped)
            texts = {"note": _merged(week.note, note, now.note), "lesson": _merged(week.lesson, lesson, now.lesson)}
            return journal.weeks.recap(iso, outcome, better=better, **texts)

        return self._write(f"recap of {iso}", save)

    def _outcome(self, week: Week) -> Outcome:
        """Ask for the outcome. A week without a goal can only be away."""
        if week.has_goal:
            return self._prompter.choose(self._questions.recap.outcome, OUTCOMES, current=week.outcome)
        self._prompter.say("There is no goal to hit or miss; `devjournal goal` still sets one.")
        if not self._prompter.choose("A week off?", YES_OR_NO, current=True if week.outcome else None):
            check_recap(week, Outcome.HIT, self._journal.today)
        return Outcome.AWAY

    def _sentences(self, week: Week, outcome: Outcome, better: bool | None) -> tuple[str | None, str | None]:
        """Ask for the note and the lesson; after a miss, the lesson comes first."""
        text, questions = self._prompter.text, self._questions.recap
        if outcome is Outcome.AWAY:
            return text("A word on it?", "The note", current=week.note), None
        if outcome is Outcome.MISSED:
            hint = "one sentence; it is the lesson"
            lesson = text(questions.differently, "The lesson", hint=hint, current=week.lesson)
            return text(questions.word, "The note", current=week.note), lesson
        question = questions.what_at if better else questions.word
        note = text(question, "The note", hint="one sentence is enough", current=week.note)
        comes = lesson_comes(week.iso, self._journal.today, self._journal.ritual.goal.name)
        hint = f"optional after a hit; it {comes}"
        return note, text(questions.lesson, "The lesson", hint=hint, current=week.lesson)

    def _helped(self, source: Week) -> bool | None:
        """Ask whether the lesson in use helped; `source` is the week that it comes from."""
        self._prompter.say(f"Lesson in use: {quoted(source.lesson, _MAX_QUOTED)}")
        return self._prompter.choose_or_skip("Did it help?", YES_OR_NO)

    def _who_knows(self, week: Week) -> frozenset[int]:
        """Ask which people now know that the brand gap is shown, by numbers in a list. Return their IDs."""
        gap = self._journal.gaps.get(week.gap) if week.gap is not None else None
        if gap is None or gap.area is not Area.BRAND:
            return frozenset()
        people = people_to_ask(self._journal.people.list(), self._journal.people.awareness(), gap.id)
        if not people:
            return frozenset()
        for position, person in enumerate(people, 1):
            self._prompter.say(f"{position}: {one_line(person.name)}, {person.relation}")

        question = "Who knows now? Optional; their numbers, separated by spaces"
        positions = self._prompter.ask(question, numbers("The number", len(people)))
        return frozenset(people[position - 1].id for position in positions)

    def _write(self, step_name: str, save: Callable[[], Week]) -> Week:
        """Save the answers as one undo step. If that fails, offer to try again, so that no answer is lost.

        Raises:
            JournalError: the answers could not be saved, and the user gave up.
        """
        while True:
            try:
                with self._journal.transaction(step_name):
                    return save()
            except JournalError as error:
                self._prompter.say(str(error))
                if not self._prompter.choose("Try again?", YES_OR_NO):
                    raise

    def _begin(self, title: str, iso: IsoWeek, week: Week | None = None) -> None:
        """Print the title and the week, its goal and plan, and how to leave."""
        self._prompter.say(f"{title} of week {iso.number}, {day_in_full(iso.monday)} to {day_in_full(iso.sunday)}.")
        if week is not None and week.has_goal:
            self._prompter.say(f"Goal: {one_line(week.goal)}")
            if week.plan:
                self._prompter.say(f"Plan: {week.steps_done} of {pluralized(len(week.plan), 'step')} done")
        self._prompter.say(_INSTRUCTIONS)


def _merged(base: str, mine: str | None, theirs: str) -> str | None:
    """Return the text to write; None leaves the current text, even if it has changed meanwhile."""
    return None if mine is None else merge_text(base, mine, theirs)[0]


def on_terminal(context: Context) -> Interview:
    """Return an interview on the terminal of this process."""
    context.guard_first()
    return Interview(context.journal, context.settings.questions, terminal_prompter(context))
