"""The user's choices for a page: lines left out and brought in. Called inside `Store.reading` and `Store.writing`.

The file names a line by the uid of its row, which is the same in every copy of the journal. Keys name it by local ID.
"""

from __future__ import annotations

from devjournal.domain.one_to_one.page import PageChoices, kind_of_line, shown_by_default
from devjournal.errors import NotFound
from devjournal.storage.core.rows import ids_of, tuples, uid_of
from devjournal.storage.core.uids import natural_uid
from devjournal.storage.schema.tables import ConversationRow, EntryRow, GapRow, PageChoiceRow, PersonRow, Row, TopicRow
from devjournal.storage.store import Store

NOBODY = ""
"""The page without a person, if there is neither a manager nor a 1:1."""

_ROWS: dict[str, type[Row]] = {
    "topic": TopicRow,
    "entry": EntryRow,
    "gap": GapRow,
    "reader-gap": GapRow,
    "talk": ConversationRow,
}
"""The kinds of lines that name a row."""


def page_of(person: int | None) -> str:
    """Return the identifier of the page of a person, who is given by ID."""
    return NOBODY if person is None else uid_of(PersonRow, person) or NOBODY


def read(person: int | None) -> PageChoices:
    """Return the choices for the page of a person. Lines whose row was removed are skipped."""
    fields = (PageChoiceRow.line, PageChoiceRow.told)
    rows = list(tuples(PageChoiceRow.select(*fields).where(PageChoiceRow.page == page_of(person))))
    if not rows:
        return PageChoices()
    keys = _keys([line for line, _ in rows])
    omitted = frozenset(keys[line] for line, included in rows if not included and line in keys)
    return PageChoices(omitted, frozenset(keys[line] for line, included in rows if included and line in keys))


def put(store: Store, person: int | None, key: str, included: bool) -> None:
    """Bring a line onto the page of a person, or leave it out.

    Raises:
        NotFound: the row of the line was removed.
    """
    page, line = page_of(person), _line(key)
    same = (PageChoiceRow.page == page) & (PageChoiceRow.line == line)
    if included == shown_by_default(key):
        for row_id in ids_of(PageChoiceRow, same):
            store.delete(PageChoiceRow, row_id)
    else:
        values = {"page": page, "line": line, "told": included}
        store.upsert(PageChoiceRow, same, values, natural_uid("page-choice", f"{page} {line}"))


def clear(store: Store, page: str) -> None:
    """Remove the choices for a page, after its 1:1."""
    for row_id in ids_of(PageChoiceRow, PageChoiceRow.page == page):
        store.delete(PageChoiceRow, row_id)


def _line(key: str) -> str:
    """Return the key of a line as stored."""
    table = _ROWS.get(kind_of_line(key))
    if table is None:
        return key
    kind, _, row_id = key.partition(":")
    uid = uid_of(table, int(row_id))
    if uid is None:
        raise NotFound("That line is gone: what it was about has been removed.")
    return f"{kind}:{uid}"


def _keys(lines: list[str]) -> dict[str, str]:
    """Return the key of each stored line whose row exists."""
    keys = {line: line for line in lines if kind_of_line(line) not in _ROWS}
    for kind, table in _ROWS.items():
        uids = [line.partition(":")[2] for line in lines if kind_of_line(line) == kind]
        if uids:
            id_rows = tuples(table.select(table.id, table.uid).where(table.uid.in_(uids)))
            keys |= {f"{kind}:{uid}": f"{kind}:{row_id}" for row_id, uid in id_rows}
    return keys
