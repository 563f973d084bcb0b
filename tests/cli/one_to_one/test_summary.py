"""summary: a golden file for every format, valid and invalid spans, files and the clipboard."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from devjournal import clipboard
from devjournal.cli.arguments import FORMATS
from devjournal.domain.career.gap import Area
from devjournal.errors import OutputFailed
from devjournal.exports.page.formats import RENDERERS
from devjournal.storage import Journal
from tests.cli.conftest import Run
from tests.cli.hostile import HOSTILE, harms
from tests.cli.test_invalid import NOT_DATES
from tests.counting import calls
from tests.frozen_clock import FrozenClock
from tests.generated_years import fill_years

Golden = Callable[[str, str], None]
SUFFIX = {"markdown": "md", "html": "html", "text": "txt", "json": "json"}


@pytest.fixture
def full(run: Run) -> Run:
    """Commands on a journal with something for every section."""

    def at(now: str, *args: str) -> None:
        done = run(*args, now=now)
        assert (done.code, done.err) == (0, "")

    at("2026-08-31T09:00", "person", "add", "Mara", "--relation", "manager")
    at("2026-08-31T09:00", "person", "add", "Ines", "--relation", "peer")
    at("2026-08-31T09:00", "person", "add", "Tomas", "--relation", "sponsor")
    at("2026-08-31T09:00", "gap", "add", "experience", "Run an incident end to end", "--needed", "3")
    at("2026-08-31T09:00", "gap", "add", "brand", "Seen by the Platform leads")
    at("2026-08-31T09:00", "gap", "add", "skills", "Read a cost report", "--needed", "2")
    at("2026-08-31T09:00", "gap", "add", "skills", "Design for failure", "--needed", "4")
    at("2026-08-31T09:00", "person", "should-know", "Tomas", "2")
    at("2026-10-05T09:00", "log", "Read one with finance", "--gap", "3")
    at("2026-10-12T09:00", "goal", "A goal that nobody recapped", "--skill", "Design")
    at("2026-10-26T09:00", "recap", "--away")
    at("2026-11-02T09:00", "goal", "Range with two named risks", "--skill", "Estimation")
    at("2026-11-03T14:00", "log", "Told last time")
    at("2026-11-03T14:30", "topic", "add", "Review Ines's runbook", "--kind", "my-promise")
    at("2026-11-03T15:00", "talk", "Mara")
    at("2026-11-03T16:00", "log", "Wrote down what Mara said")
    at("2026-11-04T16:00", "topic", "add", "An introduction to Tomas", "--kind", "their-promise")
    at("2026-11-04T16:00", "topic", "add", "Feedback on the W44 meeting")
    at("2026-11-06T16:00", "recap", "--hit", "--better", "--note", "Proud, and tired")
    at("2026-11-09T09:00", "goal", "Led the review | no notes", "--skill", "Incidents", "--gap", "1")
    at("2026-11-16T09:00", "goal", "One diagram\nthat two teams accept", "--skill", "デザイン")
    at("2026-11-20T16:00", "recap", "--missed", "--better", "--lesson", "Book the reviewer on *Monday*")
    at("2026-11-20T16:05", "recap", "--hit", "--week", "last")
    at("2026-11-23T09:00", "goal", "Retry queue, one rehearsed rollback", "--skill", "Design", "--gap", "4",
       "--plan", "Table", "--plan", "Queue")  # fmt: skip
    at("2026-11-23T10:00", "plan", "done", "1")
    at("2026-11-25T10:00", "check-in", "--off-track", "--adjust", "Halve the traffic")
    at(
        "2026-11-26T10:00",
        "log",
        "Rollback rehearsed: 4 minutes",
        "--gap",
        "1",
        "--link",
        "https://example.org/r?a=(1)",
    )
    at("2026-11-26T10:00", "log", "Paired on `retry`", "--link", "javascript:alert(1)")
    at("2026-11-26T11:00", "person", "knows", "Ines", "2")
    at("2026-11-27T10:00", "topic", "done", "1")
    at("2026-11-27T10:00", "topic", "add", "A seat in the platform review", "--kind", "ask", "--due", "2026-12-11")
    at("2026-11-27T10:00", "topic", "add", "Two days for the cost course", "--kind", "ask")
    at("2026-11-27T10:00", "topic", "add", "Draft the schema RFC", "--kind", "my-promise", "--due", "2026-11-27")
    at("2026-11-27T10:00", "topic", "add", "# Is Q1 staffed for the <split>?")
    secrets(run)
    return run


def secrets(run: Run) -> None:
    """Write private texts, which no summary shows."""
    run("log", "Ssshh", "--private")
    run("topic", "add", "Ssshh", "--private", "--kind", "ask")
    run("topic", "add", "Ssshh", "--private")
    run("talk", "Mara", "--private", "--notes", "Ssshh")
    run("talk", "Mara", "--private", "--kind", "role-model", "--year-before", "Ssshh")


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_a_full_journal(name: str, full: Run, golden: Golden) -> None:
    done = full("summary", "--format", name)
    assert (done.code, done.err) == (0, "")
    assert "Ssshh" not in done.out
    assert "Told last time" not in done.out
    assert full("summary", "--format", name).out == done.out, "the same journal and clock"
    golden(f"summary.{SUFFIX[name]}", done.out)


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_a_self_review(name: str, full: Run, golden: Golden) -> None:
    golden(f"summary-year.{SUFFIX[name]}", full("summary", "--for", "year", "--format", name).out)


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_journal_and_one_with_only_private_things(name: str, run: Run, golden: Golden) -> None:
    golden(f"summary-empty.{SUFFIX[name]}", run("summary", "--format", name).out)
    run("person", "add", "Mara")
    secrets(run)
    printed = run("summary", "--format", name).out
    golden(f"summary-private.{SUFFIX[name]}", printed)
    assert "private" not in printed
    golden(f"summary-empty.{SUFFIX[name]}", printed)


@pytest.mark.slow
def test_markdown_is_the_default(full: Run) -> None:
    assert full("summary").out == full("summary", "--format", "markdown", "--since", "last").out


def test_the_formats_are_those_of_the_registry() -> None:
    assert list(FORMATS) == list(RENDERERS)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "first", "last"),
    [
        ([], "2026-11-03", "2026-11-27"),
        (["--since", "last"], "2026-11-03", "2026-11-27"),
        (["--with", "Mara"], "2026-11-03", "2026-11-27"),
        (["--with", "Ines"], "2026-10-30", "2026-11-27"),
        (["--since", "2026-09-01"], "2026-09-01", "2026-11-27"),
        (["--since", "yesterday"], "2026-11-26", "2026-11-27"),
        (["--since", "8w"], "2026-10-02", "2026-11-27"),
        (["--since", "3m"], "2026-08-27", "2026-11-27"),
        (["--since", "1m", "--until", "2026-03-31"], "2026-02-28", "2026-03-31"),
        (["--since", "2026-09-01", "--until", "2026-09-30"], "2026-09-01", "2026-09-30"),
        (["--until", "2026-10-31"], "2026-10-03", "2026-10-31"),
        (["--for", "month"], "2026-10-27", "2026-11-27"),
        (["--for", "quarter"], "2026-08-27", "2026-11-27"),
        (["--for", "year"], "2025-11-27", "2026-11-27"),
        (["--for", "year", "--since", "2026-01-01", "--until", "2026-12-31"], "2026-01-01", "2026-12-31"),
        (["--for", "quarter", "--since", "last"], "2026-11-03", "2026-11-27"),
    ],
)
def test_spans(args: list[str], first: str, last: str, full: Run) -> None:
    summary = full("summary", "--format", "json", *args).json
    assert (summary["since"], summary["until"]) == (first, last)


def test_the_order_of_the_page(full: Run) -> None:
    headings = [line[3:] for line in full("summary").out.splitlines() if line.startswith("## ")]
    assert headings == ["Asks", "Promises", "Since last time", "This week", "Career", "Last 13 weeks", "Topics"]


WRONG_USAGE: list[list[str]] = [
    *(
        [
            ["--since", since]
            for since in (*NOT_DATES, "0w", "8", "w", "8d", "-8w", "8W", "08w", "9999w", "99999m", "３w")
        ]
    ),
    *([["--until", day] for day in (*NOT_DATES, "last", "8w")]),
    *([["--since", "2026-11-28"], ["--since", "2026-09-02", "--until", "2026-09-01"]]),
    *([["--format", name] for name in ("", "pdf", "Markdown", "md")]),
    *([["--for", name] for name in ("", "week", "Year")]),
    *([["--with", ""], ["--with"], ["--output", ""], ["--output"], ["x"], ["--copy=1"], ["--private"]]),
]


@pytest.mark.parametrize("args", WRONG_USAGE, ids=lambda args: ascii(" ".join(args))[1:60])
def test_wrong_usage(args: list[str], run: Run, journal_file: Path) -> None:
    refusal = run("summary", *args).refuses(2)
    assert refusal.isprintable()
    assert len(refusal) < 300
    assert not journal_file.exists()


@pytest.mark.slow
def test_what_is_refused(full: Run, journal_file: Path, tmp_path: Path) -> None:
    before = journal_file.read_bytes()
    assert "Nobody" in full("summary", "--with", "Nobody").refuses(1)
    assert full("summary", "--output", "/nowhere/at/all.md").refuses(1)
    assert full("summary", "--output", "/dev/null", "--force").refuses(1)
    assert "the journal itself" in full("summary", "--output", str(journal_file), "--force").refuses(1)
    assert journal_file.read_bytes() == before


@pytest.mark.slow
def test_what_was_left_out_in_the_app_is_left_out_of_the_next_page_alone(full: Run, journal_file: Path) -> None:
    whole = {args: full("summary", *args).out for args in ((), ("--for", "month"), ("--since", "2026-11-03"))}
    with Journal(journal_file, FrozenClock()) as journal:
        journal.pages.choose(1, "topic:4", False, "A seat in the platform review")
        journal.pages.choose(1, "note:2026-W45", True, "Proud, and tired")
        journal.pages.choose(1, "strip", False, "Last 13 weeks")
    summary = full("summary").out
    assert "A seat in the platform review" in whole[()]
    assert "A seat in the platform review" not in summary
    assert "Last 13 weeks" not in summary
    assert "Proud, and tired" in summary
    assert full("summary", "--since", "last", "--with", "Mara").out == summary
    for args in list(whole)[1:]:
        assert full("summary", *args).out == whole[args]
    with Journal(journal_file, FrozenClock()) as journal:
        for _ in range(3):
            journal.undo()
    assert full("summary").out == whole[()]


@pytest.mark.slow
def test_a_file(full: Run, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    assert full("summary", "--format", "html", "--output", str(target)).line == f"Wrote the summary to “{target}”."
    assert target.read_text(encoding="utf-8") == full("summary", "--format", "html").out
    assert target.stat().st_mode & 0o777 == 0o600
    target.write_text("mine")
    assert "--force" in full("summary", "--output", str(target)).refuses(1)
    assert target.read_text() == "mine"
    full("summary", "--output", str(target), "--force")
    assert target.read_text(encoding="utf-8") == full("summary").out


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts(text: str, run: Run, journal_file: Path) -> None:
    with Journal(journal_file, FrozenClock()) as journal:
        journal.gaps.add(Area.SKILLS, text)
        journal.gaps.add(Area.BRAND, text)
    run("person", "add", text, "--relation", "manager")
    run("person", "should-know", text, "2")
    run("goal", text, "--skill", text, "--gap", "1", "--plan", text)
    run("goal", text, "--skill", text, "--gap", "1", "--week", "last")
    run("recap", "--missed", "--lesson", text, "--week", "last", "--note", text)
    run("check-in", "--off-track", "--adjust", text)
    run("log", text, "--gap", "1", "--link", text)
    for kind in ("topic", "ask", "my-promise", "their-promise"):
        run("topic", "add", text, "--kind", kind)
    for name in FORMATS:
        done = run("summary", "--format", name)
        assert (done.code, done.err) == (0, "")
        assert not harms(done.out)
        if name in ("markdown", "text"):
            assert done.out.count("\n") <= 60


# the clipboard


def tool(folder: Path, name: str, script: str) -> None:
    """Put a program on the path."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


