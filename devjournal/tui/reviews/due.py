"""What Week does with a due review: begin it, put it off, skip it."""

from __future__ import annotations

from devjournal.domain.week.due import ReviewKind
from devjournal.tui import verbs
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.reviews import actions
from devjournal.tui.reviews.data import read_next
from devjournal.tui.reviews.due_dialog import Answer, DueReviewDialog
from devjournal.tui.reviews.screen import ReviewsScreen


def ask(screen: JournalScreen) -> None:
    """Ask what to do with the due review; if there is none, say so."""
    today = screen.journal.today
    due = next((upcoming for upcoming in read_next(screen.journal) if upcoming.is_due(today)), None)
    if due is None:
        screen.refuse(f"No review is due; {verbs.GO_REVIEWS} shows when the next one is.")
        return
    kind = due.kind

    def handle(answer: Answer) -> None:
        if answer is Answer.BEGIN:
            screen.app.call_next(_begin, screen, kind)  # before later keys
        elif answer is Answer.PUT_OFF:
            screen.run_verb(lambda: actions.put_off(screen, kind))
        else:
            screen.run_verb(lambda: actions.skip(screen, kind))

    screen.open_question(DueReviewDialog(due), handle)


async def _begin(screen: JournalScreen, kind: ReviewKind) -> None:
    """Begin the review on its own screen."""
    await screen.app.switch_mode(ReviewsScreen.NAME)
    reviews = screen.app.screen
    assert isinstance(reviews, ReviewsScreen)
    reviews.begin(kind)
