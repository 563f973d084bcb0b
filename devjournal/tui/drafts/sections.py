"""The blocks of the page of drafts, as lines and rows."""

from __future__ import annotations

from functools import lru_cache

from devjournal.domain.capture.draft import Draft
from devjournal.domain.dates.days import MONTHS, day_in_full, day_in_row
from devjournal.tui import verbs
from devjournal.tui.drafts.data import DraftsView
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, column, cut, justify, row_text, width_of
from devjournal.tui.widgets.paragraphs import heading, stack, wrap_inked

_MIN_WITH_SOURCE = 56
"""Cells from which a row shows its source."""

_SOURCE, _USUAL_WIDTH = 20, 62
"""Cells of the source in a row of the usual width; a wider row adds a quarter of the surplus."""

_MIN_LAST_ACTION = 30
"""Minimum cells of the text about the last action beside the heading."""

_OLD = 300
"""Days after which a row shows the year."""

GAP_QUESTION = heading("Which gap is it evidence for?")
"""The line above the gaps."""

_INVITATION = (
    ("devjournal drafts git", "finds your commits, day by day"),
    ("devjournal drafts ics FILE", "finds the events in a calendar"),
    ("devjournal drafts text FILE", "takes a note, or each item of a list"),
    ("devjournal drafts inbox", "reads the notes from your phone"),
)


def head_lines(view: DraftsView, last_action: str, width: int, height: int, glyphs: Glyphs) -> list[Line]:
    """Return the heading with the text about the last action: below it, or beside it on one line."""
    count = len(view.drafts)
    title = heading("Drafts", "none" if not count else "1 waits" if count == 1 else f"{count} wait")
    if height > 1 or not last_action:
        return [title, _last_action_line(last_action, width, glyphs)]
    room = width - width_of(title) - 3
    beside = _last_action_line(last_action, room, glyphs)
    return [(*title, ("   ", ""), *beside) if room >= _MIN_LAST_ACTION else title]


def empty_lines(width: int) -> list[Line]:
    """Return the text without drafts: where drafts come from."""
    lines: list[Line] = wrap_inked("text", "There are no drafts. These commands find some:", width)
    lines.append(BLANK)
    for command, purpose in _INVITATION:
        line = heading(command, purpose)
        lines += [line] if width_of(line) <= width else [heading(command), ((f"  {purpose}", "muted"),)]
    return lines


def draft_rows(view: DraftsView, width: int, glyphs: Glyphs) -> list[Row]:
    """Return one row per draft: day, text, and source if it fits."""
    days = column([_day(draft, view) for draft in view.drafts])
    return [
        Row((_draft_line(draft, day, width, glyphs),), draft.id, "draft")
        for draft, day in zip(view.drafts, days, strict=True)
    ]


def _day(draft: Draft, view: DraftsView) -> str:
    day = draft.day
    if abs((view.today - day).days) < _OLD:
        return day_in_row(day)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=4096)  # one key removes one of up to 500 drafts
def _draft_line(draft: Draft, day: str, width: int, glyphs: Glyphs) -> Line:
    source: Line = ()
    if width >= _MIN_WITH_SOURCE:
        source = ((cut(draft.source, _SOURCE + max(0, width - _USUAL_WIDTH) // 4, glyphs.cut), "faint"),)
    room = width - len(day) - 2 - (width_of(source) + 2 if source else 0)
    return justify(((f"{day}  ", "muted"), (cut(draft.text, room, glyphs.cut), "text")), source, width)


def detail_lines(draft: Draft, width: int, max_lines: int, glyphs: Glyphs) -> list[Line]:
    """Return a draft in at most `max_lines` lines: day and source, text, link."""
    link = _link(draft)
    lines: list[Line] = [((cut(_origin(draft, glyphs), width, glyphs.cut), "muted"),)]
    text_lines = max_lines - (2 if link else 1)
    if text_lines > 0:
        lines += wrap_inked("text", draft.text, width, text_lines, glyphs.cut)
    if link:
        lines.append(((cut(link, width, glyphs.cut), "here"),))
    return lines[:max_lines]


def whole_lines(draft: Draft, width: int, glyphs: Glyphs) -> list[Line]:
    """Return a draft with its whole text."""
    link = _link(draft)
    return stack(
        wrap_inked("muted", _origin(draft, glyphs), width),
        wrap_inked("text", draft.text, width),
        wrap_inked("here", link, width) if link else (),
    )


def _origin(draft: Draft, glyphs: Glyphs) -> str:
    """Return day and source of a draft."""
    return f"{day_in_full(draft.day)} {glyphs.dot} {row_text(draft.source)}"


def _link(draft: Draft) -> str:
    """Return the link of a draft, or "" if the text has it already."""
    return "" if draft.link in draft.text else draft.link


def gap_rows(view: DraftsView, draft: Draft, width: int, glyphs: Glyphs) -> list[Row]:
    """Return the gaps for a draft, suggested ones first."""
    rows: list[Row] = []
    for gap, is_suggested in view.suggestions(draft) if view.gaps else ():
        if gap is None:
            rows.append(Row(((("no gap", "muted"),),), 0, "gap"))
            continue
        ink = "text" if is_suggested else "muted"
        title = cut(gap.title, width - len(gap.measure) - 2, glyphs.cut)
        rows.append(Row((justify(((title, ink),), [(gap.measure, "faint")], width),), gap.id, "gap"))
    return rows


def _last_action_line(last_action: str, width: int, glyphs: Glyphs) -> Line:
    """Return the text about the last action, with the undo key."""
    if not last_action:
        return BLANK
    undo = f" {verbs.UNDO} takes that back."
    return ((cut(last_action, width - len(undo), glyphs.cut), "muted"), (undo, "faint"))
