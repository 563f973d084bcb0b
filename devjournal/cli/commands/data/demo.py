"""The command demo: the app on sample data in a temporary file, or the sample journal written to a file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devjournal.cli.argument_types import number, path
from devjournal.cli.arguments import argument
from devjournal.cli.context import Context
from devjournal.cli.output_file import print_file
from devjournal.cli.parser import Parser
from devjournal.cli.progress import progress
from devjournal.cli.source import STANDARD
from devjournal.cli.terminal import can_draw
from devjournal.domain.text.user_text import quoted
from devjournal.errors import FileExists, UsageError, WriteFailed
from devjournal.platforms import END_SIGNALS, handle_signals


def add_demo(parser: Parser) -> None:
    """Fill the parser of `demo`."""
    argument(parser, "--output FILE", "write the sample journal to a new file; - is standard output", path)
    argument(parser, "--seed N", "vary the incidental entries", number("The seed"))
    parser.set_handler(_demo, "devjournal demo --output demo.db")


def _demo(context: Context, args: Namespace) -> str:
    from devjournal.demo import SEED

    seed = args.seed or SEED
    if args.output == STANDARD:
        from devjournal.demo import fill

        return print_file(lambda file: fill(file, context.clock(), seed))
    if args.output is not None:
        return _write(context, Path(args.output), seed)
    if not can_draw():
        raise UsageError("The demo needs a terminal; `devjournal demo --output FILE` writes its journal to a file.")
    if code := _show(context, seed):
        raise SystemExit(code)
    return "That was the demo, and nothing of it is kept. `devjournal` opens your own journal."


def _write(context: Context, target: Path, seed: int) -> str:
    from devjournal.demo import fill
    from devjournal.files import put_file

    name = quoted(str(target), 200)
    try:
        with progress(context, "Writing the journal of the demo", delay=0):
            put_file(target, lambda file: fill(file, context.clock(), seed), force=False, never=context.path)
    except FileExists as error:
        raise FileExists(f"{name} already exists; the demo only makes a new file, so name another.") from error
    return f"Wrote the demo's journal to {name}; open it with --file."


def _show(context: Context, seed: int) -> int:
    """Open the app on the demo and return its exit code. The file and the app's state are deleted afterwards.

    Raises:
        WriteFailed: no temporary folder can be made.
    """
    from devjournal.demo import fill
    from devjournal.storage import Journal

    context.quiet = True  # the app shows problems of the settings itself
    settings = context.loaded_settings
    with handle_signals(END_SIGNALS, _unwind), _temporary_folder() as folder:
        file = folder / "journal.db"
        with progress(context, "Writing the journal of the demo", delay=0):
            fill(file, context.clock(), seed)
        with Journal(file, context.clock, ritual=lambda: settings.settings.ritual) as journal:
            from devjournal.tui import run

            return run(journal, folder / "state", settings, demo=True)


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    """Yield a private temporary folder, and remove it however the program ends."""
    from tempfile import TemporaryDirectory  # only the demo needs it

    try:
        folder = TemporaryDirectory(prefix="devjournal-demo-", ignore_cleanup_errors=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WriteFailed(f"There is no folder for a temporary file ({reason}); name one with TMPDIR.") from error
    with folder as name:
        yield Path(name)


def _unwind(number: int) -> None:
    """Exit as the signal would, so that the folder is removed. While the app runs, it handles signals itself."""
    raise SystemExit(128 + number)
