"""The blocks of the Week screen below the hero, as lines and rows."""

from __future__ import annotations

from devjournal.domain.career.gap import Gap
from devjournal.domain.dates.days import DAYS, IsoWeek, span_in_full, span_in_row
from devjournal.domain.text.user_text import pluralized
from devjournal.domain.week.due import Due
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.ritual import Ritual
from devjournal.domain.week.week import PlanStep, State, Week
from devjournal.tui import verbs
from devjournal.tui.week.data import REVIEWS, WeekView
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.charts import STRIP, bar, legend, strip, strip_cells, strip_months
from devjournal.tui.widgets.glyphs import Glyphs, state_glyph
from devjournal.tui.widgets.lines import BLANK, Line, Piece, cut, justify, width_of, wrap
from devjournal.tui.widgets.paragraphs import hang, heading, wrap_inked

BESIDE = 20
"""Cells of the strip beside the plan."""
_FEW = 6
"""Minimum weeks of the strip before the streak's text is shortened."""


def first_run(ritual: Ritual) -> tuple[tuple[str, str], ...]:
    """Return the method on four lines: day and question."""
    goal, check_in, recap = (moment.name for moment in ritual)
    return (
        (goal, f"One skill. What would better look like by {recap}?"),
        (check_in, "Still on track? If not, what can change?"),
        (recap, f"Hit or missed, and: better at something than on {goal}?"),
        ("Quarterly", "Where do I want to be, and what is missing?"),
    )


def title_line(iso: IsoWeek, width: int, glyphs: Glyphs) -> Line:
    """Return the week and its days."""
    title, span = f"Week {iso.number}", span_in_full(iso.monday, iso.sunday)
    if len(title) + 2 + len(span) > width:
        span = span_in_row(iso.monday, iso.sunday)
    return heading(title, glyphs.translate(span))


def method_lines(width: int, ritual: Ritual, *, promise: bool) -> list[Line]:
    """Return the method on four lines; `promise` adds a sentence above."""
    lines: list[Line] = []
    if promise:
        lines = [*wrap_inked("bold", "A few minutes a week, kept for ten years.", width), ()]
    at = 13 if width >= 62 else 0
    for name, text in first_run(ritual):
        label = (name.ljust(at), "muted") if at else ("Qtr  " if name == "Quarterly" else name[:3] + "  ", "muted")
        room = width - len(label[0])
        lines += hang((label,), wrap(text, room), "text")
    return lines


def begin_line(width: int) -> Line:
    """Return the keys of the two ways to begin: import, and a board."""
    question, bring, board = "Have something already? ", " brings it in   ", " begins a board for your role"
    if width < len(question + bring + board) + 2:
        question, bring, board = "", " brings in what you have   ", " begins a board"
    if width < len(bring + board) + 2:
        bring, board = " bring in   ", " a board"
    return (
        (question, "faint"),
        *((verbs.BRING.shown_key, "bold here"), (bring, "muted")),
        *((verbs.BEGIN.shown_key, "bold here"), (board, "muted")),
    )


def plan_rows(view: WeekView, width: int, glyphs: Glyphs, *, folded: bool) -> list[Row]:
    """Return the plan's steps; `folded` replaces done ones by their count."""
    rows: list[Row] = []
    done_count = 0
    for step in view.week.plan:
        if step.done and folded:
            done_count += 1
            continue
        rows.append(Row(_step_lines(step, width, glyphs), step.id, "step", _step_line(step, width, glyphs)))
    if done_count:
        rows.append(Row((((f"{glyphs.done} {done_count} done", "muted"),),), 0, "done"))
    return rows


def _step_line(step: PlanStep, width: int, glyphs: Glyphs) -> Line:
    text = cut(step.text, width - 3, glyphs.cut)
    if step.done:
        return ((f"{glyphs.done}  ", "good"), (text, "muted"))
    return ((f"{glyphs.to_do}  ", "here"), (text, "text"))


