"""The command `gap import`: add the gaps of a career ladder, or preview them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Set as AbstractSet

from devjournal.cli.context import Context
from devjournal.cli.source import read_foreign
from devjournal.domain.career.gap import Area, Step
from devjournal.domain.text.user_text import pluralized, quoted
from devjournal.errors import UsageError
from devjournal.exports.ladder.ladder import COLUMNS, Ladder, Options
from devjournal.exports.ladder.new_rows import new_rows, repeats_of
from devjournal.exports.ladder.read_ladder import read_ladder, skipped_lines
from devjournal.input_files import MAX_LADDER_BYTES

_MAX_LEVELS = 12
"""The most levels of a matrix that a preview names."""

_MAX_REPEATS = 8
"""The most repeated lines that the result names."""


def import_gaps(context: Context, args: Namespace) -> str:
    """Read the whole list before the journal is opened, so that a refused list creates no journal."""
    options = Options(
        area=Area(args.area) if args.area else None,
        step=Step(args.step) if args.step else None,
        level=args.level or "",
        columns=args.columns or {},
    )
    ladder = read_ladder(read_foreign(args.source, MAX_LADDER_BYTES), options, args.source)
    if args.dry_run:
        context.check()
        gaps = context.journal.gaps.list() if context.path.exists() else ()
        return _preview(context, ladder, new_rows(ladder.gaps, gaps))
    journal = context.journal
    new: set[int] = set()
    with journal.transaction(lambda: f"import of {pluralized(len(new), 'gap')}"):
        new |= new_rows(ladder.gaps, journal.gaps.list())
        journal.gaps.add_all([row.gap for at, row in enumerate(ladder.gaps) if at in new])
    return f"{'; '.join(_done(ladder, new))}."


def columns(value: str) -> dict[str, str]:
    """Parse `title=COL,why=COL`, the column names of a file.

    Raises:
        UsageError: the text has another form.
    """
    mapping = {}
    for part in value.split(","):
        field, equals, column = part.partition("=")
        if not equals or field.strip() not in COLUMNS or not column.strip():
            raise UsageError(
                f"{quoted(part)} is not FIELD=COLUMN; write {', '.join(f'{name}=COLUMN' for name in COLUMNS[1:4])}."
            )
        mapping[field.strip()] = column.strip()
    return mapping


def _done(ladder: Ladder, new: AbstractSet[int]) -> list[str]:
    repeats = repeats_of(ladder.gaps)
    known = len(ladder.gaps) - len(new) - len(repeats)
    parts = [f"Added {pluralized(len(new), 'gap')}{f'; {known} already there' if known else ''}"]
    notes = [f"line {ladder.gaps[at].line} repeats line {ladder.gaps[first].line}" for at, first in repeats.items()]
    parts += notes[:_MAX_REPEATS] + ["and so on"] * (len(notes) > _MAX_REPEATS)
    skipped = skipped_lines(ladder)
    return parts + ([f"left out: {', '.join(skipped)}"] if skipped else [])


def _preview(context: Context, ladder: Ladder, new: AbstractSet[int]) -> str:
    repeats = repeats_of(ladder.gaps)
    rows = []
    for at, (line, gap, _) in enumerate(ladder.gaps):
        reason = f"as line {ladder.gaps[repeats[at]].line}" if at in repeats else "already there"
        action = "add" if at in new else reason
        rows.append((str(line), action, gap.area.value, gap.step.value, str(gap.needed), gap.title, gap.why))
    headings = ("Line", "Does", "Area", "Step", "Needed", "Gap", "Why")
    listed = context.table(headings, rows, right={0, 4})
    lines = [f"Would add {pluralized(len(new), 'gap')}; nothing is written."]
    if ladder.read_as:
        lines.append(
            f"  read as: {', '.join(f'{quoted(column, 30)} as {field}' for column, field in ladder.read_as.items())}"
        )
    if skipped := skipped_lines(ladder):
        lines.append(f"  left out: {', '.join(skipped)}")
    if ladder.levels and not ladder.options.level:
        lines.append(
            f"  levels: {', '.join(quoted(level, 30) for level in list(ladder.levels)[:_MAX_LEVELS])}; "
            "--level imports one of them"
        )
    return "\n".join((listed, "", *lines))
