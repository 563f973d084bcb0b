"""The fields that the page of JSON tells are those that the commands print, from the demo's journal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from devjournal.demo import fill
from devjournal.domain.capture.draft import NewDraft
from devjournal.domain.career.person import TalkKind
from devjournal.domain.one_to_one.page import PageRequest
from devjournal.domain.search.search_hit import HitKind
from devjournal.settings.reading import Problem
from devjournal.storage import Journal
from devjournal.sync.session import Session
from tests.docs.conftest import Type
from tests.docs.guide import ROOT, leaves, parser, section, tables
from tests.frozen_clock import FrozenClock

PAGE = "docs/json.md"
COMMANDS = {
    "status": ("status --json",),
    "plan list": ("plan list --json",),
    "weeks": ("weeks --json",),
    "entry list": ("entry list --json",),
    "drafts list": ("drafts list --json",),
    "away list": ("away list --json",),
    "horizon": ("horizon --json",),
    "gap list": ("gap list --all --json",),
    "person list": ("person list --json",),
    "review list": ("review list --json",),
    "review show": ("review show --json", "review show 5 --json"),
    "topic list": ("topic list --all --json",),
    "search": ("search deal --json",),
    "summary": ("summary --format json", "summary --for year --format json"),
    "case": ("case --format json",),
    "doctor": ("doctor --json",),
    "config": ("config --json",),
    "import": (f"import --from jrnl {ROOT}/tests/docs/jrnl.txt --dry-run --json",),
    "sync": ("sync {share} --json",),
    "export": ("export",),
}
"""What is given to see every field of a document."""

OPEN = ("settings", "keys", "counts", "tables")
"""Objects whose names are told elsewhere: settings, verbs, kinds of weeks, tables."""


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's journal, with a note and a talk that were brought in to the page of the next 1:1."""
    file = tmp_path_factory.mktemp("demo") / "journal.db"
    fill(file, datetime.fromisoformat("2026-11-27T16:30+00:00"))
    with Journal(file, FrozenClock()) as journal:
        journal.drafts.add_all([NewDraft("text", "1", journal.today, "Held the talk", "https://example.org", "text")])
        journal.conversations.log("Paul Figueira", day=journal.today, kind=TalkKind.ROLE_MODEL, notes="Rehearse")
        offered = journal.pages.find(PageRequest()).findings
        manager = next(person.id for person in journal.people.list() if person.name == offered.person)
        journal.pages.choose(manager, f"note:{offered.weeks[0].iso}", True, "note")
        coached = next(gap.id for gap in journal.gaps.list() if gap.title == "Coach a new hire")
        journal.entries.add("She asks better than I did", day=journal.today, gap=coached, said_by=manager)
        for name, talk in offered.talks:
            journal.pages.choose(manager, f"talk:{talk.id}", True, name)
    return file


@pytest.fixture(scope="module")
def share(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which another machine wrote the same entry differently."""
    folder, home = tmp_path_factory.mktemp("share"), tmp_path_factory.mktemp("laptop")
    clock = FrozenClock()
    with Journal(demo_file, clock) as journal, Journal(home / "journal.db", clock) as other:
        other.transfer.load(journal.transfer.rows())
        clock.move(hours=1)
        for which, text in ((journal, "Wrote it down here"), (other, "Wrote it down there")):
            which.entries.edit(1, text=text)
        Session(other, folder, home, "laptop").sync()
    return folder


def fields(value: object, at: str = "") -> Iterator[str]:
    """Yield the paths of all fields of a document: `plan`, and `plan[].text`."""
    if at:
        yield at
    if isinstance(value, dict) and at not in OPEN:
        for name, inner in value.items():
            yield from fields(inner, f"{at}.{name}" if at else name)
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner, f"{at}[]") if isinstance(inner, dict) else ()


def patterns(heading: str) -> set[str]:
    """Return the paths that the page tells of a command."""
    return {path for row in tables(section(PAGE, heading), "field")[0] for path in re.findall(r"`([^`]+)`", row[0])}


def fits(path: str, pattern: str) -> bool:
    """Say whether a field is what a path tells, where `*` stands for any one name."""
    return re.fullmatch(re.escape(pattern).replace(r"\*", r"\w+"), path) is not None


@pytest.mark.slow
@pytest.mark.parametrize("heading", COMMANDS)
def test_every_field_is_told_and_there(heading: str, demo_file: Path, share: Path, typed: Type) -> None:
    there: set[str] = set()
    for command in COMMANDS[heading]:
        done = typed(f"devjournal --file {demo_file} {command.format(share=share)}")
        there |= set(fields(json.loads(done.printed)))
    page = patterns(heading)
    if heading == "review show":
        page |= {path.removeprefix("[].") for path in patterns("review list")}
    holding = {pattern[: end.start()] for pattern in page for end in re.finditer(r"\[\]|\.", pattern)}
    holding |= {f"{path}[]" for path in holding} | {"[]"}
    assert {path for path in there if not any(fits(path, pattern) for pattern in page | holding)} == set()
    missing = {pattern for pattern in page if not any(fits(path, pattern) for path in there)}
    assert missing - SELDOM == set()


SELDOM = {*(f"problems[].{name}" for name in Problem._fields), "unreadable[].file", "unreadable[].why"}
"""Fields of what is wrong with a file of settings or of a sync: there is nothing wrong here."""


def test_every_command_with_json_is_told() -> None:
    with_json = {words for words, leaf in leaves("", parser()) if "--json" in leaf._option_string_actions}
    named = {words.strip() for words in with_json}
    short = {"horizon list": "horizon", "config show": "config"}
    assert {short.get(words, words) for words in named} | {"summary", "case", "export"} == set(COMMANDS)
    assert all(section(PAGE, heading) for heading in COMMANDS)


SELDOM_CHECKED = {"locks", "machines", "key", "plain", "locked"}
"""Checks that the doctor names only if they fail, if the settings ask for them, or if the journal is encrypted."""


@pytest.mark.slow
def test_what_the_doctor_looks_at_is_told(demo_file: Path, typed: Type) -> None:
    checks = {
        check["check"] for check in json.loads(typed(f"devjournal --file {demo_file} doctor --json").printed)["checks"]
    }
    rows = tables(section("docs/command-line.md", "doctor"), "check")[0]
    assert checks | SELDOM_CHECKED == {row[0].strip("`") for row in rows}


def test_every_kind_that_a_search_finds_is_told() -> None:
    row = next(row for row in tables(section(PAGE, "search"), "field")[0] if row[0] == "`[].kind`")
    assert set(re.findall(r"`([\w-]+)`", row[1])) == {kind.value for kind in HitKind}
