"""The blocks around the cards: the horizons above, and the line below."""

from __future__ import annotations

from devjournal.domain.career.board import BoardFilter, Order, progress, this_quarter, time_for_next
from devjournal.domain.career.gap import Step
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.dates.days import MONTHS, month_and_year
from devjournal.tui import verbs
from devjournal.tui.gaps.data import GapsView
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, Piece, cut, justify, truncate, width_of
from devjournal.tui.widgets.paragraphs import wrap_inked

LEAST_ROLE = 12
"""Minimum cells of a role before its date is shortened."""

SECOND = "Most of the current role is shown: time for the second step."
SECOND_SHORT = "Time for the second step."

STEPS_ROOM = 96
"""Cells from which the progress of the steps is shown beside the horizon."""


def horizon_lines(view: GapsView, width: int, glyphs: Glyphs, most: int) -> list[Line]:
    """Return the lines above the board, at most `most`: roles with dates, why, and the progress of the steps."""
    steps = steps_line(view, glyphs)
    if view.horizons:
        lines = [_role_line(horizon, view, width, glyphs) for horizon in view.horizons[: max(1, min(most - 2, 3))]]
        hidden = len(view.horizons) - len(lines)
        if hidden:
            lines[-1] = _with_mark(lines[-1], f"+{hidden}", width, glyphs)
    else:
        lines = [_invitation(width)]
    beside = width >= STEPS_ROOM and width_of(lines[0]) + 4 + width_of(steps) <= width
    under = bool(view.gaps) and not beside
    why = view.horizons[0].why if view.horizons else ""
    if why and len(lines) + under < most:
        lines.insert(1, ((cut(why, width, glyphs.cut), "italic"),))
    if not view.gaps:
        return lines[:most]
    second: Line = ((SECOND, "good"),) if time_for_next(view.gaps) else ()
    if beside:
        lines[0] = justify(lines[0], steps, width)
        if second:
            lines += [()] if len(lines) == 1 else []
            lines[1] = justify(truncate(lines[1], width - width_of(second) - 4, glyphs.cut), second, width)
    elif len(lines) < most:
        current, following = (progress(view.gaps, step) for step in Step)
        counts = f"{current.shown} of {current.all} and {following.shown} of {following.all} shown. "
        time: Line = ((SECOND_SHORT, "good"),)
        choices = [(*steps, ("   ", ""), *end) for end in (second, time)] + [((counts, "muted"), *time), time]
        fitting = next((line for line in choices if width_of(line) <= width), steps) if second else steps
        lines.append(fitting)
    return lines[:most]


def _invitation(width: int) -> Line:
    words = "Where do you want to be in 12, 24 or 36 months?"
    if len(words) + len(f"   {verbs.HORIZON} sets a horizon") <= width:
        return ((words, "bold"), ("   ", ""), *verbs.HORIZON.hint(" sets a horizon"))
    return (("No horizon yet. ", "text"), *verbs.HORIZON.hint(" sets one."))


def _role_line(horizon: Horizon, view: GapsView, width: int, glyphs: Glyphs) -> Line:
    """Return a horizon's role, date and remaining time. Only the role is cut."""
    by, time_left = horizon.by, horizon.left(view.today)
    month, short = f"by {month_and_year(by)}", f"by {MONTHS[by.month - 1]} {by.year}"
    of = f"{time_left} of {horizon.months}" if time_left.endswith("months left") else time_left
    choices = (f"{month} {glyphs.dot} {of}", f"{short} {glyphs.dot} {time_left}", short)
    needed = min(LEAST_ROLE, width_of(((horizon.role[:LEAST_ROLE], ""),)))
    role_cells = min(width_of(((cut(horizon.role, width, glyphs.cut), ""),)), width // 2)
    words = next((words for words in choices if len(words) + 2 + role_cells <= width), choices[-1])
    if len(words) + 2 + needed > width:
        words = choices[-1]
    role = cut(horizon.role, max(1, width - len(words) - 2), glyphs.cut)
    return ((role, "bold"), (f"  {words}", "muted"))


def _with_mark(line: Line, mark: str, width: int, glyphs: Glyphs) -> Line:
    """Return a line followed by `mark`; the role is cut if needed."""
    over = width_of(line) + len(mark) + 2 - width
    if over > 0:
        (role, ink), *rest = line
        line = ((cut(role, max(1, width_of(((role, ""),)) - over), glyphs.cut), ink), *rest)
    return (*line, (f"  {mark}", "faint"))


def steps_line(view: GapsView, glyphs: Glyphs) -> Line:
    """Return the number of gaps shown, of all, by step; a step without gaps is left out."""
    counts = [(step, count) for step in Step if (count := progress(view.gaps, step)).all]
    pieces: list[Piece] = []
    for step, count in counts:
        between = "   " if pieces else ""
        pieces += [(f"{between}{step} ", "faint"), (f"{count.shown} of {count.all} shown", "muted")]
    return tuple(pieces)


def foot_line(view: GapsView, filter: BoardFilter, order: Order, width: int, glyphs: Glyphs) -> Line:
    """Return filter and sort order of the board; an empty line if neither is set."""
    pieces: list[Piece] = []
    if order is not Order.OWN:
        pieces += [("sorted: ", "muted"), (str(order), "bold here")]
    if filter:
        words = [filter.step.role] if filter.step is not None else []
        cells_used = width_of(tuple(pieces)) + sum(map(len, words)) + 28
        if filter.text:
            text = cut(filter.text, max(6, min(30, width - cells_used)), glyphs.cut)
            words.append(glyphs.quoted(text))
        pieces += [("   ", "")] if pieces else []
        pieces += [("filter: ", "muted"), (", ".join(words), "bold here")]
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
    return tuple(pieces) if len(pieces) > 1 else ()


def why_lines(why: str, width: int, most: int, glyphs: Glyphs) -> list[Line]:
    """Return the user's "why" as lines."""
    return wrap_inked("italic", why, width, most, glyphs.cut) if why else []
