"""The line of other due things on the Week screen: an older recap, differing texts, a review, a 1:1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from devjournal.domain.text.user_text import pluralized
from devjournal.domain.week.due import Due
from devjournal.domain.week.week import State
from devjournal.tui import verbs
from devjournal.tui.verbs import Verb
from devjournal.tui.week.data import REVIEWS, WeekView
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, cut, width_of


class _DueItem(NamedTuple):
    """A due thing, and the key that goes there."""

    name: str
    short_name: str
    state: str
    key: Verb


def due_line(view: WeekView, width: int, glyphs: Glyphs, *, recap: bool, events: bool) -> Line:
    """Return one quiet line of other due things with their keys; empty if there are none.

    `recap` includes last week's recap, `events` reviews and 1:1s. Items that do not fit are dropped.
    """
    items = [*_due_items(view, width, glyphs, recap=recap, events=events)]
    line: Line = BLANK
    for short in (False, True):
        line = BLANK
        for item in items:
            name = item.short_name if short else item.name
            part: Line = ((name, "muted"), (f" {item.state}  ", "asks"), (item.key.shown_key, "bold here"))
            longer = (*line, ("   ", ""), *part) if line else part
            if width_of(longer) > width:
                break
            line = longer
        else:
            return line
    return line


def _due_items(view: WeekView, width: int, glyphs: Glyphs, *, recap: bool, events: bool) -> Iterator[_DueItem]:
    away, unrecapped = view.state is State.AWAY, view.unrecapped
    if recap and unrecapped and not away and (view.asks_older_recap or Due.LAST_RECAP in view.status.due):
        several = len(unrecapped) > 1
        weeks = f"{len(unrecapped)} weeks" if several else f"W{unrecapped[0].number}"
        opens = verbs.RECAP if view.asks_older_recap else verbs.BACK
        yield _DueItem(weeks, weeks, f"{'have' if several else 'has'} no recap", opens)
    if view.text_conflicts:
        texts = pluralized(view.text_conflicts, "text")
        yield _DueItem(texts, texts, "differs" if view.text_conflicts == 1 else "differ", verbs.DIFFERENCES)
    if events and view.review_due:
        yield _DueItem(view.review_due, "review", "due", verbs.DUE_REVIEW)
    overdue = [event.name for event in view.events if event.is_due and event.name not in REVIEWS]
    if events and overdue and not away:
        more = f" and {len(overdue) - 1} more" if len(overdue) > 1 else ""
        name = cut(overdue[0], max(8, width // 3), glyphs.cut)
        yield _DueItem(f"{name}{more}", "1:1", "overdue", verbs.GO_ONE_TO_ONE)
