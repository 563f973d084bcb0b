"""Rules of the schema and the domain for the rows of a document, with the path of each fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from devjournal.domain.capture.draft import DraftState
from devjournal.domain.career.gap import MAX_NEEDED, Area, Step
from devjournal.domain.career.horizon import MAX_MONTHS
from devjournal.domain.career.person import Relation, TalkKind
from devjournal.domain.merge.settling import UNIQUE
from devjournal.domain.one_to_one.topic import TopicKind
from devjournal.domain.reviews.review import MAX_BETS
from devjournal.domain.text.user_text import quoted
from devjournal.domain.week.away import check_span
from devjournal.domain.week.due import ReviewKind
from devjournal.domain.week.week import LessonAnswer, Outcome
from devjournal.errors import UsageError

Row = Mapping[str, Any]
BrokenRule = tuple[str, str]
"""A path in the document, or a column of a row, and its fault."""

_ONE_OF: dict[tuple[str, str], tuple[str, ...]] = {
    ("gap", "area"): tuple(Area),
    ("gap", "step"): tuple(Step),
    ("week", "outcome"): tuple(Outcome),
    ("week", "lesson_answer"): tuple(LessonAnswer),
    ("person", "relation"): tuple(Relation),
    ("conversation", "kind"): tuple(TalkKind),
    ("topic", "kind"): tuple(TopicKind),
    ("review", "kind"): tuple(ReviewKind),
    ("walk", "kind"): tuple(ReviewKind),
    ("deferral", "kind"): tuple(ReviewKind),
    ("draft", "state"): tuple(DraftState),
}
"""The possible values of columns that have a fixed set of them."""

_REQUIRED = (
    *(("horizon", "role"), ("gap", "title"), ("plan_step", "text"), ("entry", "text")),
    *(("person", "name"), ("topic", "text"), ("page_choice", "line"), ("remark", "text")),
    *(("draft", "text"), ("text_conflict", "field"), ("text_conflict", "other")),
)
"""Texts that must not be empty."""

_BETWEEN: dict[tuple[str, str], tuple[int, int]] = {
    ("horizon", "months"): (1, MAX_MONTHS),
    ("gap", "needed"): (1, MAX_NEEDED),
    ("plan_step", "position"): (1, 2**63 - 1),
    ("bet", "position"): (1, MAX_BETS),
    ("walk", "step"): (1, 6),
}
"""The ranges of numbers, both ends included."""


def broken_rules(rows: Mapping[str, Sequence[dict[str, Any]]]) -> Iterator[BrokenRule]:
    """Yield each broken rule with its path. The types of all values have been checked before."""
    for (table, column), values in _ONE_OF.items():
        for at, row in enumerate(rows[table]):
            if row[column] is not None and row[column] not in values:
                problem = f"is {quoted(row[column])}, which is not one of {', '.join(values)}"
                yield f"tables.{table}[{at}].{column}", problem
    for table, column in _REQUIRED:
        for at, row in enumerate(rows[table]):
            if not row[column]:
                yield f"tables.{table}[{at}].{column}", "is empty"
    for (table, column), (lowest, highest) in _BETWEEN.items():
        for at, row in enumerate(rows[table]):
            if not lowest <= row[column] <= highest:
                yield f"tables.{table}[{at}].{column}", f"is {row[column]}, which is out of its range"
    for table, columns in UNIQUE.items():
        yield from _repeated(rows[table], f"tables.{table}", columns)
    current = [row if row["retired_on"] is None else {**row, "months": None} for row in rows["horizon"]]
    yield from _repeated(current, "tables.horizon", ("months",))
    for table, check in (("week", _week), ("away", _away), ("topic", _topic), ("deferral", _deferral)):
        for at, row in enumerate(rows[table]):
            for column, fault in check(row):
                yield f"tables.{table}[{at}].{column}", fault


def _repeated(rows: Sequence[Row], path: str, columns: tuple[str, ...]) -> Iterator[BrokenRule]:
    first_rows: dict[tuple[Any, ...], int] = {}
    for at, row in enumerate(rows):
        key = tuple(row[column] for column in columns)
        if None in key:
            continue
        if key in first_rows:
            yield f"{path}[{at}].{columns[-1]}", f"is the same as {path}[{first_rows[key]}].{columns[-1]}"
        first_rows[key] = at


def _week(row: Row) -> Iterator[BrokenRule]:
    """Yield the rules that a week breaks, by column."""
    if date.fromisoformat(row["monday"]).weekday() != 0:
        yield "monday", f"is {row['monday']}, which is not a Monday"
    for column, broken, fault in _WEEK_RULES:
        if broken(row):
            yield column, fault


_WEEK_RULES: tuple[tuple[str, Callable[[Row], bool], str], ...] = (
    ("skill", lambda row: bool(row["goal"]) and not row["skill"], "is empty, and a goal needs its skill"),
    ("goal", lambda row: bool(row["skill"]) and not row["goal"], "is empty, and there is a skill"),
    ("gap", lambda row: row["gap"] is not None and not row["goal"], "is set without a goal"),
    (
        "outcome",
        lambda row: row["outcome"] in (Outcome.HIT, Outcome.MISSED) and not row["goal"],
        "is a hit or a miss without a goal",
    ),
    (
        "recapped_on",
        lambda row: (row["outcome"] is None) != (row["recapped_on"] is None),
        "does not match outcome: both are set, or neither",
    ),
    (
        "recapped_at",
        lambda row: row["outcome"] is None and row["recapped_at"] is not None,
        "is set without an outcome",
    ),
    (
        "checked_in_on",
        lambda row: (row["on_track"] is None) != (row["checked_in_on"] is None),
        "does not match on_track: both are set, or neither",
    ),
    (
        "better",
        lambda row: row["better"] is not None and row["outcome"] not in (Outcome.HIT, Outcome.MISSED),
        "is set without a hit or a miss",
    ),
    (
        "lesson_answer",
        lambda row: row["lesson_answer"] is not None and not row["lesson"],
        "is set without a lesson",
    ),
    (
        "lesson_helped",
        lambda row: row["lesson_helped"] is not None and not row["lesson"],
        "is set without a lesson",
    ),
)
"""Contradictions in a week: the column to name, and the message."""


def _topic(row: Row) -> Iterator[BrokenRule]:
    if row["done_on"] is None and row["done_at"] is not None:
        yield "done_at", "is set without done_on"


def _deferral(row: Row) -> Iterator[BrokenRule]:
    if row["until"] is not None and row["until"] < row["due"]:
        yield "until", "is before due"


def _away(row: Row) -> Iterator[BrokenRule]:
    try:
        check_span(date.fromisoformat(row["first"]), date.fromisoformat(row["last"]))
    except UsageError as error:
        yield "last", f"breaks a rule: {error}"
