"""Charts of glyphs: the strip of weeks, its legend, bars, and the ritual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from devjournal.domain.dates.days import DAYS, MONTHS, IsoWeek
from devjournal.domain.week.ritual import DEFAULT_RITUAL, Ritual
from devjournal.domain.week.week import State, Week, WeekKind, WeekMark, kind_of, state_of
from devjournal.tui.widgets.glyphs import Glyphs, kind_glyph, state_glyph
from devjournal.tui.widgets.lines import Line, Piece, width_of
from devjournal.tui.widgets.paragraphs import flow

STRIP = 13
"""Weeks in the strip: a quarter."""

StripCell = tuple[IsoWeek, State, bool | None]
"""A week, its state, and the answer to "better?"."""


def strip_cells(
    marks: Mapping[date, WeekMark], away: AbstractSet[date], today: date, last: IsoWeek | None = None
) -> list[StripCell]:
    """Return the 13 weeks up to `last` (default: this week), oldest first."""
    end = last or IsoWeek.of(today)
    weeks = [end.shift(-n) for n in range(STRIP - 1, -1, -1)]
    cells = []
    for iso in weeks:
        mark = marks.get(iso.monday)
        cells.append((iso, state_of(iso, mark, away, today), mark.better if mark else None))
    return cells


def strip(cells: Sequence[StripCell], glyphs: Glyphs) -> Line:
    """Return the weeks as glyphs, each followed by a blank."""
    pieces: list[Piece] = []
    for _, state, better in cells:
        glyph, ink = state_glyph(state, better, glyphs)
        pieces.append((f"{glyph} ", ink))
    return tuple(pieces)


def strip_months(cells: Sequence[StripCell]) -> Line:
    """Return the month names under a strip, each at the first week that begins in the month."""
    text = ""
    for n, (iso, _, _) in enumerate(cells):
        begins = n == 0 or iso.monday.month != cells[n - 1][0].monday.month
        if n == 0 and cells[1][0].monday.month != iso.monday.month:
            continue  # a first month with a single week has no name; the next month needs the room
        if begins and len(text) <= n * 2 and n * 2 + 3 <= len(cells) * 2:
            text = text.ljust(n * 2) + MONTHS[iso.monday.month - 1] + " "
    return ((text.rstrip(), "faint"),)


def legend(cells: Sequence[StripCell], glyphs: Glyphs, width: int) -> list[Line]:
    """Return the legend of a strip, with the count of each glyph, wrapped at `width`."""
    counts = Counter(kind_of(state, better) for _, state, better in cells)
    items: list[Line] = []
    for kind in WeekKind:
        if counts[kind] and kind is not WeekKind.NONE:
            glyph, ink = kind_glyph(kind, glyphs)
            items.append(((f"{glyph} ", ink), (f"{counts[kind]} {kind.value}", "muted")))
    return flow(items, width, 3)


def bar(part: int, whole: int, width: int, glyphs: Glyphs) -> Line:
    """Return a bar of `width` cells for `part` of `whole`: green if full, and at least one cell if `part` is not 0."""
    length = min(width, width * part // whole) if whole else 0
    if part and not length:
        length = 1
    ink = "good" if part >= whole else "bar"
    return ((glyphs.bar_full * length, ink), (glyphs.bar_empty * (width - length), "faint"))


def ritual(
    week: Week, state: State, today: date, width: int, glyphs: Glyphs, moments: Ritual = DEFAULT_RITUAL
) -> list[Line]:
    """Return three lines for goal, check-in and recap: their days, a track with a glyph for each, and their labels."""
    answered = (week.has_goal, week.on_track is not None, week.outcome is not None)
    labels = (
        "goal set" if answered[0] else "goal",
        ("on track" if week.on_track else "off track") if answered[1] else "check-in",
        "recapped" if answered[2] else "recap",
    )
    days = [week.iso.days[moment.day] for moment in moments]
    last = min(width * 58 // 70, width - len("recap due"))
    spots = [0, last // 2, last]
    current = sum(today >= day for day in days[1:]) if today in week.iso else (2 if today > week.iso.sunday else -1)
    running = state is State.OPEN and today in week.iso
    if running and not week.has_goal:
        current = 0  # without a goal, the goal is due on any day
    names: list[Piece] = []
    track: list[Piece] = []
    below: list[Piece] = []
    for n, (day, spot, label) in enumerate(zip(days, spots, labels, strict=True)):
        is_current = running and n == current and not answered[n]
        due = is_current and today >= day and (n == 0 or week.has_goal)
        ink = "bold" if (n == current and today in week.iso) else "muted"
        names += _at(names, spot, f"{DAYS[day.weekday()]} {day.day}", ink)
        label_ink = "bold asks" if due else "muted" if answered[n] else "faint"
        below += _at(below, spot, f"{label} due" if due else label, label_ink)
        glyph, glyph_ink = (glyphs.answered, "here") if answered[n] else (glyphs.upcoming, "faint")
        if is_current:
            glyph, glyph_ink = glyphs.current, "here"
        reached = answered[n] or (n <= current and any(answered[:n]))
        if n:
            length = spot - spots[n - 1] - 1
            track.append((glyphs.bar_full * length, "bar") if reached else (glyphs.bar_empty * length, "faint"))
        track.append((glyph, glyph_ink))
    return [tuple(names), tuple(track), tuple(below)]


def ritual_row(lines: list[Line]) -> Line:
    """Return the ritual on one line: glyph and day of each moment, taken from the three `lines`."""
    names = [piece for piece in lines[0] if piece[0].strip()]
    pieces: list[Piece] = []
    for (glyph, glyph_ink), (name, ink) in zip(lines[1][::2], names, strict=True):
        pieces += [(f"{glyph} ", glyph_ink), (f"{name}   ", ink)]
    return tuple(pieces)


def _at(pieces: list[Piece], spot: int, text: str, ink: str) -> list[Piece]:
    """Return the padding from the end of `pieces` to cell `spot`, and `text`."""
    return [(" " * max(0, spot - width_of(tuple(pieces))), ""), (text, ink)]
