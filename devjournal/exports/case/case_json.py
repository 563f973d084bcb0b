"""A case as JSON: everything that the other formats show or count, and the holes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from devjournal.domain.case.case import Case, Claim
from devjournal.domain.case.holes import Hole
from devjournal.domain.dates.days import as_iso
from devjournal.domain.text.user_text import json_document
from devjournal.domain.week.entry import Entry


def render(case: Case, holes: Sequence[Hole]) -> str:
    """Return the document as text; equal cases give equal texts."""
    document = {
        "role": case.horizon.role,
        "by": case.horizon.by.isoformat(),
        "statement": case.horizon.statement or None,
        "since": as_iso(case.since),
        "today": case.today.isoformat(),
        "claims": [_claim(claim) for claim in case.claims],
        "holes": [{"kind": hole.kind.value, "gap": hole.gap, "text": hole.text} for hole in holes],
    }
    return json_document(document) + "\n"


def _claim(claim: Claim) -> dict[str, Any]:
    gap = claim.gap
    return {
        "gap": gap.id,
        "title": gap.title,
        "claim": claim.wording,
        "area": gap.area,
        "step": gap.step,
        "needed": gap.needed,
        "count": gap.evidence,
        "evidence": [_entry(entry) for entry in claim.evidence],
        "shown": gap.shown,
        "knows": list(claim.knows),
        "should_know": list(claim.should),
        "words": [
            {
                "by": quote.by,
                "day": quote.entry.day.isoformat(),
                "text": quote.entry.text,
                "link": quote.entry.link or None,
            }
            for quote in claim.quotes
        ],
        "goals": gap.goals,
        "hits": gap.hits,
        "closed": as_iso(gap.closed_on),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {"id": entry.id, "day": entry.day.isoformat(), "text": entry.text, "link": entry.link or None}
