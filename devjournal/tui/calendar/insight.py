"""The insight "Does it add up?": beside the week, on one line, or on a page of its own."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from devjournal.domain.calendar.insight import QUARTER, YEAR, History, Share, Tally
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.text.user_text import joined, pluralized
from devjournal.tui import verbs
from devjournal.tui.calendar.cells import MIDDLE_CONTENT, WIDE_CONTENT
from devjournal.tui.calendar.data import CalendarView
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, Piece, cut, justify, pad, truncate, width_of
from devjournal.tui.widgets.paragraphs import columns, heading, stack, wrap_inked

QUESTION = "Does it add up?"

SHARES_BESIDE, SHARES_ON_PAGE = 3, 6
"""Maximum skills or gaps in the column beside the week, and on the page."""

WHOLE_BLOCKS = 4
"""How many blocks of that column are shown whole or not at all. The others may be cut."""

NOTHING = "Counting starts with the first recap."

WITH_UNITS = 40
"""Cells from which a number has its unit beside it."""

RECORD_LABEL = 28
"""Cells of the label of a record."""

STREAK_RULE = (
    "Weeks recapped in a row, hit or missed. Weeks away neither break nor count; "
    "a recap given more than a week after its Sunday does not count."
)


def side_lines(view: CalendarView, width: int, height: int, glyphs: Glyphs) -> list[Line]:
    """Return the insight for the column beside the week; the last blocks are dropped first."""
    history = view.history
    if not history.all_time.answered:
        return [heading(QUESTION), BLANK, ((NOTHING, "muted"),)][:height]
    blocks: list[list[Line]] = [
        [justify(heading(QUESTION), verbs.INSIGHT.hint(" more"), width)],
        counts_table(history, width),
        rate_lines(history, width, glyphs),
        streak_and_year_lines(history, width),
        share_lines("Weeks per skill", history.skills(YEAR), width, glyphs, limit=SHARES_BESIDE),
        share_lines("Weeks per gap", _gaps(view, YEAR), width, glyphs, limit=SHARES_BESIDE),
    ]
    lines: list[Line] = []
    for n, block in enumerate(blocks):
        gap = 1 if lines and block else 0
        room = height - len(lines) - gap
        if len(block) > room and (n < WHOLE_BLOCKS or room < 2):
            break
        lines += [BLANK] * gap + block[:room]
    return lines


def one_line(view: CalendarView, width: int) -> Line:
    """Return the streak and the last 13 weeks on one line, with the key for the page."""
    history = view.history
    if not history.all_time.answered:
        return ((NOTHING if width > len(NOTHING) else "No recap yet.", "muted"),)
    counts = history.last(QUARTER)
    middle = width >= MIDDLE_CONTENT
    number = pluralized(history.streak, "week") if middle else str(history.streak)
    pieces: list[Piece] = [("Streak".ljust(14 if middle else 7), "muted"), (number, "bold")]
    pieces += [("    13 weeks  " if middle else "   13 weeks ", "muted")]
    for n, (count, word) in enumerate(((counts.hit, "hit"), (counts.better, "better"), (counts.missed, "missed"))):
        pieces += [("  " if n and middle else " " if n else "", ""), (str(count), "bold"), (f" {word}", "muted")]
    hint = verbs.INSIGHT.hint(" more")
    room = width - 2 - width_of(hint)
    shorter = (pieces, pieces[:-1], pieces[:2])
    return justify(next((line for line in shorter if width_of(tuple(line)) <= room), shorter[-1]), hint, width)


def page_lines(view: CalendarView, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the whole insight, in two columns if they fit."""
    history = view.history
    if not history.all_time.answered:
        return [heading(QUESTION), BLANK, *wrap_inked("muted", NOTHING, width)]
    two_columns = width >= MIDDLE_CONTENT
    right_at = 72 if width >= 112 else width // 2 + 2
    left_width, right_width = (right_at - 4, width - right_at) if two_columns else (width, width)
    table_width = min(left_width, 52)
    left = stack(
        counts_table(history, table_width),
        rate_lines(history, table_width, glyphs),
        [*streak_and_year_lines(history, table_width), *wrap_inked("faint", STREAK_RULE, table_width)],
        lessons_lines(history, left_width, glyphs),
    )
    skills, gaps = history.skills(), _gaps(view)
    right = stack(
        share_lines("Weeks per skill", skills, right_width, glyphs, limit=SHARES_ON_PAGE, span="all time"),
        share_lines("Weeks per gap", gaps, right_width, glyphs, limit=SHARES_ON_PAGE, span="all time"),
        longest_runs_lines(history, right_width, glyphs),
    )
    body = columns(left, right, right_at, glyphs.cut) if two_columns else [*left, BLANK, *right]
    title = justify(heading(QUESTION), verbs.INSIGHT.hint(" the week"), width)
    return [title, BLANK, *(truncate(line, width, glyphs.cut) for line in body)]


