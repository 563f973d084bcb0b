"""The engine's documents hold cells, and hold them in little space."""

from __future__ import annotations

import zlib
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devjournal.sync.engine import DecodeError, decode, encode

VALUES = st.none() | st.booleans() | st.integers(-(2**31), 2**31) | st.text(max_size=20)
KEYS = st.builds(
    "/".join,
    st.tuples(
        st.sampled_from(["gap", "plan_step"]),
        st.uuids(version=4).map(str),
        st.sampled_from(["title", "created_at", "why"]),
    ),
)


@settings(max_examples=30)
@given(st.dictionaries(KEYS, VALUES, max_size=20))
def test_what_was_encoded_is_decoded(cells: dict[str, Any]) -> None:
    assert decode(encode(cells)) == cells


def test_a_row_is_named_once_and_not_with_each_of_its_fields() -> None:
    """A uid cannot be compressed. Named with each of ten fields, the rows alone would take 160 bytes a row."""
    rows = [str(UUID(int=number * 0x9E3779B97F4A7C15F39CC0605CEDC834 % 2**128)) for number in range(1000)]
    cells = {f"entry/{row}/field_{number}": "the same text" for row in rows for number in range(10)}
    size = len(zlib.compress(encode(cells), 6)) / len(rows)
    assert size < 80, f"{size:.0f} bytes a row"


def test_what_is_cut_off_is_no_document() -> None:
    whole = encode({"gap/1/title": "Design for failure"})
    with pytest.raises(DecodeError):
        decode(whole[:-3])
