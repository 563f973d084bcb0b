"""The terminal's input: a paste is one message, whatever it contains and however it arrives."""

from __future__ import annotations

import pytest
from textual import events

from devjournal.tui.driver import PASTE_BEGIN as BEGIN
from devjournal.tui.driver import PASTE_END as END
from devjournal.tui.driver import TerminalInput


def messages(*pieces: str) -> list[tuple[str, str]]:
    """Return the kinds and texts of the messages for input in `pieces`."""
    terminal_input = TerminalInput(debug=False)
    result = []
    for piece in pieces:
        for message in (*terminal_input.feed(piece), *terminal_input.tick()):
            if isinstance(message, events.Paste):
                result.append(("paste", message.text))
            elif isinstance(message, events.Key):
                result.append(("key", message.key))
    return result


@pytest.mark.parametrize(
    "text",
    ["", "One\r\rTwo\t", "\x1b[31mred\x1b[0m", "\x1b", "\x1b\x1b[A\x13", f"a{BEGIN}b", "\x9b31m\x7f\x01", "x" * 9000],
)
def test_a_paste_is_one_message(text: str) -> None:
    around = f"a{BEGIN}{text}{END}b"
    expected = [("key", "a"), ("paste", text), ("key", "b")]
    assert messages(around) == expected
    assert messages(*(around[at : at + 4096] for at in range(0, len(around), 4096))) == expected


def test_two_pastes_are_two_messages() -> None:
    assert messages(f"{BEGIN}one{END}{BEGIN}two{END}") == [("paste", "one"), ("paste", "two")]


@pytest.mark.parametrize("at", range(3, len(BEGIN)))
def test_the_beginning_of_a_paste_may_come_in_two_parts(at: int) -> None:
    assert messages(BEGIN[:at], f"{BEGIN[at:]}\x1b[31m{END[:2]}", f"{END[2:]}b") == [
        ("paste", "\x1b[31m"),
        ("key", "b"),
    ]


def test_keys_that_begin_like_a_paste_are_keys() -> None:
    assert messages("\x1b[2~", "\x1b[20~", "\x1b[2", "0~", "q") == [
        ("key", "insert"),
        ("key", "f9"),
        ("key", "f9"),
        ("key", "q"),
    ]
