"""Lays out a case as a page: claims by area, then what is under way. Items that do not fit are counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from devjournal.domain.career.gap import Area
from devjournal.domain.case.case import Case, Claim, Quote
from devjournal.domain.case.holes import Hole, hole_counts
from devjournal.domain.dates.days import day_and_month, day_in_full, span_in_full
from devjournal.domain.text.link import link_to_open
from devjournal.domain.text.user_text import pluralized
from devjournal.domain.week.entry import Entry
from devjournal.exports.page.lines import entry_key, labelled, more_lines, spoken, under
from devjournal.exports.page.page import Items, Line, Page, Section
from devjournal.exports.page.page_budget import cut, cut_lines

STATEMENT = "statement"
"""The key of the opening sentence."""


class CaseBudget(NamedTuple):
    """How much of each kind is listed. Further items are counted."""

    claims: int = 12
    """Claims of an area."""
    evidence: int = 12
    """Evidence of a claim: three, unless the user picked more."""
    words: int = 3
    """Statements about a claim."""
    under_way: int = 12
    begun: int = 3
    """Evidence of gaps under way."""
    text_width: int = 240
    """The cells of a text. Of a longer text, the omitted characters are counted."""


FULL = CaseBudget()


def claim_key(claim: Claim) -> str:
    """Return the key of a claim."""
    return f"claim:{claim.gap.id}"


def lay_out(case: Case, budget: CaseBudget = FULL, holes: Sequence[Hole] | None = None) -> Page:
    """Return the page of a case. `holes` come first, if the user asked for them."""
    parts: list[tuple[str, list[Line]]] = []
    if holes is not None:
        parts.append(("Holes", hole_lines(holes)))
    if case.horizon.statement and case.since is None:
        text = cut_lines(case.horizon.statement, budget.text_width)
        parts.append(("In short", [Line(text=text, mark="", key=STATEMENT)]))
    for area in Area:
        claims = [claim for claim in case.proven if claim.gap.area is area]
        parts.append((area.value.capitalize(), _claims(claims, case, budget)))
    parts.append(("Under way", _under_way(case, budget)))
    sections = tuple(Section(heading=heading, blocks=(Items(lines=tuple(lines)),)) for heading, lines in parts if lines)
    return Page(title=_title(case, budget), span=_span(case, budget), sections=sections)


def _title(case: Case, budget: CaseBudget) -> str:
    return "Self-review" if case.since is not None else f"The case for {cut(case.horizon.role, budget.text_width)}"


def _span(case: Case, budget: CaseBudget) -> str:
    if case.since is None:
        return f"By {day_in_full(case.horizon.by)}"
    return f"{span_in_full(case.since, case.today)}, on the way to {cut(case.horizon.role, budget.text_width)}"


def hole_lines(holes: Sequence[Hole]) -> list[Line]:
    """Return the holes as lines, their counts first."""
    if not holes:
        return [Line(text="There are none.")]
    count_line = Line(text=f"{pluralized(len(holes), 'hole')}: {hole_counts(holes)}", mark="")
    return [count_line, *(Line(text=hole.text, mark="○") for hole in holes)]


def _claims(claims: Sequence[Claim], case: Case, budget: CaseBudget) -> list[Line]:
    lines: list[Line] = []
    for claim in claims[: budget.claims]:
        lines += _claim(claim, case, budget, budget.evidence)
    return [*lines, *more_lines(len(claims), budget.claims, "claim")]


def _under_way(case: Case, budget: CaseBudget) -> list[Line]:
    lines: list[Line] = []
    for claim in case.under_way[: budget.under_way]:
        lines += _claim(claim, case, budget, budget.begun)
    return [*lines, *more_lines(len(case.under_way), budget.under_way, "gap under way", "gaps under way")]


def _claim(claim: Claim, case: Case, budget: CaseBudget, evidence: int) -> list[Line]:
    wording = claim.wording if claim.shown else claim.gap.title
    lines = [Line(text=f"{cut_lines(wording, budget.text_width)} ({claim.gap.measure})", key=claim_key(claim))]
    lines += [_evidence(entry, case, budget) for entry in claim.evidence[:evidence]]
    if evidence:
        lines += [under(line) for line in more_lines(len(claim.evidence), evidence, "entry", "entries")]
    if claim.knows:
        names = ", ".join(cut(name, 30) for name in claim.knows[:4])
        rest = f" and {len(claim.knows) - 4} more" if len(claim.knows) > 4 else ""
        lines.append(Line(text=f"Can say so: {names}{rest}", key=claim_key(claim), under=True))
    lines += [_words(quote, case, budget) for quote in claim.quotes[: budget.words]]
    if budget.words:
        lines += [under(line) for line in more_lines(len(claim.quotes), budget.words, "such sentence")]
    return lines


def _evidence(entry: Entry, case: Case, budget: CaseBudget) -> Line:
    text = labelled(day_and_month(entry.day, case.today), cut_lines(entry.text, budget.text_width))
    link = link_to_open(entry.link)
    if entry.link and not link:
        text += f" ({cut(entry.link, budget.text_width)})"
    return Line(text=text, link=link, key=entry_key(entry), under=True)


def _words(quote: Quote, case: Case, budget: CaseBudget) -> Line:
    entry = quote.entry
    label = f"{cut(quote.by, 30)}, {day_and_month(entry.day, case.today)}"
    text = spoken(label, cut_lines(entry.text, budget.text_width))
    return Line(text=text, link=link_to_open(entry.link), key=entry_key(entry), under=True)
