"""The forms of the case: a claim's wording, and the sentence in front of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from devjournal.domain.career.gap import Gap
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.dates.days import day_in_full
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import Form, Heading
from devjournal.tui.widgets.fields import Field, TextField


class ClaimForm(Form[str]):
    """How do you claim it?"""

    TAB = "gaps"
    ABOUT = "claim"

    def __init__(self, gap: Gap, save: Callable[[str, Answers], None], today: date) -> None:
        """Ask for the wording of `gap` as a claim."""
        heading = Heading(title="The claim", span=f"{gap.evidence} of {gap.needed}", words=gap.title)
        super().__init__(heading, save, today)
        self._gap = gap

    def fields(self) -> Sequence[Field]:
        """The wording."""
        text = TextField(self._gap.claim)
        return (Field("What have you done?", text, help="in past tense; empty takes the gap's title", id="text"),)

    def collect(self) -> str:
        """Return the wording."""
        return self.text_of("text", "The claim")


class StatementForm(Form[str]):
    """What is the case in one sentence?"""

    TAB = "gaps"
    ABOUT = "statement"

    def __init__(self, horizon: Horizon, save: Callable[[str, Answers], None], today: date) -> None:
        """Ask for the sentence in front of the case for `horizon`."""
        heading = Heading(title="The sentence in front", span=f"by {day_in_full(horizon.by)}", words=horizon.role)
        super().__init__(heading, save, today)
        self._horizon = horizon

    def fields(self) -> Sequence[Field]:
        """The sentence."""
        text = TextField(self._horizon.statement)
        return (Field("Why you, in a sentence?", text, help="optional; the page begins with it", id="text"),)

    def collect(self) -> str:
        """Return the sentence."""
        return self.text_of("text", "The sentence")
