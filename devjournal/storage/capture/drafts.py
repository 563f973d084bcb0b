"""Drafts in the file. Each item of a source is drafted once, whatever became of the draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from devjournal.domain.capture.draft import Draft, DraftState, NewDraft
from devjournal.domain.text.user_text import clean, pluralized, required
from devjournal.domain.week.entry import Entry
from devjournal.errors import NotFound, RuleViolation
from devjournal.storage.core.rows import ascending, dicts, id_of, ids_of, select_all, uid_of, value_of
from devjournal.storage.core.uids import natural_uid
from devjournal.storage.row_labels import row_label
from devjournal.storage.schema.tables import DraftRow
from devjournal.storage.store import Store
from devjournal.storage.week.entries import Entries


class Drafts:
    """Adds, lists, keeps and drops drafts."""

    def __init__(self, store: Store, entries: Entries) -> None:
        """Work on one open file; kept drafts become `entries`."""
        self._store = store
        self._entries = entries

    def add_all(self, new_drafts: Iterable[NewDraft]) -> tuple[Draft, ...]:
        """Add drafts of items not seen before, in one undo step. Return the added ones.

        Raises:
            InvalidText: a text is empty or cannot be stored; nothing was added.
        """
        added: list[int] = []
        with self._store.writing(lambda: pluralized(len(added), "new draft")):
            for new in new_drafts:
                uid = natural_uid("draft", f"{new.kind} {new.fingerprint}")
                if id_of(DraftRow, DraftRow.uid == uid) is not None:
                    continue
                values = {
                    "day": new.day,
                    "text": required(new.text, "The draft"),
                    "link": clean(new.link, "The link"),
                    "source": clean(new.source, "The source"),
                    "state": DraftState.WAITING.value,
                }
                added.append(self._store.insert(DraftRow, values, uid))
            return tuple(self._select(DraftRow.id.in_(added))) if added else ()

    def waiting(self) -> tuple[Draft, ...]:
        """Return the drafts that are neither kept nor dropped, earliest first."""
        with self._store.reading():
            return tuple(self._select(DraftRow.state == DraftState.WAITING.value))

    def of_source(self, source: str) -> tuple[Draft, ...]:
        """Return every draft of a source in any state, earliest first."""
        with self._store.reading():
            return tuple(self._select(DraftRow.source == source))

    def get(self, row_id: int) -> Draft:
        """Return a waiting draft.

        Raises:
            NotFound: there is no such draft.
            RuleViolation: the draft is kept or dropped already.
        """
        with self._store.reading():
            return self._get_waiting(row_id)

    def count(self) -> int:
        """Return how many drafts wait."""
        with self._store.reading():
            return int(DraftRow.select().where(DraftRow.state == DraftState.WAITING.value).count())

    def keep(self, row_id: int, *, text: str | None = None, gap: int | None = None, private: bool = False) -> Entry:
        """Turn a draft into an entry, with its own words or another `text`. Return the entry.

        The same draft kept on two machines becomes one entry.

        Raises:
            NotFound: there is no such draft, or no such gap.
            RuleViolation: the draft is kept or dropped already.
            InvalidText: the text is empty or cannot be stored.
        """
        with self._store.writing(f"keeping of {row_label(self._store, DraftRow, row_id)}"):
            draft = self._get_waiting(row_id)
            uid = natural_uid("kept", uid_of(DraftRow, row_id) or "")
            entry_text = draft.text if text is None else text
            entry = self._entries.add(entry_text, day=draft.day, gap=gap, link=draft.link, private=private, uid=uid)
            self._store.update(DraftRow, row_id, {"state": DraftState.KEPT.value, "entry": entry.id})
            return entry

    def extend(self, row_id: int, text: str) -> Draft:
        """Give a waiting draft a longer text after more of its day was read.

        Raises:
            NotFound: there is no such draft.
            RuleViolation: the draft is kept or dropped already.
            InvalidText: the text is empty or cannot be stored.
        """
        with self._store.writing(f"longer text of {row_label(self._store, DraftRow, row_id)}"):
            self._get_waiting(row_id)
            self._store.update(DraftRow, row_id, {"text": required(text, "The draft")})
            return self._get_waiting(row_id)

    def drop(self, row_id: int) -> Draft:
        """Drop a draft for good: its item is not drafted again.

        Raises:
            NotFound: there is no such draft.
            RuleViolation: the draft is kept or dropped already.
        """
        with self._store.writing(f"dropping of {row_label(self._store, DraftRow, row_id)}"):
            draft = self._get_waiting(row_id)
            self._store.update(DraftRow, row_id, {"state": DraftState.DROPPED.value})
            return draft._replace(state=DraftState.DROPPED)

    def drop_all(self) -> int:
        """Drop every waiting draft in one undo step. Return how many there were."""
        dropped = 0
        with self._store.writing(lambda: f"dropping of {pluralized(dropped, 'draft')}"):
            for row_id in ids_of(DraftRow, DraftRow.state == DraftState.WAITING.value):
                self._store.update(DraftRow, row_id, {"state": DraftState.DROPPED.value})
                dropped += 1
        return dropped

    def _get_waiting(self, row_id: int) -> Draft:
        draft = next(self._select(DraftRow.id == row_id), None)
        if draft is None:
            raise NotFound(f"There is no draft {row_id}; see `devjournal drafts list`.")
        if draft.state is not DraftState.WAITING:
            raise RuleViolation(f"Draft {row_id} is {draft.state.value} already; see `devjournal drafts list`.")
        return draft

    def _select(self, where: Any) -> Iterator[Draft]:
        for row in dicts(select_all(DraftRow).where(where).order_by(*ascending(DraftRow, DraftRow.day))):
            yield value_of(Draft, row, state=DraftState(row["state"]))
