"""Texts that harm a terminal, a table or markup if they are printed unchanged."""

from __future__ import annotations

HOSTILE = {
    "escape": "\x1b[31mred\x1b]0;title\x07",
    "C0": "".join(map(chr, range(1, 0x20))) + "end",
    "delete and C1": "\x7f\x80\x85\x9b31m\x9d",
    "bidi": "abc\u202edef\u2066ghi\u2069\u200f\u061c",
    "line breaks": "one\ntwo\r\nthree\rfour\u2028five\u2029six\x0bseven\x0ceight",
    "markup": "[bold]x[/] <script>alert(1)</script> # x | y | `z` *a* %s {0} \\n",
    "emoji": "👩\u200d👩\u200d👧 🏽 ❤\ufe0f 🇩🇪 🎉",
    "CJK": "日本語のテキスト ＡＢＣ",
    "combining": "e\u0301 a\u0308\u0301\u0302\u0303",
    "long": "words " * 16_666 + "end!",
    "only spaces inside": "a        b\tc",
    "tag characters": "\ufeffa\ufffeb\U000e0041",
}
"""By what they try; none ends in white space, so that each is kept exactly as it is."""


def harms(text: str) -> list[str]:
    """Return the characters of an output that control a terminal."""
    bidi = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
    return [
        ascii(letter)
        for letter in text
        if (ord(letter) < 0x20 and letter != "\n") or 0x7F <= ord(letter) < 0xA0 or ord(letter) in bidi
    ]
