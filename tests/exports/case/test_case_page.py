"""The page of a case: two pages hold it, what has no room is counted, and texts are shown as they were typed."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest

from devjournal.domain.career.gap import Area, Gap
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.career.person import Awareness, Person
from devjournal.domain.case.case import Case, CaseData, make_case
from devjournal.domain.case.holes import find_holes
from devjournal.domain.week.entry import Entry
from devjournal.exports.case.formats import MAX_LINES, fitted, render
from devjournal.exports.page.formats import PAGES, length
from devjournal.exports.page.page import Items, Page

TODAY = date(2026, 11, 27)


def case_of(gaps: int, entries: int, text: str) -> CaseData:
    """Return a case of so many gaps, with so many entries each, every second of them shown."""
    return CaseData(
        horizon=Horizon(role=text, months=12, set_on=TODAY, statement=text, id=1),
        today=TODAY,
        gaps=tuple(
            Gap(area=list(Area)[n % 3], title=f"{text} {n}", needed=1 if n % 2 else 99, id=n) for n in range(gaps)
        ),
        entries=tuple(
            Entry(
                day=TODAY - timedelta(weeks=n),
                text=f"{text} {n}",
                gap=gap,
                id=gap * 1000 + n,
                said_by=1 if n % 5 == 4 else None,
                link="https://x.example/?a=b&c" if n % 3 else "",
                pick=True if n < entries // 2 else None,
            )
            for gap in range(gaps)
            for n in range(entries)
        ),
        people=(Person(name=text, id=1),),
        awareness=tuple(Awareness(person=1, gap=gap, known_on=TODAY) for gap in range(gaps)),
    )


def lines(page: Page, heading: str) -> list[str]:
    """Return the lines of a section."""
    section = next(section for section in page.sections if section.heading == heading)
    return [line.text for block in section.blocks if isinstance(block, Items) for line in block.lines]


@pytest.mark.slow
@pytest.mark.parametrize("gaps", [0, 1, 6, 13, 60])
@pytest.mark.parametrize("entries", [0, 3, 30])
@pytest.mark.parametrize("text", ["Short", "word " * 60, "x" * 3000, "a\nb\n" * 40, "- a\n- b\n" * 20])
def test_two_pages_hold_it(gaps: int, entries: int, text: str) -> None:
    case = make_case(case_of(gaps, entries, text))
    page = fitted(case)
    assert length(page) <= MAX_LINES


def test_what_has_no_room_is_counted() -> None:
    case = make_case(case_of(60, 9, "Something that takes a line of its own, and a bit of the next one as well"))
    page = fitted(case)
    page_lines = [line for section in page.sections for line in lines(page, section.heading)]
    assert any(line.endswith("more claims") for line in page_lines)
    assert any(line.endswith("more gaps under way") for line in page_lines)
    assert any(line.endswith("more entries") for line in page_lines)


def test_holes_are_on_it_only_where_they_are_asked_for() -> None:
    case = make_case(case_of(6, 3, "Said"))
    holes = find_holes(case)
    assert [section.heading for section in fitted(case, holes).sections] == [
        *("Holes", "In short", "Skills", "Experience", "Brand", "Under way"),
    ]
    assert lines(fitted(case, ()), "Holes") == ["There are none."]
    for name in PAGES:
        assert "hole" not in render(case, holes, name).lower()
        assert "3 of 99" in render(case, holes, name, with_holes=True)
    assert json.loads(render(case, holes, "json"))["holes"]


def test_a_case_of_nothing_says_so() -> None:
    case = Case(horizon=Horizon(role="Lead", months=12, set_on=TODAY), today=TODAY)
    for name in PAGES:
        assert "Nothing yet." in render(case, (), name)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "[x](https://evil.example)", "# x", "\x1b[31mred\x9b"])
def test_texts_are_shown_as_they_were_typed(text: str) -> None:
    case = make_case(case_of(4, 6, text))
    for name in ("html", "markdown", "text", "json"):
        printed = render(case, find_holes(case), name, with_holes=True)
        assert not {"\x1b", "\x9b"} & set(printed)
        assert name != "html" or "<script>" not in printed
        assert name != "markdown" or not re.search(r"(?<!\\)\]\(https://evil", printed)
