"""The blocks around the matrix, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rich.cells import cell_len

from devjournal.domain.career.gap import Gap
from devjournal.domain.career.next_touches import Touch
from devjournal.domain.career.person import Conversation, Person
from devjournal.domain.dates.days import day_and_month
from devjournal.domain.text.user_text import capitalized, joined, pluralized
from devjournal.domain.week.entry import Entry
from devjournal.tui import verbs
from devjournal.tui.people.data import PeopleView
from devjournal.tui.people.labels import last_talk, mark_label, mark_piece, next_meeting
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, Piece, column, cut, justify, row_text, width_of, wrap
from devjournal.tui.widgets.paragraphs import hang, heading, wrap_inked

ABOUT = "who knows what I have shown"

EMPTY = "No people yet. Who decides on your next role, and who has it already?"
"""The invitation without any people."""

ASKS = (
    "Manager and sponsor decide. A role model is where you want to be in 12 months: ask what they were doing "
    "12 months before. Peers see what you do every day."
)
"""What to ask of whom, below the invitation."""


def title_line(view: PeopleView, width: int, glyphs: Glyphs, *, has_cells: bool) -> Line:
    """Return title, subject and the legend of the cells."""
    legend: Line = (
        (f"{glyphs.knows} ", "good"),
        ("knows   ", "muted"),
        (f"{glyphs.should} ", "asks"),
        ("should know   ", "muted"),
        (f"{glyphs.needless} ", "faint"),
        ("not needed", "muted"),
    )
    count = pluralized(len(view.people), "person", "people")
    for right in (legend, BLANK) if has_cells else (BLANK,):
        for about in (ABOUT, count):
            line = justify(heading("People", about), right, width)
            if width_of(line) <= width:
                return line
    return (("People", "bold"),)


def cell_lines(
    view: PeopleView, person: Person, gap: Gap | None, beyond: Line, width: int, max_lines: int, glyphs: Glyphs
) -> list[Line]:
    """Return the meaning of the cell under the cursor, and `beyond`, the count of people out of view.

    The title over the column may be cut, so that it is shown whole here. If it is too long for one line, its facts are
    dropped; if it is still too long, it takes up to `max_lines` lines.
    """
    if gap is None:
        text: Line = (
            ("Nothing they should know about yet. ", "muted"),
            *verbs.SHOULD_KNOW.hint(" chooses one."),
        )
        return [justify(text, beyond, width) if width_of(text) + width_of(beyond) < width else beyond or text]
    mark = view.mark(person, gap)
    area = gap.area.value if gap.open else f"{gap.area.value}, closed"
    facts = f"  {area} {glyphs.dot} {gap.measure}" if width >= 60 else f"  {gap.measure}"
    glyph, ink = mark_piece(mark, glyphs)
    # in brackets, as in the table: it is not a person
    cell: Line = (("[", "bold here"), (glyph, ink), ("] ", "bold here"))
    caption: Line = (("   ", ""), (mark_label(mark, view.today), "muted"))
    room = width - width_of(cell) - (width_of(beyond) + 3 if beyond else 0)
    tails: list[Line] = [((text, "muted"), *caption) for text in (facts, f"  {gap.measure}")]
    for tail in (*tails, caption):
        if fits(gap.title, room - width_of(tail)):
            return [justify((*cell, (row_text(gap.title), "bold"), *tail), beyond, width)]
    if max_lines < 2:
        title = cut(gap.title, max(8, room - width_of(caption)), glyphs.cut)
        return [justify((*cell, (title, "bold"), *caption), beyond, width)]
    lines = hang(cell, wrap(row_text(gap.title), room, max_lines, glyphs.cut), "bold")
    if width_of(lines[-1]) + width_of(tails[0]) <= room:
        lines[-1] += tails[0]
    elif len(lines) < max_lines:
        lines.append(((" " * width_of(cell), ""), (facts.strip(), "muted"), *caption))
    return [justify(lines[0], beyond, width), *lines[1:]]


def fits(title: str, width: int) -> bool:
    """Return whether a title fits on one line. A title that is far too long is not measured."""
    return len(title) <= width * 8 and cell_len(row_text(title)) <= width


def beyond_line(above: int, below: int, glyphs: Glyphs) -> Line:
    """Return the counts of people above and below the window."""
    counts = [f"{above} more {glyphs.less}"] * bool(above) + [f"{below} more {glyphs.more}"] * bool(below)
    return (("   ".join(counts), "faint"),) if counts else BLANK


def heading_line(person: Person, width: int, glyphs: Glyphs) -> Line:
    """Return a person's name, role and relation."""
    relation = person.relation.label
    about = f"{person.role} {glyphs.dot} {relation}" if person.role.strip() else relation
    name = cut(person.name, max(8, width - len(relation) - 2), glyphs.cut)
    room = width - width_of(((name, ""),)) - 2
    if width_of(((about, ""),)) > room and person.role.strip():
        tail = f" {glyphs.dot} {relation}"
        about = cut(person.role, room - len(tail), glyphs.cut) + tail if room > len(tail) + 6 else relation
    return ((name, "bold"), (f"  {cut(about, room, glyphs.cut)}", "muted"))


