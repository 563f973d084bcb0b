"""The blocks of one person's page: gaps, log, and the talk or quote under the cursor in full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from devjournal.domain.career.gap import Gap
from devjournal.domain.career.person import Conversation, Person
from devjournal.domain.dates.days import day_and_month
from devjournal.domain.week.entry import Entry
from devjournal.tui import verbs
from devjournal.tui.people.data import PeopleView
from devjournal.tui.people.labels import mark_label, mark_piece
from devjournal.tui.people.sections import day_column, facts_lines, heading_line, no_talk, quote_heading, talk_heading
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, column, cut, justify, width_of, wrap
from devjournal.tui.widgets.paragraphs import hang, heading, wrap_inked

MIN_STATE, MIN_TITLE = 21, 12
"""Minimum cells of a gap's state, and of its title beside the state."""


def head_lines(view: PeopleView, person: Person, row: int, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the person's name and facts, with their position among all people."""
    position = f"{row + 1} of {len(view.people)}"
    line = justify(heading_line(person, width - len(position) - 2, glyphs), ((position, "faint"),), width)
    return [line, facts_lines(person, view.today, width, glyphs)[0]]


def gaps_heading(view: PeopleView, person: Person) -> Line:
    """Return the heading of the gaps, with the number that the person knows of."""
    knows, should = view.counts(person)
    return heading("What they know", f"{knows} of {should}" if should else "")


def gap_rows(view: PeopleView, person: Person, width: int, glyphs: Glyphs) -> list[Row]:
    """Return one row per gap, with what the person knows of it."""
    states = _states(view, person)
    rows = [Row((_gap_line(view, person, gap, states[gap.id], width, glyphs),), gap.id, "gap") for gap in view.gaps]
    if rows:
        return rows
    chooses = verbs.SHOULD_KNOW.hint(f" chooses a gap{' that they should know' if width >= 52 else ''}.")
    return [Row(((("Nothing yet. ", "muted"), *chooses),), None, "none")]


def _states(view: PeopleView, person: Person) -> dict[int, str]:
    """Return the state of each gap, by its ID, as a column: since when the person knows, or else the gap's measure."""
    marks = {gap.id: view.mark(person, gap) for gap in view.gaps}
    known = [row_id for row_id, mark in marks.items() if mark is not None and mark.knows]
    states = dict(zip(known, column([mark_label(marks[row_id], view.today) for row_id in known]), strict=True))
    width = max([MIN_STATE, *map(len, states.values())])
    for gap in view.gaps:
        if gap.id in states:
            states[gap.id] = states[gap.id].ljust(width)
        else:
            label = mark_label(marks[gap.id], view.today)
            states[gap.id] = label + gap.measure.rjust(width - len(label))
    return states


def _gap_line(view: PeopleView, person: Person, gap: Gap, state: str, width: int, glyphs: Glyphs) -> Line:
    mark = view.mark(person, gap)
    glyph, ink = mark_piece(mark, glyphs)
    if width - len(state) - 5 < MIN_TITLE:  # the glyph still shows the state
        state = gap.measure
    title = cut(gap.title, width - len(state) - 5, glyphs.cut)
    left: Line = ((f"{glyph}  ", ink), (title, "text" if mark is not None else "muted"))
    return justify(left, ((state, "muted"),), width)


def talk_rows(talks: Sequence[Conversation], today: date, width: int, glyphs: Glyphs, *, had_any: bool) -> list[Row]:
    """Return one row per talk: day, kind, and the beginning of its texts. `had_any`: some talk was logged before."""
    if not talks:
        return [Row((no_talk(had_any=had_any),), None, "none")]
    rows = []
    for talk, day in zip(talks, day_column((talk.day for talk in talks), today), strict=True):
        head = talk_heading(talk, day, width, glyphs)
        text = " ".join(filter(None, (talk.notes, *talk.answers)))
        room = width - width_of(head) - 3
        beginning = cut(text, room, glyphs.cut) if room >= 8 else ""
        rows.append(Row(((*head, (f"   {beginning}", "muted")),), talk.id, "talk"))
    return rows


def log_heading(talks: Sequence[Conversation], quotes: Sequence[Entry]) -> Line:
    """Return the heading of the log: the count of talks, and of quotes if there are any."""
    title = heading("Talks", str(len(talks) or ""))
    return (*title, *heading("   and their words", str(len(quotes)))) if quotes else title


def quote_rows(quotes: Sequence[Entry], today: date, width: int, glyphs: Glyphs) -> list[Row]:
    """Return one row for each entry that quotes the person: its day and its beginning."""
    rows = []
    for entry, day in zip(quotes, day_column((entry.day for entry in quotes), today), strict=True):
        head = quote_heading(day, width)
        room = max(0, width - width_of(head) - 3)
        rows.append(Row(((*head, (f"   {cut(entry.text, room, glyphs.cut)}", "muted")),), entry.id, "quote"))
    return rows


def quote_in_full(entry: Entry, today: date, width: int) -> list[Line]:
    """Return an entry that quotes the person in full."""
    head = quote_heading(day_and_month(entry.day, today), width)
    return [head, BLANK, *wrap_inked("text", entry.text, width)]


def notes_lines(talk: Conversation, today: date, width: int, glyphs: Glyphs, *, had_any: bool) -> list[Line]:
    """Return a talk in full. `had_any`: some notes were written before."""
    lines: list[Line] = [talk_heading(talk, day_and_month(talk.day, today), width, glyphs)]
    if talk.notes:
        lines += [BLANK, *wrap_inked("text", talk.notes, width)]
    if talk.answers:
        lines += [BLANK, (("Twelve months before", "muted"),)]
        for answer in talk.answers:
            lines += hang(((f"{glyphs.dot}  ", "muted"),), wrap(answer, width - 3), "italic")
    if len(lines) == 1:
        adds = verbs.EDIT_PERSON.hint(" adds some.")
        lines.append((("No notes. ", "muted"), *(() if had_any else adds)))
    return lines
