"""The blocks of the Week screen below the hero, as lines and rows."""

from __future__ import annotations

from rich.cells import cell_len

from devjournal.domain.career.gap import Gap
from devjournal.domain.dates.days import DAYS, IsoWeek, span_in_full, span_in_row
from devjournal.domain.text.user_text import pluralized
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.ritual import Ritual
from devjournal.domain.week.week import PlanStep, State, Week
from devjournal.tui import verbs
from devjournal.tui.week.data import WeekView
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.charts import STRIP, StripCell, bar, legend, strip, strip_cells, strip_months
from devjournal.tui.widgets.glyphs import Glyphs, outcome_glyph
from devjournal.tui.widgets.lines import BLANK, Line, Piece, cut, justify, width_of, wrap
from devjournal.tui.widgets.paragraphs import hang, heading, wrap_inked

BESIDE = 20
"""Cells of the strip beside the plan."""

_MIN_STRIP = 6
"""Minimum weeks of the strip before the streak's text is shortened."""

_WIDE_METHOD, _METHOD_LABEL = 62, 13
"""Cells from which the method names its days in full, and cells of such a name."""


def title_line(iso: IsoWeek, width: int, glyphs: Glyphs) -> Line:
    """Return the week and its days."""
    title, span = f"Week {iso.number}", span_in_full(iso.monday, iso.sunday)
    if len(title) + 2 + len(span) > width:
        span = span_in_row(iso.monday, iso.sunday)
    return heading(title, glyphs.translate(span))


# The first run.


def method_lines(width: int, ritual: Ritual, *, promise: bool) -> list[Line]:
    """Return the method on four lines; `promise` adds a sentence above."""
    goal, check_in, recap = (moment.name for moment in ritual)
    lines: list[Line] = []
    if promise:
        lines = [*wrap_inked("bold", "A few minutes a week, kept for ten years.", width), BLANK]
    for name, short, question in (
        (goal, goal[:3], f"One skill. What would better look like by {recap}?"),
        (check_in, check_in[:3], "Still on track? If not, what can change?"),
        (recap, recap[:3], f"Hit or missed, and: better at something than on {goal}?"),
        ("Quarterly", "Qtr", "Where do I want to be, and what is missing?"),
    ):
        label = name.ljust(_METHOD_LABEL) if width >= _WIDE_METHOD else f"{short}  "
        lines += hang(((label, "muted"),), wrap(question, width - len(label)), "text")
    return lines


def begin_line(width: int) -> Line:
    """Return the keys of the two ways to begin: import, and a board."""
    wordings = (
        ("Have something already? ", " imports it   ", " begins a board for your role"),
        ("", " imports what you have   ", " begins a board"),
        ("", " import   ", " a board"),
    )
    fitting = (wording for wording in wordings if sum(map(len, wording)) + 2 <= width)
    question, bring, board = next(fitting, wordings[-1])
    return ((question, "faint"), *verbs.BRING.hint(bring), *verbs.BEGIN.hint(board))


# The plan, or gaps that could use a week.


def plan_rows(view: WeekView, width: int, glyphs: Glyphs, *, folded: bool) -> list[Row]:
    """Return the plan's steps; `folded` replaces done ones by their count."""
    plan = view.week.plan
    steps = [step for step in plan if not (folded and step.done)]
    rows = [_step_row(step, width, glyphs) for step in steps]
    if count := len(plan) - len(steps):
        rows.append(Row((((f"{glyphs.done} {count} done", "muted"),),), 0, "done"))
    return rows


def _step_row(step: PlanStep, width: int, glyphs: Glyphs) -> Row:
    mark: Piece = (f"{glyphs.done}  ", "good") if step.done else (f"{glyphs.to_do}  ", "here")
    ink = "muted" if step.done else "text"
    lines = hang((mark,), wrap(step.text, width - 3), ink)
    return Row(tuple(lines), step.id, "step", short=(mark, (cut(step.text, width - 3, glyphs.cut), ink)))


def gap_rows(view: WeekView, width: int, glyphs: Glyphs) -> list[Row]:
    """Return the gaps that could use a week, least proven first."""
    return [Row((_gap_line(gap, width, glyphs),), gap.id, "gap") for gap in view.candidate_gaps]


