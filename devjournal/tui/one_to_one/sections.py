"""The left side of the 1:1 as lines for a width, and the titles above both sides; pure."""

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
from devjournal.tui.one_to_one.groups import FOLD, Brought, Group
from devjournal.tui.widgets.block import ItemRow
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, Piece, cut, join_that_fit, justify, width_of, wrap

LABEL_LEAST = 12
"""A label that leaves its text less cells than these is left out."""

NAME_LEAST = 8
"""The day of the next 1:1 stands beside the name where so many cells are left for it; Week has it too."""

GONE = "somebody who was removed"

DAY = len("Fri 27 Nov 2026  ")

_TIMES = {PageKind.MONTH: "for the month", PageKind.QUARTER: "for the quarter", PageKind.YEAR: "for the year"}


class Fold(NamedTuple):
    """One degree of comfort: blanks after a heading, blanks between groups, and whether the last groups are folded."""

    after: int
    between: int
    folded: bool = False
    lines: int = 1
    """Lines that a text takes at most."""


FOLDS = (
    *(Fold(after, between, lines=1000) for after, between in ((1, 2), (1, 1), (0, 1))),
    *(Fold(0, 1, lines=2), Fold(0, 1), Fold(0, 1, True), Fold(0, 0, True)),
)
"""The first that fits is taken."""


def bring_lines(groups: Sequence[Group], width: int, height: int, glyphs: Glyphs, *, unfolded: bool) -> list[ItemRow]:
    """Return the groups in the first degree of comfort in which they fit; `unfolded` folds none of them away."""
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
        yield ItemRow(((group.heading, "bold"), (f"  {group.count}", "muted")))
        if group.rows:
            yield from [ItemRow(BLANK)] * fold.after
        for row in group.rows:
            yield from (ItemRow(line, row.key) for line in _row(row, width, glyphs, most=fold.lines))
    if folded := [group for group in groups if group not in visible]:
        if visible:
            yield ItemRow(BLANK)
        words = [f"{group.word} {group.count.split()[0]}" for group in folded]
        words[0] = words[0][0].upper() + words[0][1:]
        named = join_that_fit(words, f" {glyphs.dot} ", width - 2, glyphs.cut)
        yield ItemRow(justify(((named, "muted"),), ((glyphs.fold, "faint"),), width), FOLD)


def _row(row: Brought, width: int, glyphs: Glyphs, *, most: int) -> list[Line]:
    """Return a row in at most so many lines."""
    mark, ink = row.mark
    head: Piece = (f"{mark} " if mark else "", ink)
    room = width - width_of((head,))
    label, label_ink = row.label
    if label and room - len(label) - 1 < LABEL_LEAST:
        label = ""
    first_room = room - (len(label) + (1 if most == 1 else 2) if label else 0)
    if most > 1:
        first, *rest = wrap(row.text, room, most, glyphs.cut, first=first_room)
    else:
        first, rest = cut(row.text, first_room, glyphs.cut), []
    text_ink = "strike faint" if row.struck else "text" if row.told or row.label[0].endswith("private") else "muted"
    if row.struck:
        head, label_ink = (head[0], "faint"), "faint"
    indent: Piece = (" " * width_of((head,)), "")
    below: list[Line] = [(indent, (part, text_ink)) for part in rest]
    return [justify((head, (first, text_ink)), ((label, label_ink),), width), *below]


def empty_lines(width: int, *, used: bool = False) -> list[ItemRow]:
    """Return what stands where nothing waits for a 1:1: how it begins, until something did (`used`)."""
    lines: list[Line] = [((part, "text"),) for part in wrap("Nothing for the next 1:1 yet.", width)]
    if used:
        return [ItemRow(line) for line in lines]
    invites = "adds what you want to bring: a topic, an ask, a promise."
    key = verbs.TOPIC.shown_key
    first, *more = wrap(f"{key} {invites}", width)
    lines += [BLANK, ((key, "bold here"), (first[len(key) :], "muted")), *(((part, "muted"),) for part in more)]
    about = "The page is made from what you write every week."
    return [ItemRow(line) for line in (*lines, BLANK, *(((part, "muted"),) for part in wrap(about, width)))]


def handed_lines(view: HandedView, width: int, glyphs: Glyphs) -> list[ItemRow]:
    """Return the pages that were handed over, the latest first."""
    heading: Line = (("Pages", "bold"), (f"  {len(view.pages)}", "muted"))
    rows = (ItemRow(_handed(page, view.today, width, glyphs), f"talk:{page.talk}") for page in view.pages)
    return [ItemRow(heading), ItemRow(BLANK), *rows]


def _handed(page: HandedOver, today: date, width: int, glyphs: Glyphs) -> Line:
    name = cut(page.name or GONE, max(1, width - DAY), glyphs.cut)
    return ((_dated(page.day, today).ljust(DAY), "text"), (name, "muted"))


def _dated(day: date, today: date) -> str:
    """Return a day in a row, with its year where that is another one."""
    return day_in_row(day) if day.year == today.year else f"{day_in_row(day)} {day.year}"


# the titles


def next_title(view: View, width: int, glyphs: Glyphs) -> Line:
    """Return whose page it is, and when the next 1:1 is; of one that was handed over, when and to whom."""
    if isinstance(view, HandedView):
        page = view.shown
        day = f" {glyphs.dot} {_dated(page.day, view.today)}"
        name = cut(page.name or GONE, max(1, width - len(day) - 13), glyphs.cut)
        return (("Handed over", "bold"), (f"  {name}{day}", "muted"))
    person = view.person
    if person is None:
        chooses: Line = (("  ", ""), (verbs.WHOSE.shown_key, "bold here"), (" chooses who it is with", "muted"))
        line: Line = (("Next 1:1", "bold"), *(chooses if view.people else ()))
        return line if width_of(line) <= width else line[:1]
    when = _when(person, view.today)
    tail: Line = ((f" {glyphs.dot} ", "muted"), when) if when[0] else ()
    if width_of(tail) + NAME_LEAST > width - 10:
        tail = ()
    name = cut(person.name, max(1, width - 10 - width_of(tail)), glyphs.cut)
    return (("Next 1:1", "bold"), (f"  {name}", "muted"), *tail)


def _when(person: Person, today: date) -> Piece:
    day = person.next_on
    if day is None:
        return "", ""
    if day == today:
        return "today", "asks"
    return (day_in_row(day), "muted") if day > today else (f"was due {day_in_row(day)}", "asks")


def page_title(view: View, width: int) -> Line:
    """Return what the page is, and how much of two screens it takes."""
    if isinstance(view, HandedView):
        about = f"as it was handed over on {day_in_full(view.shown.day)}"
    elif view.asked.is_next:
        about = "as it will be handed over"
    elif view.asked.purpose in _TIMES:
        about = _TIMES[view.asked.purpose]
    else:
        about = f"since {day_in_full(view.found.findings.span.first)}"
    count = counter(view)
    line = justify((("The page", "bold"), (f"  {about}", "muted")), (count,), width)
    return line if width_of(line) <= width else justify((("The page", "bold"),), (count,), width)


def counter(view: View) -> Piece:
    """Return how many lines the page has; amber where there is no room for more."""
    if isinstance(view, HandedView):
        return f"{view.lines} line{'' if view.lines == 1 else 's'}", "muted"
    return f"{view.lines} of {MOST_LINES} lines", "asks" if view.is_full else "muted"
