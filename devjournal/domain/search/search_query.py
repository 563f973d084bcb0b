"""A search query: words, "phrases" and prefix*, and finding them in a text.

Words are split like those of SQLite's `unicode61`, so that the marked words are those that matched. All other
characters separate words; operators of search engines are plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from devjournal.domain.search.search_hit import Spans

MAX_WORDS = 64
"""The most words of a query that count, for those who paste a whole page."""

_ACCENTS = "\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331"
_LETTER = "[^\\W_]|[\ue000-\uf8ff\U000f0000-\U0010ffff]"
_WORD = re.compile(f"(?:{_LETTER})(?:{_LETTER}|[{_ACCENTS}])*")
_ACCENT = re.compile(f"[{_ACCENTS}]")
_LAST_LETTER = re.compile(f"(?:{_LETTER})[{_ACCENTS}]*\\Z")

_PART = re.compile(r'"([^"]*)("|\Z)|[^\s"]+')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "\0": " "})

_WITHOUT_BLANKS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3040-\u318f\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
"""Scripts without spaces between words, or with suffixes: Thai, Lao, Burmese, Khmer, Chinese, Japanese, Korean."""

_UPPER = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})


class Term(NamedTuple):
    """Consecutive words; in a `prefix` the last word may continue."""

    text: str
    """The words as typed."""
    words: tuple[str, ...]
    """The words folded: no case, no accents."""
    prefix: bool = False


class Query(NamedTuple):
    """A query: all of its parts have to match."""

    terms: tuple[Term, ...] = ()
    pieces: tuple[str, ...] = ()
    """Parts searched as substrings, with ASCII in lower case: scripts without spaces, or symbols alone."""

    def __bool__(self) -> bool:
        """Whether the query has any part."""
        return bool(self.terms or self.pieces)


def read(text: str, *, typing: bool = False) -> Query:
    """Return the query of a text. While it is `typing`, its last word may continue."""
    terms: list[Term] = []
    pieces: list[str] = []
    symbols: list[str] = []
    text = text.encode("utf-8", "replace").decode().translate(_QUOTES)
    for match in _PART.finditer(text):
        part = match[0].strip('"')
        goes_on = typing and match.end() == len(text) and match[2] != '"'
        words_left = MAX_WORDS - sum(len(term.words) for term in terms)
        if words_left <= 0 or len(pieces) >= MAX_WORDS:
            break
        if _WITHOUT_BLANKS.search(part):
            pieces.append(in_lower_case(part.rstrip("*")))
        elif term := _term(part, words_left, goes_on=goes_on):
            terms.append(term)
        elif part.strip():
            symbols.append(part.strip())
    if not terms and not pieces:
        pieces = symbols[:MAX_WORDS]
    return Query(tuple(terms), tuple(pieces))


def _term(part: str, limit: int, *, goes_on: bool) -> Term | None:
    starred = part.rstrip("*")
    goes_on = goes_on or starred != part
    matches = list(_WORD.finditer(starred))
    if not matches:
        return None
    text = starred[: matches[limit - 1].end()] if len(matches) > limit else starred
    words = tuple(fold(word[0]) for word in matches[:limit])
    return Term(text, words, goes_on and len(matches) <= limit and bool(_LAST_LETTER.search(starred)))


def find(text: str, query: Query) -> Spans:
    """Return the matches in a text. Overlapping and adjacent matches are one."""
    places = [*_places(text, query.terms), *_pieces(text, query.pieces)]
    spans: list[tuple[int, int]] = []
    for begin, end in sorted(places):
        if spans and begin <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((begin, end))
    return tuple(spans)


def _places(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    if not terms:
        return
    words = [(fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
    for term in terms:
        last = len(term.words) - 1
        for at in range(len(words) - last):
            if all(
                words[at + n][0].startswith(word) if term.prefix and n == last else words[at + n][0] == word
                for n, word in enumerate(term.words)
            ):
                yield words[at][1], words[at + last][2]


def _pieces(text: str, pieces: Sequence[str]) -> Iterator[tuple[int, int]]:
    lowered = in_lower_case(text)
    for piece in pieces:
        at = lowered.find(piece)
        while at >= 0:
            yield at, at + len(piece)
            at = lowered.find(piece, at + len(piece))


def in_lower_case(text: str) -> str:
    """Return a text with ASCII in lower case like SQLite's `lower`, with the same length."""
    return text.translate(_UPPER)


def fold(word: str) -> str:
    """Return a word folded like `unicode61`: no case, and Latin letters without accents."""
    if word.isascii():
        return word.lower()
    return "".join(map(_fold_letter, _ACCENT.sub("", word)))


def fold_one_for_one(text: str) -> str:
    """Return a text folded letter for letter: no case, and Latin letters without accents."""
    return text.lower() if text.isascii() else "".join(map(_fold_letter, text))


@lru_cache(maxsize=1024)
def _fold_letter(letter: str) -> str:
    base = normalize("NFD", letter)[0]
    if base.isascii():
        return base.lower()
    folded = letter.casefold()
    return folded if len(folded) == 1 else letter.lower()
