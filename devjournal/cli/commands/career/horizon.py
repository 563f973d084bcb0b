"""The commands of horizons: horizon ROLE --in MONTHS, horizon alone to list them, and horizon remove."""

from __future__ import annotations

from argparse import Namespace

from devjournal.cli.argument_types import needed_text, number, text
from devjournal.cli.arguments import add_id, argument
from devjournal.cli.context import Context
from devjournal.cli.output import as_json
from devjournal.cli.parser import Parser
from devjournal.domain.career.horizon import MAX_MONTHS, Horizon
from devjournal.domain.text.user_text import pluralized, quoted


def add_horizon(parser: Parser) -> None:
    """Fill the parser of `horizon` and its subcommands. A role alone sets a horizon; no argument lists them."""
    parser.usage = (
        "devjournal horizon ROLE --in MONTHS [--why TEXT]\n"
        "       devjournal horizon [--json]\n"
        "       devjournal horizon remove ID"
    )
    parser.epilog = 'Example:\n  devjournal horizon "Staff engineer" --in 24 --why "To shape what we build"'
    parser.set_default_subcommand("set", alone="list")
    listing = parser.subcommand(
        "list", "list the horizons, nearest first, then earlier ones; the word list is optional"
    )
    argument(listing, "--json", "as a JSON document")
    listing.set_handler(_list, "devjournal horizon --json")
    setting = parser.subcommand("set", "set the role you want, and by when; the word set is optional")
    argument(setting, "role ROLE", "the role you want", needed_text("The role"))
    argument(
        setting,
        "--in MONTHS",
        f"months from today, 1 to {MAX_MONTHS}; one horizon for each number",
        number("The number of months", MAX_MONTHS),
        dest="months",
        required=True,
    )
    argument(setting, "--why TEXT", "why you want it", text("The reason"))
    setting.set_handler(_set, 'devjournal horizon "Staff engineer" --in 24 --why "To shape what we build"')
    remove = parser.subcommand("remove", "remove a current or an earlier horizon")
    add_id(remove)
    remove.set_handler(_remove, "devjournal horizon remove 1")


def _set(context: Context, args: Namespace) -> str:
    horizons = context.journal.horizons
    before = next((horizon for horizon in horizons.current() if horizon.months == args.months), None)
    horizon = horizons.set(args.role, args.months, args.why)
    done = f"To be {quoted(horizon.role)} by {horizon.by}, in {pluralized(horizon.months, 'month')} (ID {horizon.id})"
    if before is not None and before.id != horizon.id:
        done += f", replacing {quoted(before.role)} by {before.by}, which is now in the history"
    return f"{done}."


def _list(context: Context, args: Namespace) -> str:
    horizons = context.journal.horizons
    current, history = horizons.current(), horizons.history()
    if args.json:
        return as_json(
            {
                "horizons": [_row(horizon) for horizon in current],
                "history": [{**_row(horizon), "retired_on": str(horizon.retired_on)} for horizon in history],
            }
        )
    parts = ["No horizon is set; set one with `devjournal horizon ROLE --in MONTHS`."]
    if current:
        rows = [
            (
                str(horizon.id),
                str(horizon.months),
                str(horizon.by),
                horizon.left(context.today),
                horizon.role,
                horizon.why,
            )
            for horizon in current
        ]
        parts = [context.table(("ID", "Months", "By", "Left", "Role", "Why"), rows, right={0, 1})]
    if history:
        earlier = [
            (str(horizon.id), str(horizon.months), str(horizon.set_on), str(horizon.retired_on), horizon.role)
            for horizon in history
        ]
        parts.append(
            context.table(
                ("ID", "Months", "Set on", "Until", "Earlier role"),
                earlier,
                right={0, 1},
            )
        )
    return "\n\n".join(parts)


def _row(horizon: Horizon) -> dict[str, object]:
    return {
        "id": horizon.id,
        "role": horizon.role,
        "months": horizon.months,
        "why": horizon.why or None,
        "set_on": horizon.set_on.isoformat(),
        "by": horizon.by.isoformat(),
    }


def _remove(context: Context, args: Namespace) -> str:
    horizon = context.journal.horizons.remove(args.id)
    return f"Removed {quoted(horizon.role)} by {horizon.by} (ID {horizon.id}); the gaps stay."