def _step_lines(step: PlanStep, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    mark, ink = _step_line(step, width, glyphs)[:1], "muted" if step.done else "text"
    return tuple(hang(mark, wrap(step.text, width - 3), ink))


def gap_rows(view: WeekView, width: int, glyphs: Glyphs) -> list[Row]:
    """Return the gaps that could use a week, least proven first."""
    return [Row((_gap_line(gap, width, glyphs),), gap.id, "gap") for gap in view.candidates]


def _gap_line(gap: Gap, width: int, glyphs: Glyphs) -> Line:
    right: Line = ((gap.measure.rjust(8), "muted"),)
    if width >= 50:
        right = (*right, (gap.goals_in_words.rjust(16), "faint"))
    if width >= 60:
        right = (*bar(gap.evidence, gap.needed, 12, glyphs), *right)
    room = width - width_of(right) - 2
    return justify(((cut(gap.title, room, glyphs.cut), "text"),), right, width)


def entry_rows(view: WeekView, width: int, glyphs: Glyphs) -> list[Row]:
    """Return the week's entries, newest first, each with its gap at the right."""
    entries = tuple(reversed(view.entries))
    return [
        Row(_entry_lines(entry, view, width, glyphs), entry.id, "entry", _entry_line(entry, view, width, glyphs))
        for entry in entries
    ]


def _entry_lines(entry: Entry, view: WeekView, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """Return an entry's whole text, with its gap beside the first line."""
    day, right, room = _entry_facts(entry, view, width, glyphs)
    first, *rest = wrap(entry.attributed, width - len(day), first=room)
    lines = [justify(((day, "muted"), (first, "text")), ((right, "faint"),), width)]
    return (*lines, *(((" " * len(day), ""), (part, "text")) for part in rest))


def _entry_line(entry: Entry, view: WeekView, width: int, glyphs: Glyphs) -> Line:
    day, right, room = _entry_facts(entry, view, width, glyphs)
    text = cut(entry.attributed, room, glyphs.cut)
    return justify(((day, "muted"), (text, "text")), ((right, "faint"),), width)


def _entry_facts(entry: Entry, view: WeekView, width: int, glyphs: Glyphs) -> tuple[str, str, int]:
    """Return an entry's day, its gap, and the cells left for its text."""
    day = f"{DAYS[entry.day.weekday()]}   "
    proves = view.titles.get(entry.gap, "") if entry.gap is not None else ""
    private = "private" if entry.private else ""
    text = entry.attributed[: width + 1]
    spare = 0 if "\n" in text else width - len(day) - width_of(((text, ""),)) - len(private) - 3
    right = f"{cut(proves, max(0, min(24, width // 3), spare), glyphs.cut)} {private}".strip()
    return day, right, width - len(day) - (width_of(((right, ""),)) + 2 if right else 0)


def last_week_lines(view: WeekView, width: int, glyphs: Glyphs, *, airy: bool) -> list[Line]:
    """Return last week's goal and result, for the Monday after it."""
    week = view.before
    if not week.has_goal or week.outcome is None:
        return []
    glyph, ink = state_glyph(State(week.outcome.value), week.better, glyphs)
    lines: list[Line] = [heading("Last week")]
    lines += [()] if airy else []
    lines.append(((f"{glyph}  ", ink), (cut(week.goal, width - 3, glyphs.cut), "text")))
    if week.note:
        lines.append((("   ", ""), (cut(week.note, width - 3, glyphs.cut), "muted")))
    return lines


def empty_entries(view: WeekView, width: int) -> Line:
    """Return the text for a week without entries. It names the key until the first entry was written."""
    if view.week.iso.sunday < view.today:
        return (("Nothing was written down that week.", "muted"),)
    if view.has_any.entries:
        return (("Nothing written yet.", "muted"),)
    key: Piece = (verbs.ENTRY.shown_key, "bold here")
    if width < 36:
        return (key, (" adds a line.", "muted"))
    line: Line = (("Nothing written yet. ", "muted"), key, (f" adds a line for {view.ritual.recap.name}.", "muted"))
    return line if width_of(line) <= width else (*line[:2], (" adds a line.", "muted"))


def ago_row(week: Week, width: int, glyphs: Glyphs) -> Row:
    """Return the row of the same week a year ago, which can be opened."""
    glyph, ink = state_glyph(State(week.outcome.value) if week.outcome else State.UNRECAPPED, week.better, glyphs)
    label = "A year ago  "
    text = cut(week.goal or week.note or "a week off", width - len(label) - 3, glyphs.cut)
    return Row((((label, "faint"), (f"{glyph}  ", ink), (text, "muted")),), week.monday, "ago")


# The side column.


def streak_lines(view: WeekView, width: int) -> list[Line]:
    """Return the streak."""
    number, once = _streak(view)
    longest = f"longest {view.longest}" if view.longest > number else "the longest yet" if number > 3 else ""
    if not view.longest:
        return [(("No week recapped yet", "muted"),)]
    words = f" {'week' if number == 1 else 'weeks'} recapped in a row"
    if len(f"{number}{words}  {longest}") > width:
        words = " recapped in a row"
    return [
        justify(
            ((str(number), "bold good" if number and not once else "bold"), (words, "bold")),
            ((longest, "muted"),),
            width,
        ),
        *([((f"once week {once.number} is recapped", "muted"),)] if once else []),
    ]


def _streak(view: WeekView) -> tuple[int, IsoWeek | None]:
    """Return the streak, and the week whose recap would save it, if it is about to break."""
    once = view.standing.once
    return (view.standing.streak, None) if once is None else (once.length, once.week)


def _streak_piece(view: WeekView, width: int) -> Piece:
    """Return the streak in at most `width` cells."""
    number, once = _streak(view)
    if once is None:
        words = f"{number} recapped in a row"
        return words if len(words) <= width else f"{number} in a row", "good" if number else "muted"
    ways = (
        f"{number} in a row once W{once.number} is recapped",
        f"{number} in a row with W{once.number}",
        f"{number} with W{once.number}",
    )
    return next((words for words in ways if len(words) <= width), ways[-1]), "muted"


def strip_block(view: WeekView, width: int, glyphs: Glyphs, *, ruler: bool) -> list[Line]:
    """Return the strip of the last 13 weeks; `ruler` adds months and a legend."""
    cells = strip_cells(view.marks, view.standing.away, view.today)
    lines = [heading("Last 13 weeks"), (), strip(cells, glyphs)]
    if ruler:
        lines += [strip_months(cells), (), *legend(cells, glyphs, width)]
    return lines


def strip_beside(view: WeekView, glyphs: Glyphs) -> list[Line]:
    """Return streak and strip for the narrow column beside the plan."""
    cells = strip_cells(view.marks, view.standing.away, view.today)
    counts = [sum(1 for _, state, _ in cells if state.value == name) for name in ("hit", "missed")]
    return [
        (("13 weeks", "bold"),),
        (_streak_piece(view, BESIDE),),
        strip(cells[:7], glyphs),
        strip(cells[7:], glyphs),
        ((str(counts[0]), "good"), (" hit, ", "muted"), (str(counts[1]), "missed"), (" missed", "muted")),
    ]


def strip_row(view: WeekView, width: int, glyphs: Glyphs) -> Line:
    """Return streak and strip on one line."""
    cells = strip_cells(view.marks, view.standing.away, view.today)
    line: Line = (_streak_piece(view, width - 3 - 2 * _FEW), (" " * 3, ""))
    room = (width - width_of(line)) // 2
    if room < 1:
        return line[:1]
    return (*line, *strip(cells[-room:] if room < len(cells) else cells, glyphs))


def feeds_lines(view: WeekView, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the goal's gap and its progress."""
    week, gap = view.week, view.gap
    if not week.has_goal:
        if not view.is_this_week or view.first_run:
            return []
        recent = [mark for mark in view.marks.values() if mark.has_goal][-STRIP:]
        if not recent:
            return []
        fed = sum(mark.gap is not None for mark in recent)
        text = f"{fed or 'None'} of the last {pluralized(len(recent), 'goal')} fed a gap."
        if len(recent) == 1:
            text = f"The last goal fed {'a' if fed else 'no'} gap."
        return [heading("No goal yet this week"), (), *wrap_inked("muted", text, width)]
    lines: list[Line] = [heading("This goal feeds"), ()]
    if gap is None:
        lines.append(((cut(week.skill, width, glyphs.cut), "text"),))
        lines.append((("mastering the current role", "muted"),))
        return lines
    title = cut(gap.title, width - len(gap.measure) - 2, glyphs.cut)
    place, goals = f"{gap.area} {glyphs.dot} {gap.step.role}", gap.goals_in_words
    facts = f"{place} {glyphs.dot} {goals}"
    lines.append(justify(((title, "text"),), ((gap.measure, "muted"),), width))
    lines.append(bar(gap.evidence, gap.needed, width, glyphs))
    lines += [((part, "muted"),) for part in ((facts,) if len(facts) <= width else (place, goals))]
    return lines


def coming_lines(view: WeekView, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the next events."""
    if not view.coming:
        return []
    rows = []
    for name, when in view.coming:
        right: Line = ((glyphs.translate(when), "asks" if when == "due" else "muted"),)
        if when == "due" and name == view.review_due:
            right = ((f"{verbs.DUE_REVIEW}  ", "bold here"), *right)
        words = cut(name, width - width_of(right) - 1, glyphs.cut)
        rows.append(justify(((words, "text"),), right, width))
    return [COMING, (), *rows]


COMING: Line = heading("Coming up")
"""Heading of the next events."""


def due_line(view: WeekView, width: int, glyphs: Glyphs, *, recap: bool, coming: bool) -> Line:
    """Return one quiet line of other due things with their keys; empty if there are none.

    `recap` includes last week's recap, `coming` reviews and 1:1s. Items that do not fit are dropped.
    """
    items: list[tuple[str, str, str, str]] = []  # name, short name, state, key
    if recap and view.waiting and view.state is not State.AWAY:
        several = len(view.waiting) > 1
        weeks = f"{len(view.waiting)} weeks" if several else f"W{view.waiting[0].number}"
        opens = verbs.RECAP if view.waits_for_last else verbs.BACK
        if view.waits_for_last or Due.LAST_RECAP in view.standing.due:
            items.append((weeks, weeks, f"{'have' if several else 'has'} no recap", opens.shown_key))
    if view.differing:
        texts = pluralized(view.differing, "text")
        items.append((texts, texts, "differs" if view.differing == 1 else "differ", verbs.DIFFERENCES.shown_key))
    if coming and view.review_due:
        items.append((view.review_due, "review", "due", verbs.DUE_REVIEW.shown_key))
    late = [name for name, when in view.coming if when == "due" and name not in REVIEWS]
    if coming and late and view.state is not State.AWAY:
        more = f" and {len(late) - 1} more" if len(late) > 1 else ""
        name = f"{cut(late[0], max(8, width // 3), glyphs.cut)}{more}"
        items.append((name, "1:1", "overdue", verbs.GO_ONE_TO_ONE.shown_key))
    line: Line = BLANK
    for short in (False, True):
        line = BLANK
        for name, brief, state, key in items:
            between: Line = (("   ", ""),) if line else BLANK
            part: Line = ((brief if short else name, "muted"), (f" {state}  ", "asks"), (key, "bold here"))
            if width_of((*line, *between, *part)) > width:
                break
            line = (*line, *between, *part)
        else:
            return line
    return line
