"""Paragraphs and lists, as they were typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.exports.page.text import wrapped
from devjournal.exports.page.typed_text import Paragraph, TextBlock, TypedList, begins_with_list, blocks_of


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", [Paragraph(("",))]),
        ("- one", [Paragraph(("- one",))]),
        ("- one\n- two", [TypedList(("one", "two"))]),
        ("a\n* one\n* two\nb", [Paragraph(("a",)), TypedList(("one", "two")), Paragraph(("b",))]),
        ("1. one\n2. two", [TypedList(("one", "two"), 1)]),
        ("1. one\n3. two", [Paragraph(("1. one", "3. two"))]),
        ("- one\n* two", [Paragraph(("- one", "* two"))]),
        ("2) two\n3) three\n\n\nend", [TypedList(("two", "three"), 2), Paragraph(("end",))]),
        ("-one\n-two", [Paragraph(("-one", "-two"))]),
    ],
)
def test_blocks(text: str, blocks: list[TextBlock]) -> None:
    assert blocks_of(text) == blocks
    assert begins_with_list(text) == isinstance(blocks[0], TypedList)


LINES = st.lists(st.sampled_from(["", " ", "a", "- a", "- b", "* c", "1. d", "2. e", "  - f", "10) g", "-", "1."]))


@pytest.mark.slow
@given(LINES)
def test_no_word_is_lost(lines: list[str]) -> None:
    texts: list[str] = []
    for block in blocks_of("\n".join(lines)):
        texts += block.items if isinstance(block, TypedList) else block.lines
    typed = [line.strip(" ") for line in lines if line.strip(" ")]
    read_texts = [text.strip(" ") for text in texts if text.strip(" ")]
    assert len(typed) == len(read_texts)
    assert all(line.endswith(text) for line, text in zip(typed, read_texts, strict=True))


def test_an_item_goes_on_behind_its_marker() -> None:
    assert wrapped("- one two three\n10. four five", 9) == ["- one two", "  three", "10. four", "    five"]
    assert wrapped("one two three", 7) == ["one two", "three"]
