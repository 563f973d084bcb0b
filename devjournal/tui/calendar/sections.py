"""The blocks around the grid: title with the views, and the week under the cursor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from devjournal.domain.calendar.insight import lesson_key, tally
from devjournal.domain.calendar.week_filter import Filter
from devjournal.domain.dates.days import DAYS, MONTH_NAMES, IsoWeek, day_in_row, span_in_full, span_in_row
from devjournal.domain.dates.fiscal import weeks_of_quarter
from devjournal.domain.text.user_text import pluralized
from devjournal.domain.week.week import LessonAnswer, Week, WeekKind
from devjournal.tui import verbs
from devjournal.tui.calendar.cells import MIDDLING, ROOMY, glyph_of, word_of
from devjournal.tui.calendar.data import CalendarView, Detail, Mode
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, Piece, cut, justify, pad, width_of, wrap
from devjournal.tui.widgets.paragraphs import hang, wrap_inked

NUMBERS = (
    *("No", "One", "Two", "Three", "Four", "Five", "Six"),
    *("Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"),
)

LABELS = ("Skill", "Gap", "Goal", "Plan", "Check-in", "Recap", "Lesson", "Entries")
"""The labels of a week's facts, in order."""

ANSWERS = {
    LessonAnswer.APPLIED: "applied",
    LessonAnswer.NOT_RELEVANT: "not relevant the week after",
    LessonAnswer.KEEP: "kept for later",
}

VIEWS_GAP = {True: 3, False: 2}
"""Blanks between the names of the views, on wide and on narrow screens."""


def filter_words(filter: Filter, view: CalendarView) -> str:
    """Return a filter in words: `skill: Design`."""
    if filter.kind is not None:
        return f"outcome: {filter.kind.value}"
    if filter.gap is not None:
        return f"gap: {view.titles.get(filter.gap, '')}"
    return f"skill: {filter.skill}"


def title_line(view: CalendarView, mode: Mode, day: date, filter: Filter, width: int, glyphs: Glyphs) -> Line:
    """Return the title and counts, with the views at the right."""
    right = views_pieces(mode, width) if width >= 50 else []
    room = width - width_of(tuple(right)) - 2
    title = _title(view, mode, day, width)
    pieces: list[Piece] = [(title, "bold")]
    facts = _facts(view, mode, day, filter, width)
    if filter:
        most = max(8, room - len(title) - 2 - len(facts) - 2)
        pieces.append((f"  {cut(filter_words(filter, view), most, glyphs.cut)}", "bold here"))
    if facts and width_of(tuple(pieces)) + 2 + len(facts) <= room:
        pieces.append((f"  {facts}", "muted"))
    return justify(pieces, right, width) if right else tuple(pieces)


def views_pieces(mode: Mode, width: int) -> list[Piece]:
    """Return the names of the views, the current one underlined."""
    pieces: list[Piece] = []
    for option in Mode:
        if pieces:
            pieces.append((" " * VIEWS_GAP[width >= MIDDLING], ""))
        pieces.append((option.value, "bold underline here" if option is mode else "muted"))
    return pieces


def _title(view: CalendarView, mode: Mode, day: date, width: int) -> str:
    if mode is Mode.MONTH:
        return f"{MONTH_NAMES[day.month - 1]} {day.year}"
    if mode is Mode.QUARTER:
        quarter, _ = weeks_of_quarter(IsoWeek.of(day), view.fiscal_start)
        return f"Quarter {quarter.number} of {quarter.year_name}"
    if width < ROOMY:
        return "Years"
    count = view.last_year - view.first_year + 1
    words = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{words} {'year' if count == 1 else 'years'}"


