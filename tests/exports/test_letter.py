"""The year letter: a page of Markdown that shows any text of the user as it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from devjournal.domain.calendar.insight import RecurringLesson
from devjournal.domain.calendar.year import BoardOn, InformedPerson, ProvenGap, YearFindings
from devjournal.domain.career.gap import Area, Gap
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.reviews.review import Review
from devjournal.domain.reviews.snapshot import GapSnapshot, Snapshot
from devjournal.domain.week.due import ReviewKind
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import LessonAnswer, Outcome, Week
from devjournal.exports.letter import MAX_LINES, fit, render
from tests.exports.page.test_markdown import PARSERS, expected, hrefs, shown_text
from tests.exports.summaries import TEXTS

TODAY = date(2026, 11, 27)
FIRST = IsoWeek(date(2025, 12, 29))


def findings_of(
    say: Callable[[str], str] = str, *, count: int = 1, link: str = "https://example.org/a"
) -> YearFindings:
    """Return findings with `count` items of each kind; `say` makes each text from its name."""
    numbers = range(count)
    gaps = [
        Gap(id=place * count + n + 1, area=area, title=say("gap"), needed=5, evidence=2)
        for place, area in enumerate(Area) for n in numbers
    ]  # fmt: skip
    then, now = (
        tuple(
            GapSnapshot(uid=f"{kind}{n}", area=Area.SKILLS, title=say(kind), needed=5, **values)  # type: ignore[arg-type]
            for kind, values in board.items()
            for n in numbers
        )
        for board in (
            {"closed": {}, "moved": {"evidence": 1}, "still": {}, "dropped": {}},
            {
                "closed": {"closed": TODAY}, "moved": {"evidence": 3}, "still": {}, "new": {},
                "dropped": {"parked": TODAY, "parked_why": say("why it was dropped")},
            },
        )
    )  # fmt: skip
    horizon = Horizon(role=say("role"), months=24, set_on=date(2026, 1, 31))
    return YearFindings(
        year=2026,
        today=TODAY,
        weeks=tuple(
            Week(
                iso=FIRST.shift(n), skill=say(f"skill {n}"), goal=say("goal"), lesson=say(f"lesson {n}"),
                outcome=(Outcome.HIT, Outcome.MISSED, Outcome.HIT, Outcome.HIT)[n % 4], better=n % 2 == 0,
                lesson_answer=LessonAnswer.APPLIED, gap=1 if n % 4 == 2 else None,
            )
            for n in range(min(4 * count, 48))
        ),
        returned=tuple(
            RecurringLesson(say(f"came back {n}"), (FIRST.monday, FIRST.shift(9).monday), n % 2) for n in numbers
        ),
        proven=tuple(
            ProvenGap(gap, tuple(Entry(id=n, day=TODAY, text=say("entry"), link=link, gap=gap.id) for n in numbers))
            for gap in gaps
        ),
        holes_closed=count,
        informed=tuple(InformedPerson(say("name"), tuple(say("title") for _ in numbers)) for _ in numbers),
        reviews=tuple(
            Review(kind=ReviewKind.QUARTERLY, day=TODAY - timedelta(days=n), course=say("course"), id=n)
            for n in reversed(numbers)
        ),
        boards=(
            BoardOn(date(2026, 3, 9), Snapshot(gaps=then)),
            BoardOn(TODAY, Snapshot(horizons=(horizon,), gaps=now)),
        ),
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("parser", PARSERS.values(), ids=PARSERS)
@given(texts=st.lists(TEXTS, min_size=1, max_size=6))
def test_any_text_is_shown_as_it_is(parser: MarkdownIt, texts: list[str]) -> None:
    again = iter(texts * 200)
    year = findings_of(lambda _: next(again))
    page = fit(year)
    letter = render(year)
    assert letter.count("\n") <= MAX_LINES
    tokens = parser.parse(letter)
    assert [shown_text(token) for token in tokens if token.type == "inline"] == expected(page)
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", *["h2"] * len(page.sections)]


def test_everything_has_its_place() -> None:
    assert render(findings_of()) == (
        "# The year 2026\n\n1 January – 27 November 2026\n\n"
        "## Goals by skill\n"
        "| Skill | Goals | Hit | Better |\n| --- | --- | --- | --- |\n"
        "| skill 0 | 1 | 1 | 1 |\n| skill 1 | 1 | 0 | 0 |\n| skill 2 | 1 | 1 | 1 |\n| skill 3 | 1 | 1 | 0 |\n\n"
        "- 4 goals, 3 hit, 1 missed\n\n"
        "## Hit\n"
        "- W03, skill 2: “goal”\n- W04, skill 3: “goal”\n- W01, skill 0: “goal”\n\n"
        "## Lessons\n"
        "- 4 written, 4 taken into a week, 1 came back\n"
        "- Applied:\n"
        "  - W04: “lesson 3”\n  - W03: “lesson 2”\n  - W02: “lesson 1”\n  - W01: “lesson 0”\n"
        "- Came back:\n  - “came back 0”, written 2 times, last in W10\n\n"
        "## Evidence\n"
        + "".join(
            f"- {area}: 1 entry for 1 gap\n  - [gap, 2 of 5: “entry”](https://example.org/a)\n"
            for area in ("Skills", "Experience", "Brand")
        )
        + "- 1 hole in the case for the next role closed\n"
        + "\n## Who knows now\n- name: title\n\n"
        "## The way\n"
        "- From 9 March 2026 to 27 November 2026:\n"
        "  - Horizon now: role by 31 January 2028\n"
        "  - Closed 1: closed\n"
        "  - Moved 1: moved 1 → 3 of 5\n"
        "  - Still 1: still\n"
        "  - New 1: new\n"
        "  - Dropped 1: dropped (“why it was dropped”)\n"
        "- 27 November 2026: “course”\n"
    )


def test_a_year_of_everything_is_one_page_and_what_is_over_is_counted() -> None:
    page = render(findings_of(lambda name: f"{name} " * 90, count=60))
    assert page.count("\n") <= MAX_LINES
    for counted in (
        "44 more skills",
        "32 more goals",
        "46 more lessons",
        "58 more lessons",
        "57 more people",
        "57 more courses",
    ):
        assert f"and {counted}" in page
    assert "more characters" in page


@pytest.mark.parametrize("text", ["word " * 90, "one\ntwo\nthree\nfour", "- a\n- b\n\nc\n\nd", "0\n\n0"])
@pytest.mark.parametrize("count", [1, 3, 60])
def test_a_year_is_one_page_also_with_line_breaks_and_with_entries_without_a_gap(text: str, count: int) -> None:
    entries = tuple(Entry(id=n, day=TODAY, text=text, link="https://example.org/a") for n in range(count))
    for without_gap in ((), entries):
        year = replace(findings_of(lambda _: text, count=count), without_gap=without_gap)
        assert render(year).count("\n") <= MAX_LINES


def test_where_there_is_room_a_quotation_keeps_three_lines() -> None:
    week = Week(iso=FIRST, skill="s", goal="one\ntwo\nthree\nfour", outcome=Outcome.HIT)
    page = render(YearFindings(year=2026, today=TODAY, weeks=(week,)))
    assert "“one\\\n  two\\\n  three… (5 more characters)”" in page


def test_an_empty_year_says_so() -> None:
    year = YearFindings(year=2020, today=TODAY)
    assert render(year) == "# The year 2020\n\n1 January – 31 December 2020\n\nNothing was written in 2020.\n"
    assert (year.first_day, year.last_day) == (date(2020, 1, 1), date(2020, 12, 31))
    assert YearFindings(year=2030, today=TODAY).last_day == date(2030, 12, 31)


def test_a_lesson_is_told_once_and_as_one_that_came_back_where_it_did() -> None:
    week = findings_of().weeks[0]
    again = tuple(
        week._replace(iso=FIRST.shift(n), lesson=lesson) for n, lesson in enumerate(("Ask.", "ask", "Halve it"))
    )
    year = replace(
        findings_of(), weeks=again, returned=(RecurringLesson("Ask.", (FIRST.monday, FIRST.shift(1).monday), 0),)
    )
    page = render(year)
    assert re.findall("“(ask[^”]*)”", page, re.IGNORECASE) == ["Ask."]
    assert "- W03: “Halve it”" in page


@pytest.mark.parametrize(
    ("link", "href"), [("javascript:alert(1)", []), ("https://example.org/x|y", ["https://example.org/x%7Cy"] * 3)]
)
def test_links_are_links_only_where_they_may_be_opened(link: str, href: list[str]) -> None:
    assert hrefs(PARSERS["commonmark with tables"].parse(render(findings_of(link=link)))) == href


def test_a_year_of_days_off_has_its_tally() -> None:
    away = Week(iso=FIRST, outcome=Outcome.AWAY)
    goal = Week(iso=FIRST.shift(1), skill="s", goal="g", outcome=Outcome.MISSED, better=True)
    page = render(YearFindings(year=2026, today=TODAY, weeks=(away, goal), away=1))
    assert "- 1 goal, 1 missed, 1 of them better for it; 1 week away" in page
    assert "## Hit" not in page
