"""The command weeks: one row a week."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from devjournal.cli.argument_types import year
from devjournal.cli.arguments import add_list_formats, argument
from devjournal.cli.context import Context
from devjournal.cli.output import as_csv, as_json
from devjournal.cli.parser import Parser
from devjournal.domain.dates.days import IsoWeek, as_iso
from devjournal.domain.week.week import State, Week, state_of

_COLUMNS = (
    *("week", "monday", "state", "skill", "goal", "gap", "on_track", "adjustment"),
    *("outcome", "better", "note", "lesson", "lesson_answer"),
)
_CSV_COLUMNS = (*_COLUMNS, "lesson_helped", "gap_title", "checked_in_on", "recapped_on")
"""The columns of the CSV, which can be imported: it also has gap titles, and the days of check-in and recap."""


class _Row(NamedTuple):
    week: Week
    state: State


def add_weeks(parser: Parser) -> None:
    """Fill the parser of `weeks`."""
    span = parser.add_mutually_exclusive_group()
    argument(span, "--year YYYY", "the weeks of one ISO year", year)
    argument(span, "--since DATE", "the weeks since that day")
    add_list_formats(parser)
    parser.set_handler(_weeks, "devjournal weeks --year 2026")


def _weeks(context: Context, args: Namespace) -> str:
    since = None if args.since is None else IsoWeek.of(context.day(args.since))
    rows = [
        row
        for row in _rows(context)
        if (args.year is None or row.week.iso.year == args.year) and (since is None or row.week.iso >= since)
    ]
    if args.json:
        return as_json([_as_json(row) for row in rows])
    if args.csv:
        titles = context.journal.gaps.titles()
        return as_csv(_CSV_COLUMNS, [_as_csv_row(row, titles) for row in rows])
    if not rows:
        if context.journal.first_week() is None:
            return "No weeks to show yet; begin with `devjournal goal`."
        return "No weeks in that span; `devjournal weeks` shows all weeks."
    return context.table(("Week", "Monday", "State", "Better", "Skill", "Goal"), [_cells(row) for row in rows])


def _rows(context: Context) -> Iterator[_Row]:
    """Yield every week from the first with data to this one, then later weeks with data."""
    journal, this = context.journal, IsoWeek.of(context.today)
    first, last = journal.first_week(), journal.last_week()
    if first is None or last is None:
        return
    written = journal.weeks.between(first, last)
    away = journal.away.mondays()
    later = _later_weeks(context, this, written) if last > this else []
    for iso in (*_weeks_from(first, this), *later):
        week = written.get(iso, Week(iso=iso))
        yield _Row(week, state_of(iso, week, away, context.today))


def _later_weeks(context: Context, this: IsoWeek, written: Mapping[IsoWeek, Week]) -> list[IsoWeek]:
    """Return the weeks after this one with a goal, an entry or a day off."""
    with_content = {iso for iso, week in written.items() if week.has_goal or week.outcome is not None}
    with_content.update(IsoWeek.of(entry.day) for entry in context.journal.entries.all())
    for span in context.journal.away.list():
        with_content.update(_weeks_from(IsoWeek.of(span.first), IsoWeek.of(span.last)))
    return sorted(iso for iso in with_content if iso > this)


def _weeks_from(first: IsoWeek, last: IsoWeek) -> Iterator[IsoWeek]:
    while first <= last:
        yield first
        first = first.shift(1)


def _cells(row: _Row) -> tuple[str, ...]:
    week = row.week
    better = {True: "yes", False: "no", None: ""}[week.better]
    return (str(week.iso), str(week.monday), row.state.value, better, week.skill, week.goal)


def _as_csv_row(row: _Row, titles: Mapping[int, str]) -> dict[str, object]:
    week = row.week
    return {
        **_as_json(row),
        "gap_title": titles.get(week.gap) if week.gap is not None else None,
        "checked_in_on": as_iso(week.checked_in_on),
        "recapped_on": as_iso(week.recapped_on),
    }


def _as_json(row: _Row) -> dict[str, object]:
    week = row.week
    return {
        "week": str(week.iso),
        "monday": week.monday.isoformat(),
        "state": row.state.value,
        "skill": week.skill or None,
        "goal": week.goal or None,
        "gap": week.gap,
        "on_track": week.on_track,
        "adjustment": week.adjustment or None,
        "outcome": week.outcome,
        "better": week.better,
        "note": week.note or None,
        "lesson": week.lesson or None,
        "lesson_answer": week.lesson_answer,
        "lesson_helped": week.lesson_helped,
    }