def _facts(view: CalendarView, mode: Mode, day: date, filter: Filter, width: int) -> str:
    """Return the counts beside the title: of all weeks, of the quarter's, or of those that match the filter."""
    if mode is Mode.MONTH:
        return ""
    if mode is Mode.QUARTER:
        kinds = [view.kind(iso, filter) for iso in weeks_of_quarter(IsoWeek.of(day), view.fiscal_start)[1]]
    elif filter:
        years = range(view.first_year, view.last_year + 1)
        kinds = [kind for year in years for kind in view.year(year, filter)]
    else:
        kinds = []
    counts = tally(kind for kind in kinds if kind is not None) if kinds else view.history.all_time
    hit, better = counts.hit, counts.better
    if filter:
        weeks = pluralized(counts.weeks, "week")
        return weeks if filter.kind is not None else f"{weeks}, {hit} hit"
    facts = [f"{hit} hit", f"{better} missed but better" if width >= ROOMY else f"{better} better"]
    facts = [fact for fact, count in zip(facts, (hit, better), strict=True) if count]
    if width >= MIDDLING and mode is Mode.YEARS and view.history.goals:
        facts.insert(0, pluralized(view.history.goals, "goal"))
    return ", ".join(facts)


# The week under the cursor.


def detail_title(view: CalendarView, iso: IsoWeek, width: int, glyphs: Glyphs) -> Line:
    """Return the week, its days and its outcome."""
    kind = view.history.kind(iso.monday)
    glyph, ink = glyph_of(kind, glyphs)
    word = word_of(kind, ahead=iso.monday > view.today)
    state: list[Piece] = [(f"{glyph} ", ink), (word, ink if kind is not WeekKind.NONE else "muted")]
    name: Piece = (f"Week {iso.number}", "bold")
    days = span_in_full(iso.monday, iso.sunday)
    if len(name[0]) + len(days) + len(word) + 8 > width:
        days = f"{span_in_row(iso.monday, iso.sunday)} {iso.year}"
    if len(name[0]) + len(days) + len(word) + 6 > width:
        days = str(iso.year)
    return justify((name, (f"  {glyphs.translate(days)}", "muted")), state, min(width, 64))


def detail_lines(
    view: CalendarView, detail: Detail, day: date | None, width: int, glyphs: Glyphs, *, brief: int = 0
) -> list[Line]:
    """Return the facts of a week in order. In a month, `day` is the day under the cursor.

    With `brief`, return only goal and lesson, in so many lines each.
    """
    week = detail.week
    lines = _brief(week, width, glyphs, brief) if brief else _facts_of(view, detail, width, glyphs)
    if day is not None:
        lines += _on_day(view, detail, day, width, glyphs)
    elif not lines and not detail.entries:
        lines = wrap_inked("muted", _nothing(view, week), width)
    return lines


def _nothing(view: CalendarView, week: Week) -> str:
    """Return what an empty week can still hold, and the keys for it."""
    kind = view.history.kind(week.monday)
    goal, off, recap = (verb.shown_key for verb in (verbs.WEEK_GOAL, verbs.WEEK_AWAY, verbs.PAST_RECAP))
    if week.monday > view.today:
        return (
            "Away: days off are marked, nothing will be due."
            if kind is WeekKind.AWAY
            else f"Not started yet. It can hold a goal ({goal}) and days off ({off}), not a recap."
        )
    if kind is WeekKind.AWAY:
        return "Away: nothing was due."
    return (
        f"No goal yet this week: {goal} sets one."
        if kind is WeekKind.OPEN
        else f"Nothing was written about this week. It can still have a goal ({goal}) and a recap ({recap})."
    )


def _brief(week: Week, width: int, glyphs: Glyphs, most: int) -> list[Line]:
    """Return goal and lesson, or note, in at most `most` lines each, for a small screen."""
    lines: list[Line] = []

    def add(label: str, at: int, text: str, ink: str) -> None:
        label = pad(cut(label, at - 2, glyphs.cut), at) if at else ""
        parts = wrap(text, width - at, most, glyphs.cut) if most > 1 else [cut(text, width - at, glyphs.cut)]
        lines.extend(hang(((label, "muted"),), parts, ink))

    middling = width >= MIDDLING
    if week.has_goal:
        add(week.skill, 14 if middling else 0, week.goal, "text")
    if week.lesson:
        add("Lesson", 14 if middling else 8, week.lesson, "italic")
    elif week.note:
        add("Recap", 14 if middling else 8, week.note, "text")
    return lines


