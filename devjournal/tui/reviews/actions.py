"""Actions of Reviews: choose and begin a review, add a remark, remove, put off, skip."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from devjournal.domain.dates.days import day_in_full, day_in_row
from devjournal.domain.reviews.review import Review
from devjournal.domain.reviews.review_draft import ReviewDraft
from devjournal.domain.week.due import ReviewKind
from devjournal.tui import verbs
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form_host import FormHost
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.reviews.data import ReviewsView, UpcomingReview
from devjournal.tui.reviews.timeline import when_due
from devjournal.tui.widgets.lines import Line

_LABELS = {ReviewKind.QUARTERLY: "quarterly deep dive", ReviewKind.MONTHLY: "monthly check-in"}


def choose_kind(screen: JournalScreen, view: ReviewsView, on_choice: Callable[[ReviewKind], None]) -> None:
    """Ask which review to hold. The cursor starts on a review that was begun, or else on the due one."""
    from devjournal.tui.kit.choice_dialog import ChoiceDialog  # keeps the start fast

    reviews, today = view.next_reviews, view.today
    options: list[tuple[object, Line]] = [(n, _option(upcoming, today)) for n, upcoming in enumerate(reviews)]
    first = min(range(len(reviews)), key=lambda n: (reviews[n].draft is None, not reviews[n].is_due(today)))
    screen.open_question(ChoiceDialog("Which review?", options, first), lambda n: on_choice(reviews[n].kind))


def _option(upcoming: UpcomingReview, today: date) -> Line:
    draft, due = upcoming.draft, upcoming.next
    if draft is not None:
        facts = f"taken up at step {draft.step} of {draft.steps}"
    elif due is None:
        facts = ""
    elif min(due) > today:
        facts = f"due on {day_in_row(due.asked)}"
    else:
        facts = when_due(due, today)
    return ((_LABELS[upcoming.kind], "text"), (f"  {facts}", "muted"))


def add_remark(screen: FormHost, review: Review) -> None:
    """Ask for a remark on a review; the review itself stays unchanged."""
    from devjournal.tui.kit.form import Heading
    from devjournal.tui.reviews.remark_form import RemarkForm

    journal = screen.journal

    def save(text: str, _: Answers) -> None:
        journal.reviews.add_remark(review.id, text)

    title = f"A remark on the {review.kind} review"
    heading = Heading(title=title, span=day_in_full(review.day), subject=review.course)
    screen.open_form(RemarkForm(heading, "", save, journal.today), f"remark-{review.id}")


def ask_removal(screen: JournalScreen, review: Review) -> None:
    """Ask whether to remove a review with its snapshot, bets and remarks."""

    def remove() -> None:
        removed_review = screen.journal.reviews.remove(review.id)
        screen.report_change(f"Removed: the {removed_review.name}. {verbs.UNDO} brings it back.")

    effect = f"Its board, bets and remarks are removed too. {verbs.UNDO} brings it all back."
    screen.confirm_removal("Remove this review?", f"The {review.name}", effect, remove)


def ask_dropping(screen: JournalScreen, draft: ReviewDraft) -> None:
    """Ask whether to drop a review that was begun."""

    def drop() -> None:
        screen.journal.review_drafts.drop(draft.kind)
        screen.report_change(f"Dropped: the {draft.kind} review that was begun. {verbs.UNDO} brings it back.")

    effect = f"Its answers are dropped too; the board does not change. {verbs.UNDO} brings it back."
    subject = f"The {draft.kind} review, at step {draft.step} of {draft.steps}"
    screen.confirm_removal("Drop this review?", subject, effect, drop)


def put_off(screen: FormHost, kind: ReviewKind) -> None:
    """Put off a due review by a week."""
    until = screen.journal.reviews.put_off(kind)
    screen.report_change(f"Put off to {day_in_row(until)}: the {kind} review. {verbs.UNDO} takes it back.")


def skip(screen: FormHost, kind: ReviewKind) -> None:
    """Skip a due review."""
    screen.journal.reviews.skip(kind)
    screen.report_change(f"Skipped: the {kind} review. {verbs.UNDO} takes it back.")
