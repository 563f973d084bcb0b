"""CSV: the output of `weeks --csv` and `entry list --csv`, and other files with a date and a text column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from devjournal.domain.bring.batch import Batch, ForeignEntry, ForeignWeek, SourceKind
from devjournal.domain.dates.days import LAST_MONDAY, IsoWeek, iso_day, stored_day
from devjournal.domain.dates.written_dates import find_date
from devjournal.domain.text.user_text import quoted
from devjournal.domain.week.week import LessonAnswer, Outcome, State
from devjournal.errors import UsageError
from devjournal.exports.bring.csv_rows import csv_rows
from devjournal.exports.bring.faults import Faults
from devjournal.exports.bring.links import take_link
from devjournal.exports.transfer.spreadsheet import as_typed

_WEEK_COLUMNS = {"week", "monday", "state", "skill", "goal", "outcome"}
_ENTRY_COLUMNS = {"id", "day", "week", "text", "private"}
_DATE_NAMES = ("date", "day", "when", "timestamp", "created", "created at", "created_at", "datum", "time", "start")
_TEXT_NAMES = (
    *("text", "entry", "note", "notes", "description", "what", "body", "content", "message", "achievement"),
    *("accomplishment", "details", "summary", "win", "comment", "activity", "task"),
)
_TITLE_NAMES = ("title", "subject", "headline", "name")
_LINK_NAMES = ("link", "url", "href", "evidence link")
_SLASHES = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})", re.ASCII)
_YES = ("yes", "true", "1", "x")

Value = TypeVar("Value")


def read_csv(text: str, today: date) -> Batch:
    """Return the weeks or entries of a CSV file.

    Raises:
        DocumentRefused: a column is missing, or rows cannot be parsed; the message names their lines.
    """
    batch, faults = Batch(SourceKind.CSV), Faults()
    rows = list(csv_rows(text, faults, trim=not _is_own(text.partition("\n")[0])))
    names = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    records = [(line, dict(zip(names, cells, strict=False))) for line, cells in rows[1:]]
    if set(names) >= _WEEK_COLUMNS:
        _read_rows(records, lambda row: _week(row, batch, today), batch.weeks, faults)
    elif set(names) >= _ENTRY_COLUMNS:
        batch.repeats = True
        _read_rows(records, _entry, batch.entries, faults)
    else:
        _ForeignRows(names, batch, faults, today).read(records)
    faults.refuse()
    return batch


def _is_own(header: str) -> bool:
    """Return whether a header is that of our own CSV. White space in our own texts is significant."""
    names = set(header.rstrip("\r").split(","))
    return names >= _WEEK_COLUMNS or names >= _ENTRY_COLUMNS


def _read_rows(
    records: Sequence[tuple[int, Mapping[str, str]]],
    read: Callable[[Mapping[str, str]], Value | None],
    into: list[Value],
    faults: Faults,
) -> None:
    for line, row in records:
        try:
            value = read(row)
        except UsageError as error:
            faults.add(line, str(error).rstrip("."))
        else:
            if value is not None:
                into.append(value)


# our own files


def _entry(row: Mapping[str, str]) -> ForeignEntry:
    return ForeignEntry(
        _require_day(row["day"]),
        as_typed(row["text"]),
        as_typed(row.get("link", "")),
        _flag(row["private"]) is True,
        as_typed(row.get("gap_title", "")),
        as_typed(row.get("said_by", "")),
    )


def _week(row: Mapping[str, str], batch: Batch, today: date) -> ForeignWeek | None:
    monday = stored_day(row["monday"].strip())
    if monday is None or monday.weekday() or monday > LAST_MONDAY:
        raise UsageError(f"{quoted(row['monday'])} is not the Monday of a week that a journal can hold")
    iso = IsoWeek(monday)
    week = ForeignWeek(
        iso=iso,
        skill=as_typed(row["skill"]),
        goal=as_typed(row["goal"]),
        gap_title=as_typed(row.get("gap_title", "")),
        on_track=_flag(row.get("on_track", "")),
        adjustment=as_typed(row.get("adjustment", "")),
        outcome=_parse(row["outcome"], Outcome, "outcome"),
        better=_flag(row.get("better", "")),
        note=as_typed(row.get("note", "")),
        lesson=as_typed(row.get("lesson", "")),
        lesson_answer=_parse(row.get("lesson_answer", ""), LessonAnswer, "lesson_answer"),
        lesson_helped=_flag(row.get("lesson_helped", "")),
        checked_in_on=_day_or_none(row.get("checked_in_on", "")),
        recapped_on=_day_or_none(row.get("recapped_on", "")),
        days_off=row["state"].strip() == State.AWAY and not row["outcome"].strip(),
    )
    if rule := _broken_rule(week, today):
        raise UsageError(f"Week {iso} {rule}")
    if not (week.goal or week.outcome or week.days_off):
        batch.skip("week without a goal or a recap")
        return None
    return week


def _broken_rule(week: ForeignWeek, today: date) -> str:
    """Return the rule of a week that a row breaks, as the predicate of a sentence; empty if it breaks none."""
    if bool(week.goal) != bool(week.skill):
        return "has a goal but no skill" if week.goal else "has a skill but no goal"
    if not week.goal and (week.outcome in (Outcome.HIT, Outcome.MISSED) or week.on_track is not None):
        return "has a check-in or an outcome but no goal"
    if week.better is not None and week.outcome not in (Outcome.HIT, Outcome.MISSED):
        return "has a value for better but was neither hit nor missed"
    if (week.lesson_answer is not None or week.lesson_helped is not None) and not week.lesson:
        return "has an answer to a lesson but no lesson"
    if week.outcome is not None and week.iso.monday > today:
        return "is in the future but has a recap"
    return ""


def _parse(text: str, parse: Callable[[str], Value], column: str) -> Value | None:
    cell = text.strip()
    if not cell:
        return None
    try:
        return parse(cell)
    except ValueError as error:
        raise UsageError(f"{quoted(cell)} is not a valid {column}") from error


def _flag(text: str) -> bool | None:
    cell = text.strip().lower()
    if cell not in ("", "yes", "no", "true", "false"):
        raise UsageError(f"{quoted(text)} is neither yes nor no")
    return None if not cell else cell in _YES


def _require_day(text: str) -> date:
    day = iso_day(text.strip())
    if day is None:
        raise UsageError(f"{quoted(text)} is not a day that a journal can hold")
    return day


def _day_or_none(text: str) -> date | None:
    return _require_day(text) if text.strip() else None


# other files


class _ForeignRows:
    """Reads the rows of another program's CSV file by column names."""

    def __init__(self, names: Sequence[str], batch: Batch, faults: Faults, today: date) -> None:
        self._names, self._batch, self._faults, self._today = names, batch, faults, today
        self._date = self._column(_DATE_NAMES)
        self._text = self._column(_TEXT_NAMES)
        self._title = self._column(_TITLE_NAMES)
        self._link = self._column(_LINK_NAMES)
        self._tags = self._column(("tags", "tag", "labels", "category"))

    def _column(self, synonyms: Sequence[str]) -> str:
        """Return the column with one of these names, or else the first column with one of them as a word."""
        for name in synonyms:
            if name in self._names:
                return name
        return next((name for name in self._names for word in synonyms if word in re.split(r"[\W_]+", name)), "")

    def read(self, records: Sequence[tuple[int, Mapping[str, str]]]) -> None:
        """Add every row with a date and a text to the batch."""
        if not self._date or not (self._text or self._title):
            columns = ", ".join(quoted(name, 20) for name in self._names[:8]) or "nothing"
            self._faults.add(1, f"The header needs a column date and a column text; it has {columns}")
            return
        day_first = self._slashes_day_first(records)
        for line, row in records:
            texts = [row.get(name, "").strip() for name in (self._title, self._text) if name]
            text = "\n".join(part for part in texts if part)
            date_cell = row.get(self._date, "").strip()
            if not text:
                self._batch.skip("row without a text")
            elif not date_cell:
                self._batch.skip("row without a date")
            else:
                self._add(line, row, date_cell, text, day_first)

    def _add(self, line: int, row: Mapping[str, str], date_cell: str, text: str, day_first: bool | None) -> None:
        try:
            day = _parse_day(date_cell, day_first)
        except UsageError as error:
            self._faults.add(line, str(error).rstrip("."))
            return
        if day > self._today:
            self._batch.skip("entry dated in the future")
            return
        self._batch.skip_tags(re.split(r"[,;]", row.get(self._tags, "")) if self._tags else ())
        body, link = take_link(text)
        self._batch.entries.append(ForeignEntry(day, body, row.get(self._link, "").strip() or link))

    def _slashes_day_first(self, records: Sequence[tuple[int, Mapping[str, str]]]) -> bool | None:
        """Return whether dates such as 14/03/2026 begin with the day, judged by all dates; None if unknown."""
        pairs = [
            (int(match[1]), int(match[2]))
            for _, row in records
            if (match := _SLASHES.match(row.get(self._date, "").strip()))
        ]
        day_first = any(first > 12 for first, _ in pairs)
        month_first = any(second > 12 for _, second in pairs)
        return None if day_first == month_first else day_first


def _parse_day(cell: str, day_first: bool | None) -> date:
    match = _SLASHES.match(cell)
    if match is None:
        date_match = find_date(cell)
        if date_match is None:
            raise UsageError(f"{quoted(cell)} is not a date; write it as 2026-03-14")
        return date_match.day
    if day_first is None:
        raise UsageError(f"{quoted(cell)} is ambiguous: day or month first; write it as 2026-03-14")
    day, month = (match[1], match[2]) if day_first else (match[2], match[1])
    return _require_day(f"{match[3]}-{int(month):02d}-{int(day):02d}")
