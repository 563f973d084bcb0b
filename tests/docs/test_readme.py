"""The README is two screens long, its page for a 1:1 is the demo's, and what it makes can be made."""

from __future__ import annotations

import re

from tests.docs.guide import blocks, read

README = read("README.md")


def test_it_is_two_screens_long() -> None:
    assert README.count("\n") <= 110


def test_its_page_is_the_demos() -> None:
    (page,) = blocks(README, "text")
    command, _, printed = page.text.partition("\n")
    assert command == "$ devjournal summary --format text"
    golden = read("tests/golden/demo-summary.txt")
    pieces = printed.removesuffix("…\n").split("…\n")
    assert len(pieces) == 3
    at = 0
    for piece in pieces:
        assert piece in golden[at:], "cut it anew out of tests/golden/demo-summary.txt"
        at = golden.index(piece, at) + len(piece)


def test_what_it_makes_can_be_made() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", read("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", README, re.MULTILINE))
    assert {"run", "test"} <= named <= targets
