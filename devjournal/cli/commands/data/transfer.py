"""The commands export and import, for the whole journal."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.cli.argument_types import path
from devjournal.cli.arguments import argument
from devjournal.cli.context import Context
from devjournal.cli.parser import Parser
from devjournal.cli.progress import progress
from devjournal.cli.source import STANDARD, read_source, source_name
from devjournal.domain.text.user_text import pluralized, quoted
from devjournal.errors import UNTRUSTED, FileRefused, JournalError, UsageError
from devjournal.files import write_file

if TYPE_CHECKING:  # only an export needs them
    from devjournal.storage.schema.document_shape import Rows


def add_export(parser: Parser) -> None:
    """Fill the parser of `export`."""
    argument(parser, "target FILE", "the new file; - is standard output (-)", path, nargs="?", default=STANDARD)
    argument(parser, "--force", "overwrite FILE if it exists")
    argument(parser, "--schema", "print the JSON Schema of the document instead")
    parser.set_handler(_export, "devjournal export journal.json")


def _export(context: Context, args: Namespace) -> str:
    document = f"{_schema()}\n" if args.schema else _document(context)
    if args.target == STANDARD:
        return document
    target = Path(args.target)
    write_file(target, document, force=args.force, never=context.path)
    if args.schema:
        return f"Wrote the JSON Schema to {quoted(str(target), 200)}."
    return f"Exported the journal to {quoted(str(target), 200)}.{context.unencrypted_note}"


def _document(context: Context) -> str:
    from devjournal.exports.transfer.document import dumps
    from devjournal.storage.schema.migrations import MIGRATIONS

    return dumps(_rows(context), len(MIGRATIONS))


_MAX_NAMED = 3
"""The most problems that are named; further ones are counted."""


def _rows(context: Context) -> Rows:
    """Return every row. From a damaged journal, return every readable row and name the others."""
    from devjournal.storage.rescue import rescue

    context.check()
    rescued = rescue(context.path, context.clock)
    if rescued is None:
        refused: tuple[type[Exception], ...] = (FileRefused, *UNTRUSTED)
        try:
            return context.journal.transfer.rows()
        except refused as error:
            rescued = rescue(context.path, context.clock, str(error).partition("; ")[0])
            if rescued is None:
                raise
    context.exit_code = JournalError.exit_code
    faults = rescued.faults
    rest = f"; and {len(faults) - _MAX_NAMED} more" if len(faults) > _MAX_NAMED else ""
    context.print_error(
        f"Exported all valid rows; these faults were replaced or left out: {'; '.join(faults[:_MAX_NAMED])}"
        f"{rest}. `devjournal doctor` says what to do."
    )
    return rescued.rows


def _schema() -> str:
    from devjournal.exports.transfer.document_schema import json_schema
    from devjournal.storage.schema.document_shape import OPTIONAL_TABLES, table_columns
    from devjournal.storage.schema.migrations import MIGRATIONS

    return json_schema(table_columns(), len(MIGRATIONS), OPTIONAL_TABLES)


def add_import(parser: Parser) -> None:
    """Fill the parser of `import`."""
    parser.usage = (
        "devjournal import [--merge] [--json] FILE|-\n"
        "       devjournal import --from jrnl|dayone|markdown|obsidian|csv FILE|FOLDER [--on DATE]\n"
        "                         [--dry-run] [--json]"
    )
    argument(parser, "source FILE", "an exported document, or the source for --from; - is standard input", path)
    mode = parser.add_mutually_exclusive_group()
    argument(mode, "--merge", "merge into a journal that has data")
    argument(mode, "--from", "import dated texts from another program's file or folder", dest="kind", choices=_KINDS)
    argument(parser, "--on DATE", "with --from markdown, the day of items without a date")
    argument(parser, "--dry-run", "with --from, preview the import, and write nothing")
    argument(parser, "--json", "print the result as a JSON document")
    parser.set_handler(_import, "devjournal import --merge laptop.json")


_KINDS = ("jrnl", "dayone", "markdown", "obsidian", "csv")
"""The values of `domain.bring.batch.SourceKind`, repeated here so that a document loads no other reader."""


def _import(context: Context, args: Namespace) -> str:
    """Read the whole document before the journal is opened, so that a refused document creates no journal."""
    if args.kind is not None:
        from devjournal.cli.commands.data.import_foreign import import_foreign

        return import_foreign(context, args)
    if args.on is not None or args.dry_run:
        raise UsageError("--on and --dry-run need --from; name the kind of the file, such as --from jrnl.")
    from devjournal.exports.transfer.document import loads
    from devjournal.storage.schema.document_shape import OPTIONAL_TABLES, table_columns
    from devjournal.storage.schema.migrations import MIGRATIONS

    text = read_source(args.source, "name a document that `devjournal export` wrote")
    with progress(context, f"Reading {source_name(args.source)}", silent=args.json):
        rows = loads(text, table_columns(), len(MIGRATIONS), OPTIONAL_TABLES)
    if args.merge:
        from devjournal.cli.commands.data.import_merge import merge_into

        return merge_into(context, rows, args.source, as_document=args.json)
    from devjournal.domain.merge.journal_state import settled_rows

    rows = settled_rows(rows, table_columns())  # in another program's document, steps of a plan may be missing
    transfer = context.journal.transfer
    with progress(context, f"Importing {source_name(args.source)}", silent=args.json):
        count = transfer.load(rows)
    if args.json:
        from devjournal.cli.commands.data.import_merge import outcome_document

        return outcome_document(count)
    return f"Imported {pluralized(count, 'record')} into {quoted(str(context.path), 200)}."
