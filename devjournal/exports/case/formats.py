"""The formats of a case, at most two sheets of paper long."""

from __future__ import annotations

from collections.abc import Sequence

from devjournal.domain.case.case import Case
from devjournal.domain.case.holes import Hole
from devjournal.exports.case import case_json
from devjournal.exports.case.layout import FULL, CaseBudget, lay_out
from devjournal.exports.page.formats import PAGES, length
from devjournal.exports.page.page import Page

MOST_LINES = 100
"""Lines on two sheets of paper."""

_LEAST = (CaseBudget(8, 3, 1, 6, 1, 150), CaseBudget(4, 2, 1, 3, 0, 100), CaseBudget(2, 1, 0, 1, 0, 60))
"""The least that is listed, one kind after another."""


def render(case: Case, holes: Sequence[Hole], name: str, *, with_holes: bool = False) -> str:
    """Return a case in a format. Except in JSON, holes are included only on request."""
    if name == "json":
        return case_json.render(case, holes)
    return PAGES[name](fitted(case, holes if with_holes else None))


def fitted(case: Case, holes: Sequence[Hole] | None = None) -> Page:
    """Return the page, with as much as fits on two sheets; the rest is counted. Holes do not count."""
    room = FULL
    for least in _LEAST:
        while length(lay_out(case, room)) > MOST_LINES and room != least:
            room = _narrower(room, least)
    return lay_out(case, room, holes)


def _narrower(room: CaseBudget, least: CaseBudget) -> CaseBudget:
    """Return a budget with one step less of the kind that can spare the most."""
    spare = [(limit - minimum) / max(limit, 1) for limit, minimum in zip(room, least, strict=True)]
    at = spare.index(max(spare))
    letters = at == len(room) - 1
    return CaseBudget(*(max(limit - (30 if letters else 1), minimum) if n == at else limit
                  for n, (limit, minimum) in enumerate(zip(room, least, strict=True))))  # fmt: skip
