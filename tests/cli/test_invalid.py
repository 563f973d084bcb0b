"""Every invalid input gives one line that begins `devjournal: `, the right exit code, and an unchanged file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest

from devjournal.domain.career.gap import Area
from devjournal.storage import Journal
from tests.cli.conftest import Run
from tests.cli.done import FRIDAY
from tests.frozen_clock import FrozenClock

HUGE = str(2**63)
NOT_WEEKS = (
    "",
    "w48",
    "2026-W54",
    "2026-W00",
    "2026-W4",
    "2025-W53",
    "2026-11-31",
    "2026-1-1",
    "48",
    "Today",
    "1969-W52",
    "2026-w48",
    " this",
    "2026-W48-1",
    "20261127",
    "２０２６-W48",
    "next week",
    "2200-01-08",
    "\x1b[31m",
    "-1",
)
NOT_DATES = (
    "",
    "2026-02-29",
    "2026-13-01",
    "2026-W48",
    "tomorow",
    "1",
    "27.11.2026",
    "2026-11-27T10:00",
    "1969-12-31",
)
NO_IDS = ("0", "-3", "x", "1.5", "¹", "１", "+1", " 1", "1e3", "0x1", "-" * 3)
NOT_NUMBERS = (*NO_IDS, HUGE, "9" * 5000)

WRONG_USAGE: list[list[str]] = [
    *([["goal"], ["goal", ""], ["goal", "   "], ["goal", "Words"], ["goal", "a", "b", "--skill", "s"]]),
    *([["goal", "a", "--skill", ""], ["goal", "a", "--skill"], ["goal", "a", "--skill", "s", "--plan"]]),
    *([["goal", "a", "--skill", "s", "--plan", "", "--plan", "x"], ["goal", "a", "--skill", "s", "--pl", "x"]]),
    *([["goal", "a", "--skill", "s", "--week", week] for week in NOT_WEEKS]),
    *([["goal", "a", "--skill", "s", f"--gap={number}"] for number in NO_IDS]),
    *([["check-in"], ["check-in", "--on-track", "--off-track"], ["check-in", "--adjust", "x"]]),
    *([["check-in", "--on-track", "--week", "x"], ["check-in", "yes"], ["check-in", "--on"]]),
    *([["recap"], ["recap", "--better"], ["recap", "--hit", "--missed"], ["recap", "--hit", "--away"]]),
    *([["recap", "--hit", "--better", "--not-better"], ["recap", "--away", "--better"], ["recap", "hit"]]),
    *([["recap", "--hit", "--note"], ["recap", "--hit", "--week", "x"], ["recap", "--hit", "--lesson"]]),
    *([["log"], ["log", ""], ["log", " \n\t "], ["log", "a", "--on", "next"], ["log", "two", "words"]]),
    *([["log", "a", "--on", day] for day in NOT_DATES]),
    *([["log", "a", f"--gap={number}"] for number in NO_IDS]),
    *([["entry"], ["entry", "show"], ["entry", "edit"], ["entry", "edit", "1"], ["entry", "remove"]]),
    *([["entry", "edit", "1", "a", "--text", "b"], ["entry", "edit", "1", ""], ["entry", "edit", "1", "--text", ""]]),
    *([["entry", "edit", "1", "--private", "--no-private"], ["entry", "edit", "1", "--on", "x"]]),
    *([["entry", "edit", "1", "--gap", "0"], ["entry", "list", "--week", "this", "--gap", "1"]]),
    *([["entry", "list", "--week", "x"], ["entry", "list", "--gap", "x"], ["entry", "list", "--gap", ""]]),
    *([["entry", "remove", number] for number in NO_IDS]),
    *([["entry", "edit", number, "text"] for number in NO_IDS]),
    *([["away"], ["away", "x"], ["away", "2026-12-31", "2026-12-21"], ["away", "2026-12-21", "x"]]),
    *([["away", "1970-01-01", "2100-01-01"], ["away", "a", "b", "c"], ["away", "--note", "x"]]),
    *([["away", "remove"], ["away", "list", "2026-12-21"], ["away", "add"]]),
    *([["away", "remove", number] for number in NO_IDS]),
    *([["plan"], ["plan", "x"], ["plan", "add"], ["plan", "add", ""], ["plan", "done"]]),
    *([["plan", "done", number] for number in NO_IDS]),
    *([["plan", "undone", "0"], ["plan", "remove", "0"], ["plan", "list", "--week", "x"]]),
    *([["lesson"], ["lesson", "later"], ["lesson", "applied", "keep"], ["lesson", ""]]),
    *([["status", "--short", "--json"], ["status", "--json=1"], ["status", "now"], ["status", "--week", "last"]]),
    *([["weeks", "--year", year] for year in ("", "26", "x", "1969", "2200", "2026.5", "２０２６", "-2026")]),
    *([["weeks", "--since", "x"], ["weeks", "--since", ""], ["weeks", "--year", "2026", "--since", "today"]]),
    *([["search"], ["search", "a", "b"], ["search", "a", "--json", "--limit"]]),
    *([["search", "a", f"--limit={number}"] for number in (*NOT_NUMBERS, "10001", "")]),
    *([["export", ""], ["export", "a", "b"], ["import"], ["import", ""], ["import", "a", "b"]]),
    *([["import", "--merge"], ["path", "x"], ["completion"], ["completion", "tcsh"]]),
    *([["horizon", "a"], ["horizon", "--in", "12"], ["horizon", "", "--in", "12"], ["horizon", " ", "--in", "12"]]),
    *([["horizon", "a", "--in"], ["horizon", "a", "b", "--in", "12"], ["horizon", "remove"], ["horizon", "list", "x"]]),
    *([["horizon", "a", "--in", "12", "--json"], ["horizon", "--why", "x"], ["horizon", "--json=1"]]),
    *([["horizon", "a", f"--in={number}"] for number in (*NOT_NUMBERS, "601", "")]),
    *([["horizon", "remove", number] for number in NO_IDS]),
    *([["gap"], ["gap", "add"], ["gap", "add", "skills"], ["gap", "add", "skill", "a"], ["gap", "add", "Skills", "a"]]),
    *([["gap", "add", "skills", ""], ["gap", "add", "skills", " \t"], ["gap", "add", "skills", "a", "b"]]),
    *([["gap", "add", "skills", "a", "--step", "later"], ["gap", "add", "skills", "a", "--step", ""]]),
    *([["gap", "add", "skills", "a", f"--needed={number}"] for number in (*NOT_NUMBERS, "1001", "")]),
    *([["gap", "add", "skills", "a", "--needed", "-1"], ["gap", "edit", "1", "--needed", "-1"]]),
    *([["gap", "edit"], ["gap", "edit", "1"], ["gap", "edit", "1", "title"], ["gap", "edit", "1", "--title", ""]]),
    *([["gap", "edit", "1", "--needed", "0"], ["gap", "edit", "1", "--needed", "1001"]]),
    *([["gap", "edit", "1", "--area", "x"], ["gap", "edit", "1", "--step", "x"], ["gap", "edit", "1", "--gap", "2"]]),
    *([["gap", verb, number] for verb in ("close", "reopen", "remove") for number in ("", *NO_IDS)]),
    *([["gap", "edit", number, "--title", "x"] for number in NO_IDS]),
    *([["gap", "list", "open"], ["gap", "import"], ["gap", "import", ""], ["gap", "import", "a", "b"]]),
    *([["person"], ["person", "add"], ["person", "add", ""], ["person", "add", "  "], ["person", "add", "Cai", "Lu"]]),
    *([["person", "add", "Cai", "--relation", "boss"], ["person", "add", "Cai", "--relation", ""]]),
    *([["person", "add", "Cai", "--next", day] for day in NOT_DATES if day]),
    *([["person", "edit"], ["person", "edit", "Ana"], ["person", "edit", "Ana", "--name", ""]]),
    *([["person", "edit", "Ana", "--next", day] for day in NOT_DATES if day]),
    *([["person", "edit", "Ana", "--relation", "x"], ["person", "remove"], ["person", "list", "Ana"]]),
    *([["person", verb] for verb in ("knows", "should-know", "forget")]),
    *([["person", verb, "Ana"] for verb in ("knows", "should-know", "forget")]),
    *([["person", verb, "Ana", number] for verb in ("knows", "should-know", "forget") for number in NO_IDS]),
    *([["person", "knows", "Ana", "1", "--on", day] for day in NOT_DATES]),
    *([["person", "should-know", "Ana", "1", "--on", "today"], ["person", "forget", "Ana", "1", "2"]]),
    *(
        [
            ["talk"],
            ["talk", ""],
            ["talk", "Ana", "words"],
            ["talk", "Ana", "--kind", "1-1"],
            ["talk", "Ana", "--kind", ""],
        ]
    ),
    *([["talk", "Ana", "--on", day] for day in NOT_DATES]),
    *([["talk", "Ana", "--notes"], ["talk", "--notes", "x"], ["talk", "Ana", "--year", "x"]]),
    *([["nothing"], ["Status"], [""], ["-x"], ["--nothing"], ["status", "--file", "x"], ["--file"], ["--json"]]),
    *([["--file", "", "status"], ["log", "x\udcff"], ["--file", "\udcff", "status"], ["\udcff"], ["log", "\ud800"]]),
]

TOO_LARGE = (str(2**63), "9" * 20, "0" * 30 + "9" * 20, "9" * 5000)
"""IDs that no file can hold: unknown like any other, and no wrong usage."""

REFUSED: list[list[str]] = [
    *([["log", "a", "--gap", number] for number in TOO_LARGE]),
    *([["entry", "remove", number] for number in TOO_LARGE]),
    *([["entry", "edit", "1", "--gap", TOO_LARGE[0]], ["entry", "list", "--gap", TOO_LARGE[1]]]),
    *([["goal", "a", "--skill", "s", "--gap", TOO_LARGE[1]], ["plan", "done", TOO_LARGE[1]]]),
    *([["gap", verb, TOO_LARGE[1]] for verb in ("close", "reopen", "park", "unpark", "remove")]),
    *([["horizon", "remove", TOO_LARGE[1]], ["away", "remove", TOO_LARGE[1]], ["topic", "done", TOO_LARGE[1]]]),
    *([["person", "knows", "Ana", TOO_LARGE[1]], ["review", "show", TOO_LARGE[1]]]),
    *([["goal", "a", "--skill", "s", "--gap", "9"], ["log", "a", "--gap", "9"], ["log", "a", "--gap", str(2**63 - 1)]]),
    *([["entry", "edit", "99", "text"], ["entry", "edit", "1", "--gap", "9"], ["entry", "remove", "99"]]),
    *([["entry", "list", "--gap", "9"], ["away", "remove", "99"], ["plan", "done", "9"], ["plan", "remove", "9"]]),
    *([["plan", "done", "1", "--week", "next"], ["plan", "add", "x", "--week", "next"]]),
    *([["recap", "--hit", "--week", "next"], ["recap", "--away", "--week", "next"], ["lesson", "applied"]]),
    *([["recap", "--hit", "--week", "last"], ["recap", "--missed", "--week", "last"]]),
    *([["check-in", "--on-track", "--week", "last"], ["check-in", "--on-track", "--week", "next"]]),
    *([["horizon", "remove", "9"], ["horizon", "remove", str(2**63 - 1)], ["gap", "edit", "9", "--title", "x"]]),
    *([["gap", verb, number] for verb in ("close", "reopen", "remove") for number in ("9", str(2**63 - 1))]),
    *([["gap", "reopen", "1"], ["gap", "import", "-"], ["gap", "import", "/nowhere.csv"], ["gap", "import", "/"]]),
    *([["gap", "import", "-", "--dry-run"], ["gap", "import", "/nowhere.csv", "--dry-run"]]),
    *([["person", "add", "Ana"], ["person", "add", "Ana "], ["person", "edit", "Ana", "--name", "Bo"]]),
    *([["person", "edit", name, "--role", "x"] for name in ("Cai", "anna", " Ana")]),
    *([["person", "remove", "Cai"], ["talk", "Cai"], ["talk", "anna", "--private"]]),
    *(
        [
            ["person", verb, *pair]
            for verb in ("knows", "should-know", "forget")
            for pair in (("Cai", "1"), ("Ana", "9"))
        ]
    ),
    *([["person", "forget", "Ana", "1"], ["person", "knows", "Ana", str(2**63 - 1)]]),
    *([["away", "2026-12-21", "2026-12-31"], ["import", "/nowhere/at/all.json"], ["import", "/"], ["export", "/"]]),
    *(
        [
            ["export", "/nowhere/at/all.json"],
            ["export", "--force", "/nowhere/at/all.json"],
            ["export", "--force", "/dev/null"],
        ]
    ),
]


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal that has a gap, an entry, days off, two people and a horizon."""
    file = tmp_path_factory.mktemp("filled") / "journal.db"
    with Journal(file, FrozenClock()) as journal:
        journal.gaps.add(Area.SKILLS, "Testing")
        journal.entries.add("An entry", day=date(2026, 11, 23))
        journal.away.add(date(2026, 12, 21), date(2026, 12, 31))
        journal.people.add("Ana", next_on=date(2026, 12, 4))
        journal.people.add("Bo")
        journal.horizons.set("Lead", 12)
    return file


