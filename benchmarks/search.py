"""Measures search on 50,000 texts whose words are as common and as rare as those of a language."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from benchmarks.journals import NOW, Rows, row
from benchmarks.tables import late, table
from devjournal.storage import Journal
from devjournal.storage.schema.document_shape import table_columns

TEXTS = 50_000
WORDS = 20_000
"""How many different words there are; the n-th is used as 1 is to n (Zipf's law), as in any language."""

_YEARS = 10
_SYLLABLES = [f"{first}{then}" for first in "bdfghklmnprstvwz" for then in ("a", "e", "i", "o", "u", "ai", "é", "en")]


class Asked(NamedTuple):
    """A kind of question: its name in the table, its texts, and whether it is asked while they are typed."""

    name: str
    texts: Sequence[str]
    typing: bool = False


def measure(home: Path) -> str:
    """Ask in this process, where no terminal stands between, and return the table of the answers."""
    make(home / "search.db")
    return table(HEAD, list(measured(home / "search.db")))


def make(path: Path) -> None:
    """Make a journal of so many entries."""
    chance = random.Random(48)
    words = _words(chance)
    weights = list(accumulate(1 / n for n in range(1, WORDS + 1)))
    rows: Rows = {name: [] for name in table_columns()}
    for n in range(TEXTS):
        day = NOW.date() - timedelta(days=_YEARS * 365 * (TEXTS - n) // TEXTS)
        text = " ".join(chance.choices(words, cum_weights=weights, k=chance.randint(4, 20)))
        rows["entry"].append(row("entry", n, day=str(day), text=text, link="", gap=None, week=None, private=False))
    with Journal(path, lambda: NOW) as journal:
        journal.transfer.load(rows)


def _words(chance: random.Random) -> list[str]:
    """Return the words, the most common first: those are the short ones."""
    found: dict[str, None] = {}
    while len(found) < WORDS:
        found["".join(chance.choices(_SYLLABLES, k=1 + chance.randint(0, 1 + 4 * len(found) // WORDS)))] = None
    return list(found)


def measured(path: Path, times: int = 5) -> Iterator[tuple[str, str, str, str]]:
    """Yield each kind of question with the median and the slowest twentieth of its answers in ms, and the hits."""
    words = _words(random.Random(48))
    with Journal(path, lambda: NOW) as journal:
        entries = [entry.text.split() for entry in journal.entries.all()[:: TEXTS // 40]]
        for name, texts, typing in _asked(words, entries):
            walls, hits = [], []
            for text in [*texts] * times:
                before = time.perf_counter()
                found = journal.search.find(text, typing=typing)
                walls.append(1000 * (time.perf_counter() - before))
                hits.append(len(found))
            yield name, f"{statistics.median(walls):.1f}", f"{late(walls):.1f}", f"{statistics.median(hits):.0f}"


def _asked(words: Sequence[str], entries: Sequence[Sequence[str]]) -> tuple[Asked, ...]:
    common, rare = words[:20], words[1000:1020]
    return (
        Asked("a common word", common),
        Asked("a rare word", rare),
        Asked("two words of one text", [f"{text[0]} {text[-1]}" for text in entries]),
        Asked('a "phrase"', [f'"{" ".join(text[:3])}"' for text in entries]),
        Asked("typing: one letter", sorted({word[:1] for word in words})[:20], typing=True),
        Asked("typing: two letters", [word[:2] for word in rare], typing=True),
        Asked("typing: four letters", [word[:4] for word in words[1000:1200] if len(word) > 4][:20], typing=True),
        Asked("typing: the second word", [f"{text[0]} {text[1][:2]}" for text in entries], typing=True),
        Asked("a script without blanks", ["設計", "日本語"], typing=True),
    )


HEAD = (f"a search in {TEXTS:,} texts", "p50, ms", "p95, ms", "hits shown")
