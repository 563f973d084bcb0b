"""`import --from`: texts of other programs are imported once, can be previewed and can be undone."""

from __future__ import annotations

import json
import locale
import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Golden = Callable[[str, str], None]

JRNL = "[2026-03-14 09:12] Shipped the exporter. *\nIt took a week.\n\n[2026-03-15 10:00] Talked with Ana\n"


def entries(run: Run) -> list[tuple[str, str]]:
    """Return the day and the text of every entry."""
    return [(entry["day"], entry["text"]) for entry in json.loads(run("entry", "list", "--json").out)]


@pytest.fixture
def jrnl(tmp_path: Path) -> Path:
    file = tmp_path / "work.txt"
    file.write_text(JRNL)
    return file


def test_a_file_comes_in_once_and_what_grew_is_new(run: Run, jrnl: Path) -> None:
    done = run("import", "--from", "jrnl", str(jrnl))
    assert done.line == "Imported 2 entries from “work.txt”; left out: 1 star."
    assert (
        run("import", "--from", "jrnl", str(jrnl)).line
        == "Nothing in “work.txt” is new; 2 already there; left out: 1 star."
    )
    jrnl.write_text(JRNL + "[2026-03-16 09:00] Third\n")
    assert run("import", "--from", "jrnl", str(jrnl)).line.startswith(
        "Imported 1 entry from “work.txt”; 2 already there"
    )
    assert [day for day, _ in entries(run)] == ["2026-03-14", "2026-03-15", "2026-03-16"]


def test_what_was_changed_or_removed_here_does_not_come_back(run: Run, jrnl: Path) -> None:
    run("import", "--from", "jrnl", str(jrnl))
    run("entry", "edit", "1", "Mine now")
    run("entry", "remove", "2")
    assert "1 already there; 1 removed here before" in run("import", "--from", "jrnl", str(jrnl)).line
    assert entries(run) == [("2026-03-14", "Mine now")]


def test_it_is_one_step_and_comes_again_after_undo(run: Run, jrnl: Path) -> None:
    run("log", "Before")
    run("import", "--from", "jrnl", str(jrnl))
    assert "import of 2 entries from jrnl" in run("undo").line
    assert entries(run) == [("2026-11-27", "Before")]
    assert "Imported 2 entries" in run("import", "--from", "jrnl", str(jrnl)).line


def test_a_text_that_is_in_the_journal_is_known_whatever_it_came_from(run: Run, jrnl: Path, tmp_path: Path) -> None:
    run("log", "Talked with Ana", "--on", "2026-03-15")
    assert "Imported 1 entry" in run("import", "--from", "jrnl", str(jrnl)).line
    notes = tmp_path / "2026-03-15.md"
    notes.write_text("- Talked with Ana\n")
    assert "1 already there" in run("import", "--from", "obsidian", str(notes)).line


def test_old_texts_are_not_news_for_the_next_one_to_one(run: Run, jrnl: Path) -> None:
    run("person", "add", "Ana", "--relation", "manager")
    run("talk", "Ana", "--on", "2026-11-20", now="2026-11-20T10:00")
    jrnl.write_text(JRNL + "[2026-11-25 09:00] This week\n")
    run("import", "--from", "jrnl", str(jrnl))
    page = run("summary").out
    assert "This week" in page
    assert "exporter" not in page


def test_a_dry_run_shows_and_writes_nothing(run: Run, jrnl: Path, journal_file: Path, golden: Golden) -> None:
    jrnl.write_text("Head\n" + JRNL + "".join(f"[2026-04-{day:02d} 09:00] Day {day}\n" for day in range(1, 13)))
    dry = run("import", "--from", "jrnl", str(jrnl), "--dry-run")
    golden("import-jrnl-dry-run.txt", dry.out)
    assert not journal_file.exists()
    run("import", "--from", "jrnl", str(jrnl))
    assert "14 already there" in run("import", "--from", "jrnl", str(jrnl), "--dry-run").out
    document = json.loads(run("import", "--from", "jrnl", str(jrnl), "--dry-run", "--json").out)
    assert (document["entries"], document["known"], document["dry_run"]) == (0, 14, True)
    assert document["left_out"] == [
        {"reason": "line before the first date", "count": 1},
        {"reason": "star", "count": 1},
    ]


def test_a_folder_of_notes_and_what_it_hides(run: Run, tmp_path: Path, golden: Golden) -> None:
    vault = tmp_path / "vault"
    for path, text in {
        "2026-03-14.md": "---\ntags: work\n---\n# Log\n- Met [[Ana]]\n- [ ] todo\n",
        "weeks/2026-W11.md": "A week in words.\n",
        ".obsidian/2026-03-01.md": "hidden",
        "Ana.md": "Somebody",
        "picture.png": "\0",
    }.items():
        file = vault / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    golden("import-obsidian-dry-run.txt", run("import", "--from", "obsidian", str(vault), "--dry-run").out)
    assert "Imported 2 entries" in run("import", "--from", "obsidian", str(vault)).line
    assert entries(run) == [("2026-03-09", "A week in words."), ("2026-03-14", "Met Ana")]


