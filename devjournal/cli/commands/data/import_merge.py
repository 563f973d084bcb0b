"""`import --merge`: merge a document, and print each replaced text with the times of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from devjournal.cli.commands.data.replaced_values import MERGE_FIELDS, replaced_as_json, replaced_line
from devjournal.cli.context import Context
from devjournal.cli.output import as_json
from devjournal.cli.progress import progress
from devjournal.cli.source import source_name
from devjournal.domain.merge.settling import Rows
from devjournal.domain.text.user_text import pluralized
from devjournal.exports.transfer.merge import merge
from devjournal.storage.schema.document_shape import table_columns


def merge_into(context: Context, rows: Rows, source: str, *, as_document: bool = False) -> str:
    """Merge the rows of a document into the journal. Return the result as lines or as a JSON document.

    Raises:
        JournalError: the merged rows break a rule of the schema; nothing is written.
    """
    name = source_name(source)
    transfer = context.journal.transfer
    with progress(context, f"Merging {name}", silent=as_document):
        merged, changed = transfer.merge(rows, partial(merge, shape=table_columns()), f"merge of {name}")
    if as_document:
        return outcome_document(
            changed, [replaced_as_json(replaced, merged, MERGE_FIELDS) for replaced in merged.replaced]
        )
    done = f"Merged {name}: {pluralized(changed, 'record')} changed" if changed else f"Merged {name}: nothing new"
    lines = [replaced_line(replaced, merged, context.journal.now.tzinfo) for replaced in merged.replaced]
    if not lines:
        return f"{done}."
    return "\n".join([f"{done}; {pluralized(len(lines), 'text')} gave way.", *lines])


def outcome_document(records: int, gave_way: Sequence[Mapping[str, str]] = ()) -> str:
    """Return the result of a document's import as JSON."""
    return as_json({"from": "devjournal", "records": records, "gave_way": list(gave_way)})
