"""Texts: what is kept, and how it is shown without harm."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devjournal.domain.text.user_text import (
    LINE_BREAK,
    clean,
    joined,
    json_safe,
    one_line,
    pluralized,
    quoted,
    required,
    sanitized,
    sanitized_same_length,
)
from devjournal.errors import InvalidText, UsageError

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NASTY = "\x1b\x9b\x07\x08\r\n\t\x0b\x0c\x1c\x1f\x7f\x85\x9f\u2028\u2029\ud800\udfff" + BIDI
TEXTS = st.text() | st.text(st.sampled_from(NASTY + " aé漢🎉\u200d[]<#|\\"))
KEEPABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def harmful(text: str, *, lines: bool) -> list[str]:
    """Return the characters of `text` that a terminal could act on."""
    may = "\n" if lines else ""
    return [
        each
        for each in text
        if each not in may and (unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") or each in BIDI)
    ]


@given(KEEPABLE)
@example("  leads")
@example("a\x1c")
@example("a\u2029\x85\u3000\t ")
@example("[bold]#x|y<script>\x1b[31m")
def test_only_white_space_at_the_end_is_taken(text: str) -> None:
    cleaned = clean(text)
    assert text.startswith(cleaned)
    assert all(each.isspace() and each not in "\x1c\x1d\x1e\x1f" for each in text[len(cleaned) :])
    assert clean(cleaned) == cleaned
    assert not cleaned or not cleaned[-1].isspace() or cleaned[-1] in "\x1c\x1d\x1e\x1f"


@given(st.text(st.characters(exclude_characters="\0"), max_size=20), st.text(max_size=5))
def test_a_nul_is_refused_by_name(before: str, after: str) -> None:
    for keep in (clean, required):
        with pytest.raises(InvalidText, match=r"^The note contains a NUL character.*; remove it\.$"):
            keep(f"{before}\0{after}", "The note")


@given(KEEPABLE, st.characters(categories=["Cs"]))
def test_what_is_no_unicode_is_refused(text: str, surrogate: str) -> None:
    with pytest.raises(InvalidText, match=r"^The note is not valid UTF-8"):
        clean(f"{text}{surrogate}x", "The note")


@pytest.mark.parametrize("text", ["", " ", "\t\n\r\n", "\u2003\u3000\xa0", "\x85\u2028"])
def test_what_is_needed_cannot_be_blank(text: str) -> None:
    assert clean(text) == ""
    with pytest.raises(InvalidText, match=r"^The goal is empty; "):
        required(text, "The goal")
    assert issubclass(InvalidText, UsageError)


def test_what_is_needed_is_kept_as_it_is() -> None:
    assert required("  two\n lines \n", "The goal") == "  two\n lines"


@given(TEXTS)
@example(NASTY)
@example("".join(map(chr, range(0x2100))))
def test_nothing_harmful_is_shown(text: str) -> None:
    assert harmful(sanitized(text), lines=True) == []
    assert harmful(one_line(text), lines=False) == []
    assert harmful(quoted(text), lines=False) == []


@pytest.mark.parametrize(
    ("mark", "texts", "line"),
    [
        (": ", ("Run it alone", "On-call"), "Run it alone: On-call"),
        (": ", ("Run it alone.", "On-call"), "Run it alone. – On-call"),
        (": ", ("Run it alone?!", "On-call"), "Run it alone?! – On-call"),
        (": ", ("Say “no.” ", "On-call"), "Say “no.”  – On-call"),
        (": ", ("一人でやる。", "On-call"), "一人でやる。 – On-call"),
        (": ", ("Run it alone (v2.1)", "On-call"), "Run it alone (v2.1): On-call"),
        ("; ", ("Ask twice.", "Write it down", "Sleep on it."), "Ask twice. – Write it down; Sleep on it."),
        (", ", ("one",), "one"),
        (", ", (), ""),
    ],
)
def test_texts_are_joined_without_two_marks_in_a_row(mark: str, texts: tuple[str, ...], line: str) -> None:
    assert joined(mark, *texts) == line
    assert joined(mark, *texts, dash="-") == line.replace("–", "-")


@given(TEXTS)
def test_what_is_shown_stays_as_it_is_shown(text: str) -> None:
    assert sanitized(sanitized(text)) == sanitized(text)
    assert one_line(one_line(text)) == one_line(text)


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"])))
@example("[bold]x[/bold] <script>alert(1)</script> # x | a | b | `c` \\n")
@example("👩‍💻".replace("\u200d", ""))
def test_plain_text_is_shown_as_it_was_typed(text: str) -> None:
    assert sanitized(text) == one_line(text) == text


@given(TEXTS)
def test_nothing_vanishes_but_the_return_of_a_line_break(text: str) -> None:
    text = text.replace("\t", "")
    assert len(one_line(text)) == len(sanitized(text)) == len(text.replace("\r\n", "\n"))


@pytest.mark.parametrize(
    ("text", "on_lines", "on_one"),
    [
        ("a\nb", "a\nb", f"a{LINE_BREAK}b"),
        ("a\r\nb", "a\nb", f"a{LINE_BREAK}b"),
        ("a\rb", "a␍b", "a␍b"),
        ("a\u2028b\u2029c", "a\nb\nc", f"a{LINE_BREAK}b{LINE_BREAK}c"),
        ("a\tb", "a    b", "a b"),
        ("\x1b[31m\x07", "␛[31m␇", "␛[31m␇"),
        ("\x7f\x9b", "␡\ufffd", "␡\ufffd"),
        ("x\u202ey", "x\ufffdy", "x\ufffdy"),
        ("\ufeffx\ufeffy", "\ufffdx\ufffdy", "\ufffdx\ufffdy"),
        ("👩‍💻 é", "👩‍💻 é", "👩‍💻 é"),
        ("\udcff", "\ufffd", "\ufffd"),
    ],
)
def test_stand_ins(text: str, on_lines: str, on_one: str) -> None:
    assert sanitized(text) == on_lines
    assert one_line(text) == on_one


@given(TEXTS, st.integers(1, 60))
def test_what_is_quoted_is_cut(text: str, limit: int) -> None:
    quote = quoted(text, limit)
    line = one_line(text)
    assert (quote[0], quote[-1]) == ("“", "”")
    assert quote == f"“{line}”" if len(line) <= limit else quote == f"“{line[: limit - 1]}…”"
    assert len(quote) <= limit + 2


PLAIN_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | KEEPABLE | st.text(st.sampled_from(NASTY.replace("\ud800", ""))),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEEPABLE, inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN_JSON, st.booleans(), st.sampled_from([None, 2]))
@example(NASTY.replace("\ud800", "") + "\0\\u2028", False, None)
@example("\ufeffx", False, None)
@example("\x7f", True, None)
@example("\x7f", False, 2)
def test_json_is_safe_and_says_the_same(value: object, ascii_only: bool, indent: int | None) -> None:
    document = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    safe = json_safe(document)
    assert json.loads(safe) == value
    assert harmful(safe, lines=indent is not None) == []
    assert "\ufeff" not in safe
    safe.encode()
    assert json_safe(safe) == safe


def test_json_keeps_letters_readable() -> None:
    assert json_safe('{"é": "漢🎉"}') == '{"é": "漢🎉"}'


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 entries"), (1, "1 entry"), (2, "2 entries"), (-1, "-1 entries")]
)
def test_counted_in_words(number: int, expected: str) -> None:
    assert pluralized(number, "entry", "entries") == expected
    assert pluralized(2, "week") == "2 weeks"


NEEDED_BY_SCRIPTS = {"\u200c", "\u200d", *map(chr, range(0xE0020, 0xE0080))}
"""The joiners of scripts and emoji, and the tags of flags."""
SEEN = {*"\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"}
"""Signs that stand before or around a number, and are drawn."""


def test_in_a_form_no_separator_and_no_unseen_character_is_drawn_raw() -> None:
    """One for one, so that the cursor is where its character is."""
    kinds = ("Cc", "Zl", "Zp", "Cf", "Cs")
    raw = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in kinds]
    later = [*range(0x13430, 0x13440), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)]  # notes and hieroglyphs
    for letter in {*raw} - NEEDED_BY_SCRIPTS - SEEN - {"\t", "\n"} - {*map(chr, later)}:
        sanitized = sanitized_same_length(f"a{letter}b")
        assert len(sanitized) == 3, hex(ord(letter))
        assert sanitized.isprintable(), hex(ord(letter))
