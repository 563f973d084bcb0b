"""The insight "Does it add up?": beside the week, on one line, or on a page of its own."""

from __future__ import annotations

from collections.abc import Sequence

from devjournal.domain.calendar.insight import QUARTER, YEAR, History, Share, Tally
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.text.user_text import joined, pluralized
from devjournal.tui import verbs
from devjournal.tui.calendar.cells import MIDDLING, ROOMY
from devjournal.tui.calendar.data import CalendarView
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, Piece, cut, justify, truncate, width_of
from devjournal.tui.widgets.paragraphs import columns, stack, wrap_inked

QUESTION = "Does it add up?"

BESIDE = 3
"""Skills or gaps in the column beside the week."""

SHARES = 4
"""Index of the first block of that column that may be cut."""

NOTHING = "Counting starts with the first recap."

SIDE_BY_SIDE = 40
"""Cells from which a number has its unit beside it."""

RULE = (
    "Weeks recapped in a row, hit or missed. Weeks away neither break nor count; "
    "a recap given more than a week after its Sunday does not count."
)
"""The rule of the streak, for the page."""


def side_lines(view: CalendarView, width: int, height: int, glyphs: Glyphs) -> list[Line]:
    """Return the insight for the column beside the week; the last blocks are dropped first."""
    history = view.history
    if not history.all_time.answered:
        return [((QUESTION, "bold"),), BLANK, ((NOTHING, "muted"),)][:height]
    blocks: list[list[Line]] = [
        [justify(((QUESTION, "bold"),), verbs.INSIGHT.hint(" more"), width)],
        counts_table(history, width),
        rate_lines(history, width, glyphs),
        streak_and_year_lines(history, width),
        share_lines("Weeks per skill", history.skills(YEAR), width, glyphs, most=BESIDE),
        share_lines("Weeks per gap", _gaps(view, YEAR), width, glyphs, most=BESIDE),
    ]
    lines: list[Line] = []
    for n, block in enumerate(blocks):
        gap = 1 if lines and block else 0
        room = height - len(lines) - gap
        if len(block) > room and (n < SHARES or room < 2):
            break
        lines += [BLANK] * gap + block[:room]
    return lines


def one_line(view: CalendarView, width: int) -> Line:
    """Return the streak and the last 13 weeks on one line, with the key for the page."""
    history = view.history
    if not history.all_time.answered:
        return ((NOTHING if width > len(NOTHING) else "No recap yet.", "muted"),)
    last = history.last(QUARTER)
    middle = width >= MIDDLING
    number = pluralized(history.streak, "week") if middle else str(history.streak)
    pieces: list[Piece] = [("Streak".ljust(14 if middle else 7), "muted"), (number, "bold")]
    pieces += [("    13 weeks  " if middle else "   13 weeks ", "muted")]
    for n, (count, word) in enumerate(((last.hit, "hit"), (last.better, "better"), (last.missed, "missed"))):
        pieces += [("  " if n and middle else " " if n else "", ""), (str(count), "bold"), (f" {word}", "muted")]
    hint: list[Piece] = [*verbs.INSIGHT.hint(" more")]
    if width_of(tuple(pieces)) + 2 + width_of(tuple(hint)) > width:
        pieces = pieces[:-1] if width_of(tuple(pieces[:-1])) + 2 + width_of(tuple(hint)) <= width else pieces[:2]
    return justify(pieces, hint, width)


