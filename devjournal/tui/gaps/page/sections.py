"""The blocks of a gap's page, as lines and rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len

from devjournal.domain.career.gap import Area
from devjournal.domain.dates.days import MONTHS, IsoWeek, day_in_row
from devjournal.domain.text.user_text import pluralized
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import Week, state_of
from devjournal.tui import verbs
from devjournal.tui.gaps.labels import state_label
from devjournal.tui.gaps.page.data import GapPageView
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.charts import bar
from devjournal.tui.widgets.glyphs import Glyphs, state_glyph
from devjournal.tui.widgets.lines import BLANK, Line, Piece, column, cut, justify, width_of, wrap
from devjournal.tui.widgets.paragraphs import hang, heading, wrap_inked

MAX_BAR = 24
"""Maximum cells of the bar."""

DAY = 13
"""Cells of the date column."""

MAX_PARKED_WHY = 40
"""Maximum cells of the reason for parking; the reviews show all of it."""

MAX_ORIGIN = 60
"""Maximum cells of the origin beside area and step."""

YEAR_FROM = 300
"""Days from today from which a date is shown with its year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One list of the page: heading, rows, and the line shown when it is folded."""

    name: str
    heading: tuple[Line, ...]
    rows: tuple[Row, ...]
    summary: Line


def head_lines(view: GapPageView, width: int, glyphs: Glyphs, *, max_title: int, max_why: int) -> list[Line]:
    """Return area, title, progress and "why" of the gap. `max_title` and `max_why` limit the lines of two of them."""
    gap = view.gap
    lines = _area_lines(view, width, glyphs)
    title = f"{glyphs.private} {gap.title}" if gap.private else gap.title
    lines += wrap_inked("bold", title, width, max_title, glyphs.cut)
    size = max(4, min(MAX_BAR, width - len(gap.measure) - 2))
    pieces: list[Piece] = [*bar(gap.evidence, gap.needed, size, glyphs), (f"  {gap.measure}", "bold")]
    state, goals = _state(view, glyphs), gap.goals_in_words
    for piece in ((f"   {goals}", "muted"), (f"   {state[0]}", state[1])):
        if width_of((*pieces, piece)) <= width:
            pieces.append(piece)
        else:
            lines.append(tuple(pieces))
            pieces = [(piece[0].strip(), piece[1])]
    lines.append(tuple(pieces))
    if not gap.why or not max_why:
        return lines
    return [*lines, *([BLANK] if max_why > 2 else []), *wrap_inked("italic", gap.why, width, max_why, glyphs.cut)]


def _area_lines(view: GapPageView, width: int, glyphs: Glyphs) -> list[Line]:
    """Return area and step, with the origin beside them or on its own line."""
    area = f"{view.gap.area.value.capitalize()} {glyphs.dot} {view.gap.step.role}"
    if view.origin is None:
        return [((area, "muted"),)]
    both = f"{area} {glyphs.dot} {view.origin.label(MAX_ORIGIN, glyphs.cut)}"
    if cell_len(both) <= width:
        return [((both, "muted"),)]
    return [((area, "muted"),), ((view.origin.label(width, glyphs.cut), "muted"),)]


def _state(view: GapPageView, glyphs: Glyphs) -> Piece:
    """Return the gap's state; for a parked gap with the reason."""
    text, ink = state_label(view.gap, view.today, view.away, glyphs)
    if view.gap.parked and view.gap.parked_why:
        why = cut(view.gap.parked_why, MAX_PARKED_WHY, glyphs.cut)
        text += f": {glyphs.quoted(why)}"
    return text, ink


def evidence(view: GapPageView, width: int, glyphs: Glyphs) -> Section:
    """Return the evidence with dates; entries with a link are marked."""
    count = pluralized(len(view.entries), "entry", "entries") if view.entries else ""
    heads = [heading("Evidence", count)]
    if not view.entries:
        nothing = "No entry yet. " if view.gap.area is Area.BRAND else "Nothing yet. "
        adds = verbs.ENTRY.hint(" adds what shows it.")
        heads.append(((nothing, "muted"), *(() if view.has_any.evidence else adds)))
    days = _days([entry.day for entry in view.entries], view.today)
    rows = tuple(_entry_row(entry, day, width, glyphs) for entry, day in zip(view.entries, days, strict=True))
    summary = heading("Evidence", count or "none yet")
    return Section(name="evidence", heading=tuple(heads), rows=rows, summary=summary)


