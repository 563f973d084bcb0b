"""A page with omissions: omitted lines are in their places, and the other lines are those of the printed page."""

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
from devjournal.exports.page.page_with_omissions import with_omissions
from devjournal.exports.page.summary import STRIP, UNCHANGED, summarize
from devjournal.exports.page.text import Part, printed
from tests.exports.summaries import any_summary_data, summary_data


def listed(page: Page) -> list[tuple[str, Line | Row | Strip]]:
    """Return the items of a page, each with the heading of its section."""
    items: list[tuple[str, Line | Row | Strip]] = []
    for section in page.sections:
        for block in section.blocks:
            parts = block.lines if isinstance(block, Items) else block.rows if isinstance(block, Table) else (block,)
            items += [(section.heading, part) for part in parts]
    return items


def key_of(part: Line | Row | Strip) -> str:
    """Return the key by which an item is left out."""
    return STRIP if isinstance(part, Strip) else part.key


def contents_of(part: Line | Row | Strip) -> object:
    """Return the contents of an item, for a row without its empty cells."""
    return (part.key, part.mark, [cell for cell in part.cells if cell]) if isinstance(part, Row) else part


def shown(data: SummaryData, omitted: set[str]) -> tuple[Page, Page]:
    """Return the page as it is printed, and as the user chooses from it."""
    page, budget = fit(summarize(data, omitted=omitted))
    return page, with_omissions(page, budget, summarize(data), omitted)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.data(), st.one_of(any_summary_data(), st.builds(summary_data, count=st.integers(0, 12))))
def test_the_printed_page_stands_between_what_was_left_out(draws: st.DataObject, data: SummaryData) -> None:
    keys = sorted({key_of(part) for _, part in listed(lay_out(summarize(data)))} - {""})
    omitted = set(draws.draw(st.lists(st.sampled_from(keys), unique=True))) if keys else set()
    page, full_page = shown(data, omitted)
    included = [(heading, part) for heading, part in listed(full_page) if key_of(part) not in omitted]
    assert [heading for heading, _ in included] == [heading for heading, _ in listed(page)]
    for (_, part), (_, printed_part) in zip(included, listed(page), strict=True):
        assert contents_of(part) == contents_of(printed_part)
    keys_on_page = {key_of(part) for _, part in listed(full_page)}
    assert omitted <= keys_on_page
    assert list(dict.fromkeys(heading for heading, _ in listed(full_page))) == [
        section.heading for section in full_page.sections
    ]


def test_each_stays_in_its_place() -> None:
    data = summary_data(count=3)
    everything = [key_of(part) for _, part in listed(lay_out(summarize(data)))]
    for key in dict.fromkeys(everything):
        _, full_page = shown(data, {key})
        assert [key_of(part) for _, part in listed(full_page)] == everything, key
    page, full_page = shown(data, set(everything))
    assert page.sections == ()
    assert [key_of(part) for _, part in listed(full_page)] == everything


def test_an_ask_that_was_left_out_has_no_number() -> None:
    _, full_page = shown(summary_data(count=3), {"topic:5"})
    asks = [part.mark for heading, part in listed(full_page) if heading == "Asks" and isinstance(part, Line)]
    assert asks == ["1", "", "2"]


def test_a_row_that_was_left_out_keeps_its_columns() -> None:
    data = summary_data(lambda name: "" if name == "lesson" else name, count=2)
    data = replace(data, weeks=(data.weeks[0], data.weeks[1]._replace(lesson="x")))
    page, full_page = shown(data, {f"week:{data.weeks[1].iso}"})
    tables = [next(block for section in layout.sections for block in section.blocks if isinstance(block, Table))
              for layout in (page, full_page)]  # fmt: skip
    assert [table.headings for table in tables] == [
        ("Week", "Outcome", "Skill", "Goal"),
        ("Week", "Outcome", "Skill", "Goal", "Lesson"),
    ]
    assert [[row.cells[-1] for row in table.rows] for table in tables] == [["goal"], ["", "x"]]


def test_each_new_gap_is_a_line_that_can_be_left_out_alone() -> None:
    gaps = tuple(Progress(gap=progress.gap, opened=True) for progress in summary_data(count=1).gaps)
    data = replace(summary_data(count=1), gaps=gaps)

    def career(*omitted: str) -> list[str]:
        summary = lay_out(summarize(data, omitted={*omitted}))
        return [part.text for heading, part in listed(summary) if heading == "Career" and isinstance(part, Line)]

    assert career() == ["New: gap (2 of 5)"] * 3
    assert career("gap:2") == ["New: gap (2 of 5)"] * 2
    assert career("gap:1", "gap:2", "gap:3") == []


def test_the_unchanged_gaps_are_a_line_that_can_be_left_out() -> None:
    data = summary_data(count=1)
    quiet = replace(data, gaps=(Progress(gap=data.gaps[0].gap),))
    assert UNCHANGED in {key_of(part) for _, part in listed(lay_out(summarize(quiet)))}
    assert "Career" not in {heading for heading, _ in listed(lay_out(summarize(quiet, omitted={UNCHANGED})))}


@given(any_summary_data(), st.integers(26, 90))
@settings(max_examples=60)
def test_a_page_is_printed_in_any_width_and_says_the_same(data: SummaryData, columns: int) -> None:
    page, _ = fit(summarize(data))
    lines = list(printed(page, columns))
    keys = [line.key for line in lines if line.key]
    assert set(keys) == {key_of(part) for _, part in listed(page)} - {""}
    headings = [line.text for line in lines if line.part is Part.HEADING]
    assert headings == [section.heading for section in page.sections]
    page_text = " ".join(line.text for line in lines)
    cells = chain.from_iterable(part.cells for _, part in listed(page) if isinstance(part, Row))
    for cell in cells:
        if cell and len(cell) < 10 and " " not in cell:
            assert all(line in page_text for line in cell.split("\n"))
