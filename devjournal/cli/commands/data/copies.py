"""The commands backup and restore."""

from __future__ import annotations

from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.cli.argument_types import path
from devjournal.cli.arguments import argument
from devjournal.cli.context import Context
from devjournal.cli.output_file import print_file
from devjournal.cli.parser import Parser
from devjournal.cli.progress import progress
from devjournal.cli.source import STANDARD
from devjournal.domain.text.user_text import pluralized, quoted
from devjournal.errors import NotFound, OutputFailed

if TYPE_CHECKING:  # other commands make no copies
    from devjournal.storage.copies.copies import Copies


def add_backup(parser: Parser) -> None:
    """Fill the parser of `backup`."""
    argument(
        parser,
        "target FILE",
        "the new file; - is standard output (a file in backups, beside the journal)",
        path,
        nargs="?",
    )
    argument(parser, "--force", "overwrite FILE if it exists")
    parser.set_handler(_backup, "devjournal backup /media/stick/journal.db")


def _backup(context: Context, args: Namespace) -> str:
    """Copy the file without opening it as a journal, so that an older version is not migrated."""
    from devjournal.domain.copies.copies import CopyReason
    from devjournal.storage.copies.copies import Copies

    context.check()
    copies = Copies(context.path)
    name = quoted(str(context.path), 200)
    if not context.path.exists():
        raise NotFound(f"There is no journal at {name} yet, so there is nothing to copy.")
    if args.target == STANDARD:
        return print_file(partial(_fill_stream, copies, name))
    if args.target is None:
        target = copies.path_of(copies.make(CopyReason.BACKUP, context.clock()))
    else:
        from devjournal.files import put_file

        target = Path(args.target)

        def fill(temporary: Path) -> None:
            copies.write_to(temporary)
            copies.write_key_file(temporary, target)

        put_file(target, fill, force=args.force, never=context.path)
    key_file = copies.key_file_of_copy(target)
    keys = (
        f", and its key file to {quoted(key_file.name)} beside it; keep both together" if key_file is not None else ""
    )
    return f"Copied the journal to {quoted(str(target), 200)}{keys}."


def _fill_stream(copies: Copies, name: str, temporary: Path) -> None:
    """Write a copy for standard output, which cannot carry a key file.

    Raises:
        OutputFailed: the journal is encrypted.
    """
    copies.write_to(temporary)
    if copies.key_file_of_copy(temporary) is not None:
        raise OutputFailed(f"{name} is encrypted, and a copy needs its key file beside it; name a file.")


def add_restore(parser: Parser) -> None:
    """Fill the parser of `restore`."""
    argument(parser, "source FILE", "a copy, or the name of a copy in backups", path)
    parser.set_handler(_restore, "devjournal restore 2026-11-27T163000-daily-journal.db")


def _restore(context: Context, args: Namespace) -> str:
    from devjournal.storage.health.restore import Restored, restore

    def restored_file() -> Restored:
        with progress(context, f"Restoring {quoted(Path(args.source).name, 60)}"):
            return restore(context.path, Path(args.source), context.clock())

    restored = context.unlocking(restored_file)
    if restored.faults:
        rest = f", and {len(restored.faults) - 1} more" if len(restored.faults) > 1 else ""
        context.print_error(
            f"Restored only the valid rows; the copy also has content not from devjournal ({restored.faults[0]}{rest})."
        )
    done = f"Restored {quoted(str(restored.source), 200)}, with {pluralized(restored.weeks, 'week')}"
    if restored.replaced is None:
        return f"{done}; there was nothing to replace."
    return f"{done}. The replaced journal is kept as {quoted(str(restored.replaced), 200)}."
