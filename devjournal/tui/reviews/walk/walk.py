"""The guided walk: from step to step, until the draft becomes a review.

Each step is merged into the draft when it is saved, so that another window's answers are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from devjournal.domain.reviews.review import Review
from devjournal.domain.reviews.review_draft import ReviewDraft
from devjournal.domain.week.due import ReviewKind
from devjournal.storage import Journal
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form_host import BOTH_KEPT
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.reviews.walk import merging as kept
from devjournal.tui.reviews.walk import steps
from devjournal.tui.reviews.walk.merging import Merged


def walk(screen: JournalScreen, kind: ReviewKind, finished: Callable[[Review], None]) -> None:
    """Begin or continue a review. `finished` is called with the review at the end."""
    Walking(screen, kind, finished).show(screen.open_form)


class Walking:
    """Shows the steps in order, and saves their answers."""

    def __init__(self, screen: JournalScreen, kind: ReviewKind, finished: Callable[[Review], None]) -> None:
        """Walk on `screen`."""
        self.screen = screen
        self.kind = kind
        self._on_finish = finished
        self._messages: list[str] = []
        self._review: Review | None = None
        """The finished review."""
        self._before = self._last_held()

    @property
    def journal(self) -> Journal:
        """The journal."""
        return self.screen.journal

    def now(self) -> ReviewDraft:
        """Return the draft in the journal, or a new one, which is stored with its first step."""
        return self.journal.review_drafts.get(self.kind) or ReviewDraft(kind=self.kind, day=self.journal.today)

    def show(self, opens: Callable[[Any, str], None]) -> None:
        """Show the current step."""
        now = self.now()
        opens(self._form(now), f"review-{self.kind}-{now.page.value}")

    def _form(self, opened: ReviewDraft) -> Any:
        """Return the form of a step."""

        def save(answer: Any, base: Answers) -> None:
            merge = kept.MERGES[type(answer)]
            text = answer if isinstance(answer, str) else answer.text
            self._keep(opened, form.way, text, lambda now: merge(self.journal, opened, now, answer, base))

        form = steps.form_of(self.journal, opened, save, self._go, self.screen.app.glyphs)  # type: ignore[attr-defined]
        return form

    def _keep(self, opened: ReviewDraft, way: int, text: str, merge: Callable[[ReviewDraft], Merged]) -> None:
        """Merge a step into the current draft. The last step turns it into a review, as a separate undo step.

        If another window has finished the draft, the answer is added to that review as a remark.
        """
        self._messages.clear()
        with self.journal.transaction(f"step of the {self.kind} review"):
            now, last = self.journal.review_drafts.get(self.kind), self._last_held()
            if now is None and last is not None and last != self._before:
                self._keep_beside(self.journal.reviews.get(last), opened, text)
                return
            merged = merge(now or opened)
            self.journal.review_drafts.save(replace(opened, answers=merged.answers).at(opened.step + way))
        if merged.both:
            self._messages.append(BOTH_KEPT)
        self._messages += merged.messages
        if opened.last and way > 0:
            finished = self.journal.review_drafts.finish(self.kind)
            self._review = finished.review
            self._messages += finished.messages

    def _last_held(self) -> int | None:
        """Return the ID of the review of this kind that was created last, whatever its day."""
        return max((review.id for review in self.journal.reviews.list() if review.kind is self.kind), default=None)

    def _keep_beside(self, review: Review, opened: ReviewDraft, text: str) -> None:
        self._review = review
        message = f"Finished in another window: the {review.name}."
        if text.strip() and text.strip() not in review.texts()[opened.page.answer]:
            self.journal.reviews.add_remark(review.id, text)
            message += " Your words are added to it as a remark."
        self._messages.append(message)

    def _go(self, _: int) -> None:
        """Show the next step; after the last one, the review's changes."""
        if self._review is None:
            self.show(self.screen.switch_form)
        else:
            self._on_finish(self._review)
            self.screen.app.screen.dismiss(True)
        if self._messages:
            self.screen.tell(" ".join(self._messages))