def test_a_brag_document_by_the_day_of_on(run: Run, tmp_path: Path, golden: Golden) -> None:
    brag = tmp_path / "brag.md"
    brag.write_text(
        "# Wins\n\nProse.\n\n## March 2026\n- **Shipped** [it](https://example.org/pr/1)\n## Rest\n- Taught it\n"
    )
    golden("import-markdown-dry-run.txt", run("import", "--from", "markdown", str(brag), "--dry-run").out)
    assert "1 item without a date" in run("import", "--from", "markdown", str(brag)).line
    assert "Imported 1 entry" in run("import", "--from", "markdown", str(brag), "--on", "2026-06-30").line
    assert "--from markdown" in run("import", "--from", "jrnl", str(brag), "--on", "today").refuses(2)
    assert "need --from" in run("import", str(brag), "--dry-run").refuses(2)


# our own


def fill(run: Run) -> None:
    """Fill a journal with weeks and entries of every kind."""
    run("gap", "add", "skills", "Speak: well, loudly")
    run("goal", "=Explain", "--skill", "Speaking", "--gap", "1", "--week", "2026-W44", now="2026-10-26T09:00")
    run("check-in", "--off-track", "--adjust", "less\nof it", "--week", "2026-W44", now="2026-10-28T12:00")
    run("recap", "--hit", "--better", "--note", "went 'well'", "--week", "2026-W44", now="2026-10-30T16:00")
    run("goal", "Write", "--skill", "Writing", "--week", "2026-W45", now="2026-11-02T09:00")
    run("recap", "--missed", "--not-better", "--lesson", "-Begin earlier", "--week", "2026-W45", now="2026-11-06T16:00")
    run("lesson", "keep", now="2026-11-09T09:00")
    run("lesson", "applied", "--helped", now="2026-11-13T15:00")
    run("recap", "--away", "--week", "2026-W46", now="2026-11-13T16:00")
    run("away", "2026-11-16", "2026-11-20")
    run("goal", "Rest", "--skill", "Calm")
    run("log", "twice", "--on", "2026-11-02")
    run("log", "twice", "--on", "2026-11-02", "--private")
    run("log", "'=1+1", "--on", "2026-11-03", "--gap", "1", "--link", "https://example.org/1")
    run("log", 'two\nlines, “and” "quotes"', "--on", "2026-11-04")


def sheets(run: Run) -> tuple[str, str]:
    return run("weeks", "--csv").out, run("entry", "list", "--csv").out


@pytest.mark.slow
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_our_own_weeks_and_entries_come_back_whole(run: Run, tmp_path: Path, order: tuple[int, int]) -> None:
    fill(run)
    printed = sheets(run)
    files = [tmp_path / "weeks.csv", tmp_path / "entries.csv"]
    for file, text in zip(files, printed, strict=True):
        file.write_text(text)
        assert "is new" in run("import", "--from", "csv", str(file)).line
    assert sheets(run) == printed
    fresh = str(tmp_path / "fresh.db")
    run("--file", fresh, "gap", "add", "brand", "Another")
    run("--file", fresh, "gap", "add", "skills", "Speak: well, loudly")
    for at in order:
        assert "Imported" in run("--file", fresh, "import", "--from", "csv", str(files[at])).line
    for command, text in zip((("weeks", "--csv"), ("entry", "list", "--csv")), printed, strict=True):
        assert without_ids(run("--file", fresh, *command).out) == without_ids(text)
    for file in files:
        assert "is new" in run("--file", fresh, "import", "--from", "csv", str(file)).line
    streak = json.loads(run("status", "--json").out)["streak"]
    assert json.loads(run("--file", fresh, "status", "--json").out)["streak"] == streak


def without_ids(sheet: str) -> list[str]:
    """Return the rows of our CSV without the local IDs of entries and gaps, in any order."""
    import csv

    rows = list(csv.DictReader(sheet.splitlines(keepends=True)))
    return sorted(str({name: cell for name, cell in row.items() if name not in ("id", "gap")}) for row in rows)


