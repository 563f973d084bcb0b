"""The left side of the 1:1 as rows, and the titles of both sides; pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from devjournal.domain.dates.days import day_in_full, day_in_row
from devjournal.domain.one_to_one.page import HandedOver
from devjournal.domain.one_to_one.span import PageKind
from devjournal.domain.text.user_text import capitalized, pluralized
from devjournal.exports.page import formats
from devjournal.tui import verbs
from devjournal.tui.one_to_one.data import EarlierView, View
from devjournal.tui.one_to_one.groups import BringRow, Group
from devjournal.tui.pages.list_and_page_layout import FOLD, line_counter
from devjournal.tui.widgets.block import ItemRow
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, Piece, cut, join_that_fit, justify, width_of, wrap
from devjournal.tui.widgets.paragraphs import heading, wrap_inked

MIN_LABELLED = 12
"""Minimum cells of a text beside its label; otherwise the label is dropped."""

MIN_NAME = 8
"""Minimum cells of a name beside the day of the next 1:1; otherwise the day is dropped (Week shows it too)."""

MAX_LINES = 1000
"""Lines of a text that is not folded: more than any screen has."""

REMOVED_PERSON = "somebody who was removed"

DAY = len("Fri 27 Nov 2026  ")
"""Cells of the column of days."""

_PERIODS = {PageKind.MONTH: "for the month", PageKind.QUARTER: "for the quarter", PageKind.YEAR: "for the year"}


class Fold(NamedTuple):
    """One level of folding."""

    after_heading: int
    """Blank lines after a heading."""
    between_groups: int
    """Blank lines between two groups."""
    max_lines: int = 1
    """Maximum lines of a text."""
    folds_groups: bool = False
    """Whether groups with a label for it are folded into one line."""


FOLDS = (
    Fold(1, 2, MAX_LINES),
    Fold(1, 1, MAX_LINES),
    Fold(0, 1, MAX_LINES),
    Fold(0, 1, 2),
    Fold(0, 1),
    Fold(0, 1, folds_groups=True),
    Fold(0, 0, folds_groups=True),
)
"""The first level that fits is used, or else the last one."""


def group_rows(groups: Sequence[Group], width: int, height: int, glyphs: Glyphs, *, unfolded: bool) -> list[ItemRow]:
    """Return the groups at the first level that fits; `unfolded` skips levels with folded groups."""
    rows: list[ItemRow] = []
    for fold in FOLDS:
        if not (fold.folds_groups and unfolded):
            rows = list(_groups(groups, width, fold, glyphs))
            if len(rows) <= height:
                break
    return rows


def _groups(groups: Sequence[Group], width: int, fold: Fold, glyphs: Glyphs) -> Iterator[ItemRow]:
    folded = [group for group in groups if fold.folds_groups and group.folded_label]
    visible = [group for group in groups if group not in folded]
    for n, group in enumerate(visible):
        if n:
            yield from [ItemRow(BLANK)] * fold.between_groups
        yield ItemRow(heading(group.heading, group.count))
        if group.rows:
            yield from [ItemRow(BLANK)] * fold.after_heading
        for row in group.rows:
            first, *below = _row(row, width, glyphs, max_lines=fold.max_lines)
            whole = _row(row, width, glyphs, max_lines=MAX_LINES)
            is_cut = len(whole) > 1 + len(below)
            yield ItemRow(first, row.key, tuple(whole) if is_cut else ())
            yield from (ItemRow(line, row.key) for line in below)
    if folded:
        if visible:
            yield ItemRow(BLANK)
        first_label, *labels = (f"{group.folded_label} {group.count.split()[0]}" for group in folded)
        labels = [capitalized(first_label), *labels]
        text = join_that_fit(labels, f" {glyphs.dot} ", width - 2, glyphs.cut)
        yield ItemRow(justify(((text, "muted"),), ((glyphs.fold, "faint"),), width), FOLD)


def _row(row: BringRow, width: int, glyphs: Glyphs, *, max_lines: int) -> list[Line]:
    """Return a row in at most `max_lines` lines."""
    glyph, glyph_ink = row.mark
    label, label_ink = row.label
    text_ink = "text" if row.included or label.endswith("private") else "muted"
    if row.struck:
        glyph_ink, text_ink, label_ink = "faint", "strike faint", "faint"
    mark: Piece = (f"{glyph} " if glyph else "", glyph_ink)
    room = width - width_of((mark,))
    if label and room - len(label) - 1 < MIN_LABELLED:
        label = ""
    first_room = room - (len(label) + (1 if max_lines == 1 else 2) if label else 0)
    if max_lines > 1:
        first, *below = wrap(row.text, room, max_lines, glyphs.cut, first=first_room)
    else:
        first, below = cut(row.text, first_room, glyphs.cut), []
    indent: Piece = (" " * width_of((mark,)), "")
    return [
        justify((mark, (first, text_ink)), ((label, label_ink),), width),
        *((indent, (part, text_ink)) for part in below),
    ]


def empty_rows(width: int, *, had_any: bool) -> list[ItemRow]:
    """Return the text for an empty left side. It says how to begin, unless `had_any`: there were topics before."""
    lines: list[Line] = wrap_inked("text", "Nothing for the next 1:1 yet.", width)
    if not had_any:
        key = verbs.TOPIC.shown_key
        first, *below = wrap(f"{key} adds what you want to bring: a topic, an ask, a promise.", width)
        lines += [BLANK, ((key, "bold here"), (first[len(key) :], "muted")), *(((part, "muted"),) for part in below)]
        lines += [BLANK, *wrap_inked("muted", "The page is made from what you write every week.", width)]
    return [*map(ItemRow, lines)]


def earlier_page_rows(view: EarlierView, width: int, glyphs: Glyphs) -> list[ItemRow]:
    """Return the list of earlier pages, latest first."""
    rows = (ItemRow(_earlier_page(page, view.today, width, glyphs), f"talk:{page.talk}") for page in view.pages)
    return [ItemRow(heading("Pages", str(len(view.pages)))), ItemRow(BLANK), *rows]


def _earlier_page(page: HandedOver, today: date, width: int, glyphs: Glyphs) -> Line:
    name = cut(page.name or REMOVED_PERSON, max(1, width - DAY), glyphs.cut)
    return ((day_in_row(page.day, today).ljust(DAY), "text"), (name, "muted"))


# Titles.


def page_owner(view: View, width: int, glyphs: Glyphs) -> Line:
    """Return person and day of the next 1:1; of an earlier page, its person and day."""
    if isinstance(view, EarlierView):
        page = view.handed_over
        day = f" {glyphs.dot} {day_in_row(page.day, view.today)}"
        title = "Handed over"
        name = cut(page.name or REMOVED_PERSON, max(1, width - len(f"{title}  {day}")), glyphs.cut)
        return heading(title, f"{name}{day}")
    title, person = "Next 1:1", view.person
    if person is None:
        chooses: Line = (("  ", ""), *verbs.CHOOSE_PERSON.hint(" chooses who it is with"))
        line: Line = (*heading(title), *(chooses if view.people else ()))
        return line if width_of(line) <= width else heading(title)
    room = width - len(f"{title}  ")
    when = _when(person.next_on, view.today) if person.next_on is not None else None
    tail: Line = ((f" {glyphs.dot} ", "muted"), when) if when is not None else ()
    if width_of(tail) + MIN_NAME > room:
        tail = ()
    return (*heading(title, cut(person.name, max(1, room - width_of(tail)), glyphs.cut)), *tail)


def _when(day: date, today: date) -> Piece:
    """Return the day of the next 1:1; a past day is shown as due."""
    if day == today:
        return "today", "asks"
    return (day_in_row(day), "muted") if day > today else (f"was due {day_in_row(day)}", "asks")


def page_facts(view: View) -> str:
    """Return the period of the page."""
    if isinstance(view, EarlierView):
        return f"as it was handed over on {day_in_full(view.handed_over.day)}"
    if view.request.is_next:
        return "as it will be handed over"
    return _PERIODS.get(view.request.purpose) or f"since {day_in_full(view.data.findings.span.first)}"


def counter(view: View) -> Piece:
    """Return the number of lines of the page."""
    if isinstance(view, EarlierView):
        return pluralized(view.lines, "line"), "muted"
    return line_counter(view.lines, formats.MAX_LINES, full=view.is_full)
