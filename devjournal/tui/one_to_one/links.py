"""Where the lines of the 1:1 lead to."""

from __future__ import annotations

from devjournal.domain.search.search_hit import HitKind, SearchHit
from devjournal.tui.one_to_one.data import NextView


def leads_to(view: NextView, key: str) -> SearchHit | None:
    """Return the gap or the talk that a line tells of; None where it is about neither, or nobody is left to go to."""
    kind, _, number = key.partition(":")
    if kind in ("gap", "reader-gap"):
        return SearchHit(kind=HitKind.GAP, id=int(number), day=view.today, text="")
    if kind == "talk":
        talks = (talk for _, talk in view.found.findings.talks if talk.id == int(number) and talk.person is not None)
        return next(
            (SearchHit(kind=HitKind.TALK, id=item.id, day=item.day, text="", of=item.person) for item in talks), None
        )
    return None
