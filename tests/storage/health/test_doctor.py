"""The examination: what it finds, what it says to do, and that it changes nothing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.copies.health_check import CheckResult, Severity
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Outcome
from devjournal.errors import FileBusy
from devjournal.storage import Journal
from devjournal.storage.health.doctor import examine
from devjournal.storage.health.restore import restore
from devjournal.storage.schema import migrations
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.storage import raw
from tests.storage.file_damage import HURTS, Trace, fill, foreign, interrupted, scramble

NEWEST = (
    "`devjournal restore 2026-11-27T163000-daily-journal.db` brings back the newest good copy, "
    "of 27 November 2026, 16:30"
)


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes are free."""
    free = [2_000_000_000]
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=free[0]))
    return free


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal is: written to yesterday and today, with a copy of what was there yesterday."""
    path = tmp_path / "mine" / "journal.db"
    for day in (26, 27):
        with Journal(path, FrozenClock(FRIDAY.replace(day=day))) as journal:
            gap = journal.gaps.add(Area.SKILLS, f"Tracing {day}")
            journal.weeks.set_goal(IsoWeek.of(journal.today), f"goal {day}", skill="s", gap=gap.id, plan=["a", "b"])
            journal.weeks.recap(IsoWeek.of(journal.today), Outcome.HIT, better=True)
            journal.people.add(f"Ana {day}")
            journal.entries.add("x" * 3000, day=journal.today, gap=gap.id)
    return path


def examined(path: Path) -> dict[str, CheckResult]:
    """Return what an examination finds, by what it is about, having seen that it changed nothing."""
    folder = next(each for each in path.parents if each.is_dir())
    before = Trace.of(folder)
    findings = examine(path, FRIDAY)
    assert Trace.of(folder) == before
    for finding in findings:
        assert finding.says.strip() == finding.says.rstrip(".") != ""
        assert bool(finding.do) == (finding.health is not Severity.GOOD)
        assert "\n" not in finding.says + finding.do
    return {finding.about: finding for finding in findings}


def ailing(path: Path) -> dict[str, CheckResult]:
    """Return what is not as it should be."""
    return {about: result for about, result in examined(path).items() if result.health is not Severity.GOOD}


def only(path: Path, about: str, health: Severity = Severity.WRONG) -> CheckResult:
    """Return the one finding that is not good."""
    problems = ailing(path)
    assert set(problems) == {about}
    assert problems[about].health is health
    return problems[about]


def test_a_journal_that_is_well(path: Path) -> None:
    results = examined(path)
    assert ailing(path) == {}
    assert list(results) == [
        *("file", "schema", "pages", "references", "rows", "index", "rights", "sync", "beside", "space", "copies")
    ]
    assert results["copies"].says == "1 good copy, of 27 November 2026 (today)"
    assert f"version {len(migrations.MIGRATIONS)}" in results["file"].says


def test_a_journal_that_is_not_there_yet(tmp_path: Path) -> None:
    assert only(tmp_path / "new" / "journal.db", "file", Severity.HINT).says.endswith("does not exist")
    assert not (tmp_path / "new").exists()


# the file


@pytest.mark.parametrize("hurt", HURTS)
def test_a_journal_that_came_to_harm_names_the_way_back(path: Path, hurt: str) -> None:
    HURTS[hurt](path)
    result = only(path, "pages" if hurt in ("a page is noise", "half is gone") else "file")
    assert result.do == NEWEST
    assert "is damaged" in result.says or "is not a database" in result.says
    shutil.rmtree(path.parent / "backups")
    result = ailing(path)["file" if "file" in ailing(path) else "pages"]
    assert result.do.startswith("no good copy of it lies beside it")


def test_a_journal_that_is_gone(path: Path) -> None:
    path.unlink()
    assert only(path, "file").do == NEWEST
    path.touch(mode=0o600)
    assert only(path, "file").do == NEWEST


def test_what_is_no_journal(tmp_path: Path, path: Path) -> None:
    other = tmp_path / "other.db"
    foreign(other, application=7)
    assert "made by another program" in ailing(other)["file"].says
    assert "is a folder" in ailing(path.parent)["file"].says
    loop = tmp_path / "loop.db"
    loop.symlink_to(loop)
    assert "cannot be reached" in ailing(loop)["file"].says
    with raw.connected(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert only(path, "file").do == "update this one to open it"


def test_an_older_journal_is_examined_as_it_will_be(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = (*migrations.MIGRATIONS, ("CREATE TABLE more (x)",))
    for module in ("core.file", "health.doctor"):
        monkeypatch.setattr(f"devjournal.storage.{module}.MIGRATIONS", more)
    assert f"older than this devjournal's {len(more)}" in only(path, "file", Severity.HINT).says
    monkeypatch.setattr("devjournal.storage.core.file.MIGRATIONS", (*migrations.MIGRATIONS, ("NONSENSE",)))
    assert "cannot be migrated" in ailing(path)["rows"].says


def test_a_journal_that_is_held(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        assert ailing(path) == {}, "another window may be writing"
        holder.execute("ROLLBACK")
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FileBusy, match="held by another program"):
            examine(path, FRIDAY, patience=0.05)


def test_a_write_that_was_cut_off(path: Path) -> None:
    with raw.connected(path) as connection:
        connection.execute("CREATE TABLE big (x, y)")
    interrupted(path, fill("big"))
    path.chmod(0o600)
    ours = ailing(path)
    assert "table “big”" in ours.pop("schema").says
    (result,) = ours.values()
    assert (result.about, result.health) == ("left-over", Severity.HINT)
    assert "“journal.db-journal”" in result.says
    assert "`devjournal status`" in result.do
    Journal(path, FrozenClock()).close()
    assert set(ailing(path)) == {"schema"}


# the rows


def spoil(path: Path, *statements: str) -> None:
    """Write what no command would, as another program can."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        for statement in statements:
            connection.execute(statement)