@pytest.mark.slow
def test_the_first_tool_that_works_is_taken(full: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    tool(folder, "wl-copy", "exit 1")
    tool(folder, "xclip", f'cat > "{tmp_path}/copied"; echo noise; echo noise >&2')
    done = full("summary", "--copy")
    assert (done.code, done.err) == (0, "Copied with xclip.\n")
    assert (tmp_path / "copied").read_text(encoding="utf-8") == done.out == full("summary").out
    target = tmp_path / "page.txt"
    done = full("summary", "--copy", "--format", "text", "--output", str(target))
    assert done.out == f"Wrote the summary to “{target}”.\n"
    assert (tmp_path / "copied").read_text() == target.read_text()


def test_a_page_that_cannot_be_copied_is_told_to_be_in_its_file(
    full: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "_to_terminal", lambda sequence: False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "; --output writes a file" in full("summary", "--copy").refuses(1)
    target = tmp_path / "page.md"
    assert full("summary", "--copy", "--output", str(target)).refuses(1).endswith(f"; the page is in “{target}”.")
    assert target.read_text() == full("summary").out


@pytest.mark.slow
def test_the_tool_of_macos_is_told_that_it_reads_utf_8(
    full: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("LC_ALL", "C")
    tool(tmp_path, "pbcopy", f'cat > "{tmp_path}/copied"; echo "$LC_ALL" > "{tmp_path}/locale"')
    assert full("summary", "--copy").err == "Copied with pbcopy.\n"
    assert (tmp_path / "locale").read_text() == "en_US.UTF-8\n"


def test_else_the_terminal_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    sequences: list[bytes] = []

    def terminal(sequence: bytes) -> bool:
        sequences.append(sequence)
        return True

    assert clipboard.copy("日本\n", terminal) == (
        "Sent to the terminal's clipboard. If nothing pastes, --output writes a file."
    )
    assert sequences == [b"\x1b]52;c;" + base64.b64encode("日本\n".encode()) + b"\x07"]
    with pytest.raises(OutputFailed, match="too long"):
        clipboard.copy("x" * (clipboard.MAX_TERMINAL_BYTES + 1), terminal)
    with pytest.raises(OutputFailed, match="no terminal"):
        clipboard.copy("x", lambda sequence: False)


@pytest.mark.slow
def test_a_pipe_gets_no_escape_codes(full: Run, clean_env: dict[str, str]) -> None:
    command = [sys.executable, "-m", "devjournal", "summary", "--copy"]
    env = {**clean_env, "PATH": "/nowhere", "DEVJOURNAL_NOW": "2026-11-27T16:30"}
    done = subprocess.run(command, env=env, capture_output=True, start_new_session=True, timeout=30, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert (
        done.stderr == b"devjournal: There is no clipboard tool and no terminal to copy with; --output writes a file.\n"
    )


# speed


@pytest.mark.slow
def test_it_loads_no_textual(full: Run, clean_env: dict[str, str]) -> None:
    code = "import sys; from devjournal.cli import main; main(['summary']); sys.exit('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], env=clean_env, capture_output=True, timeout=30, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_ten_years_take_little_longer_than_one(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {years: str(tmp_path / f"{years}.db") for years in (1, 10)}
    for years, file in files.items():
        with Journal(Path(file), FrozenClock()) as journal:
            fill_years(journal, years)
    assert run("--file", files[1], "summary").code == 0, "what is imported once is not counted"
    cost = {years: calls(lambda file=file: run("--file", file, "summary")) for years, file in files.items()}  # type: ignore[misc]
    assert cost[10] < 1.5 * cost[1], "what it takes on a quiet machine is in benchmarks/"


def test_no_text_that_ends_in_a_mark_is_followed_by_another(run: Run) -> None:
    run("person", "add", "Mara Lind", "--relation", "manager")
    run("person", "add", "Priya Nair", "--relation", "role-model")
    run("gap", "add", "skills", "Run an incident alone.", "--needed", "3")
    run("gap", "add", "brand", "Known for calm!")
    run("person", "should-know", "Mara Lind", "2")
    run("topic", "add", "A seat in the review, please.", "--kind", "ask", "--due", "2026-12-04")
    run("topic", "add", "Read it until Friday.", "--kind", "my-promise", "--due", "2026-12-04")
    goal = ("Write the failure table down.", "--skill", "Design?", "--plan", "Ask Ines.", "--gap", "1")
    run("goal", *goal, "--week", "last")
    run("recap", "--missed", "--better", "--note", "Slow.", "--lesson", "Ask first.", "--week", "last")
    run("goal", *goal)
    run("check-in", "--off-track", "--adjust", "Only half of it.")
    run("log", "Wrote the first half.", "--gap", "1")
    run("review", "quarterly", "--course", "On it.")
    commands: list[tuple[str, ...]] = [
        ("summary", "--since", "4w", "--for", purpose, "--format", form)
        for purpose in ("month", "quarter", "year")
        for form in ("markdown", "text", "html")
    ]
    commands += [("summary",), ("letter", "2026"), ("search", "design"), ("search", "incident"), ("search", "table")]
    printed = {command: run(*command).out for command in commands}
    for command, out in printed.items():
        twice = re.search(r"[.!?][:;,](?=[ <]|$)", out, re.MULTILINE)
        assert twice is None, (command, out[twice.start() - 40 : twice.end()])
    assert "Design? – Write the failure table down." in printed["summary",]
    assert "Write the failure table down. – Design?" in printed["search", "design"]
