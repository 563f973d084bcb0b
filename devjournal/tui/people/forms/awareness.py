"""The form of the day since when somebody knows of a gap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from devjournal.domain.career.gap import Gap
from devjournal.domain.career.person import Awareness, Person
from devjournal.domain.dates.days import as_iso
from devjournal.domain.dates.reading import examples
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused, Form, Heading, day_in
from devjournal.tui.widgets.fields import Field
from devjournal.tui.widgets.fields.prefilled import Prefilled


class AwarenessForm(Form[date | None]):
    """Since when have they known?"""

    TAB = "people"
    ABOUT = "known"

    def __init__(
        self,
        person: Person,
        gap: Gap,
        mark: Awareness,
        save: Callable[[date | None, Answers], None],
        today: date,
    ) -> None:
        """Ask since when `person` knows of `gap`; `mark` is what the journal says."""
        super().__init__(Heading(title=f"What {person.name} knows", subject=gap.title), save, today)
        self._mark = mark

    def fields(self) -> Sequence[Field]:
        """The day."""
        day, help = as_iso(self._mark.known_on) or "", f"{examples(self._today)}; empty: not yet"
        return (Field("Since when have they known?", Prefilled(day), help=help, id="day"),)

    def collect(self) -> date | None:
        """Return the day; `None` if they do not know yet.

        Raises:
            FieldRefused: the text is not a day, or a day in the future.
        """
        day = day_in(self, "day", self._today)
        if day is not None and day > self._today:
            raise FieldRefused("day", "That day has not come yet; leave it empty until they know.")
        return day
