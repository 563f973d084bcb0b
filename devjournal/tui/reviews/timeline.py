"""The timeline of reviews as rows: upcoming reviews on top, then past reviews by year; pure functions."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from devjournal.domain.dates.days import MONTHS, day_and_month, day_in_row
from devjournal.domain.reviews.review import Review, before
from devjournal.domain.text.user_text import pluralized
from devjournal.domain.week.due import Deferral, NextReview, ReviewKind
from devjournal.tui import verbs
from devjournal.tui.reviews.data import ReviewsView, UpcomingReview, review_key, skipped_key, upcoming_key
from devjournal.tui.widgets.block import ItemRow
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, Piece, justify, truncate, width_of

AIRY = 34
"""Cells from which a row has wide gaps between its columns."""

INVITATION = (
    "A deep dive every quarter: the horizon, what you know, what you have done, who knows it, whom to ask, and what "
    "to bet on next. A short look every month, to correct course. Each keeps the board as it was, so that the next "
    "one can show what has moved."
)


class _Row(NamedTuple):
    key: str
    day: date
    mark: Piece
    text: Line
    short: Line
    """The text in a narrow column."""
    hint: Piece = ("", "")


def title_line(view: ReviewsView, width: int, glyphs: Glyphs) -> Line:
    """Return the heading with the next review, in the longest form that fits."""
    title: Line = (("Reviews", "bold"),)
    today = view.today
    ahead = [
        (upcoming.next.asked, upcoming.kind)
        for upcoming in view.upcoming
        if upcoming.next is not None and not upcoming.is_due(today)
    ]
    if not ahead:
        return title
    day, kind = min(ahead)
    short_day = day_and_month(day, today)
    for text in (f"{kind}, {day_in_row(day, today)}", f"{kind}, {short_day}", kind, short_day):
        line = (*title, (f"  next: {text}", "muted"))
        if width_of(line) <= width:
            return line
    return title


def timeline(view: ReviewsView, older: Review | None, width: int, glyphs: Glyphs) -> list[ItemRow]:
    """Return the rows; `older` is the review that the row under the cursor is compared with."""
    top = [_upcoming_row(view, upcoming, glyphs) for upcoming in view.on_top]
    past = [_skipped_row(deferral, glyphs) for deferral in reversed(view.skipped)]
    past += [_held_row(view, review, older, glyphs) for review in view.reviews]
    past.sort(key=lambda row: row.day, reverse=True)
    lines: list[ItemRow] = []
    year = 0
    for row in (*top, *past):
        if row.day.year != year:
            year = row.day.year
            lines += [*([ItemRow(BLANK)] if lines else []), ItemRow(((str(year), "bold"),)), ItemRow(BLANK)]
        lines.append(ItemRow(_line(row, width, glyphs), row.key))
    return lines


def _line(row: _Row, width: int, glyphs: Glyphs) -> Line:
    gap = "   " if width >= AIRY else " "
    head: Line = ((f"{MONTHS[row.day.month - 1]}{gap}", "muted"), row.mark, (gap[:-1] or " ", ""))
    hint = row.hint[0]
    line: Line = (*head, *row.text)
    if width_of(line) + (len(hint) + 1 if hint else 0) > width:
        line = (*head, *row.short)
    if hint and width_of(line) + len(hint) < width:
        return justify(line, (row.hint,), width)
    return truncate(line, width, glyphs.cut)


def _upcoming_row(view: ReviewsView, upcoming: UpcomingReview, glyphs: Glyphs) -> _Row:
    today, key = view.today, upcoming_key(upcoming)
    kind, draft = upcoming.kind.value, upcoming.draft
    begin_key: Piece = (verbs.NEW_REVIEW.shown_key, "bold here")
    if draft is not None:
        text: Line = ((kind, "text"), (f", at step {draft.step} of {draft.steps}", "here"))
        short: Line = ((kind, "text"), (f", step {draft.step}", "here"))
        return _Row(key, today, (glyphs.current, "here"), text, short, begin_key)
    assert upcoming.next is not None
    asked, is_due = upcoming.next.asked, upcoming.is_due(today)
    ink = "muted" if asked > today >= upcoming.next.due else "asks"
    text = ((f"{kind}, {when_due(upcoming.next, today)}", ink),)
    short = text if is_due else ((f"{kind}, {asked.day} {MONTHS[asked.month - 1]}", ink),)
    return _Row(key, max(asked, today), (glyphs.upcoming, ink), text, short, begin_key if is_due else ("", ""))


def when_due(review: NextReview, today: date) -> str:
    """Return when a review is due, in short: `due`, `due in 10 days`, `put off to 4 Dec`."""
    asked = review.asked
    if asked <= today:
        return "due"
    if review.due <= today:
        return f"put off to {asked.day} {MONTHS[asked.month - 1]}"
    days = (asked - today).days
    return "due tomorrow" if days == 1 else f"due in {pluralized(days, 'day')}"


def _held_row(view: ReviewsView, review: Review, older: Review | None, glyphs: Glyphs) -> _Row:
    hint: Piece = ("compared", "faint") if review == older else ("", "")
    if review.kind is ReviewKind.MONTHLY:
        text: Line = ((review.kind.value, "muted"),)
        return _Row(review_key(review.id), review.day, (glyphs.monthly, "muted"), text, text, hint)
    short: Line = ((f"{review.kind}  {view.quarter(review).name}", "text"),)
    text = short if before(view.reviews, review) is not None else (*short, (", the first", "text"))
    return _Row(review_key(review.id), review.day, (glyphs.quarterly, "here"), text, short, hint)


def _skipped_row(deferral: Deferral, glyphs: Glyphs) -> _Row:
    text: Line = ((f"{deferral.kind}, skipped", "muted"),)
    return _Row(skipped_key(deferral), deferral.due, (glyphs.no, "faint"), text, text)