def page_lines(view: CalendarView, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the whole insight, in two columns if they fit."""
    history = view.history
    if not history.all_time.answered:
        return [((QUESTION, "bold"),), BLANK, *wrap_inked("muted", NOTHING, width)]
    two = width >= MIDDLING
    at = 72 if width >= 112 else width // 2 + 2 if two else 0
    first, second = (at - 4, width - at) if two else (width, width)
    block = min(first, 52)
    left_column = stack(
        counts_table(history, block),
        rate_lines(history, block, glyphs),
        [*streak_and_year_lines(history, block), *wrap_inked("faint", RULE, block)],
        lessons_lines(history, first, glyphs),
    )
    right = stack(
        share_lines("Weeks per skill", history.skills(), second, glyphs, most=6, of="all time"),
        share_lines("Weeks per gap", _gaps(view, 0), second, glyphs, most=6, of="all time"),
        chains_lines(history, second, glyphs),
    )
    body = columns(left_column, right, at, glyphs.cut) if two else [*left_column, BLANK, *right]
    keys: Line = verbs.INSIGHT.hint(" the week")
    return [justify(((QUESTION, "bold"),), keys, width), BLANK, *(truncate(line, width, glyphs.cut) for line in body)]


def counts_table(history: History, width: int) -> list[Line]:
    """Return hits, misses with "better", and other misses over 13 weeks, 52 weeks and all time."""
    rows: list[tuple[str, Tally]] = [
        ("13 weeks", history.last(QUARTER)),
        ("52 weeks", history.last(YEAR)),
        ("all time", history.all_time),
    ]
    cells = ("hit", "better", "missed")
    size = min(11, (width - 9) // 3)
    lines: list[Line] = [((" " * (width - 3 * size), ""), ("".join(word.rjust(size) for word in cells), "faint"))]
    for n, (name, counts) in enumerate(rows):
        inks = ("good", "good", "text") if n == 0 else ("text",) * 3
        numbers = zip((counts.hit, counts.better, counts.missed), inks, strict=True)
        line: list[Piece] = [(name.ljust(width - 3 * size), "muted")]
        line += [(str(number).rjust(size), ink if number else "faint") for number, ink in numbers]
        lines.append(tuple(line))
    better, answers = history.improved(QUARTER)
    if answers:
        figures = f"{better} of {answers} weeks"
        lines.append(justify((("better than on Monday", "muted"),), ((figures, "text"),), width))
    return lines


def rate_lines(history: History, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the rolling 13-week rate: the current number, and a line chart with one column per week."""
    rates = history.rates(width)
    now = rates[-1] if rates else None
    if now is None:
        return []
    top = len(glyphs.levels) - 1
    columns_ = "".join(" " if rate is None else glyphs.levels[round(rate * top)] for rate in rates)
    number = f"{round(now * 100)} %"
    return [
        justify((("Rate, 13 weeks rolling", "muted"),), ((number, "bold"),), width),
        ((columns_.rjust(width), "bar"),),
    ]


def streak_and_year_lines(history: History, width: int) -> list[Line]:
    """Return the streak, and the comparison with last year."""
    return [_streak_line(history, width), *_year_line(history, width)]


def _streak_line(history: History, width: int) -> Line:
    chains = history.longest_chains
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
    now, before = same.now.hit, same.before.hit
    change = now - before
    difference = f"{change:+d}" if change else "the same"
    span = f"W{same.first} to W{same.last}" if same.first > 1 else f"Until W{same.last}"
    hits = f"{now}{' hit' if width >= SIDE_BY_SIDE else ''}"
    pieces: list[Piece] = [(span.ljust(12), "muted"), (hits, "bold"), (f", last year {before}", "muted")]
    return [justify(pieces, ((difference, "good" if change > 0 else "muted"),), width)]


def chains_lines(history: History, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the three longest streaks, and the longest run at one skill."""
    chains = [chain for chain in history.longest_chains if chain.length > 1][:3]
    lines: list[Line] = [(("Longest runs", "muted"),)] if chains else []
    for chain in chains:
        first, last = IsoWeek(chain.first), IsoWeek(chain.last)
        lines.append(((f"{chain.length:>4} weeks  ", "text"), (f"{first} to {last}", "muted")))
    skill = history.longest_at_one_skill
    if skill is not None and skill.length > 1:
        facts = f"  at one skill, to {IsoWeek(skill.last)}" if width >= SIDE_BY_SIDE + 10 else "  at one skill"
        name = cut(skill.skill, width - 12 - len(facts), glyphs.cut)
        lines.append(((f"{skill.length:>4} weeks  ", "text"), (name, "text"), (facts, "muted")))
    return lines


def share_lines(
    title: str, shares: Sequence[Share], width: int, glyphs: Glyphs, *, most: int, of: str = "52 weeks"
) -> list[Line]:
    """Return weeks per skill or gap as bars, relative to the longest one shown."""
    if not shares:
        return []
    longest = max(share.weeks for share in shares[:most])
    digits = len(str(longest))
    label = min(max(width_of(((share.name, ""),)) for share in shares[:most]) + 2, width - digits - 10, 28)
    room = width - label - digits - 2
    lines: list[Line] = [((title, "muted"), (f"  {of}", "faint"))]
    for share in shares[:most]:
        filled = max(1, room * share.weeks // longest)
        name = cut(share.name, label - 2, glyphs.cut)
        blank = label - width_of(((name, ""),))
        bar: Line = ((glyphs.full * filled, "bar"), (glyphs.rest * (room - filled), "faint"))
        lines.append(((name + " " * blank, "text"), *bar, (f"  {share.weeks:>{digits}}", "muted")))
    rest = shares[most:]
    if rest and most > BESIDE:
        lines.append(((f"{len(rest)} more, {pluralized(sum(item.weeks for item in rest), 'week')}", "faint"),))
    return lines


def lessons_lines(history: History, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the effect of lessons, and the most frequent recurring ones."""
    if not history.lessons.left:
        return []
    lines: list[Line] = [(("Lessons", "muted"), ("  all time", "faint"))]
    lines += wrap_inked("text", history.lessons.words, width)
    lessons = history.returned[:4]
    if lessons:
        lines.append(((f"{len(history.returned)} came back", "muted"),))
    for lesson in lessons:
        times_kept = f", kept {lesson.times_kept}" if lesson.times_kept else ""
        facts = f"  {len(lesson.mondays)} times{times_kept}"
        lines.append(
            justify(((cut(lesson.words, width - len(facts) - 1, glyphs.cut), "italic"),), ((facts, "muted"),), width)
        )
    return lines


def chain_lines(view: CalendarView, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the longest run at one skill and the most frequent lesson, for the space below the week."""
    history = view.history
    records: list[tuple[str, str]] = []
    skill = history.longest_at_one_skill
    if skill is not None and skill.length > 1:
        iso = IsoWeek(skill.last)
        when = f"W{iso.number}" if iso.year == view.today.year else str(iso)
        run = joined(", ", cut(skill.skill, 24, glyphs.cut), f"{skill.length} weeks to {when}", dash=glyphs.dash)
        records.append(("Longest run at one skill", run))
    if history.returned:
        lesson = history.returned[0]
        facts = f", {len(lesson.mondays)} times"
        words = cut(lesson.words, width - 28 - len(facts) - 2, glyphs.cut)
        records.append(("Came back most", f"{glyphs.open_quote}{words}{glyphs.close_quote}{facts}"))
    if width < ROOMY // 2:
        return []
    return [truncate(((label.ljust(28), "muted"), (text, "text")), width, glyphs.cut) for label, text in records]


def _gaps(view: CalendarView, weeks: int) -> list[Share]:
    """Return the weeks per gap; weeks without a gap are named "no gap"."""
    shares = view.history.gaps(view.titles, weeks)
    if len(shares) == 1 and shares[0].key is None:
        return []
    return [share if share.key is not None else share._replace(name="no gap") for share in shares]
