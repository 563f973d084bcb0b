"""The page of the 1:1 as a file: name and formats."""

from __future__ import annotations

import re

from devjournal.domain.one_to_one.span import PageKind
from devjournal.exports.page.formats import SUFFIXES
from devjournal.tui.one_to_one.data import CurrentView, EarlierView, View
from devjournal.tui.pages.output import PageExport

_MAX_NAME = 40
"""Maximum characters of a person's name in a file name."""


def export_of(view: View) -> PageExport:
    """Return the page for copying and writing."""
    return PageExport(name=_file_name(view), formats=SUFFIXES, render=view.render)


def _file_name(view: View) -> str:
    """Return the page's file name without suffix: `1-1-mara-2026-11-27`."""
    if isinstance(view, EarlierView):
        kind, name, day = PageKind.ONE_TO_ONE, view.handed_over.name, view.handed_over.day
    else:
        kind, name, day = view.request.purpose, view.person.name if view.person else "", view.today
    parts = ("1-1", _slug(name)) if kind is PageKind.ONE_TO_ONE else (kind.value,)
    return "-".join(filter(None, (*parts, day.isoformat())))


def _slug(name: str) -> str:
    """Return a name for any file system: letters and digits, with hyphens for everything else."""
    return re.sub(r"[\W_]+", "-", name.casefold())[:_MAX_NAME].strip("-")


def can_output(view: View | None) -> bool:
    """Return whether there is a page to copy or write."""
    return isinstance(view, CurrentView) or (view is not None and view.stored is not None)
