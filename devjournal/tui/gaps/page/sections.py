"""The blocks of a gap's page, as lines and rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len

from devjournal.domain.dates.days import MONTHS, IsoWeek, day_in_row, days_ago
from devjournal.domain.text.user_text import pluralized
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import Week, state_of
from devjournal.tui import verbs
from devjournal.tui.gaps.page.data import GapPageView
from devjournal.tui.gaps.sections import why_lines
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.charts import bar
from devjournal.tui.widgets.glyphs import Glyphs, state_glyph
from devjournal.tui.widgets.lines import Line, Piece, column, cut, justify, width_of, wrap
from devjournal.tui.widgets.paragraphs import heading, wrap_inked

BAR = 24
DAY = 13
"""Cells of the date column."""

PARKED_WHY = 40
"""Maximum cells of the reason for parking; the reviews show all of it."""


LONGEST_ORIGIN = 60
"""Maximum cells of the origin beside area and step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One list of the page: heading, rows, and the line shown when it is folded."""

    name: str
    heading: tuple[Line, ...]
    rows: tuple[Row, ...]
    summary: Line


def head_lines(view: GapPageView, width: int, glyphs: Glyphs, *, titles: int, whys: int) -> list[Line]:
    """Return title, progress and "why" of the gap."""
    gap = view.gap
    place = f"{gap.area.value.capitalize()} {glyphs.dot} {gap.step.role}"
    lines = _place(view, place, width, glyphs)
    title = f"{glyphs.private} {gap.title}" if gap.private else gap.title
    lines += wrap_inked("bold", title, width, titles, glyphs.cut)
    size = max(4, min(BAR, width - len(gap.measure) - 2))
    pieces: list[Piece] = [*bar(gap.evidence, gap.needed, size, glyphs), (f"  {gap.measure}", "bold")]
    state, goals = _state(view, glyphs), gap.goals_in_words
    for piece in ((f"   {goals}", "muted"), (f"   {state[0]}", state[1])):
        if width_of((*pieces, piece)) <= width:
            pieces.append(piece)
        else:
            lines.append(tuple(pieces))
            pieces = [(piece[0].strip(), piece[1])]
    lines.append(tuple(pieces))
    why = why_lines(gap.why, width, whys, glyphs) if whys else []
    return [*lines, *([()] if why and whys > 2 else []), *why]


def _place(view: GapPageView, place: str, width: int, glyphs: Glyphs) -> list[Line]:
    """Return area and step, with the origin beside them or on its own line."""
    if view.origin is None:
        return [((place, "muted"),)]
    both = f"{place} {glyphs.dot} {view.origin.words(LONGEST_ORIGIN, glyphs.cut)}"
    if cell_len(both) <= width:
        return [((both, "muted"),)]
    return [((place, "muted"),), ((view.origin.words(width, glyphs.cut), "muted"),)]


def _state(view: GapPageView, glyphs: Glyphs) -> Piece:
    gap, today = view.gap, view.today
    if gap.closed_on is not None:
        return f"closed {days_ago(gap.closed_on, today)}", "muted"
    if gap.parked_on is not None:
        why = cut(gap.parked_why, PARKED_WHY, glyphs.cut)
        reason = f": {glyphs.quoted(why)}" if why else ""
        return f"parked {days_ago(gap.parked_on, today)}{reason}", "muted"
    if gap.shown:
        return f"{glyphs.done} shown, close it?", "good"
    if gap.stalled(today, view.away):
        return f"{glyphs.stalled} still for {pluralized(gap.still_for(today, view.away), 'week')}", "asks"
    word = "moved" if gap.moved_on is not None else "opened"
    return f"{word} {days_ago(gap.last_moved, today)}" if gap.last_moved else "", "muted"


def evidence(view: GapPageView, width: int, glyphs: Glyphs) -> Section:
    """Return the evidence with dates; entries with a link are marked."""
    count = pluralized(len(view.entries), "entry", "entries") if view.entries else ""
    heads: list[Line] = [heading("Evidence", count)]
    if not view.entries:
        words = "Nothing yet. " if view.gap.area != "brand" else "No entry yet. "
        adds = verbs.ENTRY.hint(" adds what shows it.")
        heads.append(((words, "muted"), *(() if view.has_any.evidence else adds)))
    days = _days([entry.day for entry in view.entries], view.today)
    rows = tuple(
        Row(_entry_lines(entry, day, width), entry.id, "entry", _entry(entry, day, width, glyphs))
        for entry, day in zip(view.entries, days, strict=True)
    )
    summary: Line = heading("Evidence", count or "none yet")
    return Section(name="evidence", heading=tuple(heads), rows=rows, summary=summary)


def _entry(entry: Entry, day: str, width: int, glyphs: Glyphs) -> Line:
    right, room = _entry_marks(entry, width)
    pieces = ((day, "muted"), (cut(entry.attributed, room, glyphs.cut), "text"))
    return justify(pieces, right, width)


def _entry_lines(entry: Entry, day: str, width: int) -> tuple[Line, ...]:
    """Return the whole text of an entry, with its marks beside the first line."""
    right, room = _entry_marks(entry, width)
    first, *rest = wrap(entry.attributed, width - DAY, first=room)
    below: list[Line] = [((" " * DAY, ""), (part, "text")) for part in rest]
    return (justify(((day, "muted"), (first, "text")), right, width), *below)


def _entry_marks(entry: Entry, width: int) -> tuple[list[Piece], int]:
    """Return the marks at the right of an entry, and the cells left for its text."""
    marks = [f"W{IsoWeek(entry.week).number} hit"] if entry.week is not None else []
    marks += [*(["private"] if entry.private else []), *(["link"] if entry.link else [])]
    right: list[Piece] = []
    for mark in marks:
        right += [("  ", "")] if right else []
        right.append((mark, "here" if mark == "link" else "faint"))
    return right, width - DAY - (width_of(tuple(right)) + 2 if right else 0)


def _day(day: date, today: date) -> str:
    """Return a date for a row; with the year if it is 300 days away or more."""
    if abs((today - day).days) < 300:
        return day_in_row(day)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _days(days: Sequence[date], today: date) -> list[str]:
    """Return dates as a column."""
    return [label.ljust(DAY) for label in column([_day(day, today) for day in days])]


def goals(view: GapPageView, width: int, glyphs: Glyphs) -> Section:
    """Return the weekly goals for the gap: a strip of outcomes, and one row each, newest first."""
    facts = f"{len(view.goals)}, {view.gap.hits} hit" if view.goals else ""
    strip: Line = tuple((f"{glyph} ", ink) for glyph, ink in (_glyph(week, view, glyphs) for week in view.goals))
    most = max(1, width // 2)
    heads: list[Line] = [heading("Weekly goals", facts)]
    if view.goals:
        heads.append(strip[-most:])
    elif view.gap.open:
        sets = verbs.GAP_GOAL.hint(" sets one this week.")
        heads.append((("None yet. ", "muted"), *(() if view.has_any.aims else sets)))
    rows = []
    weeks = view.goals[::-1]
    labels = [f"W{week.iso.number}" if week.iso.year == view.today.year else str(week.iso) for week in weeks]
    for week, label in zip(weeks, column(labels), strict=True):
        glyph, ink = _glyph(week, view, glyphs)
        head: Line = ((f"{glyph} ", ink), (f"{label}  ", "muted"))
        room = width - len(label) - 4
        first, *rest = wrap(week.goal, room)
        below: list[Line] = [((" " * (len(label) + 4), ""), (part, "text")) for part in rest]
        short = (*head, (cut(week.goal, room, glyphs.cut), "text"))
        rows.append(Row(((*head, (first, "text")), *below), week.monday, "goal", short))
    room = max(0, (width - len(f"Weekly goals  {facts}") - 2) // 2)
    summary: Line = (*heading("Weekly goals", facts or "none yet"), ("  ", ""))
    return Section(
        name="goals", heading=tuple(heads), rows=tuple(rows), summary=(*summary, *strip[-room:]) if room else summary
    )


def _glyph(week: Week, view: GapPageView, glyphs: Glyphs) -> Piece:
    return state_glyph(state_of(week.iso, week, view.away, view.today), week.better, glyphs)


def awareness(view: GapPageView, width: int, glyphs: Glyphs) -> Section:
    """Return who knows since when, and who should know."""
    knows = sum(mark.knows for _, mark in view.awareness)
    count = f"{knows} of {len(view.awareness)}" if view.awareness else ""
    heads: list[Line] = [heading("Who knows", count)]
    if not view.awareness:
        names = verbs.GO_PEOPLE.hint(" opens People.")
        heads.append((("Nobody is named yet. ", "muted"), *(() if view.has_any.awareness else names)))
    rows = []
    facts = [
        f"since {_day(mark.known_on, view.today)}" if mark.known_on else "should know" for _, mark in view.awareness
    ]
    for (person, mark), since in zip(view.awareness, column(facts), strict=True):
        glyph, ink = (glyphs.knows, "good") if mark.knows else (glyphs.should, "asks")
        name = cut(person.name, width - len(since) - 4, glyphs.cut)
        line = justify(((f"{glyph}  ", ink), (name, "text")), ((since, "muted" if mark.knows else "asks"),), width)
        rows.append(Row((line,), person.id, "person"))
    summary: Line = heading("Who knows", count or "nobody is named")
    return Section(name="known", heading=tuple(heads), rows=tuple(rows), summary=summary)


def talks(view: GapPageView, width: int, glyphs: Glyphs) -> Section:
    """Return the talks that name the gap. Empty sections are dropped by the layout."""
    rows = []
    for talk, day in zip(view.talks, _days([talk.day for talk in view.talks], view.today), strict=True):
        kind = talk.kind.label
        name = cut(talk.name_in(view.names), width - DAY - len(kind) - 2, glyphs.cut)
        rows.append(Row((justify(((day, "muted"), (name, "text")), ((kind, "faint"),), width),), talk.id, "talk"))
    count = pluralized(len(rows), "talk")
    return Section(
        name="talks",
        heading=(heading("Mentioned in", count),),
        rows=tuple(rows),
        summary=heading("Mentioned in", count),
    )


Maker = Callable[[GapPageView, int, Glyphs], Section]

SECTIONS: tuple[Maker, ...] = (evidence, goals, awareness, talks)
"""The lists of the page in order."""
