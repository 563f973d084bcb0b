"""Markdown in blocks: a long section is parsed in parts, and nobody sees where they begin."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devjournal.exports.bring import blocks
from devjournal.exports.bring.blocks import read_blocks

WORDS = st.sampled_from(
    ["shipped it", "with **Ana** and [x](y)", "a", "`- code`", "2026-03-14: done", "1. of many", "- x"]
)
PARTS = st.one_of(
    WORDS.map(lambda words: f"- {words}\n"),
    WORDS.map(lambda words: f"- {words}\n\n"),
    WORDS.map(lambda words: f"  - {words}\n"),
    WORDS.map(lambda words: f"  {words}\n"),
    WORDS.map(lambda words: f"{words}\n"),
    WORDS.map(lambda words: f"{words}\n\n"),
    st.tuples(st.integers(1, 30), WORDS).map(lambda pair: f"{pair[0]}. {pair[1]}\n"),
    WORDS.map(lambda words: f"> {words}\n\n"),
    WORDS.map(lambda words: f"```\n{words}\n\n- {words}\n```\n"),
    WORDS.map(lambda words: f"| a | b |\n| - | - |\n| {words} | c |\n\n"),
    st.sampled_from(["## March 2026\n", "---\n", "\n", "***\n", "words\n===\n", "    code\n"]),
)


@settings(deadline=None)
@given(parts=st.lists(PARTS, max_size=12))
def test_a_long_section_is_the_same_in_parts(parts: list[str]) -> None:
    text = "".join(parts)
    whole = list(read_blocks(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_MAX_SECTION", 0)
        assert list(read_blocks(text)) == whole


def test_a_long_list_is_parsed_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_MAX_SECTION", 10)
    text = "# 2026\n\n- one\n  - below\n- two\n\n1. first\n2. second\n\nwords\n\nmore\n"
    assert [(block.kind, block.text, block.line) for block in read_blocks(text)] == [
        ("heading", "2026", 1),
        ("item", "one", 3),
        ("item", "two", 5),
        ("item", "first", 7),
        ("item", "second", 8),
        ("paragraph", "words", 10),
        ("paragraph", "more", 12),
    ]
