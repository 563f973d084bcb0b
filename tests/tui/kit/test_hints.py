"""Hints on the first object of each kind: shown until one was ever created, also after a restart."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import devjournal
from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import TalkKind
from devjournal.domain.week.status import HasAny
from devjournal.storage import Journal
from tests.frozen_clock import FRIDAY
from tests.tui.app_session import WIDE, AppSession, run_app
from tests.tui.days import WEEK

TODAY = FRIDAY.date()

Make = Callable[[Journal], object]


def begin(journal: Journal) -> None:
    """Start a journal: a goal without a plan, two gaps, two people."""
    journal.weeks.set_goal(WEEK, "Draw it.", skill="Design")
    journal.gaps.add(Area.SKILLS, "Design for failure")
    journal.gaps.add(Area.SKILLS, "Read a cost report")
    for name in ("Mara", "Zoe"):
        journal.people.add(name)


def aim(journal: Journal) -> None:
    """Set another week's goal for the second gap."""
    journal.weeks.set_goal(WEEK.shift(-1), "Read it.", skill="Costs", gap=2)


HINTS: dict[str, tuple[tuple[str, ...], str, Make, str]] = {
    "entries": (
        ("1",),
        "Nothing written yet. a adds a line for Friday.",
        lambda journal: journal.entries.add("Long ago", day=WEEK.shift(-9).monday),
        "Nothing written yet.",
    ),
    "plans": (
        ("1",),
        "No plan yet. n adds a step.",
        lambda journal: journal.weeks.set_goal(WEEK.shift(-9), "Plan it.", skill="Design", plan=["Think"]),
        "No plan yet.",
    ),
    "evidence": (
        ("3", "enter"),
        "Nothing yet. a adds what shows it.",
        lambda journal: journal.entries.add("Read it", day=TODAY, gap=2),
        "Nothing yet.",
    ),
    "aims": (("3", "enter"), "None yet. g sets one this week.", aim, "None yet."),
    "awareness": (
        ("3", "enter"),
        "Nobody is named yet. 4 opens People.",
        lambda journal: journal.people.should_know("Zoe", 2),
        "Nobody is named",
    ),
    "talks": (
        ("4", "enter"),
        "None yet. m logs one.",
        lambda journal: journal.conversations.log("Zoe", kind=TalkKind.OTHER, day=TODAY, notes=""),
        "None yet.",
    ),
    "topics": (
        ("6",),
        "t adds what you want to bring",
        lambda journal: journal.topics.done(journal.topics.add("Asked").id),
        "Nothing for the next 1:1 yet.",
    ),
}
"""By kind: where the hint is shown, its text, how the first object is made, and the text afterwards."""


async def text_after(at: AppSession, keys: tuple[str, ...]) -> str:
    """Go to a place, and return its text with line breaks as blanks."""
    await at.press(*keys)
    return " ".join(at.text.split())


@pytest.mark.slow
@pytest.mark.parametrize("kind", HINTS)
async def test_a_hint_disappears_for_good_once_its_object_was_made(kind: str, journal: Journal) -> None:
    keys, hint, make, after = HINTS[kind]
    begin(journal)
    async with run_app(journal, WIDE) as at:
        assert hint in await text_after(at, keys)
    make(journal)
    assert getattr(journal.has_any(), kind)
    for _ in range(2):
        async with run_app(journal, WIDE) as at:
            text = await text_after(at, keys)
            assert after in text
            assert hint not in text


async def test_removing_the_last_object_brings_the_hint_back(journal: Journal) -> None:
    begin(journal)
    journal.entries.add("Only", day=WEEK.shift(-9).monday)
    async with run_app(journal, WIDE) as at:
        assert "a adds a line" not in at.text
        await at.press("u")
        assert "a adds a line for Friday" in at.text


async def test_an_empty_column_names_the_key_until_there_is_a_gap(journal: Journal) -> None:
    async with run_app(journal, WIDE) as at:
        await at.press("3")
        assert "n adds one" in at.text
        journal.gaps.add(Area.BRAND, "Known")
        at.app.look()
        await at.press("1", "3")
        assert "No gap here." in at.text
        assert "n adds one" not in at.text


def test_use_is_recorded_for_each_kind(journal: Journal) -> None:
    begin(journal)
    assert journal.has_any() == HasAny()
    for _, _, make, _ in HINTS.values():
        make(journal)
    journal.conversations.log("Mara", kind=TalkKind.OTHER, day=TODAY, notes="Said")
    assert all(journal.has_any())


def sayings() -> Iterator[tuple[str, str]]:
    """Yield every text of the package except docstrings, with its module."""
    root = Path(devjournal.__file__).parent
    for path in sorted(root.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                yield path.relative_to(root).as_posix(), node.value


@pytest.mark.slow
def test_no_message_scolds_begs_or_shouts() -> None:
    matched = {"i/o error", "logic error"}  # parts of SQLite's messages, which are matched and never shown
    sentences = [(path, text) for path, text in sayings() if not path.startswith("demo/") and text not in matched]
    assert len(sentences) > 3000
    begging = re.compile(r"\b(successful(ly)?|please|oops|sorry|failed to|invalid|error)\b", re.IGNORECASE)
    shouting = re.compile(r"[A-Za-z]!(\s|$)")
    assert [saying for saying in sentences if " " in saying[1] and shouting.search(saying[1])] == []
    assert [saying for saying in sentences if " " in saying[1] and begging.search(saying[1])] == []
