"""The answers to keys, each beside the same moment's answer of the bare app."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from benchmarks.probe import Answer, Probe, Silent
from benchmarks.subjects import AGES, Subject, bare, ours
from benchmarks.tables import late, middle, ms, table


class Keys(NamedTuple):
    """Keys to press on one screen: what leads there, what is pressed over and over, and what leads back."""

    name: str
    there: str
    pressed: Sequence[str]
    back: str
    between: str = ""
    """What is pressed after each of them and not measured."""


TEXT = "PairedWithInesOnBackoffAndJitter"
KEYS = (
    Keys("`j` and `k` in plan and entries", "", "jjjjjjjjjj" + "kkkkkkkkkk", ""),
    Keys("`tab` from pane to pane", "", ["\t"], "."),
    Keys("`[` and `]` to another week", "", "[[[[[[[[]]]]]]]]", "."),
    Keys("`space` ticks a step (a write)", "j", " ", "."),
    Keys("typing in a form", "a", TEXT, "\x1b"),
    Keys("`a` opens a form", "", "a", "", "\x1b"),
    Keys("`1` to `6`: another screen", "234561", "234561", ""),
    Keys("`h` `j` `l` `k` in the Calendar", "2", "hhhjjjlllkkk", "1"),
    Keys("`j` `l` `k` `h` on the Gap board", "3", "jjjlkkkh", "1"),
    Keys("`l` `j` `h` `k` in People", "4", "llljjjhhhkkk", "1"),
    Keys("`j` `k` in Reviews", "5", "jjjjjkkkkk", "1"),
    Keys("`j` `k` on the 1:1", "6", "jjjjjkkkkk", "1"),
    Keys("`/` and a word", "/", "backoff jitter", "\x1b"),
)
PEER = Keys("`tab` from pane to pane", "", ["\t"], "")
"""What is pressed in a peer."""

FEW = 12
"""Fewer answers than this, on a journal that holds too little to move in, tell nothing."""


class Found(NamedTuple):
    """The answers of a program, and those of the bare app beside them."""

    answers: list[Answer]
    floor: list[Answer]

    @property
    def first(self) -> list[float]:
        """Seconds until the first frame."""
        return [answer.first for answer in self.answers]

    @property
    def beside(self) -> list[float]:
        """The bare app's."""
        return [answer.first for answer in self.floor]

    @property
    def told(self) -> bool:
        """Whether there are enough of them."""
        return len(self.answers) >= FEW

    def ratio(self) -> str:
        """Return the median of the bare app's."""
        return f"{middle(self.first) / middle(self.beside):.1f}" if self.told else "–"

    def slow_ratio(self) -> str:
        """Return the slowest twentieth of the bare app's."""
        return f"{late(self.first) / late(self.beside):.1f}" if self.told else "–"


def measure(home: Path, times: int, peer: Subject | None) -> str:
    """Press keys in each journal's app, and return the table: ten years in full, the others as ratios."""
    by_age = {
        years: press(ours(home, years), home, KEYS, times if years == 10 else max(FEW, times // 2)) for years in AGES
    }
    rows = []
    every: list[Answer] = []
    for keys in KEYS:
        ten, empty, fifty = (by_age[years][keys.name] for years in (10, 0, 50))
        every += ten.floor
        rows.append((*_row(keys.name, ten), empty.ratio(), fifty.ratio()))
    rows.insert(0, (*_row("the bare Textual app", Found(every, every)), "", ""))
    if peer is not None:
        found = press(peer, home, (PEER,), times)[PEER.name]
        rows.append((*_row(f"{peer.name}: {PEER.name}", found), "", ""))
    beside = "of the bare app"
    head = (
        "a key's answer on ten years",
        "p50, ms",
        beside,
        "p95, ms",
        beside,
        "at rest",
        "bytes",
        "empty",
        "fifty years",
    )
    return table(head, rows)


def press(subject: Subject, home: Path, wanted: Sequence[Keys], times: int) -> dict[str, Found]:
    """Press keys in a program and in the bare app by turns, and return the answers by the keys' name."""
    floor_app = bare()
    found: dict[str, Found] = {}
    with floor_app.start(home) as floor, subject.start(home) as program:
        floor.until(floor_app.words)
        program.until(subject.words)
        for keys in wanted:
            _press_all(program, keys.there)
            answers = Found([], [])
            for n in range(times):
                with suppress(Silent):  # a cursor at an edge, or an empty journal that has nothing to move in
                    answers.answers.append(program.press(keys.pressed[n % len(keys.pressed)]))
                    answers.floor.append(floor.press("jk"[n % 2]))
                _press_all(program, keys.between)
            found[keys.name] = answers
            _press_all(program, keys.back)
    return found


def _press_all(program: Probe, keys: str) -> None:
    for key in keys:
        with suppress(Silent):
            program.press(key)


def _row(name: str, found: Found) -> tuple[str, ...]:
    if not found.told:
        return (name, *("–",) * 6)
    return (
        name,
        ms(middle(found.first)),
        found.ratio(),
        ms(late(found.first)),
        found.slow_ratio(),
        ms(middle([answer.last for answer in found.answers])),
        f"{middle([answer.sent for answer in found.answers]):.0f}",
    )
