"""The form of days off: a new span, and the marked spans."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from devjournal.domain.dates.days import span_in_full
from devjournal.domain.dates.reading import Toward, examples
from devjournal.domain.week.away import AwayDays, check_span
from devjournal.errors import UsageError
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused, Form, Heading, day_in, needed_day_in
from devjournal.tui.widgets.fields import Field, Picker, TextField
from devjournal.tui.widgets.fields.prefilled import Prefilled
from devjournal.tui.widgets.lines import Line, row_text


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayAnswer:
    """Days to mark, or the ID of a span to remove."""

    first: date | None = None
    last: date | None = None
    note: str = ""
    remove: int | None = None


class AwayForm(Form[AwayAnswer]):
    """Which days are off?"""

    ABOUT = "away"

    def __init__(
        self, spans: Sequence[AwayDays], save: Callable[[AwayAnswer, Answers], None], today: date, first: date
    ) -> None:
        """Ask for a span that begins on `first`; `spans` are already marked."""
        super().__init__(Heading(title="Days off", span="three in a week make it an away week"), save, today)
        self._spans = spans
        self._first = first

    def fields(self) -> Sequence[Field]:
        """First day, last day, note, and the spans to remove."""
        day_examples = examples(self._today, Toward.NEXT)
        fields = [
            Field("The first day off?", Prefilled(self._first.isoformat()), help=day_examples, id="first"),
            Field("The last day off?", Prefilled(), help="optional: the same day, if empty", id="last"),
            Field("A word on it?", TextField("", single=True), help="optional", id="note"),
        ]
        if self._spans:
            options: list[tuple[object, Line]] = [(None, (("keep them all", "text"),))]
            for span in self._spans:
                days = self.glyphs.translate(span_in_full(span.first, span.last))
                line: Line = ((f"{days}  ", "muted"), (row_text(span.note), "text")) if span.note else ((days, "text"),)
                options.append((span.id, line))
            fields.append(Field("Or remove days off?", Picker(options, None), help="pick what to remove", id="remove"))
        return fields

    def collect(self) -> AwayAnswer:
        """Return the days.

        Raises:
            FieldRefused: a text is not a day, or the span ends before it begins or lasts more than ten years.
        """
        if self._spans and isinstance(span_id := self.field("remove").answer, int):
            return AwayAnswer(remove=span_id)
        first = needed_day_in(self, "first", self._today, Toward.NEXT)
        last = day_in(self, "last", self._today, Toward.NEXT) or first
        try:
            check_span(first, last)
        except UsageError as error:
            raise FieldRefused("last", str(error)) from error
        return AwayAnswer(first=first, last=last, note=self.text_of("note", "The note"))
