"""The blocks around the grid: title with the views, and the week under the cursor."""

from __future__ import annotations

from collections import Counter
from datetime import date

from devjournal.domain.calendar.insight import lesson_key, tally
from devjournal.domain.calendar.week_filter import Filter
from devjournal.domain.dates.days import DAYS, IsoWeek, day_in_row, month_and_year, span_in_full, span_in_row
from devjournal.domain.dates.fiscal import weeks_of_quarter
from devjournal.domain.text.user_text import pluralized
from devjournal.domain.week.week import LessonAnswer, Week, WeekKind
from devjournal.tui import verbs
from devjournal.tui.calendar.cells import MIDDLE_CONTENT, WIDE_CONTENT, glyph_of, kind_label
from devjournal.tui.calendar.data import CalendarView, Mode, WeekDetail
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, Piece, cut, justify, pad, width_of, wrap
from devjournal.tui.widgets.paragraphs import hang, heading, wrap_inked

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")

LABEL_WIDTH = len("Check-in") + 3
"""Cells of the label before a fact, with the blanks after it."""

MAX_TITLE = 64
"""Maximum cells of the title over a week."""

ANSWERS = {
    LessonAnswer.APPLIED: "applied",
    LessonAnswer.NOT_RELEVANT: "not relevant the week after",
    LessonAnswer.KEEP: "kept for later",
}


def number_word(number: int) -> str:
    """Return a number as a capitalized word, or in digits if it is greater than twelve."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


# The title.


def filter_label(filter: Filter, view: CalendarView) -> str:
    """Return a filter as text: `skill: Design`."""
    if filter.kind is not None:
        return f"outcome: {filter.kind.value}"
    if filter.gap is not None:
        return f"gap: {view.gap_titles.get(filter.gap, '')}"
    return f"skill: {filter.skill}"


def title_line(view: CalendarView, mode: Mode, day: date, filter: Filter, width: int, glyphs: Glyphs) -> Line:
    """Return the title and counts, with the views at the right."""
    views = views_line(mode, width) if width >= 50 else BLANK
    room = width - width_of(views) - 2
    title = _title(view, mode, day, width)
    pieces: list[Piece] = [(title, "bold")]
    counts = _counts(view, mode, day, filter, width)
    if filter:
        label_width = max(8, room - len(title) - 2 - len(counts) - 2)
        pieces.append((f"  {cut(filter_label(filter, view), label_width, glyphs.cut)}", "bold here"))
    if counts and width_of(tuple(pieces)) + 2 + len(counts) <= room:
        pieces.append((f"  {counts}", "muted"))
    return justify(pieces, views, width)


def views_line(mode: Mode, width: int) -> Line:
    """Return the names of the views, the current one underlined."""
    gap: Piece = (" " * (3 if width >= MIDDLE_CONTENT else 2), "")
    names = [(name.value, "bold underline here" if name is mode else "muted") for name in Mode]
    return (names[0], *(piece for name in names[1:] for piece in (gap, name)))


def _title(view: CalendarView, mode: Mode, day: date, width: int) -> str:
    if mode is Mode.MONTH:
        return month_and_year(day)
    if mode is Mode.QUARTER:
        quarter, _ = weeks_of_quarter(IsoWeek.of(day), view.fiscal_start)
        return f"Quarter {quarter.number} of {quarter.year_name}"
    if width < WIDE_CONTENT:
        return "Years"
    count = view.last_year - view.first_year + 1
    return f"{number_word(count)} {'year' if count == 1 else 'years'}"


def _counts(view: CalendarView, mode: Mode, day: date, filter: Filter, width: int) -> str:
    """Return the counts beside the title: of all weeks, of the quarter's, or of those that match the filter."""
    if mode is Mode.MONTH:
        return ""
    if mode is Mode.QUARTER:
        kinds = [view.kind(iso, filter) for iso in view.quarter_weeks(IsoWeek.of(day))]
    elif filter:
        years = range(view.first_year, view.last_year + 1)
        kinds = [kind for year in years for kind in view.year(year, filter)]
    else:
        kinds = []
    counts = tally(kind for kind in kinds if kind is not None) if kinds else view.history.all_time
    if filter:
        weeks = pluralized(counts.weeks, "week")
        return weeks if filter.kind is not None else f"{weeks}, {counts.hit} hit"
    facts = []
    if width >= MIDDLE_CONTENT and mode is Mode.YEARS and view.history.goals:
        facts.append(pluralized(view.history.goals, "goal"))
    if counts.hit:
        facts.append(f"{counts.hit} hit")
    if counts.better:
        facts.append(f"{counts.better} {'missed but better' if width >= WIDE_CONTENT else 'better'}")
    return ", ".join(facts)


# The week under the cursor.


def detail_title(view: CalendarView, iso: IsoWeek, width: int, glyphs: Glyphs) -> Line:
    """Return the week, its days and its outcome."""
    kind = view.history.kind(iso.monday)
    glyph, ink = glyph_of(kind, glyphs)
    label = kind_label(kind, ahead=iso.monday > view.today)
    state: Line = ((f"{glyph} ", ink), (label, "muted" if kind is WeekKind.NONE else ink))
    name = f"Week {iso.number}"
    days = span_in_full(iso.monday, iso.sunday)
    if len(name) + len(days) + len(label) + 8 > width:
        days = f"{span_in_row(iso.monday, iso.sunday)} {iso.year}"
    if len(name) + len(days) + len(label) + 6 > width:
        days = str(iso.year)
    return justify(heading(name, glyphs.translate(days)), state, min(width, MAX_TITLE))


