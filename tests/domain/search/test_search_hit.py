"""What of a hit can be seen on one line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.search.search_hit import HitKind, SearchHit, excerpt
from devjournal.domain.search.search_query import find, read
from devjournal.domain.text.text_width import width
from devjournal.domain.text.user_text import one_line

DAY = date(2026, 11, 27)


def hit(text: str, query: str, title: str = "") -> SearchHit:
    """Return an entry that was found by a word."""
    return SearchHit(kind=HitKind.ENTRY, id=1, day=DAY, text=text, spans=find(text, read(query)), title=title)


def bracketed(entry_hit: SearchHit, room: int | None = None, mark: str = "…") -> str:
    """Return the line of a hit with brackets around what was found."""
    return "".join(f"[{text}]" if is_hit else text for text, is_hit in excerpt(entry_hit, room, mark).pieces())


LONG = "Paired with Ines on backoff and jitter, then wrote the failure table of the retry queue down"


@pytest.mark.parametrize(
    ("query", "room", "line"),
    [
        ("ines", None, LONG.replace("Ines", "[Ines]")),
        ("ines", 100, LONG.replace("Ines", "[Ines]")),
        ("ines", 30, "Paired with [Ines] on backoff a…"),
        ("table", 40, "…the failure [table] of the retry queue d…"),
        ("down", 30, "…table of the retry queue [down]"),
        ("retry", 12, "…the [retry]…"),
        ("retry", 5, "…[ret]…"),
        ("nothing", 20, "Paired with Ines on…"),
    ],
)
def test_the_hit_is_in_view(query: str, room: int | None, line: str) -> None:
    assert bracketed(hit(LONG, query), room) == line


def test_a_title_that_ends_in_a_mark_of_its_own_takes_no_second_one() -> None:
    entry_hit = hit("Design", "design", "Draw the failure modes.")
    assert bracketed(entry_hit) == "Draw the failure modes. – [Design]"
    assert excerpt(entry_hit, 40, "~", "-").text == "Draw the failure modes. - Design"
    assert bracketed(entry_hit, 31) == "Draw the failure mode…: [Design]"
    assert all(width(excerpt(entry_hit, room).text) <= room for room in range(8, 50))


def test_the_title_stands_before_it() -> None:
    assert bracketed(hit("Every outage was one", "outage", "Design for failure")) == (
        "Design for failure: Every [outage] was one"
    )
    assert (
        bracketed(hit("Every outage was one", "outage", "Design for failure"), 30) == "Design for fai…: Every [outage]…"
    )


def test_controls_and_line_breaks_have_stand_ins() -> None:
    assert bracketed(hit("one\r\ntwo \x1b[1;three\u202e", "two three")) == "one↵[two] ␛[1;[three]\ufffd"
    assert bracketed(hit("設計の話、バックオフの話", "オフ"), 14, "~") == "~ック[オフ]の話"


def test_a_long_text_is_cut_around_the_hit() -> None:
    text = f"{'x ' * 50_000}here{' y' * 50_000}"
    assert bracketed(hit(text, "here"), 21) == "…x x x [here] y y y y…"


@given(
    st.text(max_size=60), st.sampled_from(["hit", "漢字", "two words"]), st.text(max_size=60), st.integers(12, 60),
    st.sampled_from(["", "Some title of a gap"]),
)  # fmt: skip
def test_it_fits_and_shows_what_was_found(before: str, phrase: str, after: str, room: int, title: str) -> None:
    entry_hit = hit(f"{before} {phrase} {after}", f'"{phrase}"', title)
    line = excerpt(entry_hit, room)
    assert width(line.text) <= room
    assert line.spans
    assert one_line(line.text) == line.text
    first, end = line.spans[0]
    assert line.text[first:end].casefold().startswith(phrase[:1])
    if not title and room > 15:
        assert line.text[first:end].casefold().startswith(phrase), "all of it, where there is room"