@pytest.fixture
def filled(run: Run, made_once: Path, journal_file: Path) -> Run:
    """Commands on a copy of it."""
    journal_file.parent.mkdir()
    copyfile(made_once, journal_file)
    return run


def _named(args: list[str]) -> str:
    return ascii(" ".join(args))[1:60]


@pytest.mark.parametrize("args", WRONG_USAGE, ids=_named)
def test_wrong_usage(args: list[str], filled: Run, journal_file: Path) -> None:
    before = journal_file.read_bytes()
    refusal = filled(*args).refuses(2)
    assert refusal
    assert len(refusal) < 300
    assert refusal.isprintable()
    assert journal_file.read_bytes() == before


@pytest.mark.parametrize("args", REFUSED, ids=_named)
def test_what_the_journal_refuses(args: list[str], filled: Run, journal_file: Path) -> None:
    before = journal_file.read_bytes()
    assert filled(*args).refuses(1)
    assert journal_file.read_bytes() == before


@pytest.mark.parametrize("now", ["tomorrow", "2026-11-27", "2026-11-27T25:00", "2026-02-30T10:00", "1600-01-01T10:00"])
def test_a_clock_that_cannot_be_read(now: str, filled: Run, journal_file: Path) -> None:
    before = journal_file.read_bytes()
    for args in (["status"], ["log", "An entry"], ["goal", "a", "--skill", "s"], ["path"], []):
        assert "DEVJOURNAL_NOW" in filled(*args, now=now).refuses(2)
    assert journal_file.read_bytes() == before


