"""Lines keep their width in cells for any text, and mark a cut."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from devjournal.domain.dates.days import MONTHS
from devjournal.domain.text.user_text import one_line, sanitized
from devjournal.tui.widgets import lines as lines_module
from devjournal.tui.widgets.lines import (
    Line,
    column,
    cut,
    justify,
    line_text,
    separate_joined,
    shrink_title,
    truncate,
    width_of,
    wrap,
)

PIECES = (
    *("a", "bcd", "word", " ", "  ", "\n", "\r\n", "\t", ".", "[bold]", "[/]", "[@click=app.quit]"),
    *("日", "本語", "ＡＢＣ", "é", "e\u0301", "\u0301", "🎉", "👩\u200d👩\u200d👧", "❤\ufe0f", "🇩🇪", "👍🏽", "\u200b"),
    *("\x1b[31m", "\x07", "\x9b", "\u202e", "\u2066", "\u2028", "\x85", "\x00", "\ud800"),
)
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.text(max_size=60),
    st.lists(st.sampled_from(("one", "two", "three", "日本語", "x" * 30)), max_size=20).map(" ".join),
)
widths = st.integers(1, 40)
marks = st.sampled_from(("…", "~"))


def letters(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


@given(texts, st.integers(-3, 40), marks)
def test_cut_holds_the_width_and_marks_what_it_cuts(text: str, width: int, mark: str) -> None:
    line = separate_joined(one_line(text))
    shortened = cut(text, width, mark)
    assert cell_len(shortened) <= max(0, width)
    if cell_len(line) <= width:
        assert shortened == line
    elif width > 0:
        assert shortened.endswith(mark)
        assert line.startswith(shortened[: -len(mark)])


@given(texts, widths)
def test_wrap_holds_the_width_and_loses_nothing_but_white_space(text: str, width: int) -> None:
    rows = wrap(text, width)
    assert rows
    assert letters("".join(rows)) == letters(separate_joined(sanitized(text)))
    for line in rows:
        assert cell_len(line) <= width or len(line) == 1, "only a single glyph may be wider than the room"


@given(texts, st.integers(2, 40), st.integers(1, 5), marks)
def test_wrap_marks_the_last_line_if_text_is_cut(text: str, width: int, max_rows: int, mark: str) -> None:
    whole, rows = wrap(text, width), wrap(text, width, max_rows, mark)
    assert len(rows) == min(max_rows, len(whole))
    assert all(cell_len(line) <= width for line in rows)
    if len(whole) <= max_rows:
        assert rows == whole
    else:
        assert rows[:-1] == whole[: max_rows - 1]
        assert rows[-1].endswith(mark)
        assert whole[max_rows - 1].startswith(rows[-1][: -len(mark)])


def test_wrap_breaks_at_blanks_if_possible() -> None:
    assert wrap("Turn it on for 5 % of traffic", 12) == ["Turn it on", "for 5 % of", "traffic"]
    assert wrap("internationalisation of it", 10) == ["internatio", "nalisation", "of it"]
    assert wrap("one\n\ntwo", 10) == ["one", "", "two"]
    assert wrap("日本語のテキスト", 5) == ["日本", "語の", "テキ", "スト"]
    assert wrap("", 10) == [""]


def test_a_mark_does_not_stand_alone_above_a_long_address() -> None:
    assert wrap("✗ /home/ana/documents/page.md", 16) == ["✗ /home/ana/docu", "ments/page.md"]
    assert wrap("see /home/ana/documents/page.md", 16) == ["see /home/ana/do", "cuments/page.md"]
    assert wrap("is there: /home/ana/documents", 16) == ["is there:", "/home/ana/docume", "nts"]


def test_a_broken_word_keeps_accents_with_their_letter() -> None:
    assert wrap("e\u0301" * 6, 3) == ["e\u0301" * 3, "e\u0301" * 3]


def test_joined_emoji_take_the_same_room_on_every_terminal() -> None:
    family = "👩\u200d👩\u200d👧"
    assert wrap(family, 2) == ["👩\u200c", "👩\u200c", "👧"]
    assert cell_len(cut(family * 9, 40, "…")) == 39
    assert separate_joined("क्\u200dष") == "क्\u200dष", "a script needs its joiners"


@pytest.mark.parametrize("text", ["x" * 100_000, "wörter " * 15_000, "e\u0301" * 50_000, "日" * 50_000, "\n" * 50_000])
def test_a_text_of_100_000_characters_is_cut_as_any_other(text: str) -> None:
    assert cell_len(cut(text, 20, "…")) <= 20
    assert cut(text, 20, "…").endswith("…")
    rows = wrap(text, 20, 3, "…")
    assert len(rows) == 3
    assert rows[-1].endswith("…")


@pytest.mark.parametrize("letters", ["x", "wörter ", "e\u0301", "日", "\u0301", "👩\u200d"])
def test_the_cost_of_wrapping_is_linear(letters: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def measured(size: int) -> int:
        cells = 0

        def counted(text: str) -> int:
            nonlocal cells
            cells += len(text)
            return cell_len(text)

        monkeypatch.setattr(lines_module, "cell_len", counted)
        wrap(letters * size, 40)
        return cells

    assert measured(4_000) < 5 * measured(1_000)


@given(texts, st.integers(1, 40), st.integers(1, 40))
def test_a_first_line_beside_something_loses_nothing_but_white_space(text: str, first: int, width: int) -> None:
    rows = wrap(text, width, first=first)
    assert letters("".join(rows)) == letters(separate_joined(sanitized(text)))
    assert cell_len(rows[0]) <= first or len(rows[0]) == 1
    assert all(cell_len(line) <= width or len(line) == 1 for line in rows[1:])


inks = st.sampled_from(("text", "muted", "bold here", ""))
lines = st.lists(st.tuples(texts.map(one_line), inks), max_size=6).map(tuple)


@given(lines, st.integers(0, 40), marks)
def test_truncate_holds_the_width_and_keeps_the_inks(line: Line, width: int, mark: str) -> None:
    shortened = truncate(line, width, mark)
    assert width_of(shortened) <= width
    if width_of(line) <= width:
        assert shortened == line
    elif width:
        assert line_text(shortened).endswith(mark)
        assert line_text(line).startswith(line_text(shortened)[: -len(mark)].rstrip())
        assert [ink for _, ink in shortened] == [ink for _, ink in line][: len(shortened)]


@given(lines, lines, widths)
def test_justify_puts_each_part_at_its_end(left: Line, right: Line, width: int) -> None:
    line = justify(left, right, width)
    assert line_text(line).startswith(line_text(left))
    if width_of(right):
        assert line_text(line).endswith(line_text(right))
        assert width_of(line) == max(width, width_of(left) + width_of(right) + 1)
    else:
        assert width_of(line) == width_of(left), "no blank that would push a line out of its room"


@given(lines, st.integers(0, 40), marks)
def test_shrink_title_keeps_the_width_and_leaves_short_lines(line: Line, width: int, mark: str) -> None:
    shortened = shrink_title(line, width, mark)
    assert width_of(shortened) <= width
    if width_of(line) <= width:
        assert shortened == line


def test_the_title_of_a_line_yields_and_no_date_or_count() -> None:
    title = "Lead the hiring for a team"
    line: Line = (("o  ", "good"), (title, "text"), (" " * 9, ""), ("3 of 4", "muted"), ("  19 Dec 2025", "muted"))
    assert line_text(shrink_title(line, 50, "~")) == f"o  {title}  3 of 4  19 Dec 2025"
    assert line_text(shrink_title(line, 40, "~")) == "o  Lead the hiring~  3 of 4  19 Dec 2025"
    assert line_text(shrink_title(line, 32, "~")) == "o  Lead th~  3 of 4  19 Dec 2025"
    assert line_text(shrink_title(line, 31, "~")) == "o  Lead the hiring for~  3 of 4"
    assert line_text(shrink_title(line, 10, "~")) == "o  Lead t~"


def test_the_blanks_after_a_title_yield_before_it() -> None:
    line: Line = (("skill    ", "faint"), ("Presenting" + " " * 25, "text"), ("8 weeks", "muted"))
    assert line_text(shrink_title(line, 40, "~")) == "skill    Presenting" + " " * 14 + "8 weeks"
    assert line_text(shrink_title(line, 28, "~")) == "skill    Presenting  8 weeks"
    assert line_text(shrink_title(line, 26, "~")) == "skill    Present~  8 weeks"


def test_shrink_title_drops_faint_pieces_first() -> None:
    line: Line = (("Thu  ", "muted"), ("Rehearsed it", "text"), ("   ", ""), ("Design for failure", "faint"))
    assert line_text(shrink_title(line, 24, "~")).rstrip() == "Thu  Rehearsed it"
    assert line_text(shrink_title(line, 15, "~")) == "Thu  Rehearsed~"
    quiet: Line = (("W48  ", "muted"), ("as quiet as it is", "muted"), ("  2 of 3", "muted"))
    assert line_text(shrink_title(quiet, 24, "~")) == "W48  as quiet a~  2 of 3"


@given(st.lists(st.dates(date(1990, 1, 1), date(2090, 12, 31)), max_size=12), st.sampled_from(["", "since "]))
def test_a_column_of_days_has_its_months_under_each_other(days: list[date], prefix: str) -> None:
    labels = [f"{prefix}{day.day} {MONTHS[day.month - 1]}{f' {day.year}' if day.year % 2 else ''}" for day in days]
    aligned = column(labels)
    assert len({len(label) for label in aligned}) <= 1
    assert [" ".join(label.split()) for label in aligned] == labels
    places = {label.index(MONTHS[day.month - 1]) for label, day in zip(aligned, days, strict=True)}
    assert len(places) <= 1


def test_a_column_is_as_wide_as_its_widest_cell() -> None:
    assert column(["W7", "2025-W51", "W12"]) == ["W7      ", "2025-W51", "W12     "]
    assert column(["Fri 4 Dec", "18 Nov 2025"]) == ["Fri  4 Dec ", "18 Nov 2025"]
    assert column(["4 Aug", "5 Dec 2025"]) == ["4 Aug     ", "5 Dec 2025"]
    assert column([]) == []
