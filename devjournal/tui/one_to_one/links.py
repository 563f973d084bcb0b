"""The week, gap or talk that a line of the 1:1 is about."""

from __future__ import annotations

from devjournal.domain.dates.reading import parse_week
from devjournal.domain.search.search_hit import HitKind, SearchHit
from devjournal.storage import Journal
from devjournal.tui.one_to_one.data import CurrentView, EarlierView, View

WEEK_LINES = ("week", "note", "this-week")
"""The kinds of lines that are about a week."""


def target_of(view: CurrentView, key: str) -> SearchHit | None:
    """Return the gap or the talk that a line leads to.

    `None` if the line leads nowhere, or the person of the talk was removed.
    """
    kind, _, number = key.partition(":")
    if kind in ("gap", "reader-gap"):
        return SearchHit(kind=HitKind.GAP, id=int(number), day=view.today, text="")
    if kind == "talk":
        for _, talk in view.data.findings.talks:
            if talk.id == int(number) and talk.person is not None:
                return SearchHit(kind=HitKind.TALK, id=talk.id, day=talk.day, text="", of=talk.person)
    return None


def preview_keys(journal: Journal, view: View, key: str) -> tuple[str, ...]:
    """Return the keys of the pages for the third column: the subject of the line, or else the last talk."""
    if isinstance(view, EarlierView):
        return ()
    kind, _, name = key.partition(":")
    if kind in WEEK_LINES:
        return (f"week:{parse_week(name, view.today).monday.isoformat()}",)
    if kind in ("entry", "talk"):
        return (key,)
    if (target := target_of(view, key)) is not None:
        return (f"gap:{target.id}",)
    talks = journal.conversations.with_person(view.person.id) if view.person is not None else ()
    return tuple(f"talk:{talk.id}" for talk in talks[:1])
