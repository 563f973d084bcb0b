"""What every row carries: its uid, when it was made and changed, and what stays of it when it is removed."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import LessonAnswer, Outcome
from devjournal.storage import Journal
from devjournal.storage.core.uids import natural_uid
from devjournal.storage.schema.stamps import later_change
from tests.frozen_clock import FrozenClock
from tests.storage import raw

FRIDAY = date(2026, 11, 27)
WEEK = IsoWeek.of(FRIDAY)


@pytest.fixture(autouse=True)
def filled(journal: Journal, clock: FrozenClock) -> None:
    """One row in each table that has a command, made at noon UTC."""
    clock.moment = datetime(2026, 11, 27, 12, 0, 0, 25, tzinfo=UTC)
    journal.gaps.add(Area.SKILLS, "Speak")
    journal.weeks.set_goal(WEEK, "Write it", skill="writing", plan=["a"])
    journal.entries.add("x", day=FRIDAY)
    journal.away.add(FRIDAY, FRIDAY)


NOON = "2026-11-27T12:00:00.000025Z"
LATER = "2026-11-27T13:00:00.000025Z"
JUST_LATER = "2026-11-27T13:00:00.000026Z"
EARLIER = "2026-11-27T11:00:00.000025Z"
TABLES = ["gap", "week", "plan_step", "entry", "away"]


@pytest.mark.parametrize("table", TABLES)
def test_a_row_is_stamped_in_utc_when_it_is_made(journal: Journal, table: str) -> None:
    assert raw.stamps(journal.path, table) == (NOON, NOON)


@pytest.mark.parametrize("table", TABLES)
def test_a_row_has_a_uid(journal: Journal, table: str) -> None:
    uid = raw.row(journal.path, table)["uid"]
    assert str(uuid.UUID(uid)) == uid
    assert uuid.UUID(uid).version == (5 if table == "week" else 4)


def test_a_week_has_the_same_uid_in_every_journal(journal: Journal) -> None:
    assert raw.row(journal.path, "week")["uid"] == natural_uid("week", "2026-11-23")
    assert natural_uid("week", "2026-11-23") == "66079fa4-98a2-5066-9674-b3d20ecaaf76", "kept for good"
    assert natural_uid("week", "2026-11-30") != natural_uid("evidence", "2026-11-30")


CHANGES: list[tuple[str, Callable[[Journal], object], bool]] = [
    ("week", lambda j: j.weeks.set_goal(WEEK, "Write it", skill="writing", plan=["a"]), False),
    ("week", lambda j: j.weeks.set_goal(WEEK, "Write it \n"), False),
    ("week", lambda j: j.weeks.set_goal(WEEK, "Write it", gap=None), False),
    ("week", lambda j: j.weeks.set_goal(WEEK, "Write it", plan=["b"]), False),
    ("week", lambda j: j.weeks.set_goal(WEEK, "Write more"), True),
    ("week", lambda j: j.weeks.set_goal(WEEK, "Write it", skill="prose"), True),
    ("week", lambda j: j.weeks.set_goal(WEEK, "Write it", gap=1), True),
    ("week", lambda j: j.weeks.check_in(WEEK, True), True),
    ("week", lambda j: j.weeks.recap(WEEK, Outcome.MISSED), True),
    ("week", lambda j: j.weeks.tick(WEEK, 1, True), False),
    ("plan_step", lambda j: j.weeks.tick(WEEK, 1, False), False),
    ("plan_step", lambda j: j.weeks.tick(WEEK, 1, True), True),
    ("plan_step", lambda j: j.weeks.edit_step(WEEK, 1, "a "), False),
    ("plan_step", lambda j: j.weeks.edit_step(WEEK, 1, "b"), True),
    ("plan_step", lambda j: j.weeks.add_step(WEEK, "b"), False),
    ("plan_step", lambda j: j.weeks.set_goal(WEEK, "Write it", plan=["a", "b"]), False),
    ("plan_step", lambda j: j.weeks.set_goal(WEEK, "Write it", plan=["b", "a"]), True),
    ("entry", lambda j: j.entries.edit(1), False),
    ("entry", lambda j: j.entries.edit(1, text="x\n", day=FRIDAY, gap=None, link="", private=False), False),
    ("entry", lambda j: j.entries.edit(1, private=True), True),
    ("entry", lambda j: j.entries.edit(1, day=date(2026, 11, 26)), True),
    ("entry", lambda j: j.entries.edit(1, gap=1), True),
    ("entry", lambda j: j.entries.add("y", day=FRIDAY), False),
    ("gap", lambda j: j.entries.edit(1, gap=1), False),
]


@pytest.mark.slow
@pytest.mark.parametrize(("table", "act", "changed"), CHANGES, ids=[f"{n}-{c[0]}" for n, c in enumerate(CHANGES)])
def test_only_a_change_moves_the_stamp(
    journal: Journal, clock: FrozenClock, table: str, act: Callable[[Journal], object], changed: bool
) -> None:
    uid = raw.row(journal.path, table)["uid"]
    clock.move(hours=1)
    act(journal)
    assert raw.stamps(journal.path, table) == (NOON, LATER if changed else NOON)
    assert raw.row(journal.path, table)["uid"] == uid


def test_the_same_recap_and_answer_again_change_nothing(journal: Journal, clock: FrozenClock) -> None:
    journal.weeks.set_goal(WEEK, "Write it", gap=1)
    journal.weeks.recap(WEEK, Outcome.HIT, better=True, note="n", lesson="l")
    journal.weeks.check_in(WEEK, True, "a")
    before = journal.path.read_bytes()
    clock.move(days=9)
    journal.weeks.recap(WEEK, Outcome.HIT, better=True, note="n ", lesson="l")
    journal.weeks.recap(WEEK, Outcome.HIT)
    journal.weeks.check_in(WEEK, True)
    journal.weeks.set_goal(WEEK, "Write it")
    assert journal.path.read_bytes() == before
    journal.weeks.answer_lesson(LessonAnswer.KEEP)
    assert journal.path.read_bytes() != before


def test_two_changes_to_one_state_of_a_row_have_no_stamp_in_common() -> None:
    """Machines whose clocks are behind a third one's make them; a merge would take the one change for the other."""
    behind = "2026-11-27T11:00:00.000000Z"
    stamps = [later_change(NOON, behind, {"text": text}) for text in ("at the desk", "on the train", "at the desk")]
    assert stamps[0] == stamps[2] != stamps[1]
    assert all(NOON < stamp < "2026-11-27T12:00:00.001100Z" for stamp in stamps)
    assert later_change(behind, NOON, {"text": "z"}) == NOON


