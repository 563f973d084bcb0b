"""Entries in the file."""

from __future__ import annotations

from datetime import date

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.entry import Entry
from devjournal.errors import InvalidText, NotFound
from devjournal.storage import Journal
from tests.storage import raw

FRIDAY = date(2026, 11, 27)
WEEK = IsoWeek.of(FRIDAY)
NO_ID = [0, -1, 99, 2**63, -(2**63) - 1, 10**30]


@pytest.fixture(autouse=True)
def gap(journal: Journal) -> int:
    """A gap that entries can prove."""
    return journal.gaps.add(Area.SKILLS, "Speak").id


def test_an_entry_is_kept_as_it_was_given(journal: Journal, gap: int) -> None:
    text = "  [b]é\x1b[31m\u202e\r\n# x | y"
    entry = journal.entries.add(f"{text}\n\t ", day=FRIDAY, gap=gap, link=" https://x.org ", private=True)
    assert entry == Entry(id=1, day=FRIDAY, text=text, gap=gap, link=" https://x.org", private=True)
    assert journal.entries.get(1) == entry
    assert journal.entries.add("plain", day=FRIDAY) == Entry(id=2, day=FRIDAY, text="plain")


@pytest.mark.parametrize("wrong", ["", "\n ", "a\0b", "\udcff"])
def test_a_text_that_cannot_be_kept(journal: Journal, wrong: str) -> None:
    entry = journal.entries.add("fine", day=FRIDAY, link="x")
    with pytest.raises(InvalidText, match=r"^The entry "):
        journal.entries.add(wrong, day=FRIDAY)
    with pytest.raises(InvalidText, match=r"^The entry "):
        journal.entries.edit(entry.id, text=wrong)
    if wrong.strip():
        with pytest.raises(InvalidText, match=r"^The link "):
            journal.entries.add("fine", day=FRIDAY, link=wrong)
        with pytest.raises(InvalidText, match=r"^The link "):
            journal.entries.edit(entry.id, link=wrong)
    assert journal.entries.all() == (entry,)


@pytest.mark.parametrize("missing", NO_ID)
def test_what_is_not_there(journal: Journal, missing: int) -> None:
    entry = journal.entries.add("fine", day=FRIDAY)
    for act in (
        lambda: journal.entries.get(missing),
        lambda: journal.entries.edit(missing, text="x"),
        lambda: journal.entries.edit(missing),
        lambda: journal.entries.remove(missing),
        lambda: journal.entries.of_gap(missing),
        lambda: journal.entries.add("x", day=FRIDAY, gap=missing),
        lambda: journal.entries.edit(entry.id, gap=missing, text="y"),
    ):
        with pytest.raises(NotFound):
            act()
    assert journal.entries.all() == (entry,)
    assert raw.removed(journal.path) == set()


def test_an_edit_changes_what_it_names(journal: Journal, gap: int) -> None:
    before = journal.entries.add("text", day=FRIDAY, gap=gap, link="x", private=True)
    assert journal.entries.edit(before.id) == before
    other_day = date(2020, 12, 31)
    after = journal.entries.edit(before.id, text="new ", day=other_day)
    assert after == Entry(id=before.id, day=other_day, text="new", gap=gap, link="x", private=True)
    cleared = journal.entries.edit(before.id, gap=None, link="", private=False)
    assert cleared == Entry(id=before.id, day=other_day, text="new") == journal.entries.get(before.id)


def test_ids_are_never_given_twice(journal: Journal) -> None:
    for n in (1, 2, 3):
        assert journal.entries.add("x", day=FRIDAY).id == n
    removed = journal.entries.remove(3)
    assert removed.id == 3
    assert journal.entries.add("y", day=FRIDAY).id == 4
    path, now = journal.path, journal.now
    for n in (1, 2, 4):
        journal.entries.remove(n)
    journal.close()
    with Journal(path, lambda: now) as again:
        assert again.entries.all() == ()
        assert again.entries.add("z", day=FRIDAY).id == 5


def test_lists_are_by_day_then_as_they_were_written(journal: Journal, gap: int) -> None:
    days = [WEEK.sunday, WEEK.monday, FRIDAY, WEEK.monday, WEEK.shift(1).monday, WEEK.shift(-1).sunday]
    for n, day in enumerate(days):
        journal.entries.add(f"{n}", day=day, gap=gap if n % 2 else None)

    def texts(entries: tuple[Entry, ...]) -> str:
        return "".join(entry.text for entry in entries)

    assert texts(journal.entries.all()) == "513204"
    assert texts(journal.entries.of_week(WEEK)) == "1320"
    assert texts(journal.entries.of_gap(gap)) == "513"
    assert journal.entries.of_week(WEEK.shift(5)) == ()
    assert journal.first_week() == WEEK.shift(-1)
    assert journal.entries.last_day() == WEEK.shift(1).monday


def test_a_journal_without_entries(journal: Journal, gap: int) -> None:
    assert journal.entries.all() == journal.entries.of_gap(gap) == ()
    assert journal.first_week() is None
    assert journal.entries.last_day() is None
