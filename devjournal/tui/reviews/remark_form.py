"""The form of a remark on a review."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from devjournal.domain.dates.days import day_in_full
from devjournal.domain.reviews.review import Review
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused, Form, Heading
from devjournal.tui.widgets.fields import Field, TextField


class RemarkForm(Form[str]):
    """What do you see now?"""

    TAB = "reviews"
    ABOUT = "remark"

    def __init__(self, review: Review, save: Callable[[str, Answers], None], today: date) -> None:
        """Ask for a remark on `review`."""
        title = f"A remark on the {review.kind} review"
        super().__init__(Heading(title=title, span=day_in_full(review.day), words=review.course), save, today)

    def fields(self) -> Sequence[Field]:
        """The text."""
        return (Field("What do you see now?", TextField(lines=True), help="needed; it keeps its day", id="text"),)

    def collect(self) -> str:
        """Return the remark.

        Raises:
            FieldRefused: the text is empty.
        """
        text = self.text_of("text", "The remark")
        if not text.strip():
            raise FieldRefused("text", "Needed: a few words.")
        return text
