"""One person's page: gaps that can be marked, talks, and the talk under the cursor in full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from devjournal.domain.career.gap import Gap
from devjournal.domain.career.person import Conversation, Person
from devjournal.domain.dates.days import day_and_month
from devjournal.domain.week.entry import Entry
from devjournal.tui import verbs
from devjournal.tui.people.data import PeopleView
from devjournal.tui.people.labels import mark_piece, mark_words
from devjournal.tui.people.sections import facts_line, heading_line, no_talk, quote_heading, talk_days, talk_heading
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, column, cut, justify, plain, width_of, wrap
from devjournal.tui.widgets.paragraphs import hang, heading, wrap_inked

MIN_STATE = 21
"""Minimum cells of a gap's state."""


def head_lines(view: PeopleView, person: Person, row: int, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the person's name and facts, with their position among all."""
    place = f"{row + 1} of {len(view.people)}"
    line = justify(heading_line(person, width - len(place) - 2, glyphs), ((place, "faint"),), width)
    facts = facts_line(person, view.today, glyphs)
    return [line, facts if width_of(facts) <= width else facts[:1]]


def gaps_heading(view: PeopleView, person: Person) -> Line:
    """Return the heading of the gaps, with the number known."""
    knows, should = view.counts(person)
    return heading("What they know", f"{knows} of {should}" if should else "")


def gap_rows(view: PeopleView, person: Person, width: int, glyphs: Glyphs) -> list[Row]:
    """Return one row per gap with the person's state."""
    words = _gap_words(view, person)
    rows = [Row((_gap_line(view, person, gap, words[gap.id], width, glyphs),), gap.id, "gap") for gap in view.gaps]
    if rows:
        return rows
    invites: Line = (
        ("Nothing yet. ", "muted"),
        *verbs.SHOULD_KNOW.hint(f" chooses a gap{' that they should know' if width >= 52 else ''}."),
    )
    return [Row((invites,), None, "none")]


def _gap_words(view: PeopleView, person: Person) -> dict[int, str]:
    """Return each gap's state as a column: the date since when it is known, or its measure."""
    marks = {gap.id: view.mark(person, gap) for gap in view.gaps}
    known_titles = [name for name, mark in marks.items() if mark is not None and mark.knows]
    words = dict(zip(known_titles, column([mark_words(marks[name], view.today) for name in known_titles]), strict=True))
    width = max([MIN_STATE, *map(len, words.values())])
    for gap in view.gaps:
        if gap.id in words:
            words[gap.id] = words[gap.id].ljust(width)
        else:
            text = mark_words(marks[gap.id], view.today)
            words[gap.id] = text + gap.measure.rjust(width - len(text))
    return words


def _gap_line(view: PeopleView, person: Person, gap: Gap, word: str, width: int, glyphs: Glyphs) -> Line:
    mark = view.mark(person, gap)
    glyph, ink = mark_piece(mark, glyphs)
    room = width - len(word) - 5
    if room < 12:  # the glyph still shows the state
        word = gap.measure
        room = width - len(word) - 5
    return justify(
        ((f"{glyph}  ", ink), (cut(gap.title, room, glyphs.cut), "text" if mark is not None else "muted")),
        ((word, "muted"),),
        width,
    )


def talk_rows(
    talks: Sequence[Conversation], today: date, width: int, glyphs: Glyphs, *, had_any: bool = False
) -> list[Row]:
    """Return one row per talk: day, kind, beginning of the notes. `had_any`: some talk was logged before."""
    if not talks:
        return [Row((no_talk(had_any=had_any),), None, "none")]
    rows = []
    for talk, day in zip(talks, talk_days(talks, today), strict=True):
        head = talk_heading(talk, day, width, glyphs)
        words = " ".join(filter(None, (talk.notes, *talk.answers)))
        room = width - width_of(head) - 3
        begins = cut(words, room, glyphs.cut) if room >= 8 else ""
        rows.append(Row(((*head, (f"   {begins}", "muted")),), talk.id, "talk"))
    return rows


def talks_heading(talks: Sequence[Conversation], words: Sequence[Entry]) -> Line:
    """Return the heading with the count of the talks, and of the person's words if there are any."""
    title = heading("Talks", str(len(talks) or ""))
    return (*title, *heading("   and their words", str(len(words)))) if words else title


def quote_rows(words: Sequence[Entry], today: date, width: int, glyphs: Glyphs) -> list[Row]:
    """Return one row for each entry with the person's words: its day and its beginning."""
    rows = []
    for entry, day in zip(words, column([day_and_month(entry.day, today) for entry in words]), strict=True):
        head = quote_heading(day, width)
        room = max(0, width - width_of(head) - 3)
        rows.append(Row(((*head, (f"   {cut(entry.text, room, glyphs.cut)}", "muted")),), entry.id, "words"))
    return rows


def quote_in_full(entry: Entry, today: date, width: int) -> list[Line]:
    """Return an entry with the person's words in full."""
    head = quote_heading(day_and_month(entry.day, today), width)
    return [head, BLANK, *wrap_inked("text", entry.text, width)]


def notes_lines(
    talk: Conversation | None, today: date, width: int, glyphs: Glyphs, *, had_any: bool = False
) -> list[Line]:
    """Return a talk in full. `had_any`: some notes were written before."""
    if talk is None:
        return []
    lines: list[Line] = [talk_heading(talk, day_and_month(talk.day, today), width, glyphs)]
    if talk.notes:
        lines += [BLANK, *wrap_inked("text", talk.notes, width)]
    if talk.answers:
        lines += [BLANK, (("Twelve months before", "muted"),)]
        for answer in talk.answers:
            lines += hang(((f"{glyphs.dot}  ", "muted"),), wrap(answer, width - 3), "italic")
    if len(lines) == 1 and plain(lines[0]):
        adds = verbs.EDIT_PERSON.hint(" adds some.")
        lines.append((("No notes. ", "muted"), *(() if had_any else adds)))
    return lines
