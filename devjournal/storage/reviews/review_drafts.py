"""Reviews in progress: saved after every step, and finished in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from devjournal.domain.career.gap import Gap
from devjournal.domain.reviews.review import Review
from devjournal.domain.reviews.review_draft import Answers, Decision, GapDecision, ReviewDraft, read_answers
from devjournal.domain.text.text_merge import merge_text
from devjournal.domain.text.user_text import quoted
from devjournal.domain.week.due import ReviewKind
from devjournal.errors import NotFound
from devjournal.storage.career.gaps import Gaps
from devjournal.storage.core.json_column import from_json, to_json
from devjournal.storage.core.rows import dicts, ids_of, select_all
from devjournal.storage.core.uids import natural_uid
from devjournal.storage.reviews.reviews import Reviews
from devjournal.storage.schema.tables import WalkRow
from devjournal.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedReview:
    """A finished review, and a sentence about each decision that the board no longer allowed."""

    review: Review
    messages: tuple[str, ...] = ()


class ReviewDrafts:
    """Begins, saves, drops and finishes reviews. At most one of each kind is in progress."""

    def __init__(self, store: Store, gaps: Gaps, reviews: Reviews) -> None:
        """Work on one open file."""
        self._store = store
        self._gaps = gaps
        self._reviews = reviews

    def get(self, kind: ReviewKind) -> ReviewDraft | None:
        """Return the review of a kind in progress; None if there is none."""
        with self._store.reading():
            row = next(iter(dicts(select_all(WalkRow).where(WalkRow.kind == kind.value))), None)
        if row is None:
            return None
        answers = read_answers(from_json(row["answers"]))
        return ReviewDraft(kind=kind, day=row["day"], answers=answers).at(row["step"])

    def begin(self, kind: ReviewKind) -> ReviewDraft:
        """Return the review of a kind in progress, or begin one today."""
        with self._store.writing(f"beginning of the {kind} review"):
            draft = self.get(kind)
            if draft is None:
                draft = ReviewDraft(kind=kind, day=self._store.today)
                self._put(draft)
            return draft

    def save(self, draft: ReviewDraft) -> ReviewDraft:
        """Save the answers and the step. A draft that was dropped meanwhile comes back.

        Raises:
            InvalidText: a text cannot be stored, or a title is empty.
        """
        with self._store.writing(f"step of the {draft.kind} review"):
            self._put(draft)
            stored = self.get(draft.kind)
            assert stored is not None
            return stored

    def drop(self, kind: ReviewKind) -> ReviewDraft:
        """Drop the review of a kind in progress, and return it. The board does not change.

        Raises:
            NotFound: no review of the kind is in progress.
        """
        with self._store.writing(f"dropping of the {kind} review"):
            draft = self._current(kind)
            self._delete(kind)
            return draft

    def finish(self, kind: ReviewKind) -> FinishedReview:
        """Finish a review: apply the decisions, add the new gaps, and store the bets and the resulting board.

        If a gap was changed or removed meanwhile, its decision is left out and reported.

        Raises:
            NotFound: no review of the kind is in progress.
            InvalidText: another program wrote an invalid text into it.
        """
        today = self._store.today
        with self._store.writing(f"{kind} review of {today}"):
            answers = self._current(kind).answers.cleaned()
            messages = self._decide(answers)
            self._add_new(answers)
            bets = self._bets(kind, answers, messages)
            review = self._reviews.add(kind, bets=bets, **answers.texts())
            self._delete(kind)
            return FinishedReview(review=review, messages=tuple(messages))

    # inside a transaction

    def _current(self, kind: ReviewKind) -> ReviewDraft:
        draft = self.get(kind)
        if draft is None:
            raise NotFound(f"No {kind} review is under way; it has been finished or dropped.")
        return draft

    def _delete(self, kind: ReviewKind) -> None:
        for row_id in ids_of(WalkRow, WalkRow.kind == kind.value):
            self._store.delete(WalkRow, row_id)

    def _put(self, draft: ReviewDraft) -> None:
        answers = to_json(draft.answers.cleaned().as_json())
        values = {"kind": draft.kind.value, "day": draft.day, "step": draft.step, "answers": answers}
        self._store.upsert(WalkRow, WalkRow.kind == draft.kind.value, values, natural_uid("walk", draft.kind.value))

    def _by_uid(self) -> Mapping[str, Gap]:
        return {gap.uid: gap for gap in self._gaps.list()}

    def _decide(self, answers: Answers) -> list[str]:
        """Apply the decisions on gaps, and return those that no longer apply."""
        messages = []
        gaps = self._by_uid()
        for decision in answers.decisions:
            gap = gaps.get(decision.gap)
            if gap is not None:
                messages += self._carry_out(decision, gap)
            elif decision.choice is not GapDecision.KEEP:
                messages.append(f"{quoted(decision.was.title)} has been removed, so it is left out.")
        return messages

    def _carry_out(self, decision: Decision, gap: Gap) -> list[str]:
        name = quoted(gap.title)
        if decision.choice is GapDecision.ADJUST and decision.now is not None:
            before, after = decision.was, decision.now
            title, title_clashes = merge_text(before.title, after.title, gap.title, between=" / ")
            why, why_clashes = merge_text(before.why, after.why, gap.why)
            needed = {} if after.needed == before.needed else {"needed": after.needed}
            self._gaps.edit(gap.id, title=title, why=why, **needed)
            return [f"{name} has been changed elsewhere; both texts are kept."] if title_clashes or why_clashes else []
        if decision.choice is GapDecision.CLOSE and gap.open:
            self._gaps.close(gap.id)
        if decision.choice is GapDecision.PARK:
            if not gap.open:
                return [f"{name} has been closed, so it is not parked."]
            why, _ = merge_text("", decision.why, gap.parked_why)
            self._gaps.park(gap.id, why)
        return []

    def _add_new(self, answers: Answers) -> None:
        existing = self._by_uid()
        for planned in answers.new:
            if planned.uid not in existing:  # otherwise another window finished the same review and added it
                new = planned.new
                self._gaps.add(new.area, new.title, why=new.why, needed=new.needed, step=new.step, uid=planned.uid)

    def _bets(self, kind: ReviewKind, answers: Answers, messages: list[str]) -> list[int]:
        if kind is not ReviewKind.QUARTERLY:
            return []
        gaps = self._by_uid()
        bets = []
        for uid in answers.bets:
            gap = gaps.get(uid)
            if gap is not None and gap.on_board:
                bets.append(gap.id)
            else:
                name = f"{quoted(gap.title)} is closed or parked" if gap is not None else "A gap has been removed"
                messages.append(f"{name}, so it cannot be a bet.")
        return bets
