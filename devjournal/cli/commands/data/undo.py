"""The commands undo and redo."""

from __future__ import annotations

from argparse import Namespace

from devjournal.cli.context import Context
from devjournal.cli.parser import Parser
from devjournal.domain.text.user_text import one_line


def add_undo(parser: Parser) -> None:
    """Fill the parser of `undo`."""
    parser.set_handler(_undo, "devjournal undo")


def _undo(context: Context, args: Namespace) -> str:
    return f"Undone: {one_line(context.journal.undo())}. `devjournal redo` does it again."


def add_redo(parser: Parser) -> None:
    """Fill the parser of `redo`."""
    parser.set_handler(_redo, "devjournal redo")


def _redo(context: Context, args: Namespace) -> str:
    return f"Redone: {one_line(context.journal.redo())}. `devjournal undo` takes it back."
