"""The commands of gaps: gap add, list, edit, close, reopen, park, unpark, remove and import."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from datetime import date

from devjournal.cli.argument_types import needed_text, number, path, text
from devjournal.cli.arguments import add_id, add_yes_no, argument, changes, require_changes
from devjournal.cli.context import Context
from devjournal.cli.output import as_json
from devjournal.cli.parser import Parser
from devjournal.domain.career.gap import MAX_NEEDED, Area, Gap, Step
from devjournal.domain.dates.days import as_iso
from devjournal.domain.text.user_text import alternatives, pluralized, quoted

_AREAS = [area.value for area in Area]
_STEPS = [step.value for step in Step]
_STEP_HELP = "master your role (current), or prepare for the next"


def add_gap(parser: Parser) -> None:
    """Fill the parser of `gap` and its subcommands."""
    parser.epilog = 'Example:\n  devjournal gap add experience "Run an incident end to end" --needed 3'
    add = parser.subcommand("add", "add a gap at the bottom of its column")
    argument(add, "area AREA", alternatives(_AREAS), choices=_AREAS)
    argument(add, "title TITLE", "what is missing", needed_text("The title"))
    argument(add, "--why TEXT", "why it is needed", text("The reason"), default="")
    argument(add, "--needed N", "how much evidence is enough (1)", _needed(), default=1)
    argument(add, "--step", _STEP_HELP, choices=_STEPS, default=Step.CURRENT.value)
    _add_private(add)
    add.set_handler(_add, 'devjournal gap add experience "Run an incident end to end" --needed 3')
    listing = parser.subcommand("list", "list the gaps on the board, column by column")
    argument(listing, "--all", "include parked and closed gaps")
    argument(listing, "--json", "as a JSON list")
    listing.set_handler(_list, "devjournal gap list --all")
    edit = parser.subcommand("edit", "change a gap; omitted values stay")
    add_id(edit)
    argument(edit, "--title TITLE", "the new title", needed_text("The title"), default=SUPPRESS)
    argument(edit, "--why TEXT", 'why; "" clears it', text("The reason"), default=SUPPRESS)
    argument(edit, "--needed N", "how much evidence is enough", _needed(), default=SUPPRESS)
    argument(edit, "--step", _STEP_HELP, choices=_STEPS, default=SUPPRESS)
    argument(edit, "--area", "the new column; the gap goes to its bottom", choices=_AREAS, default=SUPPRESS)
    _add_private(edit)
    edit.set_handler(_edit, "devjournal gap edit 3 --needed 5 --step next")
    for name, help_, run in (
        ("close", "close a gap; only you can", _close),
        ("reopen", "open a closed gap again", _reopen),
        ("unpark", "put a parked gap back on the board", _unpark),
        ("remove", "remove a gap; its evidence stays", _remove),
    ):
        change = parser.subcommand(name, help_)
        add_id(change)
        change.set_handler(run, f"devjournal gap {name} 3")
    park = parser.subcommand("park", "set a gap aside; unpark puts it back on the board")
    add_id(park)
    argument(park, "--why TEXT", "the reason; replaces that of a parked gap", text("The reason"))
    park.set_handler(_park, 'devjournal gap park 3 --why "Not this year"')
    _add_import(parser)


def _add_import(parser: Parser) -> None:
    importing = parser.subcommand("import", "add the gaps of a career ladder: CSV, Markdown or YAML")
    argument(importing, "source FILE", "the list; - is standard input", path)
    argument(importing, "--area", "the column of all gaps, whatever the file says", choices=_AREAS)
    argument(importing, "--step", "the step of all gaps, whatever the file says", choices=_STEPS)
    argument(importing, "--level NAME", "the level of a matrix to import", needed_text("The level"))
    argument(importing, "--columns NAMES", "the names of the columns: title=Behaviour,why=Example", _columns)
    argument(importing, "--dry-run", "print what would be added, but add nothing")
    importing.set_handler(_import, "devjournal gap import ladder.md --dry-run")


def _add_private(parser: Parser) -> None:
    keep, allow = "keep it off every page, letter and case", "allow it on pages for others"
    add_yes_no(parser, ("--private", keep), ("--not-private", allow), default=SUPPRESS)


def _add(context: Context, args: Namespace) -> str:
    area, step = Area(args.area), Step(args.step)
    gap = context.journal.gaps.add(
        area, args.title, why=args.why, needed=args.needed, step=step, **changes(args, "private")
    )
    return f"Added {_named(gap)}."


def _list(context: Context, args: Namespace) -> str:
    gaps = [gap for gap in context.journal.gaps.list() if args.all or gap.on_board]
    gaps.sort(key=lambda gap: _AREAS.index(gap.area))
    away = context.journal.away.mondays()
    if args.json:
        return as_json([_row(gap, context.today, away) for gap in gaps])
    if not gaps:
        return "There are no gaps; add one with `devjournal gap add AREA TITLE`."
    rows = [
        (
            *(str(gap.id), gap.area.value, gap.step.value, gap.measure, _state(gap, context.today, away)),
            f"{'(private) ' if gap.private else ''}{gap.title}",
        )
        for gap in gaps
    ]
    return context.table(("ID", "Area", "Step", "Shown", "State", "Gap"), rows, right={0})


def _row(gap: Gap, today: date, away: AbstractSet[date]) -> dict[str, object]:
    return {
        "id": gap.id,
        "area": gap.area,
        "title": gap.title,
        "why": gap.why or None,
        "step": gap.step,
        "needed": gap.needed,
        "evidence": gap.evidence,
        "shown": gap.shown,
        "private": gap.private,
        "opened": as_iso(gap.opened_on),
        "closed": as_iso(gap.closed_on),
        "goals": gap.goals,
        "hits": gap.hits,
        "last_moved": as_iso(gap.last_moved),
        "stalled": gap.stalled(today, away),
        "parked": as_iso(gap.parked_on) if gap.parked else None,
        "parked_why": (gap.parked_why or None) if gap.parked else None,
    }


def _state(gap: Gap, today: date, away: AbstractSet[date]) -> str:
    if gap.closed_on is not None:
        return f"closed {gap.closed_on}"
    if gap.parked:
        return f"parked {gap.parked_on}"
    if gap.stalled(today, away):
        return f"still for {pluralized(gap.still_for(today, away), 'week')}"
    return "shown" if gap.shown else "open"


def _edit(context: Context, args: Namespace) -> str:
    changed = changes(args, "title", "why", "needed", "step", "area", "private")
    require_changes(changed, "--title, --why, --needed, --step, --area, --private or --not-private")
    return f"Changed {_named(context.journal.gaps.edit(args.id, **changed))}."


def _close(context: Context, args: Namespace) -> str:
    return f"Closed {_named(context.journal.gaps.close(args.id))}."


def _reopen(context: Context, args: Namespace) -> str:
    return f"Reopened {_named(context.journal.gaps.reopen(args.id))}."


def _park(context: Context, args: Namespace) -> str:
    gap = context.journal.gaps.park(args.id, args.why)
    return f"Parked {_named(gap)}{f'; why: {quoted(gap.parked_why)}' if gap.parked_why else ''}."


def _unpark(context: Context, args: Namespace) -> str:
    return f"Unparked {_named(context.journal.gaps.unpark(args.id))}."


def _remove(context: Context, args: Namespace) -> str:
    gaps = context.journal.gaps
    references = gaps.references(args.id)
    return f"Removed {_named(gaps.remove(args.id))}{references.removal_note}."


def _import(context: Context, args: Namespace) -> str:
    from devjournal.cli.commands.career.gap_import import import_gaps  # only an import needs the readers

    return import_gaps(context, args)


def _columns(value: str) -> dict[str, str]:
    from devjournal.cli.commands.career.gap_import import columns

    return columns(value)


def _needed() -> Callable[[str], int]:
    return number("Needed", MAX_NEEDED)


def _named(gap: Gap) -> str:
    """Return a gap as it is named in the result of a command."""
    step = ", next step" if gap.step is Step.NEXT else ""
    private = ", private" if gap.private else ""
    return f"gap {gap.id} in {gap.area.value}, {gap.measure}{step}{private}: {quoted(gap.title)}"
