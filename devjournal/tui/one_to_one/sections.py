"""The left side of the 1:1 as lines, and the titles of both sides; pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from devjournal.domain.career.person import Person
from devjournal.domain.dates.days import day_in_full, day_in_row
from devjournal.domain.one_to_one.page import HandedOver
from devjournal.domain.one_to_one.span import PageKind
from devjournal.exports.page.formats import MOST_LINES
from devjournal.tui import verbs
from devjournal.tui.one_to_one.data import HandedView, View
from devjournal.tui.one_to_one.groups import FOLD, BringRow, Group
from devjournal.tui.widgets.block import ItemRow
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, Piece, cut, join_that_fit, justify, width_of, wrap
from devjournal.tui.widgets.paragraphs import heading, wrap_inked

MIN_LABELLED = 12
"""Minimum cells of a text beside its label; otherwise the label is dropped."""

MIN_NAME = 8
"""Minimum cells of a name beside the day of the next 1:1; otherwise the day is dropped (Week shows it too)."""

WHOLE = 1000
"""No limit on lines."""

GONE = "somebody who was removed"

DAY = len("Fri 27 Nov 2026  ")

_TIMES = {PageKind.MONTH: "for the month", PageKind.QUARTER: "for the quarter", PageKind.YEAR: "for the year"}


class Fold(NamedTuple):
    """One level of folding: blank lines after headings and between groups, and whether the last groups are folded."""

    after: int
    between: int
    folded: bool = False
    lines: int = 1
    """Maximum lines of a text."""


FOLDS = (
    *(Fold(after, between, lines=WHOLE) for after, between in ((1, 2), (1, 1), (0, 1))),
    *(Fold(0, 1, lines=2), Fold(0, 1), Fold(0, 1, True), Fold(0, 0, True)),
)
"""The first that fits is used."""


def bring_lines(groups: Sequence[Group], width: int, height: int, glyphs: Glyphs, *, unfolded: bool) -> list[ItemRow]:
    """Return the groups at the first level that fits; `unfolded` skips levels with folded groups."""
    listed: list[ItemRow] = []
    for fold in FOLDS:
        if not (fold.folded and unfolded):
            listed = list(_groups(groups, width, fold, glyphs))
            if len(listed) <= height:
                break
    return listed


def _groups(groups: Sequence[Group], width: int, fold: Fold, glyphs: Glyphs) -> Iterator[ItemRow]:
    visible = [group for group in groups if not (fold.folded and group.word)]
    for n, group in enumerate(visible):
        if n:
            yield from [ItemRow(BLANK)] * fold.between
        yield ItemRow(heading(group.heading, group.count))
        if group.rows:
            yield from [ItemRow(BLANK)] * fold.after
        for row in group.rows:
            lines = _row(row, width, glyphs, most=fold.lines)
            whole = _row(row, width, glyphs, most=WHOLE)
            cut_off = tuple(whole) if len(whole) > len(lines) else ()
            yield from (ItemRow(line, row.key, () if n else cut_off) for n, line in enumerate(lines))
    if folded := [group for group in groups if group not in visible]:
        if visible:
            yield ItemRow(BLANK)
        words = [f"{group.word} {group.count.split()[0]}" for group in folded]
        words[0] = words[0][0].upper() + words[0][1:]
        named = join_that_fit(words, f" {glyphs.dot} ", width - 2, glyphs.cut)
        yield ItemRow(justify(((named, "muted"),), ((glyphs.fold, "faint"),), width), FOLD)


def _row(row: BringRow, width: int, glyphs: Glyphs, *, most: int) -> list[Line]:
    """Return a row in at most `most` lines."""
    mark, ink = row.mark
    head: Piece = (f"{mark} " if mark else "", ink)
    room = width - width_of((head,))
    label, label_ink = row.label
    if label and room - len(label) - 1 < MIN_LABELLED:
        label = ""
    first_room = room - (len(label) + (1 if most == 1 else 2) if label else 0)
    if most > 1:
        first, *rest = wrap(row.text, room, most, glyphs.cut, first=first_room)
    else:
        first, rest = cut(row.text, first_room, glyphs.cut), []
    text_ink = "strike faint" if row.struck else "text" if row.included or row.label[0].endswith("private") else "muted"
    if row.struck:
        head, label_ink = (head[0], "faint"), "faint"
    indent: Piece = (" " * width_of((head,)), "")
    below: list[Line] = [(indent, (part, text_ink)) for part in rest]
    return [justify((head, (first, text_ink)), ((label, label_ink),), width), *below]


def empty_lines(width: int, *, had_any: bool = False) -> list[ItemRow]:
    """Return the text for an empty left side. It says how to begin, unless `had_any`: there were topics before."""
    lines: list[Line] = wrap_inked("text", "Nothing for the next 1:1 yet.", width)
    if had_any:
        return [ItemRow(line) for line in lines]
    invites = "adds what you want to bring: a topic, an ask, a promise."
    key = verbs.TOPIC.shown_key
    first, *more = wrap(f"{key} {invites}", width)
    lines += [BLANK, ((key, "bold here"), (first[len(key) :], "muted")), *(((part, "muted"),) for part in more)]
    about = "The page is made from what you write every week."
    return [ItemRow(line) for line in (*lines, BLANK, *wrap_inked("muted", about, width))]


def handed_lines(view: HandedView, width: int, glyphs: Glyphs) -> list[ItemRow]:
    """Return the list of earlier pages, latest first."""
    rows = (ItemRow(_handed(page, view.today, width, glyphs), f"talk:{page.talk}") for page in view.pages)
    return [ItemRow(heading("Pages", str(len(view.pages)))), ItemRow(BLANK), *rows]


def _handed(page: HandedOver, today: date, width: int, glyphs: Glyphs) -> Line:
    name = cut(page.name or GONE, max(1, width - DAY), glyphs.cut)
    return ((_dated(page.day, today).ljust(DAY), "text"), (name, "muted"))


def _dated(day: date, today: date) -> str:
    """Return a date for a row, with its year if it is not this one."""
    return day_in_row(day) if day.year == today.year else f"{day_in_row(day)} {day.year}"


# Titles.


def next_title(view: View, width: int, glyphs: Glyphs) -> Line:
    """Return person and day of the next 1:1; of an earlier page, its person and day."""
    if isinstance(view, HandedView):
        page = view.current_page
        day = f" {glyphs.dot} {_dated(page.day, view.today)}"
        name = cut(page.name or GONE, max(1, width - len(day) - 13), glyphs.cut)
        return heading("Handed over", f"{name}{day}")
    person = view.person
    if person is None:
        chooses: Line = (("  ", ""), *verbs.CHOOSE_PERSON.hint(" chooses who it is with"))
        line: Line = (("Next 1:1", "bold"), *(chooses if view.people else ()))
        return line if width_of(line) <= width else line[:1]
    when = _when(person, view.today)
    tail: Line = ((f" {glyphs.dot} ", "muted"), when) if when[0] else ()
    if width_of(tail) + MIN_NAME > width - 10:
        tail = ()
    name = cut(person.name, max(1, width - 10 - width_of(tail)), glyphs.cut)
    return (*heading("Next 1:1", name), *tail)


def _when(person: Person, today: date) -> Piece:
    day = person.next_on
    if day is None:
        return "", ""
    if day == today:
        return "today", "asks"
    return (day_in_row(day), "muted") if day > today else (f"was due {day_in_row(day)}", "asks")


def page_title(view: View, width: int) -> Line:
    """Return the period of the page and its number of lines."""
    if isinstance(view, HandedView):
        about = f"as it was handed over on {day_in_full(view.current_page.day)}"
    elif view.request.is_next:
        about = "as it will be handed over"
    elif view.request.purpose in _TIMES:
        about = _TIMES[view.request.purpose]
    else:
        about = f"since {day_in_full(view.data.findings.span.first)}"
    count = counter(view)
    line = justify(heading("The page", about), (count,), width)
    return line if width_of(line) <= width else justify((("The page", "bold"),), (count,), width)


def counter(view: View) -> Piece:
    """Return the number of lines of the page, in amber if it is full."""
    if isinstance(view, HandedView):
        return f"{view.lines} line{'' if view.lines == 1 else 's'}", "muted"
    return f"{view.lines} of {MOST_LINES} lines", "asks" if view.is_full else "muted"
