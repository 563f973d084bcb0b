"""The guided walk of a review: from step to step, and the review that it becomes.

Each step is kept once it is saved; what another window answered meanwhile stays beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from devjournal.domain.reviews.review import Review
from devjournal.domain.reviews.review_draft import ReviewDraft
from devjournal.domain.week.due import ReviewKind
from devjournal.storage import Journal
from devjournal.tui.kit.asker import BOTH
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.reviews.walk import merging as kept
from devjournal.tui.reviews.walk import steps
from devjournal.tui.reviews.walk.merging import Merged


def walk(screen: JournalScreen, kind: ReviewKind, finished: Callable[[Review], None]) -> None:
    """Begin a review, or take it up where it was left; `held` is told of the review that it becomes."""
    Walking(screen, kind, finished).show(screen.open_form)


class Walking:
    """Shows one step after the other, and keeps what each is told."""

    def __init__(self, screen: JournalScreen, kind: ReviewKind, finished: Callable[[Review], None]) -> None:
        """Walk on `screen`."""
        self.screen = screen
        self.kind = kind
        self._held = finished
        self._said: list[str] = []
        self._review: Review | None = None
        """What the walk became."""
        self._before = self._last_held()

    @property
    def journal(self) -> Journal:
        """The journal that is reviewed."""
        return self.screen.journal

    def now(self) -> ReviewDraft:
        """Return the walk as it is kept; one that was not begun is kept with its first step."""
        return self.journal.walks.get(self.kind) or ReviewDraft(kind=self.kind, day=self.journal.today)

    def show(self, opens: Callable[[Any, str], None]) -> None:
        """Show the step that the walk is at."""
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
        """Keep a step in the walk as it is now; the last one makes a review of it, in an undo step of its own.

        A walk that another window finished is a review already, and what this one was told becomes a remark on it.
        """
        self._said.clear()
        with self.journal.transaction(f"step of the {self.kind} review"):
            now, last = self.journal.walks.get(self.kind), self._last_held()
            if now is None and last is not None and last != self._before:
                self._keep_beside(self.journal.reviews.get(last), opened, text)
                return
            merged = merge(now or opened)
            self.journal.walks.save(replace(opened, answers=merged.answers).at(opened.step + way))
        if merged.both:
            self._said.append(BOTH)
        self._said += merged.messages
        if opened.last and way > 0:
            finished = self.journal.walks.finish(self.kind)
            self._review = finished.review
            self._said += finished.messages

    def _last_held(self) -> int | None:
        """Return the ID of the review of the kind that was made last, whatever day it is of."""
        return max((review.id for review in self.journal.reviews.list() if review.kind is self.kind), default=None)

    def _keep_beside(self, review: Review, opened: ReviewDraft, text: str) -> None:
        self._review = review
        message = f"Finished in another window: the {review.name}."
        if text.strip() and text.strip() not in review.texts()[opened.page.answer]:
            self.journal.reviews.add_remark(review.id, text)
            message += " Your words are added to it as a remark."
        self._said.append(message)

    def _go(self, _: int) -> None:
        """Show the step that follows; after the last one what the review changed is shown."""
        if self._review is None:
            self.show(self.screen.switch_form)
        else:
            self._held(self._review)
            self.screen.app.screen.dismiss(True)
        if self._said:
            self.screen.tell(" ".join(self._said))
