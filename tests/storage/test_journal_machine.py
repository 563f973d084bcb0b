"""Whatever is done to a journal, in whatever order: what holds of it always."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from devjournal.domain.career.gap import Area
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.streak import longest_streak, streak
from devjournal.domain.week.week import LessonAnswer, Outcome, State, Week, state_of
from devjournal.errors import JournalError
from devjournal.exports.transfer import document
from devjournal.storage import Journal
from devjournal.storage.schema.document_shape import Rows, table_columns
from devjournal.storage.schema.tables import ROWS
from devjournal.storage.search import search
from tests.encrypted import OnEncryptedFile
from tests.frozen_clock import FrozenClock
from tests.storage import raw

START = IsoWeek.of(datetime(2026, 11, 27).date())
WEEKS = st.integers(-4, 2).map(START.shift)
GAPS = st.sampled_from([None, 1, 2])
TEXTS = st.sampled_from(["Write", "Read it", " <b>\x1b\n[x] ", "漢🎉", "a\u202eb"])
STEPS = st.lists(st.sampled_from("abc"), max_size=4)
TABLES = [str(table._meta.table_name) for table in ROWS]
Content = dict[str, list[dict[str, object]]]
NOTES = st.none() | st.sampled_from(["", "note"])


@dataclass
class Evidence:
    """What the journal should hold as a week's evidence."""

    text: str
    gap: int | None


