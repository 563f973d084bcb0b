"""What `import --merge` does and says: each text that gave way to another, with the times of both."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from devjournal.cli.commands.data.gave_way import gave_way_line
from devjournal.cli.context import Context
from devjournal.cli.progress import progress
from devjournal.cli.source import STANDARD
from devjournal.domain.merge.settling import Rows
from devjournal.domain.text.user_text import pluralized, quoted
from devjournal.exports.transfer.merge import merge
from devjournal.storage.schema.document_shape import table_columns


def merge_into(context: Context, rows: Rows, source: str) -> str:
    """Merge the rows of a document into the journal, and return what is to be told.

    Raises:
        JournalError: the two together break a rule of the schema; nothing was written.
    """
    name = "standard input" if source == STANDARD else quoted(Path(source).name, 60)
    what = f"merge of {name}"
    transfer = context.journal.transfer
    with progress(context, f"Merging {name}"):
        merged, changed = transfer.merge(rows, partial(merge, shape=table_columns()), what)
    done = f"Merged {name}: {pluralized(changed, 'record')} changed" if changed else f"Merged {name}: nothing new"
    lines = [gave_way_line(lost, merged, context.journal.now.tzinfo) for lost in merged.gave_way]
    if not lines:
        return f"{done}."
    return "\n".join([f"{done}; {pluralized(len(lines), 'text')} gave way.", *lines])
