"""The blocks of the page of drafts, as lines and rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from devjournal.domain.capture.draft import Draft
from devjournal.domain.dates.days import MONTHS, day_in_full, day_in_row
from devjournal.tui import verbs
from devjournal.tui.drafts.data import DraftsView
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, Piece, column, cut, justify, row_text, width_of, wrap
from devjournal.tui.widgets.paragraphs import heading, wrap_inked

_MIN_WITH_SOURCE = 56
"""Cells from which a row shows its source."""

_SOURCE = 20
"""Cells of the source in a row of the usual width; a wider row adds a quarter of the surplus."""

_USUAL = 62

_MIN_LAST_ACTION = 30
"""Minimum cells of the text about the last action beside the heading."""

_OLD = 300
"""Days after which a row shows the year."""

_INVITATION = (
    ("devjournal drafts git", "finds your commits, day by day"),
    ("devjournal drafts ics FILE", "finds the events in a calendar"),
    ("devjournal drafts text FILE", "takes a note, or each item of a list"),
    ("devjournal drafts inbox", "reads the notes from your phone"),
)


def head_lines(view: DraftsView, last_action: str, width: int, height: int, glyphs: Glyphs) -> list[Line]:
    """Return the heading with the text about the last action: below it, or beside it on one line."""
    title = _title(view)
    if height > 1 or not last_action:
        return [title, _last_action_line(last_action, width, glyphs)]
    room = width - width_of(title) - 3
    return (
        [(*title, ("   ", ""), *_last_action_line(last_action, room, glyphs))] if room >= _MIN_LAST_ACTION else [title]
    )


def _title(view: DraftsView) -> Line:
    count = len(view.drafts)
    wait = "none" if not count else "1 waits" if count == 1 else f"{count} wait"
    return heading("Drafts", wait)


def empty_lines(width: int) -> list[Line]:
    """Return the text without drafts: where drafts come from."""
    lines: list[Line] = wrap_inked("text", "There are no drafts. These commands find some:", width)
    lines.append(BLANK)
    for command, words in _INVITATION:
        line = heading(command, words)
        lines += [line] if width_of(line) <= width else [line[:1], ((f"  {words}", "muted"),)]
    return lines


def draft_rows(view: DraftsView, width: int, glyphs: Glyphs) -> list[Row]:
    """Return one row per draft: day, text, and source if it fits."""
    days = column([_day(draft, view) for draft in view.drafts])
    return [
        Row((_draft_line(draft, day, width, glyphs),), draft.id, "draft")
        for draft, day in zip(view.drafts, days, strict=True)
    ]


def rows_without(rows: Sequence[Row], draft: Draft) -> list[Row]:
    """Return the rows without a draft's; the date column keeps its width."""
    return [row for row in rows if row.value != draft.id]


def _day(draft: Draft, view: DraftsView) -> str:
    day = draft.day
    if abs((view.today - day).days) < _OLD:
        return day_in_row(day)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=4096)  # one key removes one of up to 500 drafts
def _draft_line(draft: Draft, day: str, width: int, glyphs: Glyphs) -> Line:
    right: list[Piece] = []
    if width >= _MIN_WITH_SOURCE:
        right = [(cut(draft.source, _SOURCE + max(0, width - _USUAL) // 4, glyphs.cut), "faint")]
    room = width - len(day) - 2 - (width_of(tuple(right)) + 2 if right else 0)
    return justify(((f"{day}  ", "muted"), (cut(draft.text, room, glyphs.cut), "text")), right, width)


def detail_lines(draft: Draft, width: int, most: int, glyphs: Glyphs) -> list[Line]:
    """Return a draft in at most `most` lines: day and source, text, link."""
    head = f"{day_in_full(draft.day)} {glyphs.dot} {row_text(draft.source)}"
    lines: list[Line] = [((cut(head, width, glyphs.cut), "muted"),)]
    link = [((cut(draft.link, width, glyphs.cut), "here"),)] if draft.link and draft.link not in draft.text else []
    left = most - 1 - len(link)
    if left > 0:
        lines += wrap_inked("text", draft.text, width, left, glyphs.cut)
    return [*lines, *link][:most]


def whole_lines(draft: Draft, width: int, glyphs: Glyphs) -> list[Line]:
    """Return a draft with its whole text."""
    head = wrap(f"{day_in_full(draft.day)} {glyphs.dot} {row_text(draft.source)}", width)
    lines: list[Line] = [((part, "muted"),) for part in head]
    lines += [BLANK, *wrap_inked("text", draft.text, width)]
    if draft.link and draft.link not in draft.text:
        lines += [BLANK, *wrap_inked("here", draft.link, width)]
    return lines


def gap_heading() -> list[Line]:
    """Return the question above the gaps."""
    return [(("Which gap is it evidence for?", "bold"),)]


def gap_rows(view: DraftsView, draft: Draft, width: int, glyphs: Glyphs) -> list[Row]:
    """Return the gaps for a draft, suggested ones first."""
    rows: list[Row] = []
    for gap, speaks in view.suggestions(draft) if view.gaps else ():
        if gap is None:
            rows.append(Row(((("no gap", "muted"),),), 0, "gap"))
            continue
        ink = "text" if speaks else "muted"
        title = cut(gap.title, width - len(gap.measure) - 2, glyphs.cut)
        rows.append(Row((justify(((title, ink),), [(gap.measure, "faint")], width),), gap.id, "gap"))
    return rows


def _last_action_line(last_action: str, width: int, glyphs: Glyphs) -> Line:
    """Return the text about the last action, with the undo key."""
    if not last_action:
        return BLANK
    back = f" {verbs.UNDO} takes that back."
    return ((cut(last_action, width - len(back), glyphs.cut), "muted"), (back, "faint"))


def read_hint(keys: Sequence[tuple[str, str]]) -> Line:
    """Return keys and labels for the foot of a dialog."""
    pieces: list[Piece] = []
    for key, words in keys:
        pieces += [(key, "bold here"), (f" {words}   ", "muted")]
    return tuple(pieces)
