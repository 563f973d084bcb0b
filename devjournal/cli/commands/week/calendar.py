"""The command calendar: a year of weeks as glyphs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence

from devjournal.cli.argument_types import year
from devjournal.cli.arguments import argument
from devjournal.cli.context import Context
from devjournal.cli.parser import Parser
from devjournal.domain.dates.days import MONTHS, IsoWeek, month_above, weeks_in_year
from devjournal.domain.dates.reading import parse_week
from devjournal.domain.week.week import WeekKind

_GLYPHS = dict(zip(WeekKind, "■◧□~▸?·", strict=True))
_ASCII = dict(zip(WeekKind, "#+o~>?.", strict=True))

_YEAR_WIDTH = 6
"""The width of the column with the year, in cells."""

_MAX_WIDTH = 78
"""The most cells of a line in the legend."""


def add_calendar(parser: Parser) -> None:
    """Fill the parser of `calendar`."""
    argument(parser, "--year YYYY", "the ISO year (this one)", year)
    parser.set_handler(_calendar, "devjournal calendar --year 2026")


def _calendar(context: Context, args: Namespace) -> str:
    number = args.year or IsoWeek.of(context.today).year
    first = parse_week(f"{number}-W01", context.today)
    weeks = [first.shift(n) for n in range(weeks_in_year(number))]
    history = context.journal.history()
    kinds = [history.kind(iso.monday) for iso in weeks]
    glyphs = _ASCII if context.ascii_glyphs else _GLYPHS
    row = f"{number}".ljust(_YEAR_WIDTH) + "".join(glyphs[kind] for kind in kinds)
    return "\n".join((_ruler(weeks), row, "", *_legend(kinds, glyphs)))


def _ruler(weeks: Sequence[IsoWeek]) -> str:
    """Return the row of month names, each above the week of the month's first day."""
    text = " " * _YEAR_WIDTH
    for n, iso in enumerate(weeks):
        if month := month_above(iso):
            text = text.ljust(_YEAR_WIDTH + n) + MONTHS[month - 1]
    return text


def _legend(kinds: Sequence[WeekKind], glyphs: Mapping[WeekKind, str]) -> list[str]:
    """Return the lines of the legend: each glyph in use with its meaning and count."""
    lines = [" " * _YEAR_WIDTH]
    for kind in WeekKind:
        if kind not in kinds:
            continue
        label = _legend_label(kind, kinds, glyphs[kind])
        if len(lines[-1]) + 3 + len(label) > _MAX_WIDTH:
            lines.append(" " * _YEAR_WIDTH)
        lines[-1] += label if lines[-1].isspace() else f"   {label}"
    return lines


def _legend_label(kind: WeekKind, kinds: Sequence[WeekKind], glyph: str) -> str:
    """Return a glyph's meaning and count; empty weeks are not counted."""
    return f"{glyph} {kind.value}" if kind is WeekKind.NONE else f"{glyph} {kinds.count(kind)} {kind.value}"
