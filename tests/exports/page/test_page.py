"""The page: its order, counts of items that are not listed, and its length of two screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from devjournal.domain.one_to_one.span import PageKind, Span
from devjournal.domain.one_to_one.summary_data import SummaryData
from devjournal.domain.text.text_width import width
from devjournal.domain.week.week import Outcome, Week, WeekKind
from devjournal.exports.page import text
from devjournal.exports.page.formats import MAX_LINES, PAGES, RENDERERS, SUFFIXES, fitted, length, render
from devjournal.exports.page.layout import lay_out
from devjournal.exports.page.page import Items, Page
from devjournal.exports.page.summary import summarize
from tests.exports.summaries import SPAN, THIS, TODAY, any_summary_data, summary_data

ORDER = ["Asks", "Promises", "Since last time", "This week", "Career", "Last 13 weeks", "Topics"]


def lines_of(page: Page, heading: str) -> list[str]:
    """Return the lines of the lists in a section."""
    section = next(section for section in page.sections if section.heading == heading)
    return [line.text for block in section.blocks if isinstance(block, Items) for line in block.lines]


def test_the_order() -> None:
    assert [section.heading for section in lay_out(summarize(summary_data())).sections] == ORDER


def test_a_section_with_nothing_in_it_is_left_out() -> None:
    page = lay_out(summarize(SummaryData(span=SPAN, today=TODAY)))
    assert (page.title, page.span, page.sections) == ("1:1", "3 – 27 November 2026", ())
    for name in PAGES:
        assert "Nothing yet." in render(summarize(SummaryData(span=SPAN, today=TODAY)), name)


def test_what_is_too_much_is_counted() -> None:
    page = fitted(summarize(summary_data(count=30)))
    assert lines_of(page, "Asks")[-1] == "and 27 more asks"
    assert lines_of(page, "Topics")[-1].endswith("more topics")
    since = lines_of(page, "Since last time")
    weeks = next(line for line in since if "more weeks" in line)
    assert weeks.endswith("hit, 10 missed") or " hit, " in weeks
    assert since[-1].endswith("of them evidence") or since[-1].endswith("more")


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 13, 100])
@pytest.mark.parametrize("purpose", PageKind)
@pytest.mark.parametrize("length_of_texts", [1, 40, 200, 10_000])
def test_a_page_fits_on_two_screens(count: int, purpose: PageKind, length_of_texts: int) -> None:
    summary = summarize(
        summary_data(lambda name: f"{name} " * (length_of_texts // len(name) + 1), count=count), purpose
    )
    assert length(fitted(summary)) <= MAX_LINES


def test_usual_data_is_listed_completely() -> None:
    summary = summarize(summary_data(count=3))
    assert fitted(summary) == lay_out(summary)


def test_a_text_that_is_too_long_says_how_much_is_left() -> None:
    page = lay_out(summarize(summary_data(lambda name: "x" * 10_000)))
    assert lines_of(page, "Topics") == ["x" * 239 + "… (9761 more characters)"]


@settings(max_examples=50)
@given(data=any_summary_data())
def test_text_has_80_columns(data: SummaryData) -> None:
    lines = render(summarize(data), "text").splitlines()
    assert max(map(width, lines)) <= text.COLUMNS
    assert len(lines) <= MAX_LINES


@pytest.mark.parametrize(
    ("given_text", "cells", "lines"),
    [
        ("", 5, [""]),
        ("one two", 7, ["one two"]),
        ("one two", 6, ["one", "two"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("日本語", 3, ["日", "本", "語"]),
        ("日本語", 1, ["日", "本", "語"]),
        ("a  b", 9, ["a  b"]),
    ],
)
def test_wrapping(given_text: str, cells: int, lines: list[str]) -> None:
    assert text.wrapped(given_text, cells) == lines


def test_every_line_can_be_left_out_by_its_key() -> None:
    data = summary_data(count=2)
    page = lay_out(summarize(data))
    keys = {
        line.key
        for section in page.sections
        for block in section.blocks
        for line in (block.lines if isinstance(block, Items) else getattr(block, "rows", ()))
        if line.key
    }
    assert {"topic:1", "week:2026-W47", "entry:1", "gap:1", "this-week:2026-W48"} <= keys
    # gaps of the line of unchanged ones have no line of their own
    nothing_left = summarize(data, omitted={*keys, "strip", "gap:5", "gap:6"})
    assert lay_out(nothing_left).sections == ()


def test_notes_and_role_model_talks_are_on_the_page_only_if_brought_in() -> None:
    for name in RENDERERS:
        page = render(summarize(summary_data()), name)
        assert "note" not in page.replace("notes", "note") or name == "html"
        assert "model" not in page
    with_notes = summarize(summary_data(), opted_in={"note:2026-W47", "talk:1"})
    for name in RENDERERS:
        assert "note" in render(with_notes, name)
        assert "model" in render(with_notes, name)


def test_a_recapped_running_week_is_listed_once() -> None:
    done = Week(iso=THIS, skill="s", goal="the goal", outcome=Outcome.HIT, better=True, recapped_on=TODAY)
    data = replace(summary_data(), weeks=(done,), this_week=done)
    page = lay_out(summarize(data))
    assert lines_of(page, "This week") == ["W48, hit, better; see above"]
    before = summarize(replace(data, weeks=()))
    assert before.this_week is None


def test_there_is_no_strip_if_nothing_happened() -> None:
    silent = tuple((THIS.shift(n - 12), WeekKind.NONE if n < 12 else WeekKind.OPEN) for n in range(13))
    assert summarize(SummaryData(span=SPAN, today=TODAY, strip=silent)).strip == ()
    goal = SummaryData(span=SPAN, today=TODAY, strip=silent, this_week=Week(iso=THIS, goal="g", skill="s"))
    assert summarize(goal).strip == silent


def test_a_review_groups_evidence_by_gap() -> None:
    span = Span(first=TODAY - timedelta(days=365), last=TODAY)
    data = summary_data(count=4, span=span)
    summary = summarize(data, PageKind.YEAR)
    page = lay_out(summary)
    assert page.title == "Self-review"
    assert [section.heading for section in page.sections][2:6] == ["This year", "This week", "Career", "Evidence"]
    assert lines_of(page, "Evidence")[0] == "gap: 2 entries"
    assert all(not entry.is_evidence for entry in summary.entries)
    assert {title.title() for title in ("monthly check-in", "quarterly review")} == {
        lay_out(summarize(data, purpose)).title.title() for purpose in (PageKind.MONTH, PageKind.QUARTER)
    }


def test_another_span_has_its_own_heading() -> None:
    span = Span(first=date(2026, 9, 1), last=TODAY)
    assert lay_out(summarize(summary_data(span=span))).sections[2].heading == "Since 1 September 2026"


def test_the_registry() -> None:
    assert set(RENDERERS) == set(SUFFIXES) == {"markdown", "html", "text", "json"}
    for name in RENDERERS:
        assert render(summarize(summary_data()), name) == render(summarize(summary_data()), name)
        assert render(summarize(summary_data()), name).endswith("\n")
