"""drafts: collecting each item once, keeping and dropping drafts, and faulty sources."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.capture.repositories import EMAIL, Repo
from tests.cli.conftest import Run

CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Design review of the importer
DTSTART;TZID=Europe/Berlin:20261120T140000
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Standup
DTSTART:20260105T090000
RRULE:FREQ=DAILY
END:VEVENT
BEGIN:VEVENT
UID:recap.ritual@devjournal
SUMMARY:Recap of the week
DTSTART:20261120T160000
END:VEVENT
BEGIN:VEVENT
UID:3
SUMMARY:Last year
DTSTART:20251120T140000
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A repository with two days of work."""
    repository = Repo(tmp_path / "api")
    repository.commit("Split the batch", "2026-11-25")
    repository.commit("Log the queue depth", "2026-11-26")
    repository.commit("Measure the planner", "2026-11-26")
    repository.commit("Theirs", "2026-11-26", author="Bob <bob@example.org>")
    return repository


def texts(run: Run) -> list[str]:
    return [draft["text"] for draft in run("drafts", "list", "--json").json]


def entries(run: Run) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = run("entry", "list", "--json").json
    return rows


# git


def test_git_is_seen_once(run: Run, repo: Repo) -> None:
    assert run("drafts", "git", str(repo.folder)).line == "2 new drafts from git (api); 2 drafts wait."
    assert run("drafts", "list", "--json").json == [
        {"id": 1, "day": "2026-11-25", "text": "api: Split the batch", "link": None, "source": "git api"},
        {
            "id": 2,
            "day": "2026-11-26",
            "text": "api: 2 commits\n- Log the queue depth\n- Measure the planner",
            "link": None,
            "source": "git api",
        },
    ]
    assert run("drafts", "git").line == "Nothing new from git (api); 2 drafts wait."
    run("drafts", "drop", "1")
    run("drafts", "keep", "2")
    for since in ("last", "8w", "2026-01-01"):
        assert run("drafts", "git", "--since", since).line == "Nothing new from git (api); 0 drafts wait."


def test_more_of_a_day_makes_its_draft_longer_while_it_waits(run: Run, repo: Repo) -> None:
    run("drafts", "git", str(repo.folder))
    repo.commit("Write it up", "2026-11-26T18:00:00+01:00")
    assert run("drafts", "git").line == "No new draft from git (api), 1 grew; 2 drafts wait."
    assert texts(run)[1].endswith("- Measure the planner\n- Write it up")
    run("drafts", "keep", "2")
    repo.commit("Late", "2026-11-26T22:00:00+01:00")
    assert run("drafts", "git").line == "1 new draft from git (api); 2 drafts wait."
    assert "api: Late" in texts(run)


def test_git_goes_back_as_far_as_it_is_told(run: Run, repo: Repo) -> None:
    repo.commit("Old", "2026-10-01")
    assert run("drafts", "git", str(repo.folder), "--since", "2026-11-26").line.startswith("1 new draft")
    assert run("drafts", "git").line.startswith("Nothing new")  # older commits are before the span
    assert run("drafts", "git", "--since", "4w").line.startswith("1 new draft")
    assert run("drafts", "git", "--since", "10w").line.startswith("1 new draft")
    assert "is not a span" in run("drafts", "git", "--since", "soon").refuses(2)


def test_one_git_is_one_step_of_undo(run: Run, repo: Repo, tmp_path: Path) -> None:
    other = Repo(tmp_path / "web")
    other.commit("Draw it", "2026-11-26")
    assert run("drafts", "git", str(repo.folder), str(other.folder)).line == (
        "3 new drafts from git (api, web); 3 drafts wait."
    )
    assert run("undo").line.startswith("Undone: 3 drafts from git.")
    assert texts(run) == []
    assert run("drafts", "git").line.startswith("3 new drafts")


def test_the_author_can_be_named(run: Run, repo: Repo) -> None:
    assert run("drafts", "git", str(repo.folder), "--author", "BOB").line.startswith("1 new draft")
    assert texts(run) == ["api: Theirs"]


def test_a_work_tree_is_its_repository(run: Run, repo: Repo, tmp_path: Path) -> None:
    repo.git("worktree", "add", "-q", str(tmp_path / "tree"))
    assert run("drafts", "git", str(repo.folder), str(tmp_path / "tree")).line.startswith(
        "2 new drafts from git (api);"
    )


