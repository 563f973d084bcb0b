"""Toasts are one line: quotations are cut, the key at the end stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.widgets._toast import Toast

from devjournal.domain.career.person import Relation
from devjournal.domain.text.user_text import quoted
from devjournal.storage import Journal
from devjournal.tui.widgets.glyphs import ASCII
from devjournal.tui.widgets.toast import in_one_line
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, Size, run_app

texts = st.text(st.sampled_from("ab日é \n\t“”….:;\x1b"), max_size=60)


@given(texts, st.integers(30, 120))
def test_a_message_with_a_key_is_one_line_that_ends_with_it(text: str, room: int) -> None:
    for message in (f"Removed: {quoted(text)}.", f"Closed: {quoted(text)[1:-1]}."):
        line = in_one_line(f"{message} u brings it back.", room)
        assert cell_len(line) <= room
        assert line.endswith(" u brings it back.")
        assert line.isprintable()


@given(texts, st.integers(0, 120))
def test_short_messages_and_messages_without_a_key_are_not_cut(text: str, room: int) -> None:
    message = f"Opened in the browser: {quoted(text, 60)}"
    line = in_one_line(message, room)
    assert line == message if cell_len(message) <= room else line.startswith("Opened in the browser: “")
    whole = "Week 2026-W50 has not happened yet. It can hold a goal, not a recap."
    assert in_one_line(whole, room) == whole


def test_quotations_are_cut_first() -> None:
    text = "Undone: what “Mara Lind” knows of “Run an incident end to end”. U does it again."
    assert in_one_line(text, 70) == "Undone: what “Mara Lind” knows of “Run an incident…”. U does it again."
    assert in_one_line(text, 40) == "Undone: what “Mara Li… U does it again."


@pytest.fixture
def peopled(sample: Journal) -> Journal:
    """A journal with a person who has a long name."""
    sample.people.add("Maria-Magdalena of the long name that fits no row", relation=Relation.PEER)
    return sample


async def test_ctrl_c_says_how_to_quit_on_screens_and_in_forms(sample: Journal) -> None:
    async with run_app(sample, NARROW) as at:
        for key in ("a", "escape"):
            await at.press("ctrl+c", "ctrl+c")
            (toast,) = at.app.screen.query(Toast)
            assert toast.region.height == 1
            assert at.lines[toast.region.y].endswith("ctrl+q quits; everything is kept.")
            await at.press(key)


@pytest.mark.parametrize("size", [MIDDLE, NARROW, SMALLEST])
async def test_a_toast_takes_one_row(peopled: Journal, size: Size) -> None:
    async with run_app(peopled, size) as at:
        await at.press("4", "x")
        toast = at.app.screen.query_one(Toast)
        assert toast.region.height == 1
        assert toast.region.right == size[0]
        message = at.lines[toast.region.y]
        assert "Removed: “Mari" in message
        assert message.rstrip().endswith(" u brings them back.")


async def test_in_ascii_a_toast_has_marks_of_ascii(peopled: Journal) -> None:
    async with run_app(peopled, NARROW, glyphs=ASCII) as at:
        await at.press("4", "x")
        assert at.toasts == ['Removed: "Maria-Magdalena of the~". u brings them back.']


@pytest.mark.slow
@pytest.mark.parametrize("keys", [("u",), ("1",), ("n",), ("/",), ("question_mark",), ("escape", "5")], ids=str)
async def test_an_obsolete_toast_disappears(peopled: Journal, keys: tuple[str, ...]) -> None:
    async with run_app(peopled, MIDDLE) as at:
        await at.press("4", "x")
        (removed,) = at.toasts
        assert removed.startswith("Removed:")
        assert removed.endswith("u brings them back.")
        await at.press(*keys)
        assert removed not in at.toasts
