"""Line breaks of texts are real line breaks on pages, in every format, not stand-ins."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def full(run: Run) -> Run:
    run("goal", "Ship it\n# and tell", "--skill", "On-\ncall")
    run("check-in", "--off-track", "--adjust", "Less\n\n    of it")
    run("gap", "add", "experience", "Run an\nincident")
    run("log", "Led one\n- alone\n\n1. calmly", "--gap", "1")
    run("log", "Read\nhttps://x.org/a_b_", "--link", "https://x.org")
    run("topic", "add", "Who\n> decides?", "--kind", "ask")
    run("person", "add", "Mara\nLund", "--relation", "manager")
    run("review", "quarterly", "--course", "Straight\non", "--skills", "One\ntwo")
    run("recap", "--hit", "--better", "--note", "Good\nweek", "--lesson", "Ask\nearlier")
    return run


@pytest.mark.slow
@pytest.mark.parametrize("name", ["markdown", "html", "text"])
@pytest.mark.parametrize("more", [(), ("--for", "quarter"), ("--with", "Mara\nLund")])
def test_a_page_has_no_stand_in(full: Run, name: str, more: tuple[str, ...]) -> None:
    page = full("summary", "--format", name, *more).out
    assert "↵" not in page
    breaks = {"markdown": "Who\\\n   \\> decides?", "html": "Who<br>&gt; decides?", "text": "1  Who\n   > decides?"}
    assert breaks[name] in page


def test_json_has_them_as_they_were_typed(full: Run) -> None:
    assert json.loads(full("summary", "--format", "json").out)["asks"][0]["text"] == "Who\n> decides?"


def test_a_letter_has_no_stand_in(full: Run) -> None:
    letter = full("letter", "2026").out
    assert "↵" not in letter
    assert "“Ship it\\\n  \\# and tell”" in letter
    assert "“Straight\\\n  on”" in letter


def test_a_review_has_no_stand_in(full: Run) -> None:
    page = full("review", "show").out
    assert "↵" not in page.partition("The board")[0]
    assert "Straight\n             on\n" in page