def test_changes_of_one_moment_keep_their_order() -> None:
    """As with `DEVJOURNAL_NOW`: what is written to one row after it must not come behind the next row's."""
    first = later_change(NOON, NOON, {"text": "at the desk"})
    second = later_change(first, NOON, {"text": "on the train"})
    assert (first, second) == ("2026-11-27T12:00:00.000026Z", "2026-11-27T12:00:00.000027Z")


def test_a_clock_that_is_set_back_makes_no_change_look_older(journal: Journal, clock: FrozenClock) -> None:
    clock.move(hours=-1)
    journal.entries.edit(1, text="y")
    created, updated = raw.stamps(journal.path, "entry")
    assert created == NOON < updated < "2026-11-27T12:00:00.001100Z"
    clock.move(hours=2)
    journal.entries.edit(1, text="z")
    assert raw.stamps(journal.path, "entry") == (NOON, LATER)
    clock.move(hours=-2)
    journal.entries.edit(1, text="x")
    created, updated = raw.stamps(journal.path, "entry")
    assert created == NOON
    assert LATER < updated < "2026-11-27T13:00:00.001100Z"
    assert journal.entries.add("new", day=FRIDAY).id == 2
    assert raw.stamps(journal.path, "entry", 2) == (EARLIER, EARLIER)