def test_a_gap_that_is_not_here_is_counted(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "entries.csv"
    file.write_text("id,day,week,text,link,gap,private,gap_title\n1,2026-11-02,2026-W45,x,,7,no,Speak\n")
    assert run("import", "--from", "csv", str(file)).line == (
        "Imported 1 entry from “entries.csv”; 1 gap not on this board."
    )


def test_words_of_others_stay_theirs(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "entries.csv"
    head = "id,day,week,text,link,gap,private,gap_title,said_by\n"
    file.write_text(
        f"{head}1,2026-11-02,2026-W45,Clear at last,,,no,,Ana Ruiz\n2,2026-11-03,2026-W45,Again,,,no,,Ana Ruiz\n"
    )
    run("import", "--from", "csv", str(file))
    assert [person["name"] for person in json.loads(run("person", "list", "--json").out)] == ["Ana Ruiz"]
    assert [line.split(",")[-1] for line in run("entry", "list", "--csv").out.splitlines()[1:]] == ["Ana Ruiz"] * 2
    assert "2 entries" in run("undo").line
    assert json.loads(run("person", "list", "--json").out) == []


def test_a_week_that_is_written_here_stays(run: Run, tmp_path: Path) -> None:
    run("goal", "Mine", "--skill", "Writing")
    file = tmp_path / "weeks.csv"
    head = "week,monday,state,skill,goal,gap,on_track,adjustment,outcome,better,note,lesson,lesson_answer\n"
    file.write_text(
        f"{head}2026-W48,2026-11-23,hit,Speaking,Theirs,,,,hit,yes,,,\n2026-W47,2026-11-16,hit,S,G,,,,hit,,,,\n"
    )
    assert run("import", "--from", "csv", str(file)).line == "Imported 1 week from “weeks.csv”; 1 already there."
    weeks = json.loads(run("weeks", "--json").out)
    assert [(week["goal"], week["outcome"]) for week in weeks] == [("G", "hit"), ("Mine", None)]
    file.write_text(f"{head}2026-W47,2026-11-17,hit,S,G,,,,hit,,,,\n2026-W46,2026-11-09,hit,,,,,,hit,,,,\n")
    refusal = run("import", "--from", "csv", str(file)).refuses(1)
    assert "Line 2: “2026-11-17” is not the Monday" in refusal
    assert "Line 3: Week 2026-W46 has a check-in or an outcome but no goal" in refusal


# what cannot be read


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_says_the_encoding(run: Run, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "r.csv"
    file.write_bytes("date;text\r\n2026-03-14;Größe gezeigt\r\n".encode(encoding))
    run("import", "--from", "csv", str(file))
    assert entries(run) == [("2026-03-14", "Größe gezeigt")]


def test_latin_1_where_the_system_says_so(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "r.csv"
    file.write_bytes("date;text\n2026-03-14;Größe\n".encode("latin-1"))
    refusal = run("import", "--from", "csv", str(file)).refuses(1)
    assert "is not UTF-8 text; save it as UTF-8" in refusal
    monkeypatch.setattr(locale, "getencoding", lambda: "iso-8859-1")
    run("import", "--from", "csv", str(file))
    assert entries(run) == [("2026-03-14", "Größe")]


def test_what_is_no_text_is_refused_in_a_line(run: Run, tmp_path: Path, journal_file: Path) -> None:
    file = tmp_path / "x.txt"
    for content, message in (
        (b"\xff\x00\x80" * 100, "is not UTF-8 text"),
        (b"a\0b", "binary data"),
        (b"PK\x03\x04rest", "is a ZIP archive; unpack it"),
        (b"", "No line begins with a date"),
    ):
        file.write_bytes(content)
        assert message in run("import", "--from", "jrnl", str(file)).refuses(1)
    for missing in (tmp_path / "none", "word " * 80, "a/" * 3000):
        assert "cannot be read" in run("import", "--from", "jrnl", str(missing)).refuses(1)
    os.truncate(file, 1 << 30)
    assert "is larger than 32 MB" in run("import", "--from", "jrnl", str(file)).refuses(1)
    assert "is larger than 4 MB" in run("import", "--from", "markdown", str(file)).refuses(1)
    assert not journal_file.exists()


def test_a_folder_without_a_file_of_the_kind_is_refused(run: Run, tmp_path: Path, journal_file: Path) -> None:
    folder = tmp_path / "jrnl"
    folder.mkdir()
    (folder / "2026-03-14.md").write_text("- x\n")
    refusal = run("import", "--from", "jrnl", str(folder)).refuses(1)
    assert f"No file in “{folder}” ends in .txt, .jrnl or .json; name another folder." in refusal
    assert "ends in .json; name" in run("import", "--from", "dayone", str(folder), "--dry-run").refuses(1)
    assert not journal_file.exists()


def test_a_year_of_days_comes_in(run: Run, tmp_path: Path) -> None:
    days = [date(2016, 11, 27) + timedelta(days=at) for at in range(365)]
    file = tmp_path / "j.txt"
    file.write_text("".join(f"[{day} 09:00] Did a thing\n" for day in days))
    assert "Imported 365 entries" in run("import", "--from", "jrnl", str(file)).line


def test_standard_input(run: Run) -> None:
    assert run("import", "--from", "jrnl", "-", stdin=JRNL).line.startswith("Imported 2 entries from standard input")
