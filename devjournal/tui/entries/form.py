"""The form of an entry: text, gap, link, day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from devjournal.domain.career.gap import Gap
from devjournal.domain.dates.reading import examples
from devjournal.domain.week.entry import Entry
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import Form, Heading, needed_day_in
from devjournal.tui.widgets.fields import NO_OR_YES, Choice, Field, Picker, TextField
from devjournal.tui.widgets.fields.prefilled import Prefilled
from devjournal.tui.widgets.lines import Line, row_text


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryAnswer:
    """An entry's fields."""

    text: str
    day: date
    gap: int | None
    link: str
    private: bool


class EntryForm(Form[EntryAnswer]):
    """Asks for an entry: what was done or learned."""

    ABOUT = "entry"

    def __init__(
        self,
        entry: Entry | None,
        save: Callable[[EntryAnswer, Answers], None],
        today: date,
        *,
        day: date | None = None,
        gaps: Sequence[Gap] = (),
        gap: int | None = None,
        private: bool = False,
        title: str = "",
    ) -> None:
        """Ask for a new entry on `day`, or edit `entry`. A new entry begins with the answers `private` and `gap`.

        `title` replaces the title, for something else that becomes an entry, such as a draft.
        """
        super().__init__(Heading(title=title or ("Edit the entry" if entry else "A new entry")), save, today)
        self._entry = entry
        self._day = entry.day if entry else day or today
        self._gaps = gaps
        self._gap = entry.gap if entry else gap
        self._private = entry.private if entry else private

    def fields(self) -> Sequence[Field]:
        """Return the fields of text, link, day, private and gap."""
        entry, private = self._entry, Choice(NO_OR_YES, self._private)
        fields = [
            Field("What was done or learned?", TextField(entry.text if entry else ""), help="needed", id="text"),
            Field("A link to it?", TextField(entry.link if entry else "", single=True), help="optional", id="link"),
            Field("Which day?", Prefilled(self._day.isoformat()), help=examples(self._today), id="day"),
            Field("Private?", private, help="a private entry appears in no summary", id="private"),
        ]
        if self._gaps:
            options: list[tuple[object, Line]] = [(None, (("none", "text"),))]
            for gap in self._gaps:
                facts = (f"  {gap.measure}", "muted")
                options.append((gap.id, ((row_text(gap.title), "text"), facts)))
            picker = Picker(options, self._gap)
            fields.append(Field("Which gap is it evidence for?", picker, help="optional", id="gap"))
        return fields

    def collect(self) -> EntryAnswer:
        """Return the entry.

        Raises:
            FieldRefused: the text is missing, or the day is invalid.
        """
        text = self.needed_text("text", "The entry")
        day = needed_day_in(self, "day", self._today)
        gap = self._gap
        if self._gaps:
            picker = self.control("gap", Picker)
            gap = picker.value if isinstance(picker.value, int) else None
        link = self.text_of("link", "The link")
        return EntryAnswer(text=text, day=day, gap=gap, link=link, private=bool(self.chosen("private", bool)))
