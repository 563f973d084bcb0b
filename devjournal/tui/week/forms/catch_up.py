"""The list of missing recaps: one key per week, all optional."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from devjournal.domain.text.user_text import alternatives, pluralized
from devjournal.domain.week.week import Outcome, State, Week
from devjournal.tui.answers import CHOICES, letter_of
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import Form, Heading
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.fields import Field
from devjournal.tui.widgets.fields.answer_rows import LetterRows, gives
from devjournal.tui.widgets.glyphs import Glyphs, state_glyph
from devjournal.tui.widgets.lines import Line, cut, pad

WeekAnswer = tuple[Outcome, bool | None]
"""Outcome, and better or not."""

KEYS: dict[str, tuple[str, WeekAnswer]] = {
    "h": ("hit", (Outcome.HIT, None)),
    "b": ("missed, better", (Outcome.MISSED, True)),
    "m": ("missed", (Outcome.MISSED, None)),
    "w": ("week off", (Outcome.AWAY, None)),
}
"""Letters of the list, with word and answer. "Better" is not asked for a hit."""


class CatchUpList(LetterRows):
    """Weeks without a recap. A letter answers the week under the cursor and moves on."""

    BINDINGS: ClassVar[list[BindingType]] = [*gives(CHOICES["weeks without a recap"])]

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
        answer = self.letters.get(str(week.iso))
        if answer is None:
            mark = (f"{glyphs.unrecapped}  ", "bold asks")
            word = ("waits", "muted")
        else:
            outcome, better = KEYS[answer][1]
            glyph, ink = state_glyph(State(outcome.value), better, glyphs)
            mark = (f"{glyph}  ", ink)
            word = (KEYS[answer][0], "text")
        width = max(20, (self.size.width or 78) - 30)
        goal = cut(week.goal, width, glyphs.cut)
        return (mark, (f"W{week.iso.number:<4}", "bold"), (pad(goal, width), "text"), ("  ", ""), word)

    @property
    def answer(self) -> dict[str, str]:
        """The letters by week."""
        return dict(self.letters)

    def put(self, answer: object) -> None:
        """Set the letters by week; unknown weeks and letters are ignored."""
        if isinstance(answer, dict):
            known = {str(week.iso) for week in self.weeks}
            self.letters = {
                week: key for week, key in answer.items() if week in known and isinstance(key, str) and key in KEYS
            }
            self.fill()

    @property
    def hint(self) -> str:
        """The letters that answer."""
        return f"{alternatives(letter_of(key, word) for key, (word, _) in KEYS.items())} answers this."


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
        keys = "   ".join(f"{letter_of(key, word)} {word}" for key, (word, _) in KEYS.items())
        return (Field("How did they go?", CatchUpList(self._weeks), help=keys, id="list"),)

    def collect(self) -> Mapping[str, WeekAnswer]:
        """Return the answers by week."""
        control = self.control("list", CatchUpList)
        return {week: KEYS[key][1] for week, key in control.letters.items()}
