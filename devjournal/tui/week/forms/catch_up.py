"""The list of missing recaps: one key per week, all optional."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from devjournal.domain.text.user_text import alternatives, pluralized
from devjournal.domain.week.week import Outcome, Week
from devjournal.tui.answers import BETTER, HIT, MISSED, WEEK_OFF
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import Form, Heading
from devjournal.tui.verbs import Verb
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.fields import Field
from devjournal.tui.widgets.fields.answer_rows import LetterRows, answer_bindings
from devjournal.tui.widgets.glyphs import Glyphs, outcome_glyph
from devjournal.tui.widgets.lines import Line, cut, pad

WeekAnswer = tuple[Outcome, bool | None]
"""Outcome, and better or not."""

ANSWERS: dict[str, tuple[Verb, WeekAnswer]] = {
    verb.key: (verb, answer)
    for verb, answer in (
        (HIT, (Outcome.HIT, None)),
        (BETTER, (Outcome.MISSED, True)),
        (MISSED, (Outcome.MISSED, None)),
        (WEEK_OFF, (Outcome.AWAY, None)),
    )
}
"""Letters of the list, with verb and answer. "Better" is not asked for a hit."""


class CatchUpList(LetterRows):
    """Weeks without a recap. A letter answers the week under the cursor and moves on."""

    BINDINGS: ClassVar[list[BindingType]] = [*answer_bindings(verb for verb, _ in ANSWERS.values())]

    def __init__(self, weeks: Sequence[Week]) -> None:
        """List `weeks`, oldest first."""
        super().__init__(id="weeks")
        self.weeks = list(weeks)
        self.fill()

    def fill(self) -> None:
        """Make the rows, and show them."""
        rows = [Row((self._line(week, self.glyphs),), str(week.iso), "waiting") for week in self.weeks]
        self.show_rows((), rows)

    def _line(self, week: Week, glyphs: Glyphs) -> Line:
        verb, (outcome, better) = ANSWERS.get(self.letters.get(str(week.iso), ""), (None, (None, None)))
        glyph, ink = outcome_glyph(outcome, better, glyphs)
        label = ("waits", "muted") if verb is None else (verb.label, "text")
        width = max(20, (self.size.width or 78) - 30)
        goal = pad(cut(week.goal, width, glyphs.cut), width)
        return ((f"{glyph}  ", ink), (f"W{week.iso.number:<4}", "bold"), (goal, "text"), ("  ", ""), label)

    @property
    def answer(self) -> dict[str, str]:
        """The letters by week."""
        return dict(self.letters)

    def put(self, answer: object) -> None:
        """Set the letters by week; unknown weeks and letters are ignored."""
        if isinstance(answer, dict):
            weeks = {str(week.iso) for week in self.weeks}
            self.letters = {
                week: letter
                for week, letter in answer.items()
                if week in weeks and isinstance(letter, str) and letter in ANSWERS
            }
            self.fill()

    @property
    def hint(self) -> str:
        """The letters that answer."""
        return f"{alternatives(verb.shown_key for verb, _ in ANSWERS.values())} answers this."


class CatchUpForm(Form[Mapping[str, WeekAnswer]]):
    """Which of the forgotten weeks do you remember?"""

    ABOUT = "catch up"

    def __init__(
        self, weeks: Sequence[Week], save: Callable[[Mapping[str, WeekAnswer], Answers], None], today: date
    ) -> None:
        """Ask about `weeks`, oldest first."""
        title = f"{pluralized(len(weeks), 'week')} without a recap"
        super().__init__(Heading(title=title, facts="One key for each; skip what you do not remember."), save, today)
        self._weeks = weeks

    def fields(self) -> Sequence[Field]:
        """The list."""
        keys = "   ".join(f"{verb.shown_key} {verb.label}" for verb, _ in ANSWERS.values())
        return (Field("How did they go?", CatchUpList(self._weeks), help=keys, id="list"),)

    def collect(self) -> Mapping[str, WeekAnswer]:
        """Return the answers by week."""
        letters = self.control("list", CatchUpList).letters
        return {week: ANSWERS[letter][1] for week, letter in letters.items()}
