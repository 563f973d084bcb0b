"""The page of the 1:1 as it leaves the screen: what its file is called, and in which formats."""

from __future__ import annotations

import re

from devjournal.domain.one_to_one.span import PageKind
from devjournal.tui.one_to_one.data import FORMATS, HandedView, NextView, View
from devjournal.tui.pages.output import Sheet

_LONGEST = 40
"""Characters of a name that a file's name takes."""


def sheet_of(view: View) -> Sheet:
    """Return the page as it leaves."""
    return Sheet(name=_name(view), formats=FORMATS, render=view.render)


def _name(view: View) -> str:
    """Return what a page is called, without its ending: `1-1-mara-2026-11-27`."""
    if isinstance(view, HandedView):
        kind, name, day = PageKind.ONE_TO_ONE, view.shown.name, view.shown.day
    else:
        kind, name, day = view.asked.purpose, view.person.name if view.person else "", view.today
    parts = ("1-1", _plain(name)) if kind is PageKind.ONE_TO_ONE else (kind.value,)
    return "-".join(filter(None, (*parts, day.isoformat())))


def _plain(name: str) -> str:
    """Return a name as every file system takes it: letters and digits, and a hyphen for all else."""
    return re.sub(r"[\W_]+", "-", name.casefold())[:_LONGEST].strip("-")


def can_leave(view: View | None) -> bool:
    """Say whether there is a page to take out."""
    return isinstance(view, NextView) or (view is not None and view.handed is not None)
