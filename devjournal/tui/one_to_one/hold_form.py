"""The form that closes a 1:1: notes, settled topics, new promises and asks, next day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from textual.widget import Widget

from devjournal.domain.career.person import Person
from devjournal.domain.dates.reading import Toward, examples
from devjournal.domain.one_to_one.agreements import Agreements
from devjournal.domain.one_to_one.topic import Topic, TopicKind
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused, Form, Heading, day_in, needed_day_in
from devjournal.tui.one_to_one.groups import due_label, topic_glyph
from devjournal.tui.widgets.fields import Field, TextField
from devjournal.tui.widgets.fields.check_list import CheckList
from devjournal.tui.widgets.fields.prefilled import Prefilled
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, row_text

_ORDER = (TopicKind.ASK, TopicKind.MY_PROMISE, TopicKind.THEIR_PROMISE, TopicKind.TOPIC)
"""Order of the topics in the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldAnswer:
    """The result of the 1:1."""

    day: date
    notes: str
    agreements: Agreements


class HoldForm(Form[HoldAnswer]):
    """What came of it?"""

    TAB = "one_to_one"
    ABOUT = "held"

    def __init__(
        self,
        person: Person,
        topics: Sequence[Topic],
        save: Callable[[HoldAnswer, Answers], None],
        today: date,
        glyphs: Glyphs,
        *,
        private: bool = False,
    ) -> None:
        """Ask for the result of the 1:1 with `person`. `topics` are open; `private` is for new promises and asks."""
        facts = "The page is kept as it was handed over, and the next one begins."
        super().__init__(Heading(title=f"The 1:1 with {row_text(person.name)}", facts=facts), save, today)
        in_order = sorted(topics, key=lambda topic: _ORDER.index(topic.kind))
        self._settled = CheckList([(topic.id, _row(topic, today, glyphs)) for topic in in_order])
        self._private = private

    def fields(self) -> Sequence[Field]:
        """Day, notes, settled topics, new promises and asks, next day."""
        day = Prefilled(self._today.isoformat())
        next_days = examples(self._today, Toward.NEXT)
        return (
            Field("Which day?", day, help=examples(self._today), id="day"),
            Field("What was said?", TextField(lines=True), help="optional", id="notes"),
            Field("What was granted, kept or settled?", self._settled, help="space ticks it off", id="settled"),
            Field("What did you promise?", TextField(lines=True), help="one promise a line", id="promises"),
            Field("What did they promise?", TextField(lines=True), help="one promise a line", id="their-promises"),
            Field("What did you ask for?", TextField(lines=True), help="one ask a line, if still open", id="asks"),
            Field("When is the next 1:1?", Prefilled(), help=f"optional: {next_days}", id="next"),
        )

    def filled(self) -> None:
        """Hide the question about topics if there were none."""
        self.field("settled").display = bool(self._settled.rows)

    def first_control(self) -> Widget:
        """The notes: the day is usually today."""
        return self.field("notes").control

    def collect(self) -> HoldAnswer:
        """Return the result.

        Raises:
            FieldRefused: a day is invalid or in the future, or a text cannot be stored.
        """
        day = needed_day_in(self, "day", self._today)
        if day > self._today:
            raise FieldRefused("day", "That day has not come yet; a 1:1 can be closed once it has been held.")
        return HoldAnswer(
            day=day,
            notes=self.text_of("notes", "The notes"),
            agreements=Agreements(
                done=self._settled.selected,
                promises=self._lines("promises", "The promise"),
                their_promises=self._lines("their-promises", "The promise"),
                asks=self._lines("asks", "The ask"),
                next_on=day_in(self, "next", self._today, Toward.NEXT),
                private=self._private,
            ),
        )

    def _lines(self, name: str, subject: str) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.text_of(name, subject).split("\n") if line.strip())


def _row(topic: Topic, today: date, glyphs: Glyphs) -> Line:
    """Return a topic with its glyph and due day."""
    label, ink = due_label(topic, today)
    line: Line = ((f"{topic_glyph(topic.kind, glyphs)} ", "here"), (row_text(topic.text), "text"))
    return (*line, (f"  {label}", ink)) if label else line