def detail_lines(
    view: CalendarView, detail: WeekDetail, day: date | None, width: int, glyphs: Glyphs, *, brief: int = 0
) -> list[Line]:
    """Return the facts of a week in order. In a month, `day` is the day under the cursor.

    With `brief`, return only goal and lesson, each in at most so many lines.
    """
    week = detail.week
    lines = _brief(week, width, glyphs, brief) if brief else _facts(view, detail, width, glyphs)
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
        if kind is WeekKind.AWAY:
            return "Away: days off are marked, nothing will be due."
        return f"Not started yet. It can hold a goal ({goal}) and days off ({off}), not a recap."
    if kind is WeekKind.AWAY:
        return "Away: nothing was due."
    if kind is WeekKind.OPEN:
        return f"No goal yet this week: {goal} sets one."
    return f"Nothing was written about this week. It can still have a goal ({goal}) and a recap ({recap})."


def _brief(week: Week, width: int, glyphs: Glyphs, limit: int) -> list[Line]:
    """Return goal and lesson, or note, in at most `limit` lines each, for a small screen."""
    lines: list[Line] = []

    def add(label: str, label_width: int, text: str, ink: str) -> None:
        label = pad(cut(label, label_width - 2, glyphs.cut), label_width) if label_width else ""
        room = width - label_width
        parts = wrap(text, room, limit, glyphs.cut) if limit > 1 else [cut(text, room, glyphs.cut)]
        lines.extend(hang(((label, "muted"),), parts, ink))

    middle = width >= MIDDLE_CONTENT
    if week.has_goal:
        add(week.skill, 14 if middle else 0, week.goal, "text")
    if week.lesson:
        add("Lesson", 14 if middle else 8, week.lesson, "italic")
    elif week.note:
        add("Recap", 14 if middle else 8, week.note, "text")
    return lines


def _facts(view: CalendarView, detail: WeekDetail, width: int, glyphs: Glyphs) -> list[Line]:
    week, room = detail.week, width - LABEL_WIDTH
    lines: list[Line] = []

    def add(label: str, text: str, ink: str = "text", limit: int = 2) -> None:
        lines.extend(hang(((label.ljust(LABEL_WIDTH), "muted"),), wrap(text, room, limit, glyphs.cut), ink))

    if week.has_goal:
        add("Skill", week.skill, limit=1)
        add("Goal", week.goal)
    if week.gap is not None and (title := view.gap_titles.get(week.gap)):
        add("Gap", title, limit=1)
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
        lines.append(((" " * LABEL_WIDTH, ""), (cut(_lesson_fate(view, week), room, glyphs.cut), "faint")))
    if detail.entries:
        add("Entries", _entries(view, detail, glyphs), limit=1)
    return lines


def _lesson_fate(view: CalendarView, week: Week) -> str:
    """Return a lesson's answer, and the other weeks with the same lesson."""
    answer = ANSWERS[week.lesson_answer] if week.lesson_answer is not None else "not answered"
    key = lesson_key(week.lesson)
    mondays = next((lesson.mondays for lesson in view.history.returned if lesson_key(lesson.text) == key), ())
    weeks = [IsoWeek(monday) for monday in mondays if monday != week.monday]
    if not weeks:
        return answer
    newest = [f"W{iso.number}" if iso.year == week.iso.year else str(iso) for iso in reversed(weeks[-2:])]
    if len(weeks) <= 2:
        return f"{answer}; the same words in {' and '.join(newest)}"
    return f"{answer}; the same words in {', '.join(newest)} and {pluralized(len(weeks) - 2, 'other week')}"


def _entries(view: CalendarView, detail: WeekDetail, glyphs: Glyphs) -> str:
    count = str(len(detail.entries))
    by_gap = Counter(entry.gap for entry in detail.entries if entry.gap is not None)
    if not by_gap:
        return count
    gap, times = by_gap.most_common(1)[0]
    evidence = f"{number_word(times).lower()} {'is' if times == 1 else 'are'} evidence"
    return f"{count} {glyphs.dot} {evidence} for {view.gap_titles.get(gap, '')}"


def _on_day(view: CalendarView, detail: WeekDetail, day: date, width: int, glyphs: Glyphs) -> list[Line]:
    """Return days off and entries of the day under the cursor."""
    label = day_in_row(day).ljust(12)
    room = width - len(label)
    span = view.away_on(day)
    pieces: list[Piece] = []
    if span is not None:
        pieces.append((cut(f"off: {span.note}" if span.note else "off", room, glyphs.cut), "muted"))
    pieces += [(cut(entry.attributed, room, glyphs.cut), "text") for entry in detail.entries if entry.day == day]
    pieces = pieces or [("nothing written", "faint")]
    return [((" " * len(label) if n else label, "bold"), piece) for n, piece in enumerate(pieces)]


def entry_lines(detail: WeekDetail, room: int, width: int, glyphs: Glyphs) -> list[Line]:
    """Return a week's newest entries, as many as fit."""
    return [
        (
            (" " * LABEL_WIDTH, ""),
            (f"{DAYS[entry.day.weekday()]}  ", "muted"),
            (cut(entry.attributed, width - LABEL_WIDTH - 5, glyphs.cut), "text"),
        )
        for entry in (detail.entries[-room:] if room > 0 else ())
    ]
