"""The timeline of reviews as lines: due ones on top, then held ones year by year; pure."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from devjournal.domain.dates.days import MONTHS, day_in_row
from devjournal.domain.reviews.review import Review
from devjournal.domain.reviews.review_draft import STEPS
from devjournal.domain.text.user_text import pluralized
from devjournal.domain.week.due import Deferral, NextReview, ReviewKind
from devjournal.tui import verbs
from devjournal.tui.reviews.data import DueReview, ReviewsView, ask_key, review_key, skipped_key
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
    words: Line
    short: Line
    """The words in a narrow column."""
    hint: Piece = ("", "")


def title_line(view: ReviewsView, width: int, glyphs: Glyphs) -> Line:
    """Return the heading with the next review."""
    title: Line = (("Reviews", "bold"),)
    ahead = [(ask.next.asked, ask.kind) for ask in view.upcoming if ask.next is not None and not ask.due(view.today)]
    if not ahead:
        return title
    day, kind = min(ahead)
    year = f" {day.year}" if day.year != view.today.year else ""
    short = f"{day.day} {MONTHS[day.month - 1]}{year}"
    for text in (f"next: {kind}, {day_in_row(day)}{year}", f"next: {kind}, {short}", f"next: {kind}", f"next: {short}"):
        line = (*title, (f"  {text}", "muted"))
        if width_of(line) <= width:
            return line
    return title


def timeline(view: ReviewsView, compared: Review | None, width: int, glyphs: Glyphs) -> list[ItemRow]:
    """Return the rows; `compared` is the review that the one under the cursor is compared with."""
    top = [_due_row(view, ask, glyphs) for ask in view.on_top]
    past = [_held_row(view, review, compared, glyphs) for review in view.reviews]
    past += [_skipped_row(deferral, glyphs) for deferral in view.skipped]
    past.sort(key=lambda row: (row.day, row.key), reverse=True)
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
    glyph, ink = row.mark
    head: Line = ((f"{MONTHS[row.day.month - 1]}{gap}", "muted"), (glyph, ink), (gap[:-1] or " ", ""))
    hint = row.hint[0]
    line: Line = (*head, *row.words)
    if width_of(line) + (len(hint) + 1 if hint else 0) > width:
        line = (*head, *row.short)
    if hint and width_of(line) + len(hint) < width:
        return justify(line, (row.hint,), width)
    return truncate(line, width, glyphs.cut)


def _due_row(view: ReviewsView, ask: DueReview, glyphs: Glyphs) -> _Row:
    today = view.today
    key: Piece = (verbs.NEW_REVIEW.shown_key, "bold here")
    if ask.walk is not None:
        steps = (f", at step {ask.walk.step} of {len(STEPS[ask.kind])}", f", step {ask.walk.step}")
        begun, briefly = (((ask.kind.value, "text"), (step, "here")) for step in steps)
        return _Row(ask_key(ask), today, (glyphs.now, "here"), begun, briefly, key)
    assert ask.next is not None
    ink = "muted" if ask.next.asked > today >= ask.next.due else "asks"
    day, due = max(ask.next.asked, today), ask.due(today)
    words: Line = ((f"{ask.kind}, {when_due(ask.next, today)}", ink),)
    short: Line = words if due else ((f"{ask.kind}, {day.day} {MONTHS[day.month - 1]}", ink),)
    return _Row(ask_key(ask), day, (glyphs.ahead, ink), words, short, key if due else ("", ""))


def when_due(ask: NextReview, today: date) -> str:
    """Return when a review is due, in short: `due`, `due in 10 days`, `put off to 4 Dec`."""
    if ask.asked <= today:
        return "due"
    if ask.due <= today:
        return f"put off to {ask.asked.day} {MONTHS[ask.asked.month - 1]}"
    days = (ask.asked - today).days
    return "due tomorrow" if days == 1 else f"due in {pluralized(days, 'day')}"


def _held_row(view: ReviewsView, review: Review, compared: Review | None, glyphs: Glyphs) -> _Row:
    quarterly = review.kind is ReviewKind.QUARTERLY
    mark: Piece = (glyphs.quarterly, "here") if quarterly else (glyphs.monthly, "muted")
    words: Line = ((review.kind.value, "text" if quarterly else "muted"),)
    short = words
    if quarterly:
        quarter = view.quarter(review).name
        first = not any(
            other.kind is review.kind and (other.day, other.id) < (review.day, review.id) for other in view.reviews
        )
        short = (*words, (f"  {quarter}", "text"))
        words = (*words, (f"  {quarter}{', the first' if first else ''}", "text"))
    hint: Piece = ("compared", "faint") if compared == review else ("", "")
    return _Row(review_key(review.id), review.day, mark, words, short, hint)


def _skipped_row(deferral: Deferral, glyphs: Glyphs) -> _Row:
    words: Line = ((f"{deferral.kind}, skipped", "muted"),)
    return _Row(skipped_key(deferral), deferral.due, (glyphs.no, "faint"), words, words)