BROKEN = {
    "UPDATE week SET recapped_on = '2026-11-22'": "week 2026-11-23 was recapped before it began",
    "UPDATE week SET checked_in_on = '2026-11-22', on_track = 1": "week 2026-11-23 was checked in on before it began",
    "UPDATE plan_step SET position = 1": "the steps of week 2026-11-23 are not counted 1, 2, 3",
    "UPDATE plan_step SET position = position + 1": "the steps of week 2026-11-23 are not counted 1, 2, 3",
    "UPDATE week SET outcome = 'missed'": "entry 1 is the evidence of a week that was no hit",
    "UPDATE gap SET title = char(32, 10) WHERE id = 2": "gap 2 is blank",
    "UPDATE entry SET text = CAST(x'61ff' AS TEXT) WHERE id = 2": "entry 2 has a text that is not UTF-8 text",
    "UPDATE person SET role = CAST(x'610062' AS TEXT) WHERE id = 1": "person 1 has a role that is not UTF-8 text",
    "INSERT INTO removed SELECT uid, 'gap', updated_at, NULL FROM gap WHERE id = 1": (
        "gap 1 is there and among what was removed"
    ),
    "UPDATE conversation SET page = '[]'": "conversation 1 has a page that is no object",
}


@pytest.mark.slow
@pytest.mark.parametrize("statement", BROKEN)
def test_a_row_that_breaks_a_rule(path: Path, statement: str) -> None:
    with Journal(path, FrozenClock()) as journal:
        journal.conversations.log("Ana 26", day=journal.today)
    spoil(path, statement)
    assert only(path, "rows").says == BROKEN[statement]


def test_many_broken_rows_are_counted(path: Path) -> None:
    spoil(path, "INSERT INTO removed SELECT uid, 'gap', updated_at, NULL FROM gap",
          "INSERT INTO removed SELECT uid, 'entry', updated_at, NULL FROM entry")  # fmt: skip
    assert only(path, "rows").says.endswith("; and 2 more")


def test_what_the_schema_says_is_checked_too(path: Path) -> None:
    spoil(path, "UPDATE entry SET private = 7 WHERE id = 1")
    assert only(path, "rows").says == "the private of entry 1 is 7, which devjournal does not write there"


def test_a_reference_that_leads_nowhere(path: Path) -> None:
    spoil(path, "DELETE FROM gap WHERE id = 1")
    assert only(path, "references").says == "entry 2 names a gap that is not there"


def test_an_index_that_is_not_right_is_made_anew_by_a_restore(path: Path, tmp_path: Path) -> None:
    spoil(path, "INSERT INTO search (search) VALUES ('delete-all')")
    result = only(path, "index")
    assert "a search misses" in result.says
    with Journal(path, FrozenClock()) as journal:
        journal.copies.write_to(_empty(tmp_path / "good.db"))
    restore(path, tmp_path / "good.db", FRIDAY)
    assert ailing(path) == {}


def _empty(path: Path) -> Path:
    path.touch()
    return path


def test_further_looks_are_taken_of_a_sound_copy_alone(path: Path) -> None:
    row_counts: list[list[tuple[Any, ...]]] = []

    def look(sound: Path) -> list[CheckResult]:
        assert sound != path
        row_counts.append(raw.query(sound, "SELECT count(*) FROM entry"))
        return [CheckResult("further", Severity.GOOD, "it is well")]

    assert "further" in [finding.about for finding in examine(path, FRIDAY, look)]
    assert row_counts == [[(3,)]]
    scramble(path)
    assert "further" not in [finding.about for finding in examine(path, FRIDAY, look)]


