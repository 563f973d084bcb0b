"""The form of a gap: title, number, step, why, area, privacy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from devjournal.domain.career.gap import MAX_NEEDED, QUESTIONS, Area, Gap, Step
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused, Form, Heading
from devjournal.tui.widgets.fields import NO_OR_YES, Choice, Field, Option, TextField
from devjournal.tui.widgets.fields.number import Number

TITLE_QUESTIONS = {
    Area.SKILLS: "What do you need to know?",
    Area.EXPERIENCE: "What do you need to have done?",
    Area.BRAND: "What should others know?",
}
"""The first question, by area."""

NUMBER_QUESTIONS = {
    Area.SKILLS: "How many pieces of evidence are enough?",
    Area.EXPERIENCE: "How many times is enough?",
    Area.BRAND: "How many people should know?",
}
"""The question about the number, by area."""


AREA_OPTIONS = tuple(Option(area[0], area.value.capitalize(), area) for area in Area)
STEP_OPTIONS = (
    Option("c", "current: master the role", Step.CURRENT),
    Option("n", "next: build the next one", Step.NEXT),
)

NO_NUMBER = f"Needed: a number from 1 to {MAX_NEEDED}."
"""The error if a text is not a number of times."""


def times_in(text: str) -> int | None:
    """Return the number of times that a text states; `None` if it is not a number in range."""
    number = text.strip()
    is_valid = number.isascii() and number.isdecimal() and len(number) < 6 and 1 <= int(number) <= MAX_NEEDED
    return int(number) if is_valid else None


def _heading(gap: Gap | None, area: Area) -> Heading:
    if gap is not None:
        return Heading(title="Edit the gap")
    return Heading(title=f"A new gap in {area.value.capitalize()}", span=QUESTIONS[area])


class GapForm(Form[Gap]):
    """What is missing?"""

    TAB = "gaps"
    ABOUT = "gap"

    def __init__(
        self,
        gap: Gap | None,
        save: Callable[[Gap, Answers], None],
        today: date,
        *,
        area: Area,
        counts_people: bool = False,
    ) -> None:
        """Ask for a new gap in `area`, or edit `gap`.

        `counts_people`: people are recorded who know or should know of the gap. A brand gap is measured by them.
        """
        super().__init__(_heading(gap, area), save, today)
        self._gap = gap
        self._area = area
        self._counts_people = counts_people

    def fields(self) -> Sequence[Field]:
        """Title, number, step, why, area, private."""
        gap = self._gap or Gap(area=self._area, title="")
        private = Choice(NO_OR_YES, gap.private)
        return (
            Field(TITLE_QUESTIONS[self._area], TextField(gap.title, single=True), help="needed", id="title"),
            Field(NUMBER_QUESTIONS[self._area], Number(gap.needed), help=self._number_help(), id="needed"),
            Field("For which step?", Choice(STEP_OPTIONS, gap.step), id="step"),
            Field("Why does it matter?", TextField(gap.why), help="optional", id="why"),
            Field("Which area?", Choice(AREA_OPTIONS, gap.area), id="area"),
            Field("Private?", private, help="no page, letter or case shows it", id="private"),
        )

    def after_answer(self, choice: Choice[object]) -> None:
        """Word heading and questions for the chosen area, and move on."""
        self.filled()
        super().after_answer(choice)

    def filled(self) -> None:
        """Word heading and questions for the area."""
        area = self.chosen("area", Area) or self._area
        if area is not self._area:
            self._area = area
            self._say_heading(_heading(self._gap, area))
            self.field("title").ask(TITLE_QUESTIONS[area], "needed")
            self.field("needed").ask(NUMBER_QUESTIONS[area], self._number_help())

    def _number_help(self) -> str:
        by_people = self._counts_people and self._area is Area.BRAND
        return "the people named on People are counted" if by_people else "needed"

    def collect(self) -> Gap:
        """Return the gap.

        Raises:
            FieldRefused: the title is missing, or the number is invalid.
        """
        title = self.needed_text("title", "The title", "something specific, in a few words")
        why = self.text_of("why", "The reason")
        needed = times_in(self.text_of("needed", "The number"))
        if needed is None:
            raise FieldRefused("needed", NO_NUMBER)
        area, step = self.chosen("area", Area) or self._area, self.chosen("step", Step) or Step.CURRENT
        private = bool(self.chosen("private", bool))
        return Gap(area=area, title=title, why=why, needed=needed, step=step, private=private)
