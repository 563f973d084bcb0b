"""What a search asks for: words, "phrases" and prefix*, and where a text holds them.

A word is what SQLite's `unicode61` takes for one, so that what is marked is what was found. Every other sign only
parts words: what means something to a search engine is text like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from devjournal.domain.search.search_hit import Spans

MOST_WORDS = 64
"""Words of one search that count; who pastes a page finds it by its beginning."""

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
"""Scripts without blanks between words, or with endings: Thai, Lao, Burmese, Khmer, Chinese, Japanese, Korean."""

_UPPER = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})


class Term(NamedTuple):
    """Words that stand one after the other; of a `prefix` the last one may go on."""

    text: str
    """As they were typed."""
    words: tuple[str, ...]
    """Without case and accents."""
    prefix: bool = False


class Query(NamedTuple):
    """What a text has to hold, all of it."""

    terms: tuple[Term, ...] = ()
    pieces: tuple[str, ...] = ()
    """What is looked for letter by letter, with ASCII in lower case: scripts without blanks, or signs alone."""

    def __bool__(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.terms or self.pieces)


def read(text: str, *, typing: bool = False) -> Query:
    """Return what a text asks for; while one is `typing`, its last word may go on."""
    terms: list[Term] = []
    pieces: list[str] = []
    signs: list[str] = []
    text = text.encode("utf-8", "replace").decode().translate(_QUOTES)
    for match in _PART.finditer(text):
        part = match[0].strip('"')
        goes_on = typing and match.end() == len(text) and match[2] != '"'
        words_left = MOST_WORDS - sum(len(term.words) for term in terms)
        if words_left <= 0 or len(pieces) >= MOST_WORDS:
            break
        if _WITHOUT_BLANKS.search(part):
            pieces.append(in_lower_case(part.rstrip("*")))
        elif term := _term(part, words_left, goes_on=goes_on):
            terms.append(term)
        elif part.strip():
            signs.append(part.strip())
    if not terms and not pieces:
        pieces = signs[:MOST_WORDS]
    return Query(tuple(terms), tuple(pieces))


def _term(part: str, most: int, *, goes_on: bool) -> Term | None:
    starred = part.rstrip("*")
    goes_on = goes_on or starred != part
    words_found = list(_WORD.finditer(starred))
    if not words_found:
        return None
    text = starred[: words_found[most - 1].end()] if len(words_found) > most else starred
    words = tuple(fold(word[0]) for word in words_found[:most])
    return Term(text, words, goes_on and len(words_found) <= most and bool(_LAST_LETTER.search(starred)))


def find(text: str, query: Query) -> Spans:
    """Return where a text holds what is looked for; what overlaps or touches is one place."""
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
    """Return a text with ASCII in lower case, as SQLite's `lower` does it; its length stays."""
    return text.translate(_UPPER)


def fold(word: str) -> str:
    """Return a word without case, and Latin letters without accents, as `unicode61` keeps it."""
    if word.isascii():
        return word.lower()
    return "".join(map(_fold_letter, _ACCENT.sub("", word)))


def fold_one_for_one(text: str) -> str:
    """Return a text without case, and Latin letters without accents, each letter in its place."""
    return text.lower() if text.isascii() else "".join(map(_fold_letter, text))


@lru_cache(maxsize=1024)
def _fold_letter(letter: str) -> str:
    base = normalize("NFD", letter)[0]
    if base.isascii():
        return base.lower()
    folded = letter.casefold()
    return folded if len(folded) == 1 else letter.lower()
