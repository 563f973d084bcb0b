"""A page omits the brand gaps that its reader should know about, unless they are brought in."""

from __future__ import annotations

from pathlib import Path

import pytest

from devjournal.storage import Journal
from tests.cli.conftest import Run
from tests.frozen_clock import FrozenClock

FORMATS = ("markdown", "html", "text", "json")
TITLE = "Named for the platform team"


@pytest.fixture
def named(run: Run) -> Run:
    """A journal with a brand gap that Mara should know of, and evidence for it."""
    run("person", "add", "Mara", "--relation", "manager")
    run("person", "add", "Tomas", "--relation", "sponsor")
    run("gap", "add", "brand", TITLE)
    run("person", "should-know", "Mara", "1")
    run("person", "should-know", "Tomas", "1")
    run("log", "Wrote the team's page", "--gap", "1")
    return run


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_it_is_left_out_of_the_page_of_who_should_know(named: Run, name: str) -> None:
    for whose in ([], ["--with", "Mara"], ["--with", "Mara", "--for", "quarter"]):
        page = named("summary", *whose, "--format", name).out
        assert "team" in page, "the evidence stays"
        assert "Named for" not in page


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_who_knows_already_reads_of_it(named: Run, name: str) -> None:
    named("person", "knows", "Mara", "1")
    assert TITLE in named("summary", "--with", "Mara", "--format", name).out
    assert TITLE not in named("summary", "--with", "Tomas", "--format", name).out


def test_json_names_no_gap_that_is_left_out(named: Run) -> None:
    page = named("summary", "--with", "Mara", "--format", "json").json
    assert [entry["gap"] for entry in page["entries"]] == [None]
    assert page["career"] == {"moved": [], "stalled": [], "new": [], "unchanged": [], "talks": []}


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_it_can_be_brought_in(named: Run, journal_file: Path, name: str) -> None:
    with Journal(journal_file, FrozenClock()) as journal:
        mara = journal.people.find("Mara").id
        journal.pages.choose(mara, "reader-gap:1", True, TITLE)
    assert TITLE in named("summary", "--with", "Mara", "--format", name).out
    assert TITLE not in named("summary", "--with", "Tomas", "--format", name).out
