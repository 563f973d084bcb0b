"""The blocks around the cards: the horizons above, and the line below."""

from __future__ import annotations

from rich.cells import cell_len

from devjournal.domain.career.board import BoardFilter, Order, progress, this_quarter, time_for_next
from devjournal.domain.career.gap import Step
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.dates.days import MONTHS, month_and_year
from devjournal.tui import verbs
from devjournal.tui.gaps.data import GapsView
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, Piece, cut, justify, truncate, width_of

MIN_ROLE = 12
"""Minimum cells of a role before its date is shortened."""

SECOND: Line = (("Most of the current role is shown: time for the second step.", "good"),)
SECOND_SHORT: Line = (("Time for the second step.", "good"),)

STEPS_BESIDE = 96
"""Cells from which the progress of the steps is shown beside the horizon."""


def horizon_lines(view: GapsView, width: int, glyphs: Glyphs, max_lines: int) -> list[Line]:
    """Return the lines above the board: roles with dates, why, and the progress of the steps."""
    steps = steps_line(view)
    if view.horizons:
        shown = view.horizons[: max(1, min(max_lines - 2, 3))]
        lines = [_role_line(horizon, view, width, glyphs) for horizon in shown]
        hidden = len(view.horizons) - len(lines)
        if hidden:
            lines[-1] = _with_mark(lines[-1], f"+{hidden}", width, glyphs)
    else:
        lines = [_invitation(width)]
    beside = width >= STEPS_BESIDE and width_of(lines[0]) + 4 + width_of(steps) <= width
    below = bool(view.gaps) and not beside
    why = view.horizons[0].why if view.horizons else ""
    if why and len(lines) + below < max_lines:
        lines.insert(1, ((cut(why, width, glyphs.cut), "italic"),))
    second = time_for_next(view.gaps)
    if below and len(lines) < max_lines:
        lines.append(_second_line(view, steps, width) if second else steps)
    elif view.gaps and beside:
        lines[0] = justify(lines[0], steps, width)
        if second:
            lines += [BLANK] if len(lines) == 1 else []
            lines[1] = justify(truncate(lines[1], width - width_of(SECOND) - 4, glyphs.cut), SECOND, width)
    return lines[:max_lines]


def _second_line(view: GapsView, steps: Line, width: int) -> Line:
    """Return the progress of the steps, and that it is time for the second; shortened as needed."""
    current, following = (progress(view.gaps, step) for step in Step)
    counts = f"{current.shown} of {current.all} and {following.shown} of {following.all} shown. "
    lines = [(*steps, ("   ", ""), *sentence) for sentence in (SECOND, SECOND_SHORT)]
    lines += [((counts, "muted"), *SECOND_SHORT), SECOND_SHORT]
    return next((line for line in lines if width_of(line) <= width), steps)


def _invitation(width: int) -> Line:
    line: Line = (
        ("Where do you want to be in 12, 24 or 36 months?", "bold"),
        ("   ", ""),
        *verbs.HORIZON.hint(" sets a horizon"),
    )
    return line if width_of(line) <= width else (("No horizon yet. ", "text"), *verbs.HORIZON.hint(" sets one."))


def _role_line(horizon: Horizon, view: GapsView, width: int, glyphs: Glyphs) -> Line:
    """Return a horizon's role, date and remaining time. Only the role is cut."""
    by, time_left = horizon.by, horizon.left(view.today)
    month, short = f"by {month_and_year(by)}", f"by {MONTHS[by.month - 1]} {by.year}"
    time_of_all = f"{time_left} of {horizon.months}" if time_left.endswith("months left") else time_left
    labels = (f"{month} {glyphs.dot} {time_of_all}", f"{short} {glyphs.dot} {time_left}", short)
    role_cells = min(cell_len(cut(horizon.role, width, glyphs.cut)), width // 2)
    label = next((label for label in labels if len(label) + 2 + role_cells <= width), short)
    if len(label) + 2 + min(MIN_ROLE, cell_len(horizon.role[:MIN_ROLE])) > width:
        label = short
    role = cut(horizon.role, max(1, width - len(label) - 2), glyphs.cut)
    return ((role, "bold"), (f"  {label}", "muted"))


def _with_mark(line: Line, mark: str, width: int, glyphs: Glyphs) -> Line:
    """Return a line followed by `mark`; the role is cut if needed."""
    over = width_of(line) + len(mark) + 2 - width
    if over > 0:
        (role, ink), *facts = line
        line = ((cut(role, max(1, cell_len(role) - over), glyphs.cut), ink), *facts)
    return (*line, (f"  {mark}", "faint"))


def steps_line(view: GapsView) -> Line:
    """Return the number of gaps shown, of all, by step; a step without gaps is left out."""
    pieces: list[Piece] = []
    for step in Step:
        if (count := progress(view.gaps, step)).all:
            between = "   " if pieces else ""
            pieces += [(f"{between}{step} ", "faint"), (f"{count.shown} of {count.all} shown", "muted")]
    return tuple(pieces)


def foot_line(filter: BoardFilter, order: Order, width: int, glyphs: Glyphs) -> Line:
    """Return filter and sort order of the board; an empty line if neither is set."""
    pieces: list[Piece] = []
    if order is not Order.OWN:
        pieces += [("sorted: ", "muted"), (str(order), "bold here")]
    if filter:
        conditions = [filter.step.role] if filter.step is not None else []
        cells_used = width_of(tuple(pieces)) + sum(map(len, conditions)) + 28
        if filter.text:
            text = cut(filter.text, max(6, min(30, width - cells_used)), glyphs.cut)
            conditions.append(glyphs.quoted(text))
        pieces += [("   ", "")] if pieces else []
        pieces += [("filter: ", "muted"), (", ".join(conditions), "bold here")]
    if pieces:
        pieces += [("   ", ""), *verbs.ALL_GAPS.hint(" all")]
    return truncate(tuple(pieces), width, glyphs.cut)


def moved_line(view: GapsView) -> Line:
    """Return the quarter's changes of the board; an empty line if there are none."""
    counts = this_quarter(view.gaps, view.today, view.away, view.fiscal_start)
    pieces: list[Piece] = [("Moved this quarter", "muted")]
    for (name, count), ink in zip(counts._asdict().items(), ("good", "text", "asks", "text"), strict=True):
        if count:
            pieces.append((f"   {count} {name}", ink))
    return tuple(pieces) if len(pieces) > 1 else BLANK
