"""The answers to keys, each beside an answer of the bare app at the same moment."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.probe import Answer, NoAnswer
from benchmarks.subjects import AGES, Subject, bare, ours, plain_form
from benchmarks.tables import median, ms, p95, table


class Keys(NamedTuple):
    """Keys to press on one screen: the keys that lead there, the measured keys, and the keys that lead back."""

    name: str
    opening: str
    measured: Sequence[str]
    closing: str
    between: str = ""
    """Keys pressed after each measured key, not measured themselves."""


TEXT = "PairedWithInesOnBackoffAndJitter"
KEYS = (
    Keys("`j` and `k` in plan and entries", "", "jjjjjjjjjj" + "kkkkkkkkkk", ""),
    Keys("`tab` from pane to pane", "", "\t", "."),
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
PLAIN_FORM = Keys("a form of Textual's own widgets", "", "a", "", "\x1b")
PEER = Keys("`tab` from pane to pane", "", "\t", "")

MIN_ANSWERS = 12
"""With fewer answers, the table shows a dash: the journal holds too little to move in."""

MAX_UNANSWERED = 5
"""The number of keys in a row without an answer after which the others of that kind are not pressed."""


class Answers(NamedTuple):
    """The answers of a program, and the answers of the bare app beside them."""

    answers: list[Answer]
    floor: list[Answer]

    @property
    def seconds(self) -> list[float]:
        """Seconds until the first frame."""
        return [answer.first for answer in self.answers]

    @property
    def floor_seconds(self) -> list[float]:
        """Seconds until the first frame of the bare app."""
        return [answer.first for answer in self.floor]

    @property
    def enough(self) -> bool:
        """Whether there are enough answers for a statistic."""
        return len(self.answers) >= MIN_ANSWERS

    def p50_ratio(self) -> str:
        """Return the median as a multiple of the bare app's."""
        return f"{median(self.seconds) / median(self.floor_seconds):.1f}" if self.enough else "–"

    def p95_ratio(self) -> str:
        """Return the 95th percentile as a multiple of the bare app's."""
        return f"{p95(self.seconds) / p95(self.floor_seconds):.1f}" if self.enough else "–"


def measure(home: Path, times: int, peer: Subject | None) -> str:
    """Press keys on each journal, and return the table: ten years in full, the others as ratios."""
    by_age = {
        years: press(ours(home, years), home, KEYS, times if years == 10 else max(MIN_ANSWERS, times // 2))
        for years in AGES
    }
    rows = []
    floor: list[Answer] = []
    for keys in KEYS:
        ten, empty, fifty = (by_age[years][keys.name] for years in (10, 0, 50))
        floor += ten.floor
        rows.append((*_row(keys.name, ten), empty.p50_ratio(), fifty.p50_ratio()))
        if keys.measured == PLAIN_FORM.measured:
            plain = press(plain_form(), home, (PLAIN_FORM,), times)[PLAIN_FORM.name]
            rows.append((*_row(PLAIN_FORM.name, plain), "", ""))
    rows.insert(0, (*_row("the bare Textual app", Answers(floor, floor)), "", ""))
    if peer is not None:
        answers = press(peer, home, (PEER,), times)[PEER.name]
        rows.append((*_row(f"{peer.name}: {PEER.name}", answers), "", ""))
    ratio = "of the bare app"
    head = (
        "a key's answer on ten years",
        "p50, ms",
        ratio,
        "p95, ms",
        ratio,
        "at rest",
        "bytes",
        "empty",
        "fifty years",
    )
    return table(head, rows)


def press(subject: Subject, home: Path, kinds: Sequence[Keys], times: int) -> dict[str, Answers]:
    """Press keys in a program and in the bare app by turns, and return the answers by the name of the keys."""
    floor_app = bare()
    by_name: dict[str, Answers] = {}
    with floor_app.start(home) as floor, subject.start(home) as program:
        floor.wait_for(floor_app.first_text)
        program.wait_for(subject.first_text)
        for keys in kinds:
            program.press_all(keys.opening)
            by_name[keys.name] = answers = Answers([], [])
            unanswered = 0
            for n in range(times):
                try:
                    answers.answers.append(program.press(keys.measured[n % len(keys.measured)]))
                except NoAnswer:  # the cursor is at an edge, or the journal is too empty to move in
                    unanswered += 1
                    if unanswered == MAX_UNANSWERED:
                        break
                else:
                    unanswered = 0
                    answers.floor.append(floor.press("jk"[n % 2]))
                program.press_all(keys.between)
            program.press_all(keys.closing)
    return by_name


def _row(name: str, answers: Answers) -> tuple[str, ...]:
    if not answers.enough:
        return (name, *("–",) * 6)
    return (
        name,
        ms(median(answers.seconds)),
        answers.p50_ratio(),
        ms(p95(answers.seconds)),
        answers.p95_ratio(),
        ms(median([answer.last for answer in answers.answers])),
        f"{median([answer.sent for answer in answers.answers]):.0f}",
    )