def facts_lines(person: Person, today: date, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the days of the next 1:1 and of the last talk, on one line if both fit."""
    last = f"last talk {last_talk(person, today)}" if person.last_talk is not None else "no talk yet"
    meeting = next_meeting(person, today)
    if meeting is None:
        return [((capitalized(last), "muted"),)]
    label, ink = meeting
    first: Piece = (capitalized(label), ink)
    both: Line = (first, (f" {glyphs.dot} {last}", "muted"))
    return [both] if width_of(both) <= width else [(first,), ((last, "muted"),)]


def person_lines(view: PeopleView, person: Person, current: Gap | None, width: int, glyphs: Glyphs) -> list[Line]:
    """Return what a person knows and should know, with the gap `current` in bold."""
    lines = [heading_line(person, width, glyphs), *facts_lines(person, view.today, width, glyphs)]
    marks = [(gap, mark) for gap in view.gaps if (mark := view.mark(person, gap)) is not None]
    for caption, knows in (("Should know, does not yet", False), ("Knows", True)):
        pairs = [(gap, mark) for gap, mark in marks if mark.knows is knows]
        if not pairs:
            continue
        lines += [BLANK, ((caption, "muted"),)]
        labels = [
            f"since {day_and_month(mark.known_on, view.today)}" if mark.known_on else gap.measure for gap, mark in pairs
        ]
        for (gap, mark), label in zip(pairs, column(labels) if knows else labels, strict=True):
            glyph, ink = mark_piece(mark, glyphs)
            title = cut(gap.title, width - len(label) - 5, glyphs.cut)
            left: Line = ((f"{glyph}  ", ink), (title, "bold" if gap == current else "text"))
            lines.append(justify(left, ((label, "muted"),), width))
    if not marks:
        lines += [BLANK, *wrap_inked("muted", "Nothing they should know about yet.", width)]
    return lines


def talk_lines(talks: Sequence[Conversation], today: date, width: int, glyphs: Glyphs, *, had_any: bool) -> list[Line]:
    """Return the talks with a person and their notes, latest first. `had_any`: some talk was logged before."""
    lines: list[Line] = [heading("Talks", str(len(talks) or ""))]
    if not talks:
        return [*lines, BLANK, no_talk(had_any=had_any)]
    for talk, day in zip(talks, day_column((talk.day for talk in talks), today), strict=True):
        lines += [BLANK, talk_heading(talk, day, width, glyphs)]
        lines += wrap_inked("muted", talk.notes, width, 3, glyphs.cut) if talk.notes else []
        if talk.answers:
            answers = f"12 months before: {joined('; ', *talk.answers, dash=glyphs.dash)}"
            lines += wrap_inked("muted", answers, width, 2, glyphs.cut)
    return lines


def quote_lines(quotes: Sequence[Entry], today: date, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the entries that quote a person, latest first."""
    lines: list[Line] = []
    for entry, day in zip(quotes, day_column((entry.day for entry in quotes), today), strict=True):
        lines += [BLANK, quote_heading(day, width)]
        lines += wrap_inked("muted", entry.text, width, 3, glyphs.cut)
    return lines


def day_column(days: Iterable[date], today: date) -> list[str]:
    """Return days as a column."""
    return column([day_and_month(day, today) for day in days])


def quote_heading(day: str, width: int) -> Line:
    """Return the heading of an entry that quotes somebody: its day, and “said”."""
    return ((f"{day}{_gap(width)}", "muted"), ("said", "text"))


def talk_heading(talk: Conversation, day: str, width: int, glyphs: Glyphs) -> Line:
    """Return day and kind of a talk, and whether it is private."""
    pieces: list[Piece] = [(f"{day}{_gap(width)}", "muted"), (talk.kind.label, "text")]
    if talk.private:
        pieces.append((f"{_gap(width)}{glyphs.private} private", "muted"))
    return tuple(pieces)


def _gap(width: int) -> str:
    """Return the blanks between the parts of a heading of `width` cells."""
    return " " * (3 if width >= 40 else 1)


def no_talk(*, had_any: bool) -> Line:
    """Return the line for no talks. Until one was logged, the line names the key."""
    return (("None yet. ", "muted"), *(() if had_any else verbs.TALK.hint(" logs one.")))


def touch_lines(touches: Sequence[Touch], today: date, width: int, glyphs: Glyphs, *, roomy: bool) -> list[Line]:
    """Return the people to tell next, one sentence each."""
    lines = [line for touch in touches for line in _sentence(touch, today, width, glyphs)]
    lines = lines or wrap_inked("muted", "Nobody is left to tell.", width)
    return [heading("Who to tell next"), *([BLANK] if roomy else []), *lines]


def _sentence(touch: Touch, today: date, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the sentence on whom to tell what. It begins with the name."""
    name = cut(touch.person.name, min(24, width), glyphs.cut)
    title = cut(touch.gaps[0].title, 48, glyphs.cut)
    more = f" and {pluralized(len(touch.gaps) - 1, 'other')}" if len(touch.gaps) > 1 else ""
    phrase = "decides, and does not know of" if touch.decides else "should know of"
    quoted = glyphs.quoted(title)
    meeting = next_meeting(touch.person, today)
    when = f" ({meeting[0]})" if meeting is not None else ""
    lines = wrap_inked("muted", f"{name} {phrase} {quoted}{more}{when}.", width)
    first = lines[0][0][0]
    if first.startswith(name):
        lines[0] = ((name, "bold"), (first.removeprefix(name), "muted"))
    return lines


def empty_lines(width: int) -> list[Line]:
    """Return the invitation without any people."""
    return [
        heading("People", ABOUT),
        BLANK,
        *wrap_inked("text", EMPTY, width),
        BLANK,
        verbs.NEW_PERSON.hint(" adds the first person."),
        BLANK,
        *wrap_inked("muted", ASKS, min(width, 70)),
    ]
