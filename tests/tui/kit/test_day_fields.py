"""Fields for a day or a number: typing replaces the text, and an empty field says what is needed."""

from __future__ import annotations

from datetime import date

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import Relation
from devjournal.domain.one_to_one.topic import TopicKind
from devjournal.storage import Journal
from devjournal.tui.widgets.fields import Field, TextField
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.tui.app_session import MIDDLE, run_app

NEEDED = "Needed: a day, such as 2026-11-26, wed or 20 nov."
NEEDED_NEXT = "Needed: a day, such as 2026-11-28, sun or 4 dec."
NUMBER = "Needed: a number"

FORMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "entry": (("a",), ("day",)),
    "away": (("A",), ("first", "last")),
    "topic": (("6", "t"), ("due",)),
    "edited topic": (("6", "e"), ("due",)),
    "1:1": (("6", "m"), ("day", "next")),
    "person": (("4", "e"), ("next",)),
    "talk": (("4", "m"), ("day", "next")),
    "gap": (("3", "n"), ("needed",)),
    "edited gap": (("3", "e"), ("needed",)),
    "horizon": (("3", "O", "n"), ("months",)),
    "import": (("I",), ("on",)),
}
"""Each form: keys that open it, and its fields for a day or a number."""


@pytest.fixture
def board(journal: Journal, clock: FrozenClock) -> Journal:
    """A journal with one object of each kind that has a day."""
    clock.set(FRIDAY)
    journal.horizons.set("Staff engineer", 24)
    journal.gaps.add(Area.SKILLS, "Read a cost report", needed=3)
    journal.people.add("Mara Lind", relation=Relation.MANAGER)
    journal.people.edit("Mara Lind", next_on=date(2026, 12, 3))
    journal.topics.add("A budget", kind=TopicKind.ASK, due=date(2026, 12, 2))
    return journal


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMS)
async def test_typing_replaces_the_prefilled_text(board: Journal, name: str) -> None:
    keys, fields = FORMS[name]
    async with run_app(board, MIDDLE) as at:
        await at.press(*keys)
        for field in fields:
            await at.go_to(field)
            prose = at.focused
            assert isinstance(prose, TextField)
            await at.write("12")
            assert prose.text == "12"
            await at.press("tab", "shift+tab")
            await at.write("3")
            assert prose.text == "3", "as often as the focus comes"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "field", "reason"),
    [
        ("entry", "day", NEEDED),
        ("away", "first", NEEDED_NEXT),
        ("1:1", "day", NEEDED),
        ("talk", "day", NEEDED),
        ("gap", "needed", NUMBER),
        ("horizon", "months", NUMBER),
    ],
)
async def test_an_empty_field_says_what_it_needs(board: Journal, name: str, field: str, reason: str) -> None:
    async with run_app(board, MIDDLE) as at:
        await at.press(*FORMS[name][0])
        for text in ("text", "title", "role"):
            if at.app.screen.query(f"Field#{text}"):
                at.app.screen.query_one(f"#{text}", Field).put("A word")
        await at.go_to(field)
        await at.press("backspace", "ctrl+s")
        assert reason in at.text
        assert "“”" not in at.text
        assert at.focus == field


@pytest.mark.parametrize(
    ("keys", "reason"), [(("2", "G"), "Needed: a week or a day"), (("6", "s", "tab"), "Needed: a day or")]
)
async def test_an_empty_dialog_says_what_it_needs(board: Journal, keys: tuple[str, ...], reason: str) -> None:
    async with run_app(board, MIDDLE) as at:
        await at.press(*keys, "enter")
        assert reason in at.text
        assert "“”" not in at.text