def test_wrong_usage_makes_no_journal(run: Run, journal_file: Path) -> None:
    for args in (
        ["goal", ""],
        ["log", "x", "--on", "x"],
        ["plan", "add", "x", "--week", "x"],
        ["away", "x"],
        ["horizon", "a", "--in", "0"],
        ["gap", "add", "skills", "a", "--needed", "0"],
        ["talk", "Ana", "--on", "x"],
        ["person", "add", "Ana", "--next", "x"],
        ["gap", "edit", "1"],
        ["person", "edit", "Ana"],
    ):
        run(*args).refuses(2)
        run(*args, now="x").refuses(2)
    assert not journal_file.parent.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"not a database, but longer than the header of one" * 4, b"SQLite format 3\0" + bytes(200)],
    ids=["empty", "text", "of another program"],
)
def test_files_that_are_no_journal(content: bytes, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "some.db"
    file.write_bytes(content)
    done = run("--file", str(file), "status")
    if content:
        done.refuses(1)
        assert file.read_bytes() == content
    else:
        assert done.code == 0  # an empty file is a journal that was just made


def test_a_folder_in_the_place_of_the_journal(run: Run, tmp_path: Path) -> None:
    for args in (["status"], ["log", "x"], ["export"], []):
        assert "is a folder" in run("--file", str(tmp_path), *args).refuses(1)


@pytest.mark.parametrize(
    ("args", "option"),
    [
        ("drafts --from-git X", "--from-git"),
        ("plan --foo add", "--foo"),
        ("person --rol x add Maria", "--rol"),
        ("--file x.db --fle y status", "--fle"),
    ],
)
def test_an_unknown_option_before_a_subcommand_is_named(args: str, option: str, run: Run) -> None:
    assert f"There is no option “{option}” here" in run(*args.split()).refuses(2)


def test_what_is_meant_is_said(run: Run) -> None:
    """Compare some messages word for word; each says what to do next."""
    assert run("statsu").refuses(2) == "There is no command “statsu” (did you mean status?); see `devjournal --help`."
    assert run("log", "two", "words").refuses(2) == (
        "Unexpected argument “words”; put a text of several words in quotation marks, or see `devjournal log --help`."
    )
    assert run("status", "--file", "x").refuses(2) == (
        "--file goes before the command: devjournal --file PATH COMMAND."
    )
    assert run("log", "-x").refuses(2) == (
        "TEXT is missing (write -- before a text that begins with a dash); see `devjournal log --help`."
    )
    assert run("entry").refuses(2) == (
        "A command is missing; choose one of list, edit, remove; see `devjournal entry --help`."
    )
    assert run("horizon", "--in", "12").refuses(2) == (
        "ROLE is missing (write -- before a text that begins with a dash); see `devjournal horizon set --help`."
    )
    assert run("gap", "add", "skills", "a", "--needed", "0").refuses(2) == (
        "Needed is “0”; it must be a whole number from 1 to 1000."
    )
    assert run("gap", "close", "3").refuses(1) == "There is no gap 3; see `devjournal gap list`."
    assert run("talk", "Ana").refuses(1) == "Nobody is called “Ana”; see `devjournal person list`."
    assert run("goal", "Words", now=FRIDAY).refuses(2) == "A goal needs its skill; name it with --skill."
