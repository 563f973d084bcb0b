"""How many cells a text takes, and cutting it."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from devjournal.domain.text.text_width import cut, width


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("plain", 5),
        ("é", 1),
        ("e\u0301", 1),
        ("日本語", 6),
        ("ＡＢ", 4),
        ("🎉", 2),
        ("👩\u200d👩\u200d👧", 2),
        ("❤\ufe0f", 2),
        ("👍🏽", 2),
        ("▸ ✓ ○ …", 7),
    ],
)
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [("plain", 5, "plain"), ("plain", 4, "pla…"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("a b c", 3, "a…")],
)
def test_cut(text: str, limit: int, expected: str) -> None:
    assert cut(text, limit) == expected


@pytest.mark.slow
def test_every_character_is_as_wide_as_textual_draws_it() -> None:
    letters = map(chr, (code for code in range(0x20, sys.maxunicode + 1) if not 0xD800 <= code < 0xE000))
    assert [letter for letter in letters if width(letter) != get_character_cell_size(letter)] == []


@given(st.text(max_size=40))
def test_every_text_is_as_wide_as_textual_draws_it(text: str) -> None:
    assert width(text) == cell_len(text)


@given(st.text(max_size=40), st.integers(min_value=1, max_value=50))
def test_what_is_cut_fits(text: str, limit: int) -> None:
    line = cut(text, limit)
    assert width(line) <= limit
    assert line == text or (line.endswith("…") and text.startswith(line[:-1].rstrip()))
