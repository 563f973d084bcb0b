"""The shipped boards: every one is whole, short enough to read, and found by the words that people use."""

from __future__ import annotations

import pytest

from devjournal.boards import BoardTemplate, all_boards, find_board
from devjournal.boards.loader import parse_board
from devjournal.domain.career.gap import MAX_IN_WORK, Area, Step
from devjournal.errors import NotFound

BOARDS = {board.name: board for board in all_boards()}


def test_there_are_a_dozen_and_one_for_any_role() -> None:
    assert len(BOARDS) == 13
    assert next(reversed(BOARDS)) == "any"


@pytest.mark.parametrize("board", BOARDS.values(), ids=BOARDS)
def test_a_board_fills_three_columns_and_crowds_none(board: BoardTemplate) -> None:
    for area in Area:
        column = board.column(area)
        assert 2 <= len(column) <= MAX_IN_WORK
        assert {gap.step for gap in column} == set(Step)
        assert [gap.step for gap in column] == sorted((gap.step for gap in column), key=list(Step).index)
    assert len(board.questions) == 5
    assert all(question.endswith("?") for question in board.questions)


@pytest.mark.parametrize("board", BOARDS.values(), ids=BOARDS)
def test_its_words_are_short_and_said_once(board: BoardTemplate) -> None:
    titles = [gap.title for gap in board.gaps]
    assert len(set(titles)) == len(titles)
    for gap in board.gaps:
        assert len(gap.title) <= 70
        assert not gap.title.endswith(".")
        assert gap.why.endswith(".")
        assert len(gap.why) <= 100
        assert gap.title.isprintable()


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("engineer", "engineer"),
        ("Software Engineer", "engineer"),
        ("developer", "engineer"),
        ("sre", "engineer"),
        ("Senior engineer", "senior-engineer"),
        ("tech lead", "senior-engineer"),
        ("engineering manager", "engineer-to-manager"),
        ("RN", "nurse"),
        ("nur", "nurse"),
        ("tester", "qa"),
        ("account exec", "sales-rep"),
        ("any", "any"),
    ],
)
def test_a_board_is_found_by_the_words_for_a_role(role: str, name: str) -> None:
    assert find_board(role).name == name


@pytest.mark.parametrize("role", ["", "cook", "🚀", "engineers of the world"])
def test_words_for_no_board_are_refused(role: str) -> None:
    with pytest.raises(NotFound, match="start list"):
        find_board(role)


WHOLE = """role = "A"
next = "B"
months = 12
questions = ["What?"]
skills = [{ title = "x", why = "y" }]
experience = []
brand = []
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("months = 12", "months = 0"),
        ("months = 12", 'months = "12"'),
        ('role = "A"\n', ""),
        ('role = "A"', 'role = ""'),
        ("brand = []", "brand = []\nextra = 1"),
        ('why = "y"', 'why = ""'),
        ('why = "y"', 'why = "y", needed = 0'),
        ('why = "y"', 'why = "y", needed = true'),
        ('why = "y"', 'why = "y", step = "later"'),
        ('title = "x", ', ""),
    ],
)
def test_a_file_that_breaks_a_rule_is_refused(old: str, new: str) -> None:
    assert parse_board("x", WHOLE).gaps
    assert old in WHOLE
    with pytest.raises(ValueError, match=r"x|step|later|Step"):
        parse_board("x", WHOLE.replace(old, new, 1))
