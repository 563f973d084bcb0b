"""The guided walk: from step to step, until the draft becomes a review.

Each step is merged into the draft when it is saved, so that another window's answers are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from devjournal.domain.reviews.review import Review
from devjournal.domain.reviews.review_draft import ReviewDraft
from devjournal.domain.week.due import ReviewKind
from devjournal.storage import Journal
from devjournal.tui.kit.drafted import Answers, DraftedScreen
from devjournal.tui.kit.form_host import BOTH_KEPT
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.reviews.walk.forms import form_of
from devjournal.tui.reviews.walk.merging import MERGES, Merged


def hold_review(screen: JournalScreen, kind: ReviewKind, on_finish: Callable[[Review], None]) -> None:
    """Begin or continue a review. `on_finish` is called with the review at the end."""
    ReviewWalk(screen, kind, on_finish).show_step(screen.open_form)


class ReviewWalk:
    """Shows the steps of a review in order, and saves their answers."""

    def __init__(self, screen: JournalScreen, kind: ReviewKind, on_finish: Callable[[Review], None]) -> None:
        """Show the steps over `screen`."""
        self.screen = screen
        self.kind = kind
        self._on_finish = on_finish
        self._messages: list[str] = []
        self._review: Review | None = None
        """The finished review."""
        self._last_before = self._last_held()

    @property
    def journal(self) -> Journal:
        """The journal."""
        return self.screen.journal

    def show_step(self, open_form: Callable[[DraftedScreen, str], None]) -> None:
        """Open the form of the current step. A review that was not begun is stored with its first step."""
        draft = self.journal.review_drafts.get(self.kind) or ReviewDraft(kind=self.kind, day=self.journal.today)

        def save(answer: Any, base: Answers) -> None:
            text = answer if isinstance(answer, str) else answer.text
            merge = partial(MERGES[type(answer)], self.journal, draft)
            self._save(draft, form.direction, text, lambda current: merge(current, answer, base))

        form = form_of(self.journal, draft, save, self._show_next, self.screen.glyphs)
        open_form(form, f"review-{self.kind}-{draft.page.value}")

    def _save(self, opened: ReviewDraft, direction: int, text: str, merge: Callable[[ReviewDraft], Merged]) -> None:
        """Merge a step into the current draft. The last step turns it into a review, as a separate undo step.

        If another window has finished the draft, the answer is added to that review as a remark.
        """
        self._messages.clear()
        with self.journal.transaction(f"step of the {self.kind} review"):
            current, last = self.journal.review_drafts.get(self.kind), self._last_held()
            if current is None and last is not None and last != self._last_before:
                self._add_remark(self.journal.reviews.get(last), opened, text)
                return
            merged = merge(current or opened)
            self.journal.review_drafts.save(replace(opened, answers=merged.answers).at(opened.step + direction))
        if merged.both:
            self._messages.append(BOTH_KEPT)
        self._messages += merged.messages
        if opened.last and direction > 0:
            finished = self.journal.review_drafts.finish(self.kind)
            self._review = finished.review
            self._messages += finished.messages

    def _last_held(self) -> int | None:
        """Return the ID of the review of this kind that was created last, whatever its day."""
        return max((review.id for review in self.journal.reviews.list() if review.kind is self.kind), default=None)

    def _add_remark(self, review: Review, opened: ReviewDraft, text: str) -> None:
        """Add the answer to a review that another window has finished."""
        self._review = review
        message = f"Finished in another window: the {review.name}."
        if text.strip() and text.strip() not in review.texts()[opened.page.answer]:
            self.journal.reviews.add_remark(review.id, text)
            message += " Your words are added to it as a remark."
        self._messages.append(message)

    def _show_next(self) -> None:
        """Show the next step; after the last one, the review's changes."""
        if self._review is None:
            self.show_step(self.screen.switch_form)
        else:
            self._on_finish(self._review)
            self.screen.app.screen.dismiss(True)
        if self._messages:
            self.screen.tell(" ".join(self._messages))
