"""The formats of a case, at most two sheets of paper long."""

from __future__ import annotations

from collections.abc import Sequence

from devjournal.domain.case.case import Case
from devjournal.domain.case.holes import Hole
from devjournal.exports.case import case_json
from devjournal.exports.case.layout import FULL, CaseBudget, lay_out
from devjournal.exports.page.formats import PAGES, length
from devjournal.exports.page.page import Page

MAX_LINES = 100
"""Lines on two sheets of paper."""

_MINIMUMS = (CaseBudget(8, 3, 1, 6, 1, 150), CaseBudget(4, 2, 1, 3, 0, 100), CaseBudget(2, 1, 0, 1, 0, 60))
"""How much of each kind is listed at least. A smaller minimum applies only if the page is still too long."""


def render(case: Case, holes: Sequence[Hole], name: str, *, with_holes: bool = False) -> str:
    """Return a case in a format. Except in JSON, holes are included only on request."""
    if name == "json":
        return case_json.render(case, holes)
    return PAGES[name](fitted(case, holes if with_holes else None))


def fitted(case: Case, holes: Sequence[Hole] | None = None) -> Page:
    """Return the page with as much as fits on two sheets, and counts of what does not. `holes` may exceed them."""
    budget = FULL
    for minimums in _MINIMUMS:
        while length(lay_out(case, budget)) > MAX_LINES and budget != minimums:
            budget = _narrower(budget, minimums)
    return lay_out(case, budget, holes)


def _narrower(budget: CaseBudget, minimums: CaseBudget) -> CaseBudget:
    """Return a budget with one step less of the kind that can spare the greatest share."""
    limits, least = budget._asdict(), minimums._asdict()
    kind = max(limits, key=lambda name: (limits[name] - least[name]) / max(limits[name], 1))
    step = 30 if kind == "text_width" else 1
    return budget._replace(**{kind: max(limits[kind] - step, least[kind])})
