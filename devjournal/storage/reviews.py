"""Reviews and horizons in the file, as far as the week asks for them."""

from __future__ import annotations

from datetime import date

from peewee import fn

from devjournal.storage.kept import kept
from devjournal.storage.store import Store
from devjournal.storage.tables import HorizonRow, ReviewRow

QUARTERLY = "quarterly"


class Reviews:
    """Tells from which days the next reviews are counted."""

    def __init__(self, store: Store) -> None:
        """Keep to one open file."""
        self._store = store

    @kept
    def anchors(self) -> tuple[date | None, date | None, date | None]:
        """Return the day the first horizon was set (None unless one stands), of the last review, and of the
        last quarterly one."""
        with self._store.reading():
            if not HorizonRow.select().where(HorizonRow.retired_on.is_null()).exists():
                return None, None, None
            first = HorizonRow.select(fn.MIN(HorizonRow.set_on)).scalar()
            last = ReviewRow.select(fn.MAX(ReviewRow.day)).scalar()
            quarterly = ReviewRow.select(fn.MAX(ReviewRow.day)).where(ReviewRow.kind == QUARTERLY).scalar()
            return first, last, quarterly