def counts_table(history: History, width: int) -> list[Line]:
    """Return hits, misses with "better", and other misses over 13 weeks, 52 weeks and all time."""
    rows: list[tuple[str, Tally]] = [
        ("13 weeks", history.last(QUARTER)),
        ("52 weeks", history.last(YEAR)),
        ("all time", history.all_time),
    ]
    size = min(11, (width - 9) // 3)
    name_width = width - 3 * size
    titles = "".join(title.rjust(size) for title in ("hit", "better", "missed"))
    lines: list[Line] = [((" " * name_width, ""), (titles, "faint"))]
    for n, (name, counts) in enumerate(rows):
        inks = ("good", "good", "text") if n == 0 else ("text",) * 3
        numbers = zip((counts.hit, counts.better, counts.missed), inks, strict=True)
        cells = ((str(number).rjust(size), ink if number else "faint") for number, ink in numbers)
        lines.append(((name.ljust(name_width), "muted"), *cells))
    better, answers = history.improved(QUARTER)
    if answers:
        counted = f"{better} of {answers} weeks"
        lines.append(justify((("better than on Monday", "muted"),), ((counted, "text"),), width))
    return lines


def rate_lines(history: History, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the rolling 13-week rate: the current number, and a line chart with one column per week."""
    rates = history.rates(width)
    current = rates[-1] if rates else None
    if current is None:
        return []
    top = len(glyphs.levels) - 1
    chart = "".join(" " if rate is None else glyphs.levels[round(rate * top)] for rate in rates)
    number = f"{round(current * 100)} %"
    return [
        justify((("Rate, 13 weeks rolling", "muted"),), ((number, "bold"),), width),
        ((chart.rjust(width), "bar"),),
    ]


def streak_and_year_lines(history: History, width: int) -> list[Line]:
    """Return the streak, and the comparison with last year."""
    return [_streak_line(history, width), *_year_line(history, width)]


def _streak_line(history: History, width: int) -> Line:
    chains = history.longest_streaks
    longest = chains[0] if chains else None
    if longest is None:
        note = ""
    elif longest.length <= history.streak:
        note = "the longest yet" if longest.length > 3 else ""
    else:
        note = f"longest {longest.length}, {IsoWeek(longest.last).year}"
    pieces: list[Piece] = [("Streak".ljust(12), "muted"), (pluralized(history.streak, "week"), "bold")]
    return justify(pieces, ((note, "muted"),), width)


def _year_line(history: History, width: int) -> list[Line]:
    same = history.against_last_year
    if same is None:
        return []
    hits, hits_before = same.now.hit, same.before.hit
    change = hits - hits_before
    difference = f"{change:+d}" if change else "the same"
    span = f"W{same.first} to W{same.last}" if same.first > 1 else f"Until W{same.last}"
    number = f"{hits}{' hit' if width >= WITH_UNITS else ''}"
    pieces: list[Piece] = [(span.ljust(12), "muted"), (number, "bold"), (f", last year {hits_before}", "muted")]
    return [justify(pieces, ((difference, "good" if change > 0 else "muted"),), width)]


def longest_runs_lines(history: History, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the three longest streaks, and the longest run at one skill."""
    streaks = [streak for streak in history.longest_streaks if streak.length > 1][:3]
    lines: list[Line] = [(("Longest runs", "muted"),)] if streaks else []
    for streak in streaks:
        first, last = IsoWeek(streak.first), IsoWeek(streak.last)
        lines.append(((f"{streak.length:>4} weeks  ", "text"), (f"{first} to {last}", "muted")))
    run = history.longest_at_one_skill
    if run is not None and run.length > 1:
        facts = f"  at one skill, to {IsoWeek(run.last)}" if width >= WITH_UNITS + 10 else "  at one skill"
        name = cut(run.skill, width - 12 - len(facts), glyphs.cut)
        lines.append(((f"{run.length:>4} weeks  ", "text"), (name, "text"), (facts, "muted")))
    return lines


def share_lines(
    title: str, shares: Sequence[Share], width: int, glyphs: Glyphs, *, limit: int, span: str = "52 weeks"
) -> list[Line]:
    """Return weeks per skill or gap as bars, relative to the longest one shown."""
    if not shares:
        return []
    visible, hidden = shares[:limit], shares[limit:]
    most_weeks = max(share.weeks for share in visible)
    digits = len(str(most_weeks))
    name_width = min(max(cell_len(share.name) for share in visible) + 2, width - digits - 10, 28)
    bar_width = width - name_width - digits - 2
    lines: list[Line] = [((title, "muted"), (f"  {span}", "faint"))]
    for share in visible:
        full = max(1, bar_width * share.weeks // most_weeks)
        name = pad(cut(share.name, name_width - 2, glyphs.cut), name_width)
        bar: Line = ((glyphs.bar_full * full, "bar"), (glyphs.bar_empty * (bar_width - full), "faint"))
        lines.append(((name, "text"), *bar, (f"  {share.weeks:>{digits}}", "muted")))
    if hidden and limit > SHARES_BESIDE:
        lines.append(((f"{len(hidden)} more, {pluralized(sum(share.weeks for share in hidden), 'week')}", "faint"),))
    return lines


def lessons_lines(history: History, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the effect of lessons, and the most frequent recurring ones."""
    if not history.lessons.left:
        return []
    lines: list[Line] = [(("Lessons", "muted"), ("  all time", "faint"))]
    lines += wrap_inked("text", history.lessons.summary, width)
    lessons = history.returned[:4]
    if lessons:
        lines.append(((f"{len(history.returned)} came back", "muted"),))
    for lesson in lessons:
        times_kept = f", kept {lesson.times_kept}" if lesson.times_kept else ""
        facts = f"  {len(lesson.mondays)} times{times_kept}"
        text = cut(lesson.text, width - len(facts) - 1, glyphs.cut)
        lines.append(justify(((text, "italic"),), ((facts, "muted"),), width))
    return lines


def record_lines(view: CalendarView, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the longest run at one skill and the most frequent lesson, for the space below the week."""
    if width < WIDE_CONTENT // 2:
        return []
    history = view.history
    records: list[tuple[str, str]] = []
    run = history.longest_at_one_skill
    if run is not None and run.length > 1:
        iso = IsoWeek(run.last)
        last = f"W{iso.number}" if iso.year == view.today.year else str(iso)
        text = joined(", ", cut(run.skill, 24, glyphs.cut), f"{run.length} weeks to {last}", dash=glyphs.dash)
        records.append(("Longest run at one skill", text))
    if history.returned:
        lesson = history.returned[0]
        facts = f", {len(lesson.mondays)} times"
        text = cut(lesson.text, width - RECORD_LABEL - len(facts) - 2, glyphs.cut)
        records.append(("Came back most", f"{glyphs.quoted(text)}{facts}"))
    lines: list[Line] = [((label.ljust(RECORD_LABEL), "muted"), (text, "text")) for label, text in records]
    return [truncate(line, width, glyphs.cut) for line in lines]


def _gaps(view: CalendarView, weeks: int = 0) -> list[Share]:
    """Return the weeks per gap, for the last `weeks` weeks or for all; weeks without a gap are named "no gap"."""
    shares = view.history.gaps(view.gap_titles, weeks)
    if len(shares) == 1 and shares[0].key is None:
        return []
    return [share if share.key is not None else share._replace(name="no gap") for share in shares]