def _facts_of(view: CalendarView, detail: Detail, width: int, glyphs: Glyphs) -> list[Line]:
    week = detail.week
    at = max(map(len, LABELS)) + 3
    room = width - at
    lines: list[Line] = []

    def add(label: str, text: str, ink: str = "text", most: int = 2) -> None:
        lines.extend(hang(((label.ljust(at), "muted"),), wrap(text, room, most, glyphs.cut), ink))

    if week.has_goal:
        add("Skill", week.skill, most=1)
        add("Goal", week.goal)
    if week.gap is not None and (title := view.titles.get(week.gap)):
        add("Gap", title, most=1)
    if week.plan:
        add("Plan", f"{week.steps_done} of {pluralized(len(week.plan), 'step')}")
    if week.on_track is not None:
        track = "on track" if week.on_track else "off track"
        add("Check-in", f"{track} {glyphs.dot} {week.adjustment}" if week.adjustment else track)
    if week.note:
        add("Recap", week.note)
    elif week.outcome is not None and week.better is not None:
        add("Recap", "better than on Monday" if week.better else "not better than on Monday")
    if week.lesson:
        add("Lesson", week.lesson, "italic")
        lines.append(((" " * at, ""), (cut(_lesson_fate(view, week), room, glyphs.cut), "faint")))
    if detail.entries:
        add("Entries", _entries(view, detail, glyphs), most=1)
    return lines


def _lesson_fate(view: CalendarView, week: Week) -> str:
    """Return a lesson's answer, and the other weeks with the same lesson."""
    answer = ANSWERS[week.lesson_answer] if week.lesson_answer is not None else "not answered"
    key = lesson_key(week.lesson)
    weeks = next((lesson.mondays for lesson in view.history.returned if lesson_key(lesson.words) == key), ())
    others = [IsoWeek(monday) for monday in weeks if monday != week.monday]
    if not others:
        return answer
    newest = [f"W{iso.number}" if iso.year == week.iso.year else str(iso) for iso in reversed(others[-2:])]
    more = f" and {pluralized(len(others) - 2, 'other week')}" if len(others) > 2 else ""
    joined = ", ".join(newest) if more else " and ".join(newest)
    return f"{answer}; the same words in {joined}{more}"


def _entries(view: CalendarView, detail: Detail, glyphs: Glyphs) -> str:
    count = str(len(detail.entries))
    by_gap = Counter(entry.gap for entry in detail.entries if entry.gap is not None)
    if not by_gap:
        return count
    gap, times = by_gap.most_common(1)[0]
    title = view.titles.get(gap, "")
    number = NUMBERS[times].lower() if times < len(NUMBERS) else str(times)
    return f"{count} {glyphs.dot} {number} {'is' if times == 1 else 'are'} evidence for {title}"


def _on_day(view: CalendarView, detail: Detail, day: date, width: int, glyphs: Glyphs) -> list[Line]:
    """Return days off and entries of the day under the cursor."""
    label = day_in_row(day).ljust(12)
    room = width - len(label)
    span = view.away_on(day)
    pieces: list[Piece] = []
    if span is not None:
        pieces.append((cut(f"off: {span.note}" if span.note else "off", room, glyphs.cut), "muted"))
    pieces += [(cut(entry.attributed, room, glyphs.cut), "text") for entry in detail.entries if entry.day == day]
    pieces = pieces or [("nothing written", "faint")]
    return [((label if n == 0 else " " * len(label), "bold"), piece) for n, piece in enumerate(pieces)]


def entry_lines(detail: Detail, room: int, width: int, glyphs: Glyphs) -> list[Line]:
    """Return a week's newest entries, as many as fit."""
    at = max(map(len, LABELS)) + 3
    lines: Sequence[Line] = [
        (
            (" " * at, ""),
            (f"{DAYS[entry.day.weekday()]}  ", "muted"),
            (cut(entry.attributed, width - at - 5, glyphs.cut), "text"),
        )
        for entry in detail.entries
    ]
    return list(lines[-room:]) if room > 0 else []
