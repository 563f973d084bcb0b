"""search: the hits, and the excerpts that it prints."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


def test_a_line_is_a_text_and_nothing_is_found_with_0(run: Run) -> None:
    assert run("search", "queue").line == "Nothing found; try fewer words, or a prefix such as rehears*."
    assert run("search", "--json", "").json == run("search", "--json", '" AND').json == []
    run("goal", "Ship the retry queue", "--skill", "Design", "--plan", "Queue with backoff")
    run("log", "A queue\nof two lines", "--private", "--on", "2026-11-24")
    done = run("search", "QUEUE")
    assert done.out.splitlines() == [
        "Kind   When        ID  Text",
        "goal   2026-W48        Ship the retry queue",
        "step   2026-W48        Queue with backoff",
        "entry  2026-11-24   1  (private) A queue↵of two lines",
    ]
    assert run("search", "queue", "--limit", "1").out.splitlines()[1:] == ["goal  2026-W48      Ship the retry queue"]
    assert run("search", "--json", "two lin*").json == [
        {
            "kind": "entry",
            "date": "2026-11-24",
            "week": "2026-W48",
            "id": 1,
            "title": None,
            "text": "A queue\nof two lines",
            "spans": [[11, 14], [15, 20]],
            "private": True,
        }
    ]
    assert run("search", "qu").out.startswith("Nothing"), "a word is a whole word, unless a star says otherwise"


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """Let commands print as on a terminal with this number of columns."""
    for module in ("commands.data.search", "output"):
        monkeypatch.setattr(f"devjournal.cli.{module}.terminal_width", lambda: columns)


def test_on_a_terminal_the_paragraph_of_a_hit_is_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("log", "The first paragraph.\n\nIn the second stands a needle, and what became\nof it.\n\nThe third.")
    run("gap", "add", "skills", "Sewing", "--why", f"A needle is lost {'and ' * 10}found.")
    on_a_terminal(monkeypatch, 60)
    assert run("search", "needle").out.splitlines() == [
        "Kind   When        ID  Text",
        "gap    2026-11-27   1  Sewing: A needle is lost and and and",
        "                       and and and and and and and found.",
        "entry  2026-11-27   1  In the second stands a needle, and",
        "                       what became",
        "                       of it.",
    ]


def test_of_a_long_paragraph_the_lines_around_the_hit_show(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("log", f"{'word ' * 90}needle{' more' * 90}", "--private")
    on_a_terminal(monkeypatch, 60)
    head, *lines = run("search", "needle").out.splitlines()
    assert head == "Kind   When        ID  Text"
    assert len(lines) == 6
    assert lines[0].startswith("entry  2026-11-27   1  (private) …word word")
    assert "needle" in " ".join(lines[1:-1])
    assert lines[-1].endswith("…")
    assert all(len(line) <= 60 for line in lines)


def test_a_narrow_terminal_keeps_the_hit_in_view_on_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("log", f"{'word ' * 30}needle{' more' * 30}")
    on_a_terminal(monkeypatch, 44)
    head, line = run("search", "needle").out.splitlines()
    assert head == "Kind   When        ID  Text"
    assert "needle" in line
    assert len(line) <= 44
