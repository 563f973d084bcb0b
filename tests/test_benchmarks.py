"""The benchmark itself: how it presses keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import keys
from benchmarks.keys import MAX_UNANSWERED, MIN_ANSWERS, Keys, press
from benchmarks.probe import Answer, NoAnswer
from benchmarks.subjects import Subject


class FakeProgram:
    """A program that answers every key but `x`, and counts the keys."""

    presses = 0

    def __enter__(self) -> FakeProgram:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def wait_for(self, text: str) -> float:
        return 0.1

    def press(self, key: str) -> Answer:
        self.presses += 1
        if key == "x":
            raise NoAnswer
        return Answer(0.01, 0.01, 1)

    def press_all(self, keys: str) -> None:
        pass


@pytest.mark.parametrize(
    ("measured", "presses", "enough"),
    [("x", MAX_UNANSWERED, False), ("xxxxj", 40, False), ("jxx", 40, True), ("j", 40, True)],
)
def test_a_kind_of_key_is_given_up_after_some_presses_in_a_row_without_an_answer(
    measured: str, presses: int, enough: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, floor = FakeProgram(), FakeProgram()
    subject = Subject("devjournal", (), "")
    monkeypatch.setattr(keys, "bare", lambda: Subject("bare", (), ""))
    monkeypatch.setattr(Subject, "start", lambda self, home: program if self is subject else floor)
    answers = press(subject, tmp_path, (Keys("a key", "", measured, ""),), 40)["a key"]
    assert (program.presses, answers.enough) == (presses, enough)
    assert len(answers.answers) == len(answers.floor) == floor.presses
    assert answers.p50_ratio() == answers.p95_ratio() == ("1.0" if len(answers.answers) >= MIN_ANSWERS else "–")
