"""The questions of the ritual's three forms, in the method's words or the user's own."""

from __future__ import annotations

from typing import NamedTuple

from devjournal.domain.week.ritual import DEFAULT_RITUAL, Ritual


class GoalQuestions(NamedTuple):
    """The questions of the goal form."""

    skill: str = "Which skill?"
    goal: str = "What should be better by Friday?"
    plan: str = "The plan?"
    gap: str = "Which gap does it feed?"


class CheckInQuestions(NamedTuple):
    """The questions of the check-in form."""

    on_track: str = "On track?"
    adjust: str = "What can still be done before Friday?"
    smaller: str = "Make the goal smaller?"


class RecapQuestions(NamedTuple):
    """The questions of the recap form."""

    outcome: str = "How did it go?"
    better: str = "Better at something than on Monday?"
    what_at: str = "What at?"
    """The sentence after a hit that made the user better."""
    word: str = "A word on the week?"
    """The sentence after a hit that did not, and the optional one after a miss."""
    lesson: str = "A lesson for next week?"
    """The optional sentence after a hit."""
    differently: str = "What will you do differently next week?"
    """The sentence after a miss, which is the lesson."""


class Questions(NamedTuple):
    """All questions."""

    goal: GoalQuestions = GoalQuestions()
    check_in: CheckInQuestions = CheckInQuestions()
    recap: RecapQuestions = RecapQuestions()


def usual_questions(ritual: Ritual = DEFAULT_RITUAL) -> Questions:
    """Return the method's own questions, with the days of a ritual in them."""
    goal, _, recap = (moment.name for moment in ritual)
    usual = Questions()
    return Questions(
        usual.goal._replace(goal=usual.goal.goal.replace("Friday", recap)),
        usual.check_in._replace(adjust=usual.check_in.adjust.replace("Friday", recap)),
        usual.recap._replace(better=usual.recap.better.replace("Monday", goal)),
    )
