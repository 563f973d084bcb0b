"""The form that chooses among the new entries and weeks of an imported file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from devjournal.domain.bring.batch import Arrival, Batch
from devjournal.exports.bring.report import first_rows
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused, Form, Heading
from devjournal.tui.widgets.fields import Field
from devjournal.tui.widgets.fields.check_list import CheckList
from devjournal.tui.widgets.lines import row_text

_ROWS = 12
"""Rows drawn at once."""

_DAY = 12
"""Width of a day and the blanks behind it, in cells."""


class EntriesForm(Form[Batch]):
    """Asks which of the new entries and weeks are imported."""

    ABOUT = "bring"

    def __init__(
        self, batch: Batch, arrival: Arrival, name: str, save: Callable[[Batch, Answers], None], today: date
    ) -> None:
        """List what is new in `batch`, with all rows ticked; `name` is the file's."""
        count = len(arrival.weeks) + len(arrival.entries)
        facts = "What you leave out is offered again with the same file."
        super().__init__(Heading(title="Choose what comes in", span=f"from: {name}", facts=facts), save, today)
        self._batch, self._arrival, self._count = batch, arrival, count

    def fields(self) -> list[Field]:
        """Return the list of weeks and entries."""
        rows = first_rows(self._arrival, self._count)
        options = [(at, ((day.ljust(_DAY), "muted"), (row_text(text), "text"))) for at, (day, text) in enumerate(rows)]
        texts = CheckList(options, rows=_ROWS, selected=True)
        return [Field("Which of them?", texts, help="space leaves one out, or puts it back", id="texts")]

    def collect(self) -> Batch:
        """Return the batch with the ticked entries and weeks.

        Raises:
            FieldRefused: nothing is ticked.
        """
        positions, weeks = set(self.control("texts", CheckList).selected), len(self._arrival.weeks)
        if not positions:
            raise FieldRefused("texts", "Needed: one entry, or esc to leave.")
        return replace(
            self._batch,
            weeks=[week for at, week in enumerate(self._arrival.weeks) if at in positions],
            entries=[entry for at, entry in enumerate(self._arrival.entries, weeks) if at in positions],
        )