# around it


def test_rights(path: Path) -> None:
    path.chmod(0o640)
    assert only(path, "rights").says == "others may read “journal.db”"
    path.chmod(0o600)
    copy = path.parent / "backups" / "2026-11-27T163000-daily-journal.db"
    copy.chmod(0o604)
    assert copy.name in only(path, "rights").says
    copy.chmod(0o600)
    path.parent.chmod(0o755)
    assert ailing(path) == {}, "others may know that there is a journal"
    path.parent.chmod(0o777)
    assert "and replace the journal" in only(path, "rights").says
    path.parent.chmod(0o1777)
    assert ailing(path) == {}


def test_rights_that_its_owner_lacks(mine: Path) -> None:
    path = mine / "journal.db"
    Journal(path, FrozenClock()).close()
    path.chmod(0o400)
    assert "may not read and write" in ailing(path)["rights"].says
    path.chmod(0o000)
    assert "cannot be read (permission denied)" in examine(path, FRIDAY)[0].says
    path.chmod(0o600)
    mine.chmod(0o500)
    assert "is not writable, so no change" in ailing(path)["rights"].says


SYNCED = {
    "Dropbox": "Dropbox",
    "Dropbox (Work)": "Dropbox",
    "OneDrive - Example": "OneDrive",
    "Library/Mobile Documents/com~apple~CloudDocs": "iCloud Drive",
    "Google Drive": "Google Drive",
    "Nextcloud": "Nextcloud",
    "Sync/.stfolder": "Syncthing",
}


@pytest.mark.slow
@pytest.mark.parametrize("folder", SYNCED)
def test_a_folder_that_a_sync_program_keeps_is_a_hint(path: Path, tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir(parents=True)
    there = tmp_path / folder.removesuffix("/.stfolder") / "journal"
    path.parent.rename(there)
    assert only(there / "journal.db", "sync", Severity.HINT).says == f"{SYNCED[folder]} syncs its folder"


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "journal (Ana's conflicted copy 2026-11-27).db",
        "journal (conflicted copy 2026-11-27 163000).db",
        "journal_conflict-20261127-163000.db",
        "journal.sync-conflict-20261127-163000-ABCDEFG.db",
        "journal-DESKTOP-4F2.db",
        "journal 2.db",
        "journal (1).db",
    ],
)
def test_conflict_copies(path: Path, name: str) -> None:
    for unrelated in ("journal-2025.db", "journals.db", "notes (1).db", "journal 2.txt"):
        (path.parent / unrelated).touch()
    assert ailing(path) == {}
    (path.parent / name).touch()
    result = only(path, "conflicts")
    assert f"“{name}”" in result.says
    assert "import --merge" in result.do


def test_two_names_of_one_file(path: Path, tmp_path: Path) -> None:
    (tmp_path / "other.db").hardlink_to(path)
    result = examined(path)["links"]
    assert result.health is Severity.WRONG
    assert result.says.startswith("it has 2 names (hard links)")
    (tmp_path / "other.db").unlink()
    assert "links" not in examined(path)


def test_a_disk_that_is_nearly_full(path: Path, room: list[int]) -> None:
    room[0] = 5_000_000
    assert only(path, "space").says == "only 5.0 MB are free"


def test_the_age_of_the_newest_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copies = path.parent / "backups"
    (copies / "2026-11-27T163000-daily-journal.db").rename(copies / "2026-11-20T090000-daily-journal.db")
    assert only(path, "copies", Severity.HINT).says == (
        "1 good copy, of 20 November 2026 (7 days ago), and the journal was changed on 27 November 2026"
    )
    shutil.rmtree(copies)
    assert "no good copy of it yet" in only(path, "copies", Severity.HINT).says


def test_copies_that_cannot_be_restored(path: Path) -> None:
    with Journal(path, FrozenClock()) as journal:
        journal.copies.path_of(journal.copies.all()[0]).write_text("x")
    assert ailing(path)["copies"].health is Severity.HINT
    results = [finding for finding in examine(path, FRIDAY) if finding.about == "copies"]
    assert [finding.health for finding in results] == [Severity.WRONG, Severity.HINT]
    assert "“2026-11-27T163000-daily-journal.db” cannot be restored" in results[0].says


def test_what_a_restore_kept_as_it_was_is_no_fault(path: Path) -> None:
    copy = path.parent / "backups" / "2026-11-27T163000-daily-journal.db"
    scramble(path)
    restore(path, copy, FRIDAY)
    assert ailing(path) == {}
