"""The blocks around the matrix, as lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from devjournal.domain.career.gap import Gap
from devjournal.domain.career.next_touches import Touch
from devjournal.domain.career.person import Conversation, Person
from devjournal.domain.dates.days import day_and_month
from devjournal.domain.text.user_text import joined, pluralized
from devjournal.domain.week.entry import Entry
from devjournal.tui import verbs
from devjournal.tui.people.data import PeopleView
from devjournal.tui.people.labels import (
    last_talk,
    mark_piece,
    mark_words,
    next_meeting,
)
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, Piece, column, cut, justify, row_text, width_of, wrap
from devjournal.tui.widgets.paragraphs import hang, heading, wrap_inked

ABOUT = "who knows what I have shown"

EMPTY = "No people yet. Who decides on your next role, and who has it already?"
"""The invitation without any people."""


def title_line(view: PeopleView, width: int, glyphs: Glyphs, *, cells: bool) -> Line:
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
    for about, marks in ((ABOUT, legend), (count, legend), (ABOUT, BLANK), (count, BLANK)):
        if marks and not cells:
            continue
        line = justify(heading("People", about), marks, width)
        if width_of(line) <= width:
            return line
    return (("People", "bold"),)


def cell_lines(
    view: PeopleView, person: Person, gap: Gap | None, beyond: Line, width: int, most: int, glyphs: Glyphs
) -> list[Line]:
    """Return the words of the cell under the cursor, and the count of people out of view.

    The title over the column may be cut, so it is shown whole here: its facts are dropped first, then it takes up to
    `most` lines.
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
    caption: Line = (("   ", ""), (mark_words(mark, view.today), "muted"))
    room = width - width_of(cell) - (width_of(beyond) + 3 if beyond else 0)
    tails: list[Line] = [((words, "muted"), *caption) for words in (facts, f"  {gap.measure}")]
    for tail in (*tails, caption):
        if fits(gap.title, room - width_of(tail)):
            return [justify((*cell, (row_text(gap.title), "bold"), *tail), beyond, width)]
    if most < 2:
        title = cut(gap.title, max(8, room - width_of(caption)), glyphs.cut)
        return [justify((*cell, (title, "bold"), *caption), beyond, width)]
    lines = hang(cell, wrap(row_text(gap.title), room, most, glyphs.cut), "bold")
    if width_of(lines[-1]) + width_of(tails[0]) <= room:
        lines[-1] += tails[0]
    elif len(lines) < most:
        lines.append(((" " * width_of(cell), ""), (facts.strip(), "muted"), *caption))
    return [justify(lines[0], beyond, width), *lines[1:]]


def fits(title: str, width: int) -> bool:
    """Return whether a title fits on one line, without measuring a huge one."""
    return len(title) <= width * 8 and cell_len(row_text(title)) <= width


def beyond_line(above: int, below: int, glyphs: Glyphs) -> Line:
    """Return the count of people above and below the window."""
    words = [f"{above} more {glyphs.less}"] * bool(above) + [f"{below} more {glyphs.more}"] * bool(below)
    return (("   ".join(words), "faint"),) if words else BLANK


def heading_line(person: Person, width: int, glyphs: Glyphs) -> Line:
    """Return a person's name, role and relation."""
    word = person.relation.label
    about = f"{person.role} {glyphs.dot} {word}" if person.role.strip() else word
    name = cut(person.name, max(8, width - len(word) - 2), glyphs.cut)
    room = width - width_of(((name, ""),)) - 2
    if width_of(((about, ""),)) > room and person.role.strip():
        tail = f" {glyphs.dot} {word}"
        about = cut(person.role, room - len(tail), glyphs.cut) + tail if room > len(tail) + 6 else word
    return ((name, "bold"), (f"  {cut(about, room, glyphs.cut)}", "muted"))


def facts_line(person: Person, today: date, glyphs: Glyphs) -> Line:
    """Return the days of the last talk and of the next 1:1."""
    last = last_talk(person, today)
    text = f"last talk {last}" if person.last_talk is not None else "no talk yet"
    meeting = next_meeting(person, today)
    if meeting is None:
        return ((text[0].upper() + text[1:], "muted"),)
    words, ink = meeting
    return ((words[0].upper() + words[1:], ink), (f" {glyphs.dot} {text}", "muted"))


def person_lines(view: PeopleView, person: Person, current: Gap | None, width: int, glyphs: Glyphs) -> list[Line]:
    """Return what a person knows and should know, with the cursor's gap in bold."""
    facts = facts_line(person, view.today, glyphs)
    if width_of(facts) > width:  # one line each instead of a cut line
        lines = [
            heading_line(person, width, glyphs),
            facts[:1],
            ((facts[1][0].removeprefix(f" {glyphs.dot} "), "muted"),),
        ]
    else:
        lines = [heading_line(person, width, glyphs), facts]
    marks = [(gap, mark) for gap in view.gaps if (mark := view.mark(person, gap)) is not None]
    for title, knows in (("Should know, does not yet", False), ("Knows", True)):
        pairs = [(gap, mark) for gap, mark in marks if mark.knows is knows]
        if not pairs:
            continue
        lines += [BLANK, ((title, "muted"),)]
        labels = [
            f"since {day_and_month(mark.known_on, view.today)}" if mark.known_on else gap.measure for gap, mark in pairs
        ]
        for (gap, mark), fact in zip(pairs, column(labels) if knows else labels, strict=True):
            glyph, ink = mark_piece(mark, glyphs)
            room = width - len(fact) - 5
            weight = "bold" if gap == current else "text"
            name: Line = ((f"{glyph}  ", ink), (cut(gap.title, room, glyphs.cut), weight))
            lines.append(justify(name, ((fact, "muted"),), width))
    if not marks:
        lines += [BLANK, *wrap_inked("muted", "Nothing they should know about yet.", width)]
    return lines


