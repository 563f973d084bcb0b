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
from benchmarks.tables import p95, table
from devjournal.storage import Journal
from devjournal.storage.schema.document_shape import table_columns

TEXTS = 50_000
WORDS = 20_000
"""The number of different words. The frequency of the n-th is proportional to 1/n, as in any language (Zipf's law)."""

_YEARS = 10
_SYLLABLES = [f"{first}{then}" for first in "bdfghklmnprstvwz" for then in ("a", "e", "i", "o", "u", "ai", "é", "en")]


class QueryKind(NamedTuple):
    """A kind of query: its name in the table, its texts, and whether each is the start of a word being typed."""

    name: str
    texts: Sequence[str]
    typing: bool = False


def measure(home: Path) -> str:
    """Search in this process, without a terminal, and return the table."""
    make(home / "search.db")
    return table(HEAD, list(_rows(home / "search.db")))


def make(path: Path) -> None:
    """Create a journal of `TEXTS` entries."""
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
    """Return the words, most common first; common words are short."""
    words: dict[str, None] = {}
    while len(words) < WORDS:
        words["".join(chance.choices(_SYLLABLES, k=1 + chance.randint(0, 1 + 4 * len(words) // WORDS)))] = None
    return list(words)


def _rows(path: Path, times: int = 5) -> Iterator[tuple[str, str, str, str]]:
    """Yield each kind of query with the median and the 95th percentile in ms, and the median number of hits."""
    words = _words(random.Random(48))
    with Journal(path, lambda: NOW) as journal:
        entries = [entry.text.split() for entry in journal.entries.all()[:: TEXTS // 40]]
        for name, texts, typing in _query_kinds(words, entries):
            walls, counts = [], []
            for text in [*texts] * times:
                start = time.perf_counter()
                hits = journal.search.find(text, typing=typing)
                walls.append(1000 * (time.perf_counter() - start))
                counts.append(len(hits))
            yield name, f"{statistics.median(walls):.1f}", f"{p95(walls):.1f}", f"{statistics.median(counts):.0f}"


def _query_kinds(words: Sequence[str], entries: Sequence[Sequence[str]]) -> tuple[QueryKind, ...]:
    common, rare = words[:20], words[1000:1020]
    return (
        QueryKind("a common word", common),
        QueryKind("a rare word", rare),
        QueryKind("two words of one text", [f"{text[0]} {text[-1]}" for text in entries]),
        QueryKind('a "phrase"', [f'"{" ".join(text[:3])}"' for text in entries]),
        QueryKind("typing: one letter", sorted({word[:1] for word in words})[:20], typing=True),
        QueryKind("typing: two letters", [word[:2] for word in rare], typing=True),
        QueryKind("typing: four letters", [word[:4] for word in words[1000:1200] if len(word) > 4][:20], typing=True),
        QueryKind("typing: the second word", [f"{text[0]} {text[1][:2]}" for text in entries], typing=True),
        QueryKind("a script without blanks", ["設計", "日本語"], typing=True),
    )


HEAD = (f"a search in {TEXTS:,} texts", "p50, ms", "p95, ms", "hits shown")
