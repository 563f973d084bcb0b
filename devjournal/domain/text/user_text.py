"""Texts of the user: which texts are accepted, and how they are shown without harm."""

from __future__ import annotations

import re
from collections.abc import Iterable

from devjournal.errors import InvalidText

LINE_BREAK = "↵"
"""The stand-in for a line break on one line."""

_REPLACEMENT = "\ufffd"
_BIDI = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070)]
_C0 = [code for code in range(0x20) if code not in (0x09, 0x0A)]
_SURROGATES = range(0xD800, 0xE000)
_BYTE_ORDER_MARK = 0xFEFF

_WHITE_SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""White space as Unicode defines it. `str.strip` would also strip the control characters U+001C to U+001F."""

_MANY_LINES: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in _C0},
    0x7F: "\u2421",
    **dict.fromkeys(range(128, 160), _REPLACEMENT),
    **dict.fromkeys((*_BIDI, *_SURROGATES, _BYTE_ORDER_MARK), _REPLACEMENT),
    0x2028: "\n",
    0x2029: "\n",
    0x09: "    ",
}
_ONE_LINE: dict[int, str] = {
    **_MANY_LINES,
    0x0A: LINE_BREAK,
    0x2028: LINE_BREAK,
    0x2029: LINE_BREAK,
    0x09: " ",
}
_UNSEEN = [0xAD, 0x180E, 0x200B, *range(0x2060, 0x2065), *range(0xFFF9, 0xFFFC), 0x1D173, 0xE0001]
"""Invisible format characters that no script or emoji needs, unlike joiners."""
_ONE_FOR_ONE: dict[int, str] = {
    **{code: mark for code, mark in _MANY_LINES.items() if len(mark) == 1 and mark != "\n"},
    **dict.fromkeys(_UNSEEN, _REPLACEMENT),
    0x2028: LINE_BREAK,
    0x2029: LINE_BREAK,
}
_ENDS_ITSELF = re.compile("[.!?:;,\u3002\uff01\uff1f\uff1a\uff1b\uff0c\u3001][\"'\u201d\u2019\u00bb\u300d\u300f]*\\s*$")
_MAX_ENDING = 16
"""The most characters at the end of a text that are searched for such a mark."""
_UNSAFE_IN_JSON = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufeff]"


def clean(text: str, label: str = "The text") -> str:
    """Return `text` as stored: unchanged but for trailing white space.

    Raises:
        InvalidText: the text has a NUL, or a byte that is not UTF-8.
    """
    if "\0" in text:
        raise InvalidText(f"{label} contains a NUL character, which cannot be stored; remove it.")
    if not text.isprintable():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise InvalidText(f"{label} is not valid UTF-8; write it again.") from error
    return text.rstrip(_WHITE_SPACE)


def required(text: str, label: str) -> str:
    """Return the cleaned text.

    Raises:
        InvalidText: the text is empty, or cannot be stored.
    """
    cleaned = clean(text, label)
    if not cleaned.strip(_WHITE_SPACE):
        raise InvalidText(f"{label} is empty; write a few words.")
    return cleaned


def sanitized(text: str) -> str:
    """Return `text` for a place of several lines, with visible stand-ins for controls and bidi overrides."""
    if text.isprintable():
        return text
    return text.replace("\r\n", "\n").translate(_MANY_LINES)


def sanitized_same_length(text: str) -> str:
    """Return `text` with a stand-in for each harmful character, one for one. Tabs and line breaks stay."""
    return text if text.isprintable() else text.translate(_ONE_FOR_ONE)


def one_line(text: str) -> str:
    """Return `text` for one line: sanitized, with a stand-in for line breaks."""
    if text.isprintable():
        return text
    return text.replace("\r\n", "\n").translate(_ONE_LINE)


def quoted(text: str, limit: int = 40) -> str:
    """Return `text` for a message: one line, in quotation marks, cut to at most `limit` characters."""
    line = one_line(text)
    return f"“{line if len(line) <= limit else line[: limit - 1] + '…'}”"


def joined(mark: str, *texts: str, dash: str = "–") -> str:
    """Return texts joined by `mark`, such as `: `; after a text that ends in punctuation, by a dash.

    So a goal that is a sentence and its skill are `Ran it alone. – On-call`, and not `Ran it alone.: On-call`.
    """
    *before, last = texts or ("",)
    return "".join(f"{text}{between(text, mark, dash)}" for text in before) + last


def between(text: str, mark: str, dash: str = "–") -> str:
    """Return the separator after a text: `mark`, or a dash if the text ends in punctuation."""
    return f" {dash} " if _ENDS_ITSELF.search(text[-_MAX_ENDING:]) else mark


def json_document(value: object) -> str:
    """Return a value as a JSON document that is safe to print on a terminal."""
    import json  # only exports and scripts need it

    return json_safe(json.dumps(value, ensure_ascii=False, indent=2))


def json_safe(document: str) -> str:
    """Return a JSON document with every character that could harm a terminal escaped."""
    if document.isascii() and "\x7f" not in document:
        return document
    return re.sub(_UNSAFE_IN_JSON, lambda match: f"\\u{ord(match[0]):04x}", document)


def pluralized(number: int, noun: str, plural: str = "") -> str:
    """Return a count in words: `1 entry`, `4 entries`. The default plural adds an s."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def capitalized(text: str) -> str:
    """Return a text with its first letter in upper case, and the others unchanged."""
    return f"{text[:1].upper()}{text[1:]}"


def alternatives(names: Iterable[str]) -> str:
    """Return names as a choice: "a", "a or b", "a, b or c"."""
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def same_words(first: str, other: str) -> bool:
    """Return whether two texts are equal apart from case and white space."""
    return first.casefold().split() == other.casefold().split()
