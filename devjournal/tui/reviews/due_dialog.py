"""The question about a due review: now, in a week, or not this time."""

from __future__ import annotations

from datetime import date
from enum import Enum, auto
from typing import ClassVar

from textual.binding import Binding, BindingType

from devjournal.domain.dates.days import day_in_full
from devjournal.domain.reviews.review_draft import ReviewDraft
from devjournal.domain.week.due import ReviewKind
from devjournal.tui.kit.panel import Panel
from devjournal.tui.widgets.lines import Line, width_of


class Answer(Enum):
    """What to do with the review."""

    BEGIN = auto()
    PUT_OFF = auto()
    SKIP = auto()


_SIDE_CELLS = 8
"""Cells at both sides of the dialog's text."""


class DueReviewDialog(Panel[Answer | None]):
    """Begin it, put it off by a week, or skip it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('BEGIN')", show=False, priority=True),
        Binding("p", "answer('PUT_OFF')", show=False, priority=True),
        Binding("s", "answer('SKIP')", show=False, priority=True),
        Binding("q", "dismiss", show=False, priority=True),
    ]

    def __init__(self, kind: ReviewKind, due: date, walk: ReviewDraft | None) -> None:
        """Ask about the review that has been `due` since that day; `walk` is its draft if it was begun."""
        super().__init__()
        self._kind, self._due, self._walk = kind, due, walk

    def write(self) -> None:
        """Write the question and its answers."""
        walk = self._walk
        takes = "begin it" if walk is None else f"take it up at step {walk.step} of {walk.steps}"
        keys: list[Line] = [
            (("enter", "bold here"), (f"  {takes}", "muted")),
            (("p", "bold here"), ("      put it off by a week", "muted")),
            (("s", "bold here"), ("      skip it", "muted")),
            (("esc", "bold here"), ("    back", "muted")),
        ]
        title: Line = (
            (f"{self._kind.capitalize()} review", "bold"),
            (f"  due since {day_in_full(self._due)}", "muted"),
        )
        room = self.size.width - _SIDE_CELLS
        heads = [title] if width_of(title) <= room else [title[:1], ((title[1][0].strip(), "muted"),)]
        self.say([*heads, (), *keys])

    def action_answer(self, name: str) -> None:
        """Close with the answer."""
        self.dismiss(Answer[name])