class JournalMachine(RuleBasedStateMachine):
    """One owner, one journal, and a clock that also goes backwards."""

    BESIDE: tuple[str, ...] = ()
    """What lies beside the journal and its copies."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="devjournal-test-")
        self.path = Path(self.folder.name) / "journal.db"
        self.clock = FrozenClock()
        self.begin()
        self.journal = Journal(self.path, self.clock)
        self.evidence: dict[IsoWeek, Evidence] = {}
        self.given: Counter[str] = Counter()
        """The highest ID of each table so far."""
        self.before: Content = {}
        """What was in the journal before the last thing that was done, where it changed anything."""

    def begin(self) -> None:
        """Prepare the file before it is opened."""

    def teardown(self) -> None:
        self.journal.close()
        self.folder.cleanup()

    @initialize()
    def gaps(self) -> None:
        self.journal.gaps.add(Area.SKILLS, "one")
        self.journal.gaps.add(Area.EXPERIENCE, "two", needed=3)

    # what its owner does

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something; where it is refused, check that the file stayed as it was."""
        before, content = self.path.read_bytes(), self.content()
        try:
            act()
        except JournalError:
            assert self.path.read_bytes() == before
            return False
        if self.content() != content:
            self.before = content
        return True

    def content(self) -> Content:
        """Return every row with its ID, but for when it was last changed."""
        with raw.connected(self.path) as connection:
            return {
                name: [
                    {key: value for key, value in row.items() if key not in ("updated_at", "changed")}
                    for row in raw.as_dicts(connection.execute(f"SELECT * FROM {name} ORDER BY id"))
                ]
                for name in TABLES
            }

    @precondition(lambda self: self.before)
    @rule()
    def undo_and_redo(self) -> None:
        """The last step is taken back whole, with its IDs, and done again."""
        after = self.content()
        what = self.journal.undo()
        assert self.content() == self.before
        assert self.journal.redo() == what
        assert self.content() == after
        assert not self.attempt(self.journal.redo)

    def changing(self, iso: IsoWeek, act: Callable[[], Week]) -> None:
        """Change a week, and say by the rules what becomes of its evidence."""
        before = self.journal.weeks.get(iso)
        if not self.attempt(act):
            return
        after = self.journal.weeks.get(iso)
        was_hit, is_hit = before.outcome is Outcome.HIT, after.outcome is Outcome.HIT
        if not is_hit or after.gap is None:
            self.evidence.pop(iso, None)
        elif not was_hit or before.gap is None:
            self.evidence[iso] = Evidence(after.goal, after.gap)
        elif iso not in self.evidence:
            if after.gap != before.gap:  # its owner removed it, and then named another gap
                self.evidence[iso] = Evidence(after.goal, after.gap)
        else:
            kept = self.evidence[iso]
            kept.text = after.goal if kept.text == before.goal else kept.text
            kept.gap = after.gap if kept.gap == before.gap else kept.gap

    @rule(iso=WEEKS, goal=TEXTS, gap=GAPS, plan=st.none() | STEPS)
    def set_goal(self, iso: IsoWeek, goal: str, gap: int | None, plan: list[str] | None) -> None:
        ticked = Counter(step.text for step in self.journal.weeks.get(iso).plan if step.done)
        self.changing(iso, lambda: self.journal.weeks.set_goal(iso, goal, skill="s", gap=gap, plan=plan))
        after = self.journal.weeks.get(iso)
        assert after.goal == goal.rstrip()
        if plan is not None:
            assert [step.text for step in after.plan] == plan
            assert Counter(step.text for step in after.plan if step.done) <= ticked

    @rule(iso=WEEKS, goal=TEXTS)
    def reword_goal(self, iso: IsoWeek, goal: str) -> None:
        self.changing(iso, lambda: self.journal.weeks.set_goal(iso, goal))

    @rule(iso=WEEKS)
    def clear_goal(self, iso: IsoWeek) -> None:
        self.changing(iso, lambda: self.journal.weeks.clear_goal(iso))

    @rule(iso=WEEKS, on_track=st.booleans(), adjustment=NOTES)
    def check_in(self, iso: IsoWeek, on_track: bool, adjustment: str | None) -> None:
        self.changing(iso, lambda: self.journal.weeks.check_in(iso, on_track, adjustment))

    @rule(iso=WEEKS, outcome=st.sampled_from(Outcome), better=st.none() | st.booleans(), note=NOTES, lesson=NOTES)
    def recap(self, iso: IsoWeek, outcome: Outcome, **more: Any) -> None:
        self.changing(iso, lambda: self.journal.weeks.recap(iso, outcome, **more))

    @rule(iso=WEEKS)
    def hit(self, iso: IsoWeek) -> None:
        self.changing(iso, lambda: self.journal.weeks.recap(iso, Outcome.HIT))

    @rule(answer=st.sampled_from(LessonAnswer))
    def answer(self, answer: LessonAnswer) -> None:
        waiting = self.journal.weeks.unanswered_lesson()
        in_use = self.journal.weeks.lesson_in_use(IsoWeek.of(self.journal.today))
        meant = waiting is not None or (in_use is not None and answer is not LessonAnswer.KEEP)
        assert self.attempt(lambda: self.journal.weeks.answer_lesson(answer)) == meant
        older = self.journal.weeks.unanswered_lesson()
        assert older is None or (waiting is not None and older.iso < waiting.iso)

    @rule(iso=WEEKS, number=st.integers(0, 4), done=st.booleans())
    def tick(self, iso: IsoWeek, number: int, done: bool) -> None:
        if self.attempt(lambda: self.journal.weeks.tick(iso, number, done)):
            assert self.journal.weeks.get(iso).plan[number - 1].done == done

    @rule(iso=WEEKS, number=st.integers(0, 4), text=st.sampled_from("abc"))
    def change_plan(self, iso: IsoWeek, number: int, text: str) -> None:
        steps = [step.text for step in self.journal.weeks.get(iso).plan]
        if self.attempt(lambda: self.journal.weeks.remove_step(iso, number)):
            del steps[number - 1]
        if self.attempt(lambda: self.journal.weeks.add_step(iso, text)):
            steps.append(text)
        assert [step.text for step in self.journal.weeks.get(iso).plan] == steps

    @rule(day=st.integers(-40, 20), text=TEXTS, gap=GAPS)
    def add_entry(self, day: int, text: str, gap: int | None) -> None:
        self.before = self.content()
        made = self.journal.entries.add(text, day=START.monday + timedelta(days=day), gap=gap)
        assert made == self.journal.entries.get(made.id)

    @precondition(lambda self: self.journal.entries.all())
    @rule(data=st.data(), text=TEXTS, gap=GAPS)
    def edit_entry(self, data: st.DataObject, text: str, gap: int | None) -> None:
        entry = data.draw(st.sampled_from(self.journal.entries.all()))
        self.attempt(lambda: self.journal.entries.edit(entry.id, text=text, gap=gap))
        after = self.journal.entries.get(entry.id)
        if after.week is not None:
            self.evidence[IsoWeek(after.week)] = Evidence(after.text, after.gap)

    @precondition(lambda self: self.journal.entries.all())
    @rule(data=st.data())
    def remove_entry(self, data: st.DataObject) -> None:
        entry = data.draw(st.sampled_from(self.journal.entries.all()))
        assert self.attempt(lambda: self.journal.entries.remove(entry.id))
        if entry.week is not None:
            del self.evidence[IsoWeek(entry.week)]

    @rule(iso=WEEKS, first=st.integers(0, 6), more=st.integers(-1, 9))
    def go_away(self, iso: IsoWeek, first: int, more: int) -> None:
        day = iso.days[first]
        self.attempt(lambda: self.journal.away.add(day, day + timedelta(days=more)))

    @rule(span=st.integers(1, 4))
    def come_back(self, span: int) -> None:
        self.attempt(lambda: self.journal.away.remove(span))

    @rule(hours=st.integers(-24 * 10, 24 * 10))
    def wait(self, hours: int) -> None:
        self.clock.move(hours=hours)

    @rule()
    def open_again(self) -> None:
        self.journal.close()
        self.journal = Journal(self.path, self.clock)

    @rule()
    def move_to_another_machine(self) -> None:
        version = self.journal.transfer.version
        rows = self.journal.transfer.rows()
        assert document.loads(document.dumps(rows, version), table_columns(), version) == rows
        with Journal(self.path.with_name("other.db"), self.clock) as other:
            if rows["week"]:
                other.transfer.load(rows)
                assert other.transfer.rows() == rows
                assert other.weeks.marks() == self.journal.weeks.marks()
                assert other.status().due == self.journal.status().due
        self.path.with_name("other.db").unlink()

    # what holds always

    @invariant()
    def evidence_is_what_the_rules_say(self) -> None:
        found = {
            IsoWeek(entry.week): Evidence(entry.text, entry.gap)
            for entry in self.journal.entries.all()
            if entry.week is not None
        }
        assert found == self.evidence
        for iso in found:
            week = self.journal.weeks.get(iso)
            assert week.outcome is Outcome.HIT
            assert week.gap is not None

    @invariant()
    def the_counts_add_up(self) -> None:
        today, away, marks = self.journal.today, self.journal.away.mondays(), self.journal.weeks.marks()
        assert list(marks) == sorted(marks)
        weeks = [START.shift(n) for n in range(-60, 20)]
        states = Counter(state_of(iso, marks.get(iso.monday), away, today) for iso in weeks)
        assert states.total() == len(weeks)
        assert set(states) <= set(State)
        outcomes = Counter(mark.outcome for mark in marks.values())
        assert [states[State.HIT], states[State.MISSED]] == [outcomes[Outcome.HIT], outcomes[Outcome.MISSED]]
        standing = self.journal.status()
        assert standing.streak == streak(marks, away, today)
        longest = longest_streak(marks, away, today)
        assert standing.streak <= (longest.length if longest else 0) <= states[State.HIT] + states[State.MISSED]
        assert standing.state is state_of(standing.this.iso, marks.get(standing.this.monday), away, today)

    @invariant()
    def a_mark_says_what_its_week_says(self) -> None:
        marks = self.journal.weeks.marks()
        for iso, week in self.journal.weeks.between(START.shift(-9), START.shift(9)).items():
            mark = marks.pop(iso.monday)
            assert (mark.has_goal, mark.outcome, mark.better, mark.recapped_on) == (
                *(week.has_goal, week.outcome, week.better, week.recapped_on),
            )
            assert week.has_goal or week.outcome is not None, "a week that is kept holds something"
            full = self.journal.weeks.get(iso)
            assert not full.plan or full.has_goal
        assert marks == {}

    @invariant()
    def rows_are_in_order(self) -> None:
        rows: Rows = self.journal.transfer.rows()
        alive = [row["uid"] for table, found in rows.items() if table != "removed" for row in found]
        gone = {row["uid"] for row in rows["removed"]}
        assert len(alive) == len(set(alive))
        assert not gone & set(alive)
        places: dict[str, list[int]] = {}
        for step in rows["plan_step"]:
            places.setdefault(step["week"], []).append(step["position"])
        assert all(found == list(range(1, len(found) + 1)) for found in places.values())
        for table, top in raw.query(self.path, "SELECT name, seq FROM sqlite_sequence"):
            assert top >= self.given[table]
            self.given[table] = top
        assert raw.query(self.path, "PRAGMA foreign_key_check") == []

    @invariant()
    def the_index_is_what_the_texts_are(self) -> None:
        with raw.connected(self.path) as connection:
            assert search.check(connection)

    @invariant()
    def nothing_is_left_beside_it(self) -> None:
        assert {each.name for each in self.path.parent.iterdir()} <= {"journal.db", "backups", *self.BESIDE}


JournalMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=20)
TestJournalMachine = pytest.mark.slow(JournalMachine.TestCase)


class EncryptedJournalMachine(OnEncryptedFile, JournalMachine):
    """The same on a file that SQLCipher writes."""

    BESIDE = ("key-of-journal.db",)

    @invariant()
    def no_copy_is_plain(self) -> None:
        for copy in self.journal.copies.all():
            assert not self.journal.copies.path_of(copy).read_bytes().startswith(b"SQLite")


EncryptedJournalMachine.TestCase.settings = settings(max_examples=15, stateful_step_count=20)
TestEncryptedJournalMachine = pytest.mark.slow(EncryptedJournalMachine.TestCase)