def _entry_row(entry: Entry, day: str, width: int, glyphs: Glyphs) -> Row:
    """Return the whole text of an entry, with its marks beside the first line."""
    marks: list[Piece] = [(f"W{IsoWeek(entry.week).number} hit", "faint")] if entry.week is not None else []
    marks += [("private", "faint")] if entry.private else []
    marks += [("link", "here")] if entry.link else []
    right = tuple(piece for mark in marks for piece in (("  ", ""), mark))[1:]
    room = width - DAY - (width_of(right) + 2 if right else 0)

    def first_line(text: str) -> Line:
        return justify(((day, "muted"), (text, "text")), right, width)

    lines = wrap(entry.attributed, width - DAY, first=room)
    below: list[Line] = [((" " * DAY, ""), (line, "text")) for line in lines[1:]]
    short = first_line(cut(entry.attributed, room, glyphs.cut))
    return Row((first_line(lines[0]), *below), entry.id, "entry", short)


def _day(day: date, today: date) -> str:
    """Return a date for a row, with its year if the date is far from today."""
    if abs((today - day).days) < YEAR_FROM:
        return day_in_row(day)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _days(days: Sequence[date], today: date) -> list[str]:
    """Return dates as a column."""
    return [label.ljust(DAY) for label in column([_day(day, today) for day in days])]


def goals(view: GapPageView, width: int, glyphs: Glyphs) -> Section:
    """Return the weekly goals for the gap: a strip of outcomes, and one row each, newest first."""
    facts = f"{len(view.goals)}, {view.gap.hits} hit" if view.goals else ""
    strip: Line = tuple((f"{glyph} ", ink) for glyph, ink in (_glyph(week, view, glyphs) for week in view.goals))
    heads = [heading("Weekly goals", facts)]
    if view.goals:
        heads.append(strip[-max(1, width // 2) :])
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
        short = (*head, (cut(week.goal, room, glyphs.cut), "text"))
        rows.append(Row(tuple(hang(head, wrap(week.goal, room), "text")), week.monday, "goal", short))
    room = max(0, (width - len(f"Weekly goals  {facts}") - 2) // 2)
    summary = (*heading("Weekly goals", facts or "none yet"), ("  ", ""), *(strip[-room:] if room else ()))
    return Section(name="goals", heading=tuple(heads), rows=tuple(rows), summary=summary)


def _glyph(week: Week, view: GapPageView, glyphs: Glyphs) -> Piece:
    return state_glyph(state_of(week.iso, week, view.away, view.today), week.better, glyphs)


def awareness(view: GapPageView, width: int, glyphs: Glyphs) -> Section:
    """Return who knows since when, and who should know."""
    knows = sum(mark.knows for _, mark in view.awareness)
    count = f"{knows} of {len(view.awareness)}" if view.awareness else ""
    heads = [heading("Who knows", count)]
    if not view.awareness:
        opens = verbs.GO_PEOPLE.hint(" opens People.")
        heads.append((("Nobody is named yet. ", "muted"), *(() if view.has_any.awareness else opens)))
    rows = []
    states = [
        f"since {_day(mark.known_on, view.today)}" if mark.known_on else "should know" for _, mark in view.awareness
    ]
    for (person, mark), state in zip(view.awareness, column(states), strict=True):
        glyph, ink = (glyphs.knows, "good") if mark.knows else (glyphs.should, "asks")
        name = cut(person.name, width - len(state) - 4, glyphs.cut)
        line = justify(((f"{glyph}  ", ink), (name, "text")), ((state, "muted" if mark.knows else "asks"),), width)
        rows.append(Row((line,), person.id, "person"))
    summary = heading("Who knows", count or "nobody is named")
    return Section(name="known", heading=tuple(heads), rows=tuple(rows), summary=summary)


def talks(view: GapPageView, width: int, glyphs: Glyphs) -> Section:
    """Return the talks that name the gap. Empty sections are dropped by the layout."""
    rows = []
    for talk, day in zip(view.talks, _days([talk.day for talk in view.talks], view.today), strict=True):
        kind = talk.kind.label
        name = cut(talk.name_in(view.names), width - DAY - len(kind) - 2, glyphs.cut)
        rows.append(Row((justify(((day, "muted"), (name, "text")), ((kind, "faint"),), width),), talk.id, "talk"))
    title = heading("Mentioned in", pluralized(len(rows), "talk"))
    return Section(name="talks", heading=(title,), rows=tuple(rows), summary=title)


Builder = Callable[[GapPageView, int, Glyphs], Section]
"""Returns a list of the page for a width."""

SECTIONS: tuple[Builder, ...] = (evidence, goals, awareness, talks)
"""The lists of the page in order."""
