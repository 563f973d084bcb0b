"""The claims of a case, their evidence, and the holes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.career.gap import Area, Gap
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.career.person import Awareness, Person, Relation
from devjournal.domain.case.case import Case, CaseData, make_case
from devjournal.domain.case.evidence import MAX_UNPICKED, best_first, shown_evidence
from devjournal.domain.case.holes import HoleKind, closed_holes, find_holes, hole_counts
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.entry import Entry

TODAY = date(2026, 11, 27)
HORIZON = Horizon(role="Lead", months=12, set_on=date(2026, 1, 31), id=1)
MARA = Person(name="Mara", relation=Relation.MANAGER, id=1)
JON = Person(name="Jon", id=2)


def gap(row_id: int = 1, **values: Any) -> Gap:
    """Return a gap of a skill that needs two pieces of evidence."""
    known: dict[str, Any] = {"area": Area.SKILLS, "title": f"Gap {row_id}", "needed": 2, "id": row_id}
    return Gap(**{**known, "opened_on": date(2026, 1, 31), **values})


def entry(row_id: int, weeks_ago: int = 0, **values: Any) -> Entry:
    """Return a piece of evidence for the first gap."""
    known: dict[str, Any] = {"day": TODAY - timedelta(weeks=weeks_ago), "text": f"Entry {row_id}", "gap": 1}
    return Entry(**{**known, "id": row_id, **values})


def data(gaps: Sequence[Gap], entries: Sequence[Entry] = (), aware: Sequence[Awareness] = ()) -> CaseData:
    """Return what a case is made of."""
    people = (JON, MARA)
    return CaseData(
        horizon=HORIZON, today=TODAY, gaps=tuple(gaps), entries=tuple(entries), people=people, awareness=tuple(aware)
    )


def kinds(data_of_case: CaseData) -> list[str]:
    """Return the kinds of holes."""
    return [hole.kind.value for hole in find_holes(make_case(data_of_case), data_of_case.people)]


ENTRIES = st.lists(
    st.tuples(st.integers(0, 40), st.booleans(), st.sampled_from([None, True, False]), st.none() | st.integers(1, 5)),
    max_size=12,
).map(
    lambda rows: [
        entry(n, weeks, link="https://x.example" if linked else "", pick=pick, position=place)
        for n, (weeks, linked, pick, place) in enumerate(rows, 1)
    ]
)


@given(ENTRIES)
def test_what_stands_for_a_claim(entries: list[Entry]) -> None:
    evidence = shown_evidence(entries)
    picks = [entry for entry in entries if entry.pick]
    free = [entry for entry in entries if entry.pick is None]
    assert set(picks) <= set(evidence) <= set(picks) | set(free)
    assert len(evidence) == len(picks) + min(len(free), max(MAX_UNPICKED - len(picks), 0))
    places = [entry.position for entry in evidence if entry.position is not None]
    assert places == sorted(places) == [entry.position for entry in evidence[: len(places)]]


@given(ENTRIES)
def test_the_best_are_of_different_weeks_with_a_link_and_new(entries: list[Entry]) -> None:
    ranked = best_first(entries)
    assert sorted(ranked, key=lambda entry: entry.id) == entries
    weeks = len({IsoWeek.of(entry.day) for entry in entries})
    first = ranked[:weeks]
    assert len({IsoWeek.of(entry.day) for entry in first}) == weeks
    assert [(not entry.link, TODAY - entry.day) for entry in first] == sorted(
        (not entry.link, TODAY - entry.day) for entry in first
    )


def test_claims_stand_by_area_and_only_what_may_be_told() -> None:
    gaps = [
        gap(1, area=Area.BRAND),
        gap(2),
        gap(3, private=True),
        gap(4, parked_on=TODAY),
        gap(5, closed_on=TODAY),
        gap(6, closed_on=TODAY, claim="Did it"),
    ]
    case = make_case(data(gaps, [entry(1, gap=6), entry(2, gap=3)]))
    assert [claim.gap.id for claim in case.claims] == [2, 6, 1]
    assert [claim.wording for claim in case.claims] == ["Gap 2", "Did it", "Gap 1"]


def test_who_knows_and_what_was_said() -> None:
    aware = [Awareness(2, 1, TODAY), Awareness(1, 1)]
    praise = entry(2, said_by=1, text="Well done")
    (claim,) = make_case(data([gap(1)], [entry(1), praise], aware)).claims
    assert (claim.knows, claim.should) == (("Jon",), ("Mara",))
    assert [(quote.by, quote.entry.text) for quote in claim.quotes] == [("Mara", "Well done")]
    assert claim.entries == (entry(1),)
    assert (claim.gap.evidence, claim.shown) == (2, True), "what somebody said proves it, too"


BRAND = gap(1, area=Area.BRAND, needed=2)
LINKED: dict[str, Any] = {"link": "https://x.example"}
SAID = entry(9, said_by=1)
KNOWN = [Awareness(1, 1, TODAY)]
ALL_IN_ORDER = [entry(1, **LINKED), entry(2, 1, **LINKED), SAID]


@pytest.mark.parametrize(
    ("gaps", "entries", "aware", "wanted"),
    [
        ([gap(1)], [], [], ["no-evidence"]),
        ([gap(1)], [], [Awareness(1, 1)], ["no-evidence", "nobody-knows"]),
        ([gap(1)], [entry(1, **LINKED)], KNOWN, ["too-little", "nobody-said"]),
        ([gap(1)], ALL_IN_ORDER, KNOWN, []),
        ([gap(1)], ALL_IN_ORDER, [], ["nobody-knows"]),
        ([gap(1)], ALL_IN_ORDER, [Awareness(2, 1)], ["nobody-knows"]),
        ([gap(1)], [entry(1, 26, **LINKED), entry(2, 30), entry(3, 40, said_by=1)], KNOWN, ["old"]),
        ([gap(1)], [entry(1, 25, **LINKED), entry(2, 30), entry(3, 40, said_by=1)], KNOWN, []),
        ([gap(1)], [entry(1, **LINKED), entry(2, 0, day=TODAY - timedelta(3)), SAID], KNOWN, ["one-source"]),
        ([gap(1, needed=1)], [entry(1, **LINKED), SAID], KNOWN, []),
        ([gap(1)], [entry(1), entry(2, 1), SAID], KNOWN, ["no-link"]),
        ([gap(1)], [entry(1, pick=True), entry(2, 1, pick=False, **LINKED), SAID], KNOWN, ["no-link"]),
        ([gap(1)], [entry(1, **LINKED), entry(2, 1)], KNOWN, ["nobody-said"]),
        ([gap(1, closed_on=TODAY, needed=5)], [entry(1, 60, **LINKED), SAID], KNOWN, []),
        ([BRAND], [], [], ["no-evidence", "nobody-knows"]),
        ([BRAND], [], [Awareness(1, 1, TODAY), Awareness(2, 1)], ["too-little", "nobody-said"]),
        ([BRAND], [entry(1, **LINKED), SAID], [Awareness(1, 1)], ["nobody-knows"]),
        ([gap(1, private=True), gap(2, parked_on=TODAY)], [entry(1)], [], []),
    ],
)
def test_holes(gaps: list[Gap], entries: list[Entry], aware: list[Awareness], wanted: list[str]) -> None:
    assert kinds(data(gaps, entries, aware)) == wanted


def test_every_hole_names_what_to_do() -> None:
    case_data = data(
        [gap(1), gap(2, title="Calm [bold]\nincidents."), gap(3, area=Area.BRAND)],
        [entry(1, gap=1), entry(2, gap=1)],
        [Awareness(1, 3), Awareness(2, 3), Awareness(2, 1)],
    )
    assert [hole.text for hole in find_holes(make_case(case_data), case_data.people)] == [
        "Calm [bold]↵incidents. – nothing proves it yet. Make it this week's goal.",
        "Gap 3: nothing proves it yet. Make it this week's goal.",
        "Gap 1: both of its pieces of evidence are from 2026-W48. Show it in another week.",
        "Gap 1: none of its evidence has a link. Add one, such as to the entry of 27 November 2026.",
        "Gap 1: Jon should know, and does not. Tell Jon.",
        "Gap 3: Mara and Jon should know, and none of them does. Tell Mara.",
        "Gap 1: nobody has said a word about it. Ask Jon for a sentence.",
    ]
    holes = find_holes(make_case(case_data))
    assert {hole.kind for hole in holes} <= set(HoleKind)
    assert hole_counts(holes) == (
        "2 without evidence, 1 proven in one week alone, 1 without a link, 2 that nobody knows of, "
        "1 that nobody spoke of"
    )


def _ids(case: Case) -> list[int]:
    return [claim.gap.id for claim in case.claims]


def test_a_self_review_holds_what_its_time_proved() -> None:
    case_data = data(
        [gap(1), gap(2), gap(3, closed_on=TODAY), gap(4)],
        [entry(1, 1), entry(2, 50), entry(3, 50, gap=2), entry(4, 50, gap=3)],
        [Awareness(1, 4, TODAY)],
    )
    case = make_case(case_data, since=TODAY - timedelta(weeks=10))
    assert _ids(case) == [1, 3, 4]
    assert [entry.id for entry in case.claims[0].evidence] == [1]
    assert case.claims[0].shown, "the measure is that of the whole"


def test_holes_that_were_closed_on_the_way() -> None:
    entries = [entry(1, 10, **LINKED), entry(2, 2, **LINKED), entry(3, 1, said_by=1)]
    case_data = data([gap(1)], entries, [Awareness(1, 1, TODAY)])
    days = [TODAY - timedelta(weeks=weeks) for weeks in (20, 9, 0)]
    assert [kinds_of(case_data, day) for day in days] == [
        ["no-evidence", "nobody-knows"],
        ["too-little", "nobody-knows", "nobody-said"],
        [],
    ]
    assert closed_holes(case_data, days) == 3, "no evidence and too little are one"
    assert closed_holes(case_data, days[:2]) == 0
    assert closed_holes(data([gap(1, opened_on=TODAY)]), days) == 0


def kinds_of(data_of_case: CaseData, day: date) -> list[str]:
    """Return the kinds of holes as they were on a day."""
    return [hole.kind.value for hole in find_holes(make_case(data_of_case, until=day))]
