"""What was left out still stands in its place for whoever chooses; the page around it is the one that is printed."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devjournal.domain.one_to_one.summary_data import Progress, SummaryData
from devjournal.exports.page.formats import fit
from devjournal.exports.page.layout import lay_out
from devjournal.exports.page.page import Items, Line, Page, Row, Strip, Table
from devjournal.exports.page.page_with_omissions import with_left_out
from devjournal.exports.page.summary import STRIP, UNCHANGED, summarize
from devjournal.exports.page.text import Part, printed
from tests.exports.told import any_findings, findings


def listed(page: Page) -> list[tuple[str, Line | Row | Strip]]:
    """Return all that a page lists, each with the heading it stands under."""
    found: list[tuple[str, Line | Row | Strip]] = []
    for section in page.sections:
        for block in section.blocks:
            parts = block.lines if isinstance(block, Items) else block.rows if isinstance(block, Table) else (block,)
            found += [(section.heading, part) for part in parts]
    return found


def key_of(part: Line | Row | Strip) -> str:
    """Return what a line is left out by."""
    return STRIP if isinstance(part, Strip) else part.key


def words_of(part: Line | Row | Strip) -> object:
    """Return what a line says; a column in which it says nothing is none."""
    return (part.key, part.mark, [cell for cell in part.cells if cell]) if isinstance(part, Row) else part


def shown(found: SummaryData, left_out: set[str]) -> tuple[Page, Page]:
    """Return the page as it is printed, and as it is chosen from."""
    page, room = fit(summarize(found, left_out=left_out))
    return page, with_left_out(page, room, summarize(found), left_out)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.data(), st.one_of(any_findings(), st.builds(findings, count=st.integers(0, 12))))
def test_the_printed_page_stands_between_what_was_left_out(data: st.DataObject, found: SummaryData) -> None:
    keys = sorted({key_of(part) for _, part in listed(lay_out(summarize(found)))} - {""})
    left_out = set(data.draw(st.lists(st.sampled_from(keys), unique=True))) if keys else set()
    page, whole = shown(found, left_out)
    kept = [(heading, part) for heading, part in listed(whole) if key_of(part) not in left_out]
    assert [heading for heading, _ in kept] == [heading for heading, _ in listed(page)]
    for (_, one), (_, other) in zip(kept, listed(page), strict=True):
        assert words_of(one) == words_of(other)
    there = {key_of(part) for _, part in listed(whole)}
    assert left_out <= there
    assert list(dict.fromkeys(heading for heading, _ in listed(whole))) == [
        section.heading for section in whole.sections
    ]


def test_each_stays_in_its_place() -> None:
    found = findings(count=3)
    everything = [key_of(part) for _, part in listed(lay_out(summarize(found)))]
    for key in dict.fromkeys(everything):
        _, whole = shown(found, {key})
        assert [key_of(part) for _, part in listed(whole)] == everything, key
    page, whole = shown(found, set(everything))
    assert page.sections == ()
    assert [key_of(part) for _, part in listed(whole)] == everything


def test_an_ask_that_was_left_out_has_no_number() -> None:
    _, whole = shown(findings(count=3), {"topic:5"})
    asks = [part.mark for heading, part in listed(whole) if heading == "Asks" and isinstance(part, Line)]
    assert asks == ["1", "", "2"]


def test_a_row_that_was_left_out_keeps_its_columns() -> None:
    found = findings(lambda what: "" if what == "lesson" else what, count=2)
    found = replace(found, weeks=(found.weeks[0], found.weeks[1]._replace(lesson="x")))
    page, whole = shown(found, {f"week:{found.weeks[1].iso}"})
    tables = [next(block for section in one.sections for block in section.blocks if isinstance(block, Table))
              for one in (page, whole)]  # fmt: skip
    assert [table.headings for table in tables] == [
        ("Week", "Outcome", "Skill", "Goal"),
        ("Week", "Outcome", "Skill", "Goal", "Lesson"),
    ]
    assert [[row.cells[-1] for row in table.rows] for table in tables] == [["goal"], ["", "x"]]


def test_each_new_gap_is_a_line_that_can_be_left_out_alone() -> None:
    gaps = tuple(Progress(gap=one.gap, opened=True) for one in findings(count=1).gaps)
    new = replace(findings(count=1), gaps=gaps)

    def career(*left_out: str) -> list[str]:
        summary = lay_out(summarize(new, left_out={*left_out}))
        return [part.text for heading, part in listed(summary) if heading == "Career" and isinstance(part, Line)]

    assert career() == ["New: gap (2 of 5)"] * 3
    assert career("gap:2") == ["New: gap (2 of 5)"] * 2
    assert career("gap:1", "gap:2", "gap:3") == []


def test_the_unchanged_gaps_are_a_line_that_can_be_left_out() -> None:
    found = findings(count=1)
    quiet = replace(found, gaps=(Progress(gap=found.gaps[0].gap),))
    assert UNCHANGED in {key_of(part) for _, part in listed(lay_out(summarize(quiet)))}
    assert "Career" not in {heading for heading, _ in listed(lay_out(summarize(quiet, left_out={UNCHANGED})))}


@given(any_findings(), st.integers(26, 90))
@settings(max_examples=60)
def test_a_page_is_printed_in_any_width_and_says_the_same(found: SummaryData, columns: int) -> None:
    page, _ = fit(summarize(found))
    lines = list(printed(page, columns))
    keys = [line.key for line in lines if line.key]
    assert set(keys) == {key_of(part) for _, part in listed(page)} - {""}
    headings = [line.text for line in lines if line.part is Part.HEADING]
    assert headings == [section.heading for section in page.sections]
    words = " ".join(line.text for line in lines)
    cells = chain.from_iterable(part.cells for _, part in listed(page) if isinstance(part, Row))
    for cell in cells:
        if cell and len(cell) < 10 and " " not in cell:
            assert all(line in words for line in cell.split("\n"))