def _gap_line(gap: Gap, width: int, glyphs: Glyphs) -> Line:
    right: Line = ((gap.measure.rjust(8), "muted"),)
    if width >= 50:
        right = (*right, (gap.goals_in_words.rjust(16), "faint"))
    if width >= 60:
        right = (*bar(gap.evidence, gap.needed, 12, glyphs), *right)
    room = width - width_of(right) - 2
    return justify(((cut(gap.title, room, glyphs.cut), "text"),), right, width)


# Entries.


def entry_rows(view: WeekView, width: int, glyphs: Glyphs) -> list[Row]:
    """Return the week's entries, newest first, each with its gap at the right."""
    return [_entry_row(entry, view, width, glyphs) for entry in reversed(view.entries)]


def _entry_row(entry: Entry, view: WeekView, width: int, glyphs: Glyphs) -> Row:
    """Return an entry's whole text, with its gap beside the first line."""
    day = f"{DAYS[entry.day.weekday()]}   "
    title = view.gap_titles.get(entry.gap, "") if entry.gap is not None else ""
    private = "private" if entry.private else ""
    beginning = entry.attributed[: width + 1]
    spare = 0 if "\n" in beginning else width - len(day) - cell_len(beginning) - len(private) - 3
    facts = f"{cut(title, max(0, min(24, width // 3), spare), glyphs.cut)} {private}".strip()
    room = width - len(day) - (cell_len(facts) + 2 if facts else 0)
    right: Line = ((facts, "faint"),)
    first, *more = hang(((day, "muted"),), wrap(entry.attributed, width - len(day), first=room), "text")
    short = ((day, "muted"), (cut(entry.attributed, room, glyphs.cut), "text"))
    return Row((justify(first, right, width), *more), entry.id, "entry", short=justify(short, right, width))


def empty_entries(view: WeekView, width: int) -> Line:
    """Return the text for a week without entries. It names the key until the first entry was written."""
    if view.week.iso.sunday < view.today:
        return (("Nothing was written down that week.", "muted"),)
    if view.has_any.entries:
        return (("Nothing written yet.", "muted"),)
    key = verbs.ENTRY.hint(" adds a line.")
    if width < 36:
        return key
    empty: Piece = ("Nothing written yet. ", "muted")
    line: Line = (empty, *verbs.ENTRY.hint(f" adds a line for {view.ritual.recap.name}."))
    return line if width_of(line) <= width else (empty, *key)


# Earlier weeks.


def last_week_lines(view: WeekView, width: int, glyphs: Glyphs, *, airy: bool) -> list[Line]:
    """Return last week's goal and result, for the Monday after it."""
    week = view.week_before
    if not week.has_goal or week.outcome is None:
        return []
    glyph, ink = outcome_glyph(week.outcome, week.better, glyphs)
    lines: list[Line] = [heading("Last week"), *([BLANK] if airy else [])]
    lines.append(((f"{glyph}  ", ink), (cut(week.goal, width - 3, glyphs.cut), "text")))
    if week.note:
        lines.append((("   ", ""), (cut(week.note, width - 3, glyphs.cut), "muted")))
    return lines


def ago_row(week: Week, width: int, glyphs: Glyphs) -> Row:
    """Return the row of the same week a year ago, which can be opened."""
    glyph, ink = outcome_glyph(week.outcome, week.better, glyphs)
    label = "A year ago  "
    text = cut(week.goal or week.note or "a week off", width - len(label) - 3, glyphs.cut)
    return Row((((label, "faint"), (f"{glyph}  ", ink), (text, "muted")),), week.monday, "ago")


# The streak, and the strip of the last 13 weeks.


def streak_lines(view: WeekView, width: int) -> list[Line]:
    """Return the streak."""
    if not view.longest_streak:
        return [(("No week recapped yet", "muted"),)]
    length, pending = _streak(view)
    longest = "the longest yet" if length > 3 else ""
    if view.longest_streak > length:
        longest = f"longest {view.longest_streak}"
    unit = f" {'week' if length == 1 else 'weeks'} recapped in a row"
    if len(f"{length}{unit}  {longest}") > width:
        unit = " recapped in a row"
    number = (str(length), "bold good" if length and pending is None else "bold")
    lines = [justify((number, (unit, "bold")), ((longest, "muted"),), width)]
    if pending is not None:
        lines.append(((f"once week {pending.number} is recapped", "muted"),))
    return lines


def _streak(view: WeekView) -> tuple[int, IsoWeek | None]:
    """Return the streak, and the week whose recap would save it, if it is about to break."""
    pending = view.status.pending_streak
    return (view.status.streak, None) if pending is None else (pending.length, pending.week)


