"""The phrases of a summary, the same in every format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from devjournal.domain.career.gap import Area
from devjournal.domain.dates.days import DAY_NAMES, IsoWeek, day_and_month, day_in_full, span_in_full
from devjournal.domain.one_to_one.span import PageKind
from devjournal.domain.one_to_one.summary_data import Progress
from devjournal.domain.one_to_one.topic import PROMISES, Topic, TopicKind
from devjournal.domain.text.user_text import pluralized
from devjournal.domain.week.week import Outcome, Week, WeekKind
from devjournal.exports.page.summary import Summary

GLYPHS = dict(zip(WeekKind, "■◧□~▸?·", strict=True))
"""The glyph of each kind of week."""

LEGEND = {
    WeekKind.HIT: "hit",
    WeekKind.BETTER: "missed, better",
    WeekKind.MISSED: "missed",
    WeekKind.AWAY: "away",
    WeekKind.OPEN: "running",
    WeekKind.UNRECAPPED: "no recap",
    WeekKind.NONE: "nothing",
}
"""The meaning of each glyph."""

_TITLES = {PageKind.MONTH: "Monthly check-in", PageKind.QUARTER: "Quarterly review", PageKind.YEAR: "Self-review"}
_TIMES = {PageKind.MONTH: "This month", PageKind.QUARTER: "This quarter", PageKind.YEAR: "This year"}


def title_of(summary: Summary) -> str:
    """Return the heading of the page."""
    if summary.purpose is not PageKind.ONE_TO_ONE:
        return _TITLES[summary.purpose]
    return f"1:1 with {summary.person}" if summary.person else "1:1"


def span_words(summary: Summary) -> str:
    """Return the first and last day of the page."""
    return span_in_full(summary.span.first, summary.span.last)


def since_heading(summary: Summary) -> str:
    """Return the heading of the span's events."""
    if summary.span.since_last:
        return "Since last time"
    if summary.purpose is not PageKind.ONE_TO_ONE:
        return _TIMES[summary.purpose]
    return f"Since {day_in_full(summary.span.first)}"


def owner_words(topic: Topic, promised_by: Mapping[int, str]) -> str:
    """Return whose promise it is, and that it was kept; empty for other topics."""
    if topic.kind not in PROMISES:
        return ""
    mine = topic.kind is TopicKind.MY_PROMISE
    name = "Mine" if mine else promised_by.get(topic.raised_in or 0, "Theirs")
    return f"{name}, kept" if topic.done else name


def due_words(topic: Topic, today: date) -> str:
    """Return the due day, or since when it is open; empty if it is new and has no day."""
    if topic.due is not None:
        if topic.due == today:
            return "due today"
        day = day_and_month(topic.due, today)
        return f"by {day}" if topic.due > today else f"was due {day}"
    if topic.added_on is None or IsoWeek.of(topic.added_on) >= IsoWeek.of(today):
        return ""
    return f"since {week_name(IsoWeek.of(topic.added_on), today)}"


def week_name(iso: IsoWeek, today: date) -> str:
    """Return a week in running text: `W44`, with its year if that differs."""
    return f"W{iso.number:02d}" if iso.year == IsoWeek.of(today).year else str(iso)


def outcome_words(week: Week) -> str:
    """Return the outcome of a week, with *better* if it is. *Not better* is left out."""
    outcome = week.outcome.value if week.outcome is not None else ""
    return f"{outcome}, better" if week.better else outcome


def steps_words(week: Week) -> str:
    """Return the state of the plan and the check-in; empty without either."""
    words = []
    if week.plan:
        words.append(f"{week.steps_done} of {pluralized(len(week.plan), 'step')} done")
    if week.on_track is not None:
        day = f" on {DAY_NAMES[week.checked_in_on.weekday()]}" if week.checked_in_on in week.iso.days else ""
        words.append(f"{'on' if week.on_track else 'off'} track{day}")
    if week.on_track is False and week.adjustment:
        words.append(f"adjusted: {week.adjustment}")
    return ", ".join(words)


def since_words(progress: Progress) -> str:
    """Return what the span did for a gap."""
    words = []
    if progress.gap.area is Area.BRAND:
        words += [f"+{progress.told}"] if progress.told else []
        words += [pluralized(progress.proved, "entry", "entries")] if progress.proved else []
    else:
        words += [f"+{progress.proved}"] if progress.proved else []
        words += [f"{progress.told} told"] if progress.told else []
    if progress.closed:
        words.append("closed")
    elif progress.opened:
        words.append("new")
    if progress.stalled and not words:
        words.append(f"still for {pluralized(progress.still, 'week')}")
    return ", ".join(words)


def next_words(progress: Progress) -> str:
    """Return the next step of a gap."""
    gap = progress.gap
    if not gap.open:
        return ""
    if gap.shown:
        return "shown; close it?"
    if progress.should:
        return f"tell {progress.should[0]}"
    missing = gap.needed - gap.evidence
    if gap.area is Area.BRAND:
        return pluralized(missing, "more person", "more people")
    return pluralized(missing, "more piece of evidence", "more pieces of evidence")


def tally_words(kinds: Iterable[WeekKind]) -> list[str]:
    """Return the legend of some weeks with counts, for the kinds that occur. Empty weeks are not counted."""
    listed = list(kinds)
    return [
        f"{GLYPHS[kind]} {LEGEND[kind] if kind is WeekKind.NONE else f'{listed.count(kind)} {LEGEND[kind]}'}"
        for kind in WeekKind
        if kind in listed
    ]


def outcomes_words(weeks: Iterable[Week]) -> str:
    """Return the counts of some weeks: `2 hit, 1 missed`."""
    outcomes = [week.outcome for week in weeks]
    return ", ".join(f"{outcomes.count(outcome)} {outcome.value}" for outcome in Outcome if outcome in outcomes)
