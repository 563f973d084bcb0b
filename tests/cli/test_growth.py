"""A journal twice as large costs twice as much: counted in calls and in SQLite's steps, never in time."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from devjournal.domain.one_to_one.page import ask
from devjournal.domain.one_to_one.span import PageKind
from devjournal.domain.search.search_hit import around
from devjournal.errors import DocumentRefused
from devjournal.exports.ladder.read_ladder import read_ladder
from devjournal.exports.page.summary import summarize
from devjournal.storage import Journal
from tests.cli.conftest import Run
from tests.cli.grown import ONE_OF_EACH, compact, counted, grown
from tests.frozen_clock import FrozenClock

SIZES = (40, 80, 160)

MAX_GROWTH = 2.3
"""How much more the second doubling may add than the first: 2 is in step with the size, 4 its square."""

COMMANDS = (
    *("status", "status --short", "weeks", "weeks --json", "calendar", "entry list", "entry list --week this"),
    *(
        "entry list --gap 1",
        "gap list --all",
        "person list",
        "topic list --all",
        "review list",
        "review show",
        "horizon",
    ),
    *("away list", "plan list", "letter", "search release", "search rel*", "search '\"the release\"'", "reminders"),
    *("summary", "summary --for year", "summary --with Ana", "summary --since 12m --format html", "export", "backup"),
    *("summary --since 12m --format json", "summary --since 12m --format text", "doctor", "config"),
    *(
        "log x --gap 1",
        "goal x --skill y --plan z",
        "check-in --on-track",
        "recap --hit",
        "gap add brand x",
        "gap close 1",
    ),
    *("gap remove 1", "talk Ana", "talk Ana --kind other", "person remove Ana", "person knows Ana 2", "topic add x"),
    *(
        "topic done 1",
        "review monthly",
        "entry remove 1",
        "undo",
        "lesson keep",
        "horizon x --in 12",
        "away 2026-12-28",
    ),
)


@pytest.fixture
def document(run: Run, tmp_path: Path) -> dict[str, object]:
    """A journal with something in every table, as a document."""
    seed = str(tmp_path / "seed.db")
    for command in ONE_OF_EACH:
        assert run("--file", seed, *command).code == 0, command
    exported: dict[str, object] = run("--file", seed, "export").json
    return exported


@pytest.fixture
def journals(document: dict[str, object], run: Run, tmp_path: Path) -> dict[int, Path]:
    """A journal of each size."""
    files = {}
    for size in SIZES:
        files[size] = tmp_path / f"{size}.db"
        done = run("--file", str(files[size]), "import", "-", stdin=compact(grown(document, size)))
        assert done.code == 0, done.err
    return files


def in_step(costs: dict[int, int]) -> bool:
    """Return whether the work grows in proportion to the size, a constant part aside."""
    first, second, third = (costs[size] for size in SIZES)
    return third - second <= MAX_GROWTH * max(second - first, 2000)


def test_what_grows_too_fast_is_found() -> None:
    assert in_step({size: 5000 + 100 * size for size in SIZES})
    assert not in_step({size: 5000 + 2 * size**2 for size in SIZES})


@pytest.mark.slow
def test_every_command_costs_what_the_journal_is_large(
    journals: dict[int, Path], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = {}
    for command in COMMANDS:
        args = command.replace("'", "").split(" ", 1 if "'" in command else -1)
        costs = {}
        for size in (SIZES[0], *SIZES):  # the first time it loads what it needs
            mine = tmp_path / "mine.db"
            shutil.copyfile(journals[size], mine)
            with counted(monkeypatch) as work:
                done = run("--file", str(mine), *args)
            assert done.code == 0, (command, done.err)
            costs[size] = work.done
        if not in_step(costs):
            wrong[command] = costs
    assert not wrong


@pytest.mark.slow
def test_a_page_costs_what_is_on_it(journals: dict[int, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    costs = {}
    for size in SIZES:
        with Journal(journals[size], FrozenClock()) as journal:
            findings = journal.pages.find(ask(journal.today, purpose=PageKind.YEAR)).findings
            assert len(findings.gaps) == size
            with counted(monkeypatch) as work:
                assert len(summarize(findings, PageKind.YEAR).proofs) == size
            costs[size] = work.done
    assert costs[160] - costs[80] <= MAX_GROWTH * (costs[80] - costs[40])


@pytest.mark.slow
def test_a_document_costs_what_it_is_large(
    document: dict[str, object], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported, merged = {}, {}
    for size in SIZES:
        theirs = compact(grown(document, size))
        file = str(tmp_path / f"{size}.db")
        with counted(monkeypatch) as work:
            assert run("--file", file, "import", "-", stdin=theirs).code == 0
        imported[size] = work.done
        other = str(tmp_path / f"{size}-merged.db")
        assert run("--file", other, "import", "-", stdin=compact(document)).code == 0
        with counted(monkeypatch) as work:
            assert run("--file", other, "import", "--merge", "-", stdin=theirs).code == 0
        merged[size] = work.done
    assert in_step(imported), imported
    assert in_step(merged), merged


HUGE = 2_000_000
"""Characters: what takes the square of it never ends within a test's limit."""

ODD: dict[str, str] = {
    "blanks": " " * HUGE,
    "a letter": "z" * HUGE,
    "letters and blanks": "z " * (HUGE // 2),
    "lines": "z\n" * (HUGE // 2),
    "brackets": "[" * HUGE,
    "bars": "|" * HUGE,
    "quotes": '"' * HUGE,
    "hashes": "#" * HUGE,
    "commas": "," * HUGE,
}


@pytest.mark.slow
@pytest.mark.parametrize("before", ["", "# ", "- ", "- skills: ", "- skills, x (needed ", "| area | ", "skills,", '"'])
@pytest.mark.parametrize("kind", ODD)
def test_a_list_of_gaps_is_read_whatever_is_in_it(kind: str, before: str) -> None:
    """Before it was mended, a heading of 20,000 blanks took 48 seconds."""
    under = "area,title\n" if before in ("skills,", '"') else ""
    for text in (f"{under}{before}{ODD[kind]}x", f"# Skills\n- x{ODD[kind]}(needed 3) {ODD[kind]}"):
        with suppress(DocumentRefused):
            assert read_ladder(text).gaps


@pytest.mark.timeout(60)
def test_many_places_in_a_long_text_are_shown_on_one_line() -> None:
    """Before it was mended, a search for z in a megabyte of z took 39 seconds."""
    text = "z" * 20_000_000
    spans = tuple((at, at + 1) for at in range(0, len(text), 200))
    excerpt = around(text, spans, 80, "…")
    assert excerpt.text == "z" * 79 + "…"
    assert excerpt.spans == ((0, 1),)