def test_under_a_stopped_clock_each_change_is_later_than_the_one_before(journal: Journal) -> None:
    times = [NOON]
    for text in "abc":
        journal.entries.edit(1, text=text)
        times.append(raw.stamps(journal.path, "entry")[1])
    journal.entries.remove(1)
    times.append(gone(journal)[0][2])
    journal.undo()
    times.append(raw.stamps(journal.path, "entry")[1])
    journal.undo()
    times.append(raw.stamps(journal.path, "entry")[1])
    journal.redo()
    times.append(raw.stamps(journal.path, "entry")[1])
    journal.redo()
    times.append(gone(journal)[0][2])
    assert times == sorted(set(times)), "a merge lets the later one win"
    assert journal.entries.all() == ()


def gone(journal: Journal) -> list[tuple[str, ...]]:
    """Return what the journal remembers of removed rows."""
    return raw.query(journal.path, "SELECT table_name, uid, removed_at FROM removed")


def test_what_is_removed_leaves_its_uid(journal: Journal, clock: FrozenClock) -> None:
    expected = []
    for table, act in (
        ("entry", lambda: journal.entries.remove(1)),
        ("away", lambda: journal.away.remove(1)),
        ("plan_step", lambda: journal.weeks.remove_step(WEEK, 1)),
        ("week", lambda: journal.weeks.clear_goal(WEEK)),
    ):
        clock.move(hours=1)
        stamp = clock.moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        expected.append((table, raw.row(journal.path, table)["uid"], stamp))
        act()
    assert sorted(gone(journal), key=str) == sorted(expected, key=str)


def test_a_removal_is_never_older_than_the_change_before_it(journal: Journal, clock: FrozenClock) -> None:
    clock.move(hours=1)
    journal.entries.edit(1, text="y")
    clock.move(hours=-2)
    journal.entries.remove(1)
    assert [removed_at for *_, removed_at in gone(journal)] == [JUST_LATER]


def test_what_comes_back_is_never_older_than_its_removal(journal: Journal, clock: FrozenClock) -> None:
    original = raw.row(journal.path, "week")
    clock.move(hours=1)
    journal.weeks.clear_goal(WEEK)
    clock.move(hours=-2)
    journal.weeks.set_goal(WEEK, "Again", skill="writing")
    again = raw.row(journal.path, "week", 2)
    assert again["uid"] == original["uid"]
    assert (again["created_at"], again["updated_at"]) == (original["created_at"], JUST_LATER), (
        "as an older copy says, too"
    )
    assert set(json.loads(again["changed"])) == {JUST_LATER}
    assert [table for table, *_ in gone(journal)] == ["plan_step"]


def test_a_stamp_is_the_clocks_time_at_each_write(journal: Journal, clock: FrozenClock) -> None:
    """A transaction asks the clock, not the moment that the journal was opened."""
    for n in range(3):
        clock.move(minutes=7)
        journal.entries.add("x", day=FRIDAY)
        assert raw.stamps(journal.path, "entry", n + 2)[0] == f"2026-11-27T12:{7 * (n + 1):02d}:00.000025Z"


def test_rows_of_one_moment_keep_their_order(journal: Journal, clock: FrozenClock) -> None:
    for n in range(3):
        journal.entries.add(f"{9 - n}", day=FRIDAY)
    clock.move(microseconds=1)
    journal.entries.add("later", day=FRIDAY)
    clock.move(microseconds=10)
    journal.entries.add("much later", day=FRIDAY)
    stamps = [raw.stamps(journal.path, "entry", n) for n in range(1, 7)]
    assert [created[-4:] for created, _ in stamps] == ["025Z", "026Z", "027Z", "028Z", "029Z", "036Z"]
    assert all(created == updated for created, updated in stamps)
    rows = journal.transfer.rows()["entry"]
    assert [row["text"] for row in rows] == ["x", "9", "8", "7", "later", "much later"]


def test_a_clock_that_was_far_ahead_once_does_not_stay_there(journal: Journal, clock: FrozenClock) -> None:
    clock.move(days=9999)
    journal.entries.add("by mistake", day=FRIDAY)
    clock.move(days=-9999)
    journal.entries.add("now", day=FRIDAY)
    assert raw.stamps(journal.path, "entry", 3) == (NOON, NOON)
