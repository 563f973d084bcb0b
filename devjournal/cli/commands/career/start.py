"""The command start: set up a shipped board for a role."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from devjournal.boards import BoardTemplate, all_boards, find_board
from devjournal.cli.argument_types import needed_text, number, numbers
from devjournal.cli.arguments import argument
from devjournal.cli.context import Context
from devjournal.cli.parser import Parser
from devjournal.cli.prompt import terminal_prompter
from devjournal.domain.career.gap import QUESTIONS, Area, Gap, NewGap, Step
from devjournal.domain.career.horizon import MAX_MONTHS, Horizon
from devjournal.domain.text.user_text import pluralized, quoted


def add_start(parser: Parser) -> None:
    """Fill the parser of `start` and its subcommands. Without a subcommand, it sets up the board of a role."""
    parser.usage = (
        "devjournal start ROLE [--next ROLE] [--in MONTHS] [--dry-run]\n"
        "       devjournal start list\n"
        "       devjournal start show ROLE"
    )
    parser.epilog = "Example:\n  devjournal start engineer --in 18 --dry-run"
    parser.prompts_for(_ask)
    parser.set_default_subcommand("begin", alone="list")
    listing = parser.subcommand("list", "list the shipped boards")
    listing.set_handler(_list, "devjournal start list")
    show = parser.subcommand("show", "print a board, and questions for a role model")
    argument(show, "role ROLE", "the name of a board, or a role", needed_text("The role"))
    show.set_handler(_show, "devjournal start show nurse")
    begin = parser.subcommand("begin", "set the horizon and add the gaps of a board; the word begin is optional")
    argument(begin, "role ROLE", "the name of a board, or a role", needed_text("The role"))
    argument(begin, "--next ROLE", "the role you want, in your words", needed_text("The role"), dest="next_role")
    months = number("The number of months", MAX_MONTHS)
    argument(begin, "--in MONTHS", "in how many months from today", months, dest="months")
    argument(begin, "--dry-run", "print what would be added, but add nothing")
    begin.set_handler(_begin, "devjournal start engineer --in 18 --dry-run")


def _list(context: Context, args: Namespace) -> str:
    rows = [(board.name, board.role, board.next_role, str(board.months)) for board in all_boards()]
    listed = context.table(("Name", "From", "To", "Months"), rows, right={3})
    return f"{listed}\n\n`devjournal start show NAME` prints a board, `devjournal start NAME` sets it up."


def _show(context: Context, args: Namespace) -> str:
    board = find_board(args.role)
    return context.printable(
        "\n".join((*_board_lines(board, board.next_role, board.months), "", *_question_lines(board)))
    )


def _board_lines(board: BoardTemplate, next_role: str, months: int) -> list[str]:
    lines = [f"{board.role} → {next_role}, in {pluralized(months, 'month')}"]
    for area in Area:
        lines += ["", f"{area.capitalize()}: {QUESTIONS[area]}"]
        for gap in board.column(area):
            step = ", next step" if gap.step is Step.NEXT else ""
            lines += [f"  {gap.title} (needed {gap.needed}{step})", f"    {gap.why}"]
    return lines


def _question_lines(board: BoardTemplate) -> list[str]:
    return ["Ask somebody in that role:", *(f"  {question}" for question in board.questions)]


def _begin(context: Context, args: Namespace) -> str:
    board = find_board(args.role)
    next_role, months = args.next_role or board.next_role, args.months or board.months
    replaces = args.next_role is not None or args.months is not None
    if not args.dry_run:
        return _set_up(context, board, board.gaps, next_role, months, replaces=replaces)
    context.check()
    exists = context.path.exists()
    keeps_horizon = exists and not replaces and bool(context.journal.horizons.current())
    on_board = {(gap.area, gap.title) for gap in context.journal.gaps.list()} if exists else set()
    count = pluralized(sum((gap.area, gap.title) not in on_board for gap in board.gaps), "gap")
    sentence = (
        f"Would add {count}; your horizon stays"
        if keeps_horizon
        else f"Would set the horizon {quoted(next_role)} and add {count}"
    )
    lines = [*_board_lines(board, next_role, months), "", f"{sentence}; nothing is written."]
    return context.printable("\n".join(lines))


def _set_up(
    context: Context,
    board: BoardTemplate,
    gaps: Sequence[NewGap],
    next_role: str,
    months: int,
    *,
    replaces: bool,
) -> str:
    """Set the horizon and add the gaps in one undo step. Without `replaces`, an existing horizon stays."""
    journal = context.journal
    horizon: Horizon | None = None
    added: tuple[Gap, ...] = ()
    with journal.transaction(f"board of {quoted(next_role)}"):
        if replaces or not journal.horizons.current():
            horizon = journal.horizons.set(next_role, months)
        added = journal.gaps.add_missing(gaps)
    existing = len(gaps) - len(added)
    parts = [
        f"Set up {board.name}: {pluralized(len(added), 'gap')}{f', {existing} already there' if existing else ''}",
        f"to be {quoted(horizon.role)} by {horizon.by}" if horizon is not None else "your horizon stays",
    ]
    return f"{'; '.join(parts)}. Questions for a role model: `devjournal start show {board.name}`."


def _ask(context: Context, args: Namespace) -> str:
    """Ask for the role, the next role, the months, and the gaps to leave out."""
    context.guard_first()
    prompter = terminal_prompter(context)
    names = ", ".join(board.name for board in all_boards())
    prompter.say(f"The shipped boards: {names}.")
    prompter.say("ctrl+d leaves, and nothing is written.")
    board = prompter.ask("Which role are you in? A board, or a word of the role", find_board)
    next_role = prompter.needed_text(
        "Which role do you want to be in?", "The role", hint="in a few words", current=board.next_role
    )
    parse = number("The number of months", MAX_MONTHS)
    months = prompter.ask(
        f"In how many months? Empty means {board.months}",
        lambda line: parse(line.strip()) if line.strip() else board.months,
    )
    for position, gap in enumerate(board.gaps, 1):
        step = ", next step" if gap.step is Step.NEXT else ""
        prompter.say(f"{position}: {gap.title} ({gap.area.value}, needed {gap.needed}{step})")
    omitted = prompter.ask(
        "Which gaps to leave out? Their numbers, separated by spaces; empty adds all gaps",
        numbers("The number", len(board.gaps)),
    )
    gaps = [gap for position, gap in enumerate(board.gaps, 1) if position not in omitted]
    return _set_up(context, board, gaps, next_role, months, replaces=True)
