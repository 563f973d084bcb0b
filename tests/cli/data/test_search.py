"""search: what it finds, and how much of it a line shows."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


def test_a_line_is_a_text_and_nothing_is_found_with_0(run: Run) -> None:
    assert run("search", "queue").line == "Nothing found; try fewer words, or the beginning of one: rehears*."
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


def test_on_a_terminal_what_was_found_is_in_view(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("log", f"{'word ' * 30}needle{' more' * 30}", "--private")
    for module in ("commands.data.search", "output"):
        monkeypatch.setattr(f"devjournal.cli.{module}.room", lambda: 60)
    head, line = run("search", "needle").out.splitlines()
    assert head == "Kind   When        ID  Text"
    assert line == "entry  2026-11-27   1  (private) …word needle more more mor…"
    assert len(line) <= 60
