"""What a text says: items, days above them, and what stands between lists."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.capture.draft import NewDraft
from devjournal.domain.capture.notes import Note, day_of_name, drafts, notes

DAY = date(2026, 11, 27)


def test_a_text_is_one_draft() -> None:
    assert notes("Paired on the release\n\nWith Ana, two hours.\n") == [
        Note(None, "Paired on the release\n\nWith Ana, two hours.")
    ]


def test_a_list_is_a_draft_an_item_with_what_is_indented_below_it() -> None:
    text = "# Done\n\n- Paired on the release\n  with Ana\n* [x] Wrote the runbook\n\n1. Held the talk\nAnd a thought."
    assert [note.text for note in notes(text)] == [
        *("Paired on the release\nwith Ana", "Wrote the runbook", "Held the talk", "And a thought."),
    ]


def test_a_line_that_names_a_list_is_no_draft() -> None:
    assert [note.text for note in notes("This week:\n- One\n- Two\n")] == ["One", "Two"]


def test_a_heading_stays_with_its_paragraph() -> None:
    assert [note.text for note in notes("# The release\n\nIt went out.\n\n## Ops\n- Paged\n")] == [
        *("The release\n\nIt went out.", "Paged"),
    ]


def test_a_note_may_be_a_heading_alone() -> None:
    assert [note.text for note in notes("# Shipped the importer")] == ["Shipped the importer"]


@pytest.mark.parametrize("head", ["## 2026-11-20", "2026-11-20", "[2026-11-20]", "2026-11-20:"])
def test_a_day_above_names_the_day_of_what_follows(head: str) -> None:
    assert notes(f"{head}\n- One\n- 2026-11-21: Two\n- Three") == [
        Note(date(2026, 11, 20), "One"),
        Note(date(2026, 11, 21), "Two"),
        Note(date(2026, 11, 20), "Three"),
    ]


def test_lines_that_begin_with_a_day_are_things_of_their_own() -> None:
    assert notes("2026-11-20 Ran the drill\nwith both teams\n2026-11-21 09:30 Wrote it up") == [
        Note(date(2026, 11, 20), "Ran the drill\nwith both teams"),
        Note(date(2026, 11, 21), "Wrote it up"),
    ]


def test_a_day_that_does_not_exist_is_text() -> None:
    assert notes("2026-02-30 Skated") == [Note(None, "2026-02-30 Skated")]


def test_front_matter_names_the_day_and_is_no_draft() -> None:
    assert notes("---\ntitle: x\ndate: 2026-11-20\n---\nRan the drill") == [Note(date(2026, 11, 20), "Ran the drill")]
    assert notes("---\nno end of it") == [Note(None, "---\nno end of it")]


@pytest.mark.parametrize("text", ["", "\n \n\t\n", "- \n", "#\n"])
def test_nothing_says_nothing_much(text: str) -> None:
    assert all(note.text in ("-", "#") for note in notes(text))


def read_notes(text: str, own_day: date | None = None) -> list[NewDraft]:
    return drafts(text, "text", DAY, own_day=own_day)


def test_the_same_words_are_the_same_thing() -> None:
    (wrapped,) = read_notes("Paired  on the\nrelease ")
    (unwrapped,) = read_notes("paired on the release")
    assert wrapped.fingerprint == unwrapped.fingerprint
    assert read_notes("- 2026-11-20 Paired on the release")[0].fingerprint != unwrapped.fingerprint
    assert read_notes("paired on the release", own_day=DAY)[0].fingerprint != unwrapped.fingerprint


def test_a_link_in_the_text_is_its_link() -> None:
    (note,) = read_notes("Wrote it up (https://example.org/a?b=1).")
    assert note.link == "https://example.org/a?b=1"


def test_a_link_keeps_its_own_brackets() -> None:
    (note,) = read_notes("Read https://example.org/Merge_(SQL), twice.")
    assert note.link == "https://example.org/Merge_(SQL)"


def test_a_text_of_any_length_is_cut() -> None:
    (note,) = read_notes("x" * 100_000)
    assert len(note.text) == 20_000
    assert note.text.endswith("…")


@pytest.mark.parametrize(
    ("name", "day"), [("2026-11-20.md", date(2026, 11, 20)), ("2026-11-20 x.txt", date(2026, 11, 20)), ("x.md", None)]
)
def test_a_file_may_be_named_after_its_day(name: str, day: date | None) -> None:
    assert day_of_name(name) == day


LINES = st.lists(
    st.sampled_from(["- ", "* [ ] ", "# ", "", "  ", "1. ", "2026-11-20 ", "---", "text:"]).flatmap(
        lambda mark: st.text(max_size=8).map(lambda text: mark + text)
    ),
    max_size=12,
).filter(lambda lines: not lines or lines[0].strip() != "---")
"""Lines of a note without front matter, which holds no items."""


@given(LINES)
def test_no_line_of_an_item_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    note_text = "\n".join(note.text for note in notes(text))
    for line in text.splitlines():
        if line.startswith("- ") and line[2:].strip(" \t\u3000").isalnum():
            assert line[2:].strip() in note_text
