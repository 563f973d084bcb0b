"""The ritual line by line: the order of the questions, the saved answers, and the values that stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

import pytest

from devjournal.cli.interactive import MAX_GAPS, Interview
from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import Relation
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.questions import Questions
from devjournal.domain.week.week import LessonAnswer, Outcome, Week
from devjournal.errors import FileBusy, Interrupted, PromptAborted, RuleViolation
from devjournal.storage import Journal
from tests.cli.typed import Typed
from tests.frozen_clock import FrozenClock

WEEK = IsoWeek.of(datetime(2026, 11, 27).date())
LAST = WEEK.shift(-1)
MONDAY = datetime(2026, 11, 23, 9)


def ask(
    journal: Journal, lines: Iterable[str | type[BaseException]], hold: Callable[[Interview], Week]
) -> tuple[Week, list[str]]:
    """Hold an interview. Return the saved week, and the printed lines after the introduction."""
    typed = Typed(lines)
    week = hold(Interview(journal, Questions(), typed.prompter))
    assert typed.unread == []
    page = typed.page.splitlines()
    return week, page[page.index("An empty line skips an optional question. ctrl+d leaves without saving.") + 1 :]


def aim(journal: Journal, week: IsoWeek = WEEK, *, plan: Iterable[str] = (), gap: int | None = None) -> None:
    """Set a goal."""
    journal.weeks.set_goal(week, "Explain a design", skill="Speaking", plan=list(plan), gap=gap)


def test_a_first_goal(journal: Journal) -> None:
    week, page = ask(
        journal, ["Speaking", "Explain a design", "Outline", "Dry run", ""], lambda interview: interview.goal(WEEK)
    )
    assert (week.skill, week.goal, [step.text for step in week.plan]) == (
        "Speaking",
        "Explain a design",
        ["Outline", "Dry run"],
    )
    assert page == [
        "Which skill? Needed, in a word or two: Speaking",
        "What should be better by Friday? Needed, one clear goal: Explain a design",
        "The plan? Step 1. Empty ends the plan: Outline",
        "The plan? Step 2. Empty ends the plan: Dry run",
        "The plan? Step 3. Empty ends the plan: ",
    ]
    assert journal.undo() == f"goal of {WEEK}"
    assert not journal.weeks.get(WEEK).has_goal, "one step takes all of it back"


def test_a_goal_is_changed(journal: Journal) -> None:
    aim(journal, plan=["Outline", "Dry\nrun"])
    journal.weeks.tick(WEEK, 1, True)
    week, page = ask(journal, ["", "Explain it twice", "", ""], lambda interview: interview.goal(WEEK))
    assert (week.skill, week.goal, week.steps_done) == ("Speaking", "Explain it twice", 1)
    assert page[2:6] == [
        "The plan has 2 steps:",
        "1: Outline",
        "2: Dry↵run",
        "Keep the plan? Yes (y) or no (n); empty keeps yes: ",
    ]
    week, _ = ask(journal, ["", "", "no", "Write", ""], lambda interview: interview.goal(WEEK))
    assert [step.text for step in week.plan] == ["Write"]


def test_monday_asks_for_the_lesson_and_for_what_was_left_over(journal: Journal, clock: FrozenClock) -> None:
    aim(journal, LAST, plan=["Outline", "Dry run"])
    journal.weeks.tick(LAST, 1, True)
    journal.weeks.recap(LAST, Outcome.MISSED, better=True, lesson="Start on Monday")
    clock.set(MONDAY)
    week, page = ask(journal, ["applied", "c", "", "", "", ""], lambda interview: interview.goal(WEEK))
    assert page == [
        "Week 47 left a lesson: “Start on Monday”",
        "What became of it? Applied (a), not relevant (n) or keep for this week (k); empty skips it: applied",
        "Week 47 missed its goal: “Explain a design”",
        "Take it on? Continue (c), shrink (s) or drop (d); empty skips it: c",
        "Which skill? Empty keeps “Speaking”: ",
        "What should be better by Friday? Empty keeps “Explain a design”: ",
        "The plan has 1 step:",
        "1: Dry run",
        "Keep the plan? Yes (y) or no (n); empty keeps yes: ",
        "The plan? Step 2. Empty ends the plan: ",
    ]
    assert journal.weeks.get(LAST).lesson_answer is LessonAnswer.APPLIED
    assert (week.carried, week.goal, [step.text for step in week.plan]) == (1, "Explain a design", ["Dry run"])


def test_a_lesson_that_is_skipped_waits_on(journal: Journal, clock: FrozenClock) -> None:
    aim(journal, LAST)
    journal.weeks.recap(LAST, Outcome.MISSED, better=False, lesson="Start on Monday")
    clock.set(MONDAY)
    week, page = ask(journal, ["", "drop", "Writing", "A page", ""], lambda interview: interview.goal(WEEK))
    assert (week.carried, week.goal, week.skill) == (0, "A page", "Writing")
    assert journal.weeks.get(LAST).lesson_answer is None
    assert page[4] == "Which skill? Needed, in a word or two: Writing"


def test_the_third_time_asks_what_is_wrong(journal: Journal, clock: FrozenClock) -> None:
    journal.weeks.set_goal(LAST, "Too much", skill="x", carried=2)
    journal.weeks.recap(LAST, Outcome.MISSED, better=False)
    clock.set(MONDAY)
    week, page = ask(journal, ["t", "", "Less", ""], lambda interview: interview.goal(WEEK))
    assert page[:2] == [
        "Week 47 missed its goal: “Too much”, carried 2 times.",
        "Too big, or not wanted? Too big: shrink it (t), not wanted: drop it (n) or carry it on (c); empty skips it: t",
    ]
    assert (week.goal, week.carried) == ("Less", 3)


def test_a_goal_that_is_to_shrink_cannot_say_the_same(journal: Journal, clock: FrozenClock) -> None:
    aim(journal, LAST)
    journal.weeks.recap(LAST, Outcome.MISSED, better=False)
    clock.set(MONDAY)
    lines = ["s", "", "explain  a design", "Explain half of it", "- Outline", ""]
    week, page = ask(journal, lines, lambda interview: interview.goal(WEEK))
    assert page[3:5] == [
        "What should be better by Friday? Needed, a smaller one: explain  a design",
        "Needed: a goal smaller than the missed one.",
    ]
    assert (week.goal, week.carried, [step.text for step in week.plan]) == ("Explain half of it", 1, ["Outline"])


def test_a_late_recap_does_not_speak_of_monday(journal: Journal) -> None:
    aim(journal, LAST)
    _, page = ask(journal, ["h", "y", "", ""], lambda interview: interview.recap(LAST))
    assert "A lesson for next week? Optional after a hit; it comes before your next goal: " in page


def test_the_gap_is_named_by_its_number(journal: Journal) -> None:
    for number in range(1, MAX_GAPS + 3):
        journal.gaps.add(Area.SKILLS, f"Gap\n{number}", needed=number)
    lines = ["Speaking", "Explain", "", "99", "soon", "1"]
    week, page = ask(journal, lines, lambda interview: interview.goal(WEEK))
    assert week.gap == 1, "any that is open may be named"
    assert page[3] == "Gap 11: Gap↵11, 0 of 11"
    assert page[12:] == [
        "2 more: `devjournal gap list` lists them.",
        "Which gap does it feed? Optional; its number: 99",
        "There is no open gap 99; type the number of an open gap.",
        "Which gap does it feed? Optional; its number: soon",
        "The gap is “soon”; it must be a whole number from 1.",
        "Which gap does it feed? Optional; its number: 1",
    ]
    week, page = ask(journal, ["", "", "", ""], lambda interview: interview.goal(WEEK))
    assert week.gap == 1
    assert page[-1] == "Which gap does it feed? Optional; its number; empty keeps gap 1; - means no gap: "
    assert ask(journal, ["", "", "", "-"], lambda interview: interview.goal(WEEK))[0].gap is None


def test_a_check_in(journal: Journal) -> None:
    aim(journal)
    week, page = ask(journal, ["o", ""], lambda interview: interview.check_in(WEEK))
    assert (week.on_track, week.adjustment) == (True, "")
    assert page == [
        "On track? On track (o) or off track (f): o",
        "What can still be done before Friday? Optional: ",
    ]
    week, page = ask(journal, ["f", "Halve it", "Half a design"], lambda interview: interview.check_in(WEEK))
    assert page == [
        "On track? On track (o) or off track (f); empty keeps on track: f",
        "What can still be done before Friday? One sentence is enough: Halve it",
        "Make the goal smaller? Empty keeps “Explain a design”: Half a design",
    ]
    answers = (week.on_track, week.adjustment, week.goal, week.first_goal)
    assert answers == (False, "Halve it", "Half a design", "Explain a design")
    week, _ = ask(journal, ["", "-", ""], lambda interview: interview.check_in(WEEK))
    assert (week.on_track, week.adjustment, week.goal) == (False, "", "Half a design")


def test_a_hit(journal: Journal) -> None:
    aim(journal, plan=["Outline"])
    week, page = ask(journal, ["h", "y", "Talking", ""], lambda interview: interview.recap(WEEK))
    assert (week.outcome, week.better, week.note, week.lesson) == (Outcome.HIT, True, "Talking", "")
    assert page == [
        "How did it go? Hit (h), missed (m) or week off (w): h",
        "Better at something than on Monday? Yes (y) or no (n): y",
        "What at? One sentence is enough: Talking",
        "A lesson for next week? Optional after a hit; it will wait for you on Monday: ",
    ]
    assert journal.undo() == f"recap of {WEEK}"


def test_a_recap_that_is_there_is_offered(journal: Journal) -> None:
    aim(journal)
    journal.weeks.recap(WEEK, Outcome.MISSED, better=False, note="Too late", lesson="Start")
    before = journal.weeks.get(WEEK)
    week, page = ask(journal, ["", "", "", ""], lambda interview: interview.recap(WEEK))
    assert week == before
    assert page == [
        "How did it go? Hit (h), missed (m) or week off (w); empty keeps missed: ",
        "Better at something than on Monday? Yes (y) or no (n); empty keeps no: ",
        "What will you do differently next week? One sentence; it is the lesson; empty keeps “Start”; - clears it: ",
        "A word on the week? Optional; empty keeps “Too late”; - clears it: ",
    ]
    week, page = ask(journal, ["h", "n", "-", "Rest"], lambda interview: interview.recap(WEEK))
    assert (week.outcome, week.note, week.lesson) == (Outcome.HIT, "", "Rest")
    assert page[2].startswith("A word on the week? One sentence is enough")


def test_a_week_off(journal: Journal) -> None:
    week, page = ask(journal, ["y", "Flu"], lambda interview: interview.recap(WEEK))
    assert (week.outcome, week.better, week.note) == (Outcome.AWAY, None, "Flu")
    assert page == [
        "There is no goal to hit or miss; `devjournal goal` still sets one.",
        "A week off? Yes (y) or no (n): y",
        "A word on it? Optional: Flu",
    ]
    with pytest.raises(RuleViolation, match="has no goal to recap"):
        ask(journal, ["n"], lambda interview: interview.recap(WEEK.shift(-5)))


def test_who_knows_now(journal: Journal) -> None:
    gap = journal.gaps.add(Area.BRAND, "Known for calm")
    journal.people.add("Bo")
    journal.people.add("Ana\nLu", relation=Relation.MANAGER)
    aim(journal, gap=gap.id)
    lines = ["h", "y", "", "", "3", "x", "2, 1"]
    _, page = ask(journal, lines, lambda interview: interview.recap(WEEK))
    assert page[4:] == [
        "1: Ana↵Lu, manager",
        "2: Bo, other",
        "Who knows now? Optional; their numbers, separated by spaces: 3",
        "The number is “3”; it must be a whole number from 1 to 2.",
        "Who knows now? Optional; their numbers, separated by spaces: x",
        "The number is “x”; it must be a whole number from 1 to 2.",
        "Who knows now? Optional; their numbers, separated by spaces: 2, 1",
    ]
    assert all(mark.knows for mark in journal.people.awareness())
    assert len(journal.people.awareness()) == 2
    _, page = ask(journal, ["", "", "", ""], lambda interview: interview.recap(WEEK))
    assert len(page) == 4, "nobody is left to be asked about"


def test_a_forgotten_recap_comes_first_until_this_one_is_due(journal: Journal, clock: FrozenClock) -> None:
    aim(journal, LAST)
    aim(journal)
    assert (
        ask(journal, ["h", "y", "", ""], lambda interview: interview.recap(journal.status().week_to_recap.iso))[0].iso
        == WEEK
    )
    journal.undo()
    clock.set(MONDAY)
    assert (
        ask(journal, ["h", "y", "", ""], lambda interview: interview.recap(journal.status().week_to_recap.iso))[0].iso
        == LAST
    )


def test_the_beginning_says_what_it_is_about(journal: Journal) -> None:
    aim(journal, plan=["Outline", "Dry run"])
    typed = Typed([])
    with pytest.raises(PromptAborted):
        Interview(journal, Questions(), typed.prompter).recap(WEEK)
    assert typed.page.splitlines()[:4] == [
        "Recap of week 48, 23 November 2026 to 29 November 2026.",
        "Goal: Explain a design",
        "Plan: 0 of 2 steps done",
        "An empty line skips an optional question. ctrl+d leaves without saving.",
    ]


@pytest.mark.parametrize("how", [EOFError, KeyboardInterrupt])
def test_leaving_writes_nothing(how: type[BaseException], journal: Journal) -> None:
    aim(journal, LAST)
    journal.weeks.recap(LAST, Outcome.MISSED, better=False, lesson="Start")
    aim(journal)
    before = journal.transfer.rows()
    for lines, hold in (
        (["k"], lambda interview: interview.goal(WEEK.shift(1))),
        (["f", "Halve it"], lambda interview: interview.check_in(WEEK)),
        (["h", "y", "What I did"], lambda interview: interview.recap(WEEK)),
    ):
        with pytest.raises(PromptAborted if how is EOFError else Interrupted):
            ask(journal, [*lines, how], hold)
    assert journal.transfer.rows() == before


def test_what_was_written_elsewhere_meanwhile_is_kept(journal: Journal) -> None:
    aim(journal, plan=["Outline"])

    class Meanwhile(Typed):
        def read(self) -> str:
            journal.weeks.recap(WEEK, Outcome.MISSED, better=False, note="From the other window", lesson="Theirs")
            return super().read()

    typed = Meanwhile(["h", "y", "Mine", ""])
    week = Interview(journal, Questions(), typed.prompter).recap(WEEK)
    assert (week.outcome, week.note, week.lesson) == (Outcome.HIT, "Mine\n\nFrom the other window", "Theirs")


def test_what_the_journal_refuses_can_be_tried_again(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    aim(journal)
    recap, refusals = journal.weeks.recap, iter([FileBusy("Another program writes."), None])

    def busy_once(*args: object, **values: object) -> Week:
        if (error := next(refusals)) is not None:
            raise error
        return recap(*args, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(journal.weeks, "recap", busy_once)
    week, page = ask(journal, ["h", "y", "", "", "y"], lambda interview: interview.recap(WEEK))
    assert week.outcome is Outcome.HIT
    assert page[-2:] == ["Another program writes.", "Try again? Yes (y) or no (n): y"]
