"""What a search finds, in which order, and that its index is kept by whatever writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import TalkKind
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.merge.text_conflict import NewTextConflict
from devjournal.domain.search.search_hit import HitKind, SearchHit
from devjournal.domain.search.search_query import read
from devjournal.domain.week.week import Outcome
from devjournal.errors import FileBusy, FileRefused
from devjournal.storage import Journal
from devjournal.storage.core import file
from devjournal.storage.schema import migrations
from devjournal.storage.search import search
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.storage import raw

TODAY = FRIDAY.date()
THIS = IsoWeek.of(TODAY)
LAST = THIS.shift(-1)
STAMP = "2026-11-20T12:00:00.000000Z"


def live(journal: Journal) -> None:
    """Write every text that is looked through, each with a word of its own."""
    weeks = journal.weeks
    weeks.set_goal(LAST, "The goalword", skill="Skillword", plan=["First", "A stepword"])
    weeks.set_goal(LAST, "A smaller one", smaller=True)
    weeks.check_in(LAST, False, "An adjustword")
    weeks.recap(LAST, Outcome.MISSED, note="A noteword", lesson="A lessonword")
    journal.entries.add("An entryword", day=TODAY - timedelta(3), link="https://linkword.example", private=True)
    gap = journal.gaps.add(Area.SKILLS, "A titleword", why="A whyword")
    person = journal.people.add("Nameword", role="Head of rolewords")
    journal.conversations.log(
        *("Nameword",), day=TODAY, kind=TalkKind.ROLE_MODEL, notes="A talkword", year_before="A yearword", private=True
    )
    journal.topics.add("A topicword", private=True)
    journal.horizons.set("Horizonword", 12, "A reasonword")
    journal.away.add(TODAY, TODAY, "An awayword")
    assert (gap.id, person.id) == (1, 1)
    with raw.connected(journal.path) as connection:
        answers = {name: f"A {name[:6]}word" for name in ("horizon", "skills", "experience", "brand", "role_models")}
        row = {"uid": "r" * 36, "created_at": STAMP, "updated_at": STAMP, "day": "2026-11-20"}
        review = {**row, **answers, "kind": "quarterly", "course": "A courseword"}
        remark = {**row, "review": 1, "text": "A remarkword"}
        for table, values in (("review", review), ("remark", remark)):
            names = ", ".join(values)
            marks = ", ".join("?" * len(values))
            connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))
        connection.execute("UPDATE gap SET parked_on = '2026-11-27', parked_why = 'A parkedword'")
    journal.gaps.edit(1, claim="A claimword")
    journal.horizons.set_statement(1, "A sentenceword")
    (uid,) = (row["uid"] for row in journal.transfer.rows()["gap"])
    journal.text_conflicts.add_all([NewTextConflict("gap", uid, "why", "A conflictword", STAMP, "laptop")])


@pytest.fixture
def lived(journal: Journal) -> Journal:
    """A journal with one of each text."""
    live(journal)
    return journal


REVIEW_DAY = date(2026, 11, 20)

FOUND: dict[str, tuple[HitKind, date, str, str]] = {
    "smaller": (HitKind.GOAL, LAST.monday, "A smaller one", ""),
    "skillword": (HitKind.GOAL, LAST.monday, "Skillword", "A smaller one"),
    "goalword": (HitKind.GOAL, LAST.monday, "The goalword", "A smaller one"),
    "stepword": (HitKind.STEP, LAST.monday, "A stepword", ""),
    "adjustword": (HitKind.CHECK_IN, LAST.monday, "An adjustword", ""),
    "noteword": (HitKind.RECAP, LAST.monday, "A noteword", ""),
    "lessonword": (HitKind.LESSON, LAST.monday, "A lessonword", ""),
    "entryword": (HitKind.ENTRY, TODAY - timedelta(3), "An entryword", ""),
    "linkword": (HitKind.ENTRY, TODAY - timedelta(3), "https://linkword.example", ""),
    "titleword": (HitKind.GAP, TODAY, "A titleword", ""),
    "whyword": (HitKind.GAP, TODAY, "A whyword", "A titleword"),
    "parkedword": (HitKind.GAP, TODAY, "A parkedword", "A titleword"),
    "claimword": (HitKind.GAP, TODAY, "A claimword", "A titleword"),
    "sentenceword": (HitKind.HORIZON, TODAY, "A sentenceword", "Horizonword"),
    "conflictword": (HitKind.CONFLICT, TODAY, "A conflictword", "gap, why"),
    "nameword": (HitKind.PERSON, TODAY, "Nameword", ""),
    "rolewords": (HitKind.PERSON, TODAY, "Head of rolewords", "Nameword"),
    "talkword": (HitKind.TALK, TODAY, "A talkword", "Nameword"),
    "yearword": (HitKind.TALK, TODAY, "A yearword", "Nameword"),
    "topicword": (HitKind.TOPIC, TODAY, "A topicword", ""),
    "horizonword": (HitKind.HORIZON, TODAY, "Horizonword", ""),
    "reasonword": (HitKind.HORIZON, TODAY, "A reasonword", "Horizonword"),
    "awayword": (HitKind.AWAY, TODAY, "An awayword", ""),
    "courseword": (HitKind.REVIEW, REVIEW_DAY, "A courseword", "Quarterly review"),
    "experiword": (HitKind.REVIEW, REVIEW_DAY, "A experiword", "Quarterly review"),
    "role_mword": (HitKind.REVIEW, REVIEW_DAY, "A role_mword", "Quarterly review"),
    "remarkword": (HitKind.REMARK, REVIEW_DAY, "A remarkword", "Quarterly review"),
}


def test_every_text_is_found_where_it_stands(lived: Journal) -> None:
    for word, (kind, day, text, title) in FOUND.items():
        (hit,) = lived.search.find(word) if kind is not HitKind.HORIZON else lived.search.find(word)[-1:]
        assert (hit.kind, hit.day, hit.text, hit.title) == (kind, day, text, title), word
        marked = [hit.text[begin:end] for begin, end in hit.spans]
        assert [mark.casefold() for mark in marked] in ([word], word.split("_")), word
        assert hit.private == (kind in (HitKind.ENTRY, HitKind.TALK, HitKind.TOPIC)), word
        assert hit.has_week == (word in list(FOUND)[:7]), word
        assert hit.of == (1 if kind in (HitKind.TALK, HitKind.REMARK) else None), word
        assert hit.id == (2 if kind is HitKind.STEP else 1), word
    assert {kind for kind, *_ in FOUND.values()} == set(HitKind)


def test_what_is_there_already_is_taken_in_by_the_migration(lived: Journal, tmp_path: Path) -> None:
    path = tmp_path / "older.db"
    with closing(sqlite3.connect(path)) as older, older:
        for statements in migrations.MIGRATIONS[:2]:
            for statement in statements:
                older.execute(statement)
        tables = [name for (name,) in older.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        older.execute("ATTACH ? AS newer", (str(lived.path),))
        for table in (name for name in tables if not name.startswith(("sqlite_", "undo_"))):
            names = ", ".join(f'"{row[1]}"' for row in older.execute(f'PRAGMA table_info("{table}")'))
            older.execute(f'INSERT INTO main."{table}" ({names}) SELECT {names} FROM newer."{table}"')
        older.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
        older.execute("PRAGMA user_version = 2")
    with Journal(path, FrozenClock()) as journal:
        later = {"claimword", "sentenceword", "conflictword"}
        assert {word for word in FOUND if journal.search.find(word)} == set(FOUND) - later
    with raw.connected(path) as connection:
        assert search.check(connection)


def test_another_program_and_what_goes_with_a_row_keep_the_index(lived: Journal) -> None:
    with raw.connected(lived.path) as connection:
        connection.execute("UPDATE entry SET day = '2020-02-29', text = 'Another wording'")
        connection.execute("UPDATE week SET monday = '2026-11-30', note = ''")
        connection.execute("DELETE FROM review")
        connection.execute("DELETE FROM person")
        assert search.check(connection)
        connection.execute("DELETE FROM entry")
        connection.execute("UPDATE topic SET id = 7, created_at = '0000-00-00T no moment Z'")
        connection.execute("DELETE FROM week")
        assert search.check(connection)
        connection.execute("UPDATE topic SET created_at = updated_at")
    assert {word for word in FOUND if lived.search.find(word)} == {
        *("titleword", "whyword", "parkedword", "talkword", "yearword", "topicword", "horizonword", "reasonword"),
        *("awayword", "claimword", "sentenceword", "conflictword"),
    }
    assert lived.search.find("talkword")[0].title == ""


def test_a_text_that_gave_way_is_found_until_it_is_settled(lived: Journal) -> None:
    (text,) = lived.text_conflicts.waiting()
    assert (text.table, text.row, text.field, text.current, text.other, text.machine) == (
        *("gap", 1, "why", "A whyword", "A conflictword", "laptop"),
    )
    lived.text_conflicts.settle(text.id)
    assert not lived.search.find("conflictword")
    assert lived.text_conflicts.waiting() == ()
    lived.undo()
    assert len(lived.search.find("conflictword")) == 1
    lived.gaps.edit(1, private=True)
    assert lived.search.find("conflictword")[0].private
    lived.gaps.remove(1)
    assert not lived.search.find("conflictword")
    lived.undo()
    assert len(lived.search.find("conflictword")) == 1


def texts(hits: tuple[SearchHit, ...]) -> list[str]:
    """Return what was found."""
    return [hit.text for hit in hits]


def test_the_best_come_first(journal: Journal, clock: FrozenClock) -> None:
    def entry(text: str, days: int) -> None:
        journal.entries.add(text, day=TODAY - timedelta(days))

    for n in range(40):
        entry(f"Something else ({n})", n)
    clock.move(days=-1000)
    gap = journal.gaps.add(Area.SKILLS, "Write a postmortem")
    clock.set(FRIDAY)
    entry("Wrote the postmortem", 900)
    entry("Wrote the postmortem", 30)
    entry("Wrote the postmortem, and then many more words on what else there was on that long day", 0)
    hits = journal.search.find("postmortem")
    assert (hits[0].kind, hits[0].id) == (HitKind.GAP, gap.id), "what one knows by the word, however old"
    assert [(TODAY - hit.day).days for hit in hits[1:]] == [30, 900, 0], "then the newer, where it says no more"
    entry("Held many postmortems", 0)
    hits = journal.search.find("postmortem", typing=True)
    assert texts(hits).index("Held many postmortems") > texts(hits).index("Wrote the postmortem"), "words go first"
    assert len(journal.search.find("postmortem", 2)) == 2


def test_without_case_and_accents(journal: Journal) -> None:
    journal.entries.add("Résumé for Zoë, GRÜN and Ørsted; straße", day=TODAY)
    for query in (
        "resume",
        "RÉSUMÉ",
        "re\u0301sume\u0301",
        "zoe grun",
        "ørsted",
        '"resume FOR zoe"',
        "stra*",
        "STRASSE",
    ):
        hits = journal.search.find(query)
        assert bool(hits) == (query != "STRASSE"), query
        assert all(hit.spans for hit in hits)


def test_what_means_something_to_the_engine_is_text(journal: Journal) -> None:
    journal.entries.add("Retry and not near the title: column -x ^y", day=TODAY)
    journal.entries.add("Retry only", day=TODAY)
    for query in (
        "retry AND",
        "retry NOT near",
        'NEAR(the title)"',
        "title:column",
        "-x",
        "^y",
        "(retry (AND",
        "{x} + y",
    ):
        assert len(journal.search.find(query)) == 1, query
    assert len(journal.search.find("retry OR only")) == 0, "OR is a word that no text holds"
    assert len(journal.search.find("retry - * ( ) ^ :")) == 2
    for nothing in ("", " ", '"', '""', "*", '" " *', "\0", "\ud800"):
        assert journal.search.find(nothing) == (), nothing


def test_scripts_without_blanks_and_signs(journal: Journal) -> None:
    journal.entries.add("今日は設計レビューの話をした", day=TODAY)
    journal.entries.add("Retry 設計 with API設計", day=TODAY - timedelta(1))
    journal.entries.add("Done 🎉", day=TODAY)
    assert texts(journal.search.find("設計")) == ["今日は設計レビューの話をした", "Retry 設計 with API設計"]
    assert texts(journal.search.find("レビュ", typing=True)) == ["今日は設計レビューの話をした"]
    assert (
        texts(journal.search.find("設計 retry")) == texts(journal.search.find("api設計")) == ["Retry 設計 with API設計"]
    )
    assert texts(journal.search.find("🎉")) == ["Done 🎉"]


@pytest.fixture(scope="module")
def shared_journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    """A journal that gets one entry after the other."""
    with Journal(tmp_path_factory.mktemp("written") / "journal.db", FrozenClock()) as journal:
        yield journal


@given(query=st.text() | st.text("ab\"*()^:-+{}, '“”ANDORTE"), typing=st.booleans())
def test_no_text_is_wrong(shared_journal: Journal, query: str, typing: bool) -> None:
    for hit in shared_journal.search.find(query, typing=typing):
        assert hit.spans


LETTERS = st.characters(exclude_characters="\0", codec="utf-8", max_codepoint=0x17F) | st.sampled_from(
    "жЖйΣςηя日本語ไทย한🎉"
)


@pytest.mark.slow
@given(text=st.text(LETTERS, min_size=1))
def test_the_own_words_of_a_text_find_it(shared_journal: Journal, text: str) -> None:
    if not text.strip("\t\n\v\f\r \x85\xa0"):
        return
    entry = shared_journal.entries.add(text, day=TODAY)
    for word in text.split():
        if read(word):
            hits = {hit.id: hit for hit in shared_journal.search.find(word, 10_000)}
            assert hits[entry.id].spans, word
            assert entry.id in {hit.id for hit in shared_journal.search.find(word, 10_000, typing=True)}, word
    with raw.connected(shared_journal.path) as connection:
        assert search.check(connection)


@pytest.mark.slow
def test_a_long_text_finds_itself(journal: Journal) -> None:
    page = " ".join(f"word{n}" for n in range(20_000))
    journal.entries.add(page, day=TODAY)
    for query in (page, f'"{page}"', "w" * 100_000 + " word7", "日" * 100_000):
        assert len(journal.search.find(query)) == (query.strip('"') == page)


def test_another_thread_asks_by_a_connection_of_its_own(lived: Journal) -> None:
    with ThreadPoolExecutor(2) as threads:
        futures = [threads.submit(lived.search.find, word) for word in FOUND]
        assert [future.result() for future in futures] == [lived.search.find(word) for word in FOUND]
    lived.entries.add("Still open", day=TODAY)
    with raw.connected(lived.path) as other:
        other.execute("BEGIN EXCLUSIVE")
        with ThreadPoolExecutor(1) as threads, pytest.raises(FileBusy):
            threads.submit(lived.search.find, "still").result()


def test_an_index_that_says_something_else_is_found_out_and_made_anew(lived: Journal) -> None:
    before = lived.path.read_bytes()
    with raw.connected(lived.path) as connection:
        assert search.check(connection)
    assert lived.path.read_bytes() == before, "a look writes nothing"
    with raw.connected(lived.path) as connection:
        connection.execute("DROP TRIGGER search_entry_update")
        connection.execute("UPDATE entry SET text = 'Something else'")
        assert not search.check(connection)
        search.rebuild(connection)
        assert search.check(connection)
    assert texts(lived.search.find("something")) == ["Something else"]
    assert not lived.search.find("entryword")


def test_a_sqlite_without_full_text_search_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without = ("CREATE VIRTUAL TABLE search USING no_fts5 (title, text)",)
    monkeypatch.setattr(file, "MIGRATIONS", (*migrations.MIGRATIONS[:2], without))
    with pytest.raises(FileRefused, match="full-text search"):
        Journal(tmp_path / "journal.db", FrozenClock())