def _streak_piece(view: WeekView, width: int) -> Piece:
    """Return the streak in at most `width` cells."""
    length, pending = _streak(view)
    wordings: tuple[str, ...] = (f"{length} recapped in a row", f"{length} in a row")
    if pending is not None:
        wordings = (
            f"{length} in a row once W{pending.number} is recapped",
            f"{length} in a row with W{pending.number}",
            f"{length} with W{pending.number}",
        )
    text = next((wording for wording in wordings if len(wording) <= width), wordings[-1])
    return text, "good" if length and pending is None else "muted"


def _strip_cells(view: WeekView) -> list[StripCell]:
    return strip_cells(view.marks, view.status.away, view.today)


def strip_block(view: WeekView, width: int, glyphs: Glyphs, *, ruler: bool) -> list[Line]:
    """Return the strip of the last 13 weeks; `ruler` adds months and a legend."""
    cells = _strip_cells(view)
    lines = [heading("Last 13 weeks"), BLANK, strip(cells, glyphs)]
    if ruler:
        lines += [strip_months(cells), BLANK, *legend(cells, glyphs, width)]
    return lines


def strip_beside(view: WeekView, glyphs: Glyphs) -> list[Line]:
    """Return streak and strip for the narrow column beside the plan."""
    cells = _strip_cells(view)
    hits, misses = (sum(state is counted for _, state, _ in cells) for counted in (State.HIT, State.MISSED))
    return [
        (("13 weeks", "bold"),),
        (_streak_piece(view, BESIDE),),
        strip(cells[:7], glyphs),
        strip(cells[7:], glyphs),
        ((str(hits), "good"), (" hit, ", "muted"), (str(misses), "missed"), (" missed", "muted")),
    ]


def strip_row(view: WeekView, width: int, glyphs: Glyphs) -> Line:
    """Return streak and strip on one line."""
    streak = _streak_piece(view, width - 3 - 2 * _MIN_STRIP)
    count = (width - cell_len(streak[0]) - 3) // 2
    return (streak, ("   ", ""), *strip(_strip_cells(view)[-count:], glyphs)) if count >= 1 else (streak,)


# The side column: the goal's gap, and the next events.


def feeds_lines(view: WeekView, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the goal's gap and its progress; without a goal, how many of the last goals had a gap."""
    week, gap = view.week, view.gap
    if not week.has_goal:
        return _goals_with_gap(view, width)
    lines: list[Line] = [heading("This goal feeds"), BLANK]
    if gap is None:
        skill: Line = ((cut(week.skill, width, glyphs.cut), "text"),)
        return [*lines, skill, (("mastering the current role", "muted"),)]
    title = cut(gap.title, width - len(gap.measure) - 2, glyphs.cut)
    place, goals = f"{gap.area} {glyphs.dot} {gap.step.role}", gap.goals_in_words
    facts = f"{place} {glyphs.dot} {goals}"
    lines.append(justify(((title, "text"),), ((gap.measure, "muted"),), width))
    lines.append(bar(gap.evidence, gap.needed, width, glyphs))
    lines += [((part, "muted"),) for part in ((facts,) if len(facts) <= width else (place, goals))]
    return lines


def _goals_with_gap(view: WeekView, width: int) -> list[Line]:
    recent = [mark for mark in view.marks.values() if mark.has_goal][-STRIP:]
    if not view.is_this_week or not recent:
        return []
    count = sum(mark.gap is not None for mark in recent)
    text = f"{count or 'None'} of the last {pluralized(len(recent), 'goal')} fed a gap."
    if len(recent) == 1:
        text = f"The last goal fed {'a' if count else 'no'} gap."
    return [heading("No goal yet this week"), BLANK, *wrap_inked("muted", text, width)]


COMING_UP: Line = heading("Coming up")
"""Heading of the next events."""


def events_lines(view: WeekView, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the next events under their heading."""
    lines = []
    for event in view.events:
        right: Line = ((glyphs.translate(event.when), "asks" if event.is_due else "muted"),)
        if event.is_due and event.name == view.review_due:
            right = ((f"{verbs.DUE_REVIEW}  ", "bold here"), *right)
        name = cut(event.name, width - width_of(right) - 1, glyphs.cut)
        lines.append(justify(((name, "text"),), right, width))
    return [COMING_UP, BLANK, *lines] if lines else []
