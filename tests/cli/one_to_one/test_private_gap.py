"""A private gap is neither shown nor counted on any page or letter."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

FORMATS = ("markdown", "html", "text", "json")
SPANS = ((), ("--for", "quarter"), ("--for", "year"), ("--since", "2026-01-01"))


def write(run: Run) -> None:
    """Write a journal without anything private."""
    run("person", "add", "Mara", "--relation", "manager")
    run("horizon", "Lead", "--in", "24")
    run("gap", "add", "skills", "Design")
    run("log", "Drew it", "--gap", "1")
    run("log", "Led it")
    run("goal", "Lead one", "--skill", "Leading")


def hide(run: Run) -> None:
    """Add private gaps with every kind of related row."""
    run("gap", "add", "experience", "Leave for another firm", "--needed", "3", "--why", "Hidden", "--private")
    run("gap", "add", "brand", "Known at the other firm", "--private")
    run("entry", "edit", "2", "--gap", "2")
    run("goal", "Lead one", "--skill", "Leading", "--gap", "2")
    run("person", "knows", "Mara", "3")


@pytest.mark.slow
@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("name", FORMATS)
def test_no_page_tells_or_counts_it(run: Run, name: str, span: tuple[str, ...]) -> None:
    write(run)
    expected = run("summary", *span, "--format", name).out
    hide(run)
    assert run("summary", *span, "--format", name).out == expected


def test_no_letter_tells_or_counts_it(run: Run) -> None:
    write(run)
    hide(run)
    run("review", "quarterly", now="2026-11-25T09:00")
    run("log", "Led another", "--gap", "2")
    run("gap", "add", "skills", "Speak")
    run("gap", "remove", "3")
    run("review", "quarterly")
    letter = run("letter").out
    for text in ("firm", "Hidden"):
        assert text not in letter
    assert "Led it" in letter, "the entry itself is not private"
    assert "New 1: Speak" in letter
    assert "Dropped" not in letter


def test_it_is_made_private_and_public_again(run: Run) -> None:
    assert run("gap", "add", "skills", "Design", "--private").line == (
        "Added gap 1 in skills, 0 of 1, private: “Design”."
    )
    assert "(private) Design" in run("gap", "list").out
    assert run("gap", "list", "--json").json[0]["private"] is True
    assert run("gap", "edit", "1", "--title", "Designs").line == "Changed gap 1 in skills, 0 of 1, private: “Designs”."
    assert run("gap", "edit", "1", "--not-private").line == "Changed gap 1 in skills, 0 of 1: “Designs”."
    assert run("gap", "list", "--json").json[0]["private"] is False
    assert run("gap", "add", "skills", "Speak", "--not-private").line == "Added gap 2 in skills, 0 of 1: “Speak”."
    run("gap", "edit", "1", "--private", "--not-private").refuses(2)