def talk_lines(
    talks: Sequence[Conversation], today: date, width: int, glyphs: Glyphs, *, had_any: bool = False
) -> list[Line]:
    """Return the talks with a person and their notes, latest first. `had_any`: some talk was logged before."""
    lines: list[Line] = [heading("Talks", str(len(talks) or ""))]
    if not talks:
        return [*lines, BLANK, no_talk(had_any=had_any)]
    for talk, day in zip(talks, talk_days(talks, today), strict=True):
        lines += [BLANK, talk_heading(talk, day, width, glyphs)]
        lines += wrap_inked("muted", talk.notes, width, 3, glyphs.cut) if talk.notes else []
        if talk.answers:
            words = f"12 months before: {joined('; ', *talk.answers, dash=glyphs.dash)}"
            lines += wrap_inked("muted", words, width, 2, glyphs.cut)
    return lines


def quote_lines(words: Sequence[Entry], today: date, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the entries with a person's words, latest first."""
    lines: list[Line] = []
    for entry, day in zip(words, column([day_and_month(entry.day, today) for entry in words]), strict=True):
        lines += [BLANK, quote_heading(day, width)]
        lines += wrap_inked("muted", entry.text, width, 3, glyphs.cut)
    return lines


def quote_heading(day: str, width: int) -> Line:
    """Return the heading of an entry with somebody's words: its day, and “said”."""
    return ((f"{day}{' ' * (3 if width >= 40 else 1)}", "muted"), ("said", "text"))


def no_talk(*, had_any: bool) -> Line:
    """Return the text for no talks; until one was logged, it names the key."""
    logs = verbs.TALK.hint(" logs one.")
    return (("None yet. ", "muted"), *(() if had_any else logs))


def talk_days(talks: Sequence[Conversation], today: date) -> list[str]:
    """Return the days of talks as a column."""
    return column([day_and_month(talk.day, today) for talk in talks])


def talk_heading(talk: Conversation, day: str, width: int, glyphs: Glyphs) -> Line:
    """Return day and kind of a talk, and whether it is private."""
    between = " " * (3 if width >= 40 else 1)
    pieces: list[Piece] = [(f"{day}{between}", "muted"), (talk.kind.label, "text")]
    if talk.private:
        pieces.append((f"{between}{glyphs.private} private", "muted"))
    return tuple(pieces)


def touch_lines(touches: Sequence[Touch], today: date, width: int, glyphs: Glyphs, *, roomy: bool) -> list[Line]:
    """Return the people to tell next, one sentence each."""
    lines: list[Line] = [(("Who to tell next", "bold"),)]
    if roomy:
        lines.append(BLANK)
    if not touches:
        return [*lines, *wrap_inked("muted", "Nobody is left to tell.", width)]
    return [*lines, *(line for touch in touches for line in _sentence(touch, today, width, glyphs))]


def _sentence(touch: Touch, today: date, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the sentence on whom to tell what; it begins with the name."""
    name = cut(touch.person.name, min(24, width), glyphs.cut)
    title = cut(touch.gaps[0].title, 48, glyphs.cut)
    more = f" and {pluralized(len(touch.gaps) - 1, 'other')}" if len(touch.gaps) > 1 else ""
    phrase = "decides, and does not know of" if touch.decides else "should know of"
    quoted = f"{glyphs.open_quote}{title}{glyphs.close_quote}"
    meets = next_meeting(touch.person, today)
    when = f" ({meets[0]})" if meets is not None else ""
    parts = wrap(f"{name} {phrase} {quoted}{more}{when}.", width)
    first: Line = ((parts[0], "muted"),)
    if parts[0].startswith(name):
        first = ((name, "bold"), (parts[0][len(name) :], "muted"))
    return [first, *(((part, "muted"),) for part in parts[1:])]


def empty_lines(width: int) -> list[Line]:
    """Return the invitation without any people."""
    lines: list[Line] = [heading("People", ABOUT), BLANK]
    lines += wrap_inked("text", EMPTY, width)
    lines += [BLANK, verbs.NEW_PERSON.hint(" adds the first person."), BLANK]
    asks = (
        "Manager and sponsor decide. A role model is where you want to be in 12 months: ask what they were doing "
        "12 months before. Peers see what you do every day."
    )
    return [*lines, *wrap_inked("muted", asks, min(width, 70))]
