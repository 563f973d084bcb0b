"""The question about a due review: now, in a week, or not this time."""

from __future__ import annotations

from enum import Enum, auto
from typing import ClassVar

from textual.binding import Binding, BindingType

from devjournal.domain.dates.days import day_in_full
from devjournal.tui.kit.panel import Panel
from devjournal.tui.reviews.data import UpcomingReview
from devjournal.tui.widgets.lines import Line, width_of
from devjournal.tui.widgets.paragraphs import heading


class Answer(Enum):
    """What to do with the review."""

    BEGIN = auto()
    PUT_OFF = auto()
    SKIP = auto()


_SIDE_CELLS = 8
"""Cells at both sides of the dialog's text."""


class DueReviewDialog(Panel[Answer | None]):
    """Asks whether to begin a due review, put it off by a week, or skip it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('BEGIN')", show=False, priority=True),
        Binding("p", "answer('PUT_OFF')", show=False, priority=True),
        Binding("s", "answer('SKIP')", show=False, priority=True),
        Binding("q", "dismiss", show=False, priority=True),
    ]

    def __init__(self, due: UpcomingReview) -> None:
        """Ask about the review that is `due`."""
        super().__init__()
        self._review = due

    def write(self) -> None:
        """Write the question and its answers."""
        draft, due = self._review.draft, self._review.next
        assert due is not None
        begin = "begin it" if draft is None else f"take it up at step {draft.step} of {draft.steps}"
        keys: list[Line] = [
            (("enter", "bold here"), (f"  {begin}", "muted")),
            (("p", "bold here"), ("      put it off by a week", "muted")),
            (("s", "bold here"), ("      skip it", "muted")),
            (("esc", "bold here"), ("    back", "muted")),
        ]
        title = f"{self._review.kind.capitalize()} review"
        since = f"due since {day_in_full(due.due)}"
        line = heading(title, since)
        fits = width_of(line) <= self.size.width - _SIDE_CELLS
        self.say([*([line] if fits else [heading(title), ((since, "muted"),)]), (), *keys])

    def action_answer(self, name: str) -> None:
        """Close with the answer."""
        self.dismiss(Answer[name])