def test_what_is_no_repository_leaves_everything_as_it_was(
    run: Run, repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "is not in a git repository" in run("drafts", "git", str(repo.folder), str(tmp_path)).refuses(1)
    assert "is not a folder" in run("drafts", "git", str(tmp_path / "gone")).refuses(1)
    assert texts(run) == []
    monkeypatch.chdir(tmp_path)
    assert "No folder is remembered yet" in run("drafts", "git").refuses(2)


def test_the_first_time_the_working_folder_will_do(run: Run, repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo.folder)
    assert run("drafts", "git").line.startswith("2 new drafts from git (api)")
    monkeypatch.chdir("/")
    assert run("drafts", "git").line.startswith("Nothing new from git (api)")


def test_a_remembered_folder_that_is_gone_is_said_and_can_be_forgotten(run: Run, repo: Repo, tmp_path: Path) -> None:
    other = Repo(tmp_path / "web")
    run("drafts", "git", str(repo.folder), str(other.folder))
    (tmp_path / "web").rename(tmp_path / "moved")
    repo.commit("More", "2026-11-27")
    done = run("drafts", "git")
    assert (done.code, done.err.count("\n"), "“" in done.err) == (1, 1, True)
    assert done.out.startswith("1 new draft from git (api)")
    assert run("drafts", "git", "--forget", str(other.folder)).line == ("Forgot 1 folder; their drafts stay.")
    assert run("drafts", "git").line.startswith("Nothing new from git (api)")


def test_without_git_it_is_one_line(run: Run, repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    assert "git is not on the PATH" in run("drafts", "git", str(repo.folder)).refuses(1)


def test_the_folders_are_this_machines_and_of_its_owner_alone(run: Run, repo: Repo, tmp_path: Path) -> None:
    run("drafts", "git", str(repo.folder))
    (file,) = (tmp_path / "home").rglob("git/*.json")
    assert json.loads(file.read_text()) == {"folders": [str(repo.folder)]}
    assert file.stat().st_mode & 0o777 == 0o600
    assert str(repo.folder) not in run("export").out


# a calendar


def test_a_calendar_is_seen_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "work.ics").write_text(CALENDAR)
    assert run("drafts", "ics", str(tmp_path / "work.ics")).line == (
        "2 new drafts from ics work.ics; 2 drafts wait. Left out: 1 own reminder, 1 event of another time."
    )
    assert [(draft["day"], draft["text"], draft["source"]) for draft in run("drafts", "--json").json] == [
        ("2026-11-20", "Design review of the importer", "ics work.ics"),
        ("2026-11-27", "Standup", "ics work.ics, 29 times"),
    ]
    run("drafts", "drop", "--all")
    assert run("drafts", "ics", "-", stdin=CALENDAR).line.startswith(
        "Nothing new from ics standard input, 2 seen before; 0 drafts wait."
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (CALENDAR.encode()[:-40], "breaks off"),
        (b"\x00\x01\x02", "binary data"),
        (b"", "is not a calendar file"),
        (b"\xff\xfeB\x00", "is not UTF-8 text"),
    ],
)
def test_a_broken_calendar_is_one_line(run: Run, tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "work.ics").write_bytes(content)
    assert says in run("drafts", "ics", str(tmp_path / "work.ics")).refuses(1)
    assert texts(run) == []


# texts


def test_a_text_is_seen_once(run: Run, tmp_path: Path) -> None:
    note = "This week:\n- Paired on the release\n- 2026-11-24: Held the talk (https://example.org/talk)\n"
    assert run("drafts", "text", "-", "--on", "yesterday", stdin=note).line == "2 new drafts from text; 2 drafts wait."
    assert run("drafts", "list", "--json").json == [
        {
            "id": 2,
            "day": "2026-11-24",
            "text": "Held the talk (https://example.org/talk)",
            "link": "https://example.org/talk",
            "source": "text",
        },
        {"id": 1, "day": "2026-11-26", "text": "Paired on the release", "link": None, "source": "text"},
    ]
    (tmp_path / "notes.md").write_text(note + "- One more\n")
    assert run("drafts", "text", str(tmp_path / "notes.md")).line == (
        "1 new draft from text notes.md, 2 seen before; 3 drafts wait."
    )


def test_what_cannot_be_read_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes(b"x" * (2**20 + 1))
    (tmp_path / "binary.txt").write_bytes(b"\x89PNG\x00\x00")
    (tmp_path / "many.txt").write_text("- x\n" * 3000)
    for name, says in (
        *(("large.txt", "is larger than 1 MB"), ("binary.txt", "“"), ("many.txt", "holds 3000 notes")),
        *(("gone.txt", "cannot be read"), (".", "cannot be read")),
    ):
        assert says in run("drafts", "text", str(tmp_path / name)).refuses(1)
    assert "cannot be read (it is a device)" in run("drafts", "text", os.devnull).refuses(1)
    assert "cannot be read (it is a device)" in run("drafts", "ics", "/dev/zero").refuses(1)
    assert "is not UTF-8 text" in run("drafts", "text", "-", stdin=b"Gr\xf6\xdfe").refuses(1)
    assert run("drafts", "text", "-", stdin="\n").line == "Nothing new from text; 0 drafts wait."
    assert texts(run) == []


CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")


@pytest.mark.slow
@given(st.lists(st.text(CHARACTERS, max_size=30), max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_any_text_brings_nothing_new_the_second_time(run: Run, lines: list[str]) -> None:
    note = "\n".join(lines)
    assert run("drafts", "text", "-", stdin=note).code == 0
    assert run("drafts", "text", "-", stdin=note).line.startswith("Nothing new from text")


# the inbox


@pytest.fixture
def inbox(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An inbox folder, named in the settings."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    config = tmp_path / "config.toml"
    config.write_text(f'[inbox]\nfolder = "{folder}"\n')
    monkeypatch.setenv("DEVJOURNAL_CONFIG", str(config))
    return folder


def test_the_inbox_is_emptied_into_taken(run: Run, inbox: Path) -> None:
    (inbox / "2026-11-24.md").write_text("Paired on the release")
    (inbox / "retro.ics").write_text(CALENDAR)
    (inbox / "broken.ics").write_text("BEGIN:VCALENDAR\n")
    done = run("drafts", "inbox")
    assert done.out == "4 new drafts from the inbox; 4 drafts wait. Moved 2 files to taken.\n"
    assert (done.code, done.err.count("\n"), "“broken.ics”" in done.err) == (1, 1, True)
    assert sorted(path.name for path in inbox.iterdir()) == ["broken.ics", "taken"]
    assert sorted(path.name for path in (inbox / "taken").iterdir()) == ["2026-11-24.md", "retro.ics"]
    (inbox / "broken.ics").unlink()
    assert run("drafts", "inbox").line == "Nothing new from the inbox; 4 drafts wait."


def test_a_file_that_comes_again_is_taken_and_brings_nothing_new(run: Run, inbox: Path) -> None:
    for name in ("2026-11-24.md", "2026-11-24 copy.md"):
        (inbox / name).write_text("Paired on the release")
        run("drafts", "inbox")
    assert texts(run) == ["Paired on the release"]
    assert [path.name for path in inbox.iterdir()] == ["taken"]


def test_a_missing_inbox_is_not_made(run: Run, inbox: Path) -> None:
    inbox.rmdir()
    assert "cannot be read (No such file or directory)" in run("drafts", "inbox").refuses(1)
    assert not inbox.exists()


def test_where_no_inbox_is_set_it_is_said(run: Run) -> None:
    assert "set inbox.folder" in run("drafts", "inbox").refuses(1)


@pytest.mark.parametrize(("value", "valid"), [('"notes"', False), ("3", False), ('""', True), ('"~/notes"', True)])
def test_the_setting_is_a_folder_from_the_root(run: Run, inbox: Path, tmp_path: Path, value: str, valid: bool) -> None:
    (tmp_path / "config.toml").write_text(f"[inbox]\nfolder = {value}\n")
    assert (run("config", "check").code == 0) == valid


# keeping and dropping


def test_nothing_is_an_entry_before_it_is_kept(run: Run, repo: Repo) -> None:
    before = {name: run(*name.split()).out for name in ("summary", "status", "weeks --json", "read", "letter")}
    run("drafts", "git", str(repo.folder))
    assert {name: run(*name.split()).out for name in before} == before
    assert entries(run) == []
    assert run("search", "batch", "--json").json == []


def test_drafts_are_kept_with_gap_text_and_privacy(run: Run, repo: Repo) -> None:
    run("gap", "add", "skills", "Incident command")
    run("drafts", "git", str(repo.folder))
    run("drafts", "text", "-", stdin="Lunch")
    assert run("drafts", "keep", "1", "--gap", "1", "--text", "Split the batch of the importer").line == (
        "Kept draft 1 as entry 1 on 2026-11-25, evidence for gap 1: “Split the batch of the importer”."
    )
    assert run("drafts", "keep", "2", "3", "--private").line == "Kept 2 drafts as entries 2, 3, private."
    assert [(entry["day"], entry["gap"], entry["private"]) for entry in entries(run)] == [
        *(("2026-11-25", 1, False), ("2026-11-26", None, True), ("2026-11-27", None, True)),
    ]
    assert run("gap", "list", "--json").json[0]["evidence"] == 1
    assert run("undo").line.startswith("Undone: keeping of 2 drafts.")
    assert len(texts(run)) == 2
    assert len(entries(run)) == 1


def test_wrong_drafts_are_refused_and_nothing_is_half_done(run: Run) -> None:
    run("drafts", "text", "-", stdin="- One\n- Two\n- Three")
    assert "There is no draft 9" in run("drafts", "keep", "1", "9").refuses(1)
    assert "There is no gap 5" in run("drafts", "keep", "1", "--gap", "5").refuses(1)
    assert "--text replaces the text of one draft" in run("drafts", "keep", "1", "2", "--text", "x").refuses(2)
    assert "Name the drafts to drop" in run("drafts", "drop").refuses(2)
    assert "Name the drafts to drop" in run("drafts", "drop", "1", "--all").refuses(2)
    assert "must be a whole number" in run("drafts", "keep", "x").refuses(2)
    assert len(texts(run)) == 3
    assert run("drafts", "drop", "1", "1").line == "Dropped draft 1: “One”."
    assert "is dropped already" in run("drafts", "keep", "1").refuses(1)
    assert run("drafts", "drop", "2", "3").line == "Dropped 2 drafts."
    assert run("drafts", "drop", "--all").line == "There are no drafts to drop."
    assert run("drafts").line == "There are no drafts; find some with `devjournal drafts git`."


def test_drafts_are_private_where_entries_begin_so(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.toml").write_text("[private]\nentries = true\n")
    monkeypatch.setenv("DEVJOURNAL_CONFIG", str(tmp_path / "config.toml"))
    run("drafts", "text", "-", stdin="- One\n- Two")
    run("drafts", "keep", "1")
    run("drafts", "keep", "2", "--no-private")
    assert [entry["private"] for entry in entries(run)] == [True, False]


def test_what_was_seen_on_one_machine_is_known_on_the_other(run: Run, repo: Repo, tmp_path: Path) -> None:
    run("drafts", "git", str(repo.folder))
    run("drafts", "drop", "1")
    document = run("export").out
    other = ("--file", str(tmp_path / "other.db"))
    run(*other, "drafts", "git", str(repo.folder))
    run(*other, "import", "--merge", "-", stdin=document)
    assert [draft["text"] for draft in run(*other, "drafts", "--json").json] == [
        "api: 2 commits\n- Log the queue depth\n- Measure the planner"
    ]


def test_the_list_is_a_table(run: Run, repo: Repo) -> None:
    run("drafts", "git", str(repo.folder))
    assert run("drafts").out.splitlines()[:2] == [
        "ID  Day         Source   Draft",
        " 1  2026-11-25  git api  api: Split the batch",
    ]


def test_a_process_of_its_own_finds_and_lists(spawn: Run, repo: Repo) -> None:
    assert spawn("drafts", "git", str(repo.folder)).line == "2 new drafts from git (api); 2 drafts wait."
    assert spawn("drafts").out.count("\n") == 3
    assert EMAIL not in spawn("drafts").out


def test_the_list_as_it_is_printed(run: Run, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    calendar = tmp_path / "work.ics"
    calendar.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\n"
        "DTSTART:20261124T090000Z\r\nSUMMARY:Design review [bold]A|B[/]\r\nURL:https://example.org/review\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n",
        encoding="utf-8",
    )
    run("drafts", "ics", str(calendar))
    run(
        "drafts",
        "text",
        "-",
        stdin="- 2026-11-20: Wrote the runbook\n  - with Ana\n- 2026-11-26: \x1b[31m日本語で説明した\n",
    )
    golden("drafts.txt", run("drafts").out)
    golden("drafts.json", run("drafts", "--json").out)
    assert run("drafts", "list").out == run("drafts").out


@pytest.mark.parametrize(
    "text", ["## 2026-02-30\n- Wrote it\n", "- Wrote it\n\n2026-13-01\n- Read it\n", "- Read it\n- 2026-02-30: x\n"]
)
def test_a_day_that_does_not_exist_is_refused_with_its_line(text: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text(text, encoding="utf-8")
    line = next(at for at, content in enumerate(text.splitlines(), 1) if "2026-" in content)
    refusal = run("drafts", "text", str(file)).refuses(1)
    day = text.splitlines()[line - 1].removeprefix("## ").removeprefix("- ").removesuffix(": x")
    assert f"notes.md”, line {line}: {day} is not a day; correct it." in refusal
    assert run("drafts", "list", "--json").json == []
