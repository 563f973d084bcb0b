"""jrnl's text files, text exports and JSON exports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from devjournal.domain.bring.batch import Batch, SourceKind
from devjournal.domain.dates.days import iso_day
from devjournal.domain.dates.written_dates import date_alone
from devjournal.domain.text.user_text import quoted
from devjournal.errors import UsageError
from devjournal.exports.bring.faults import Faults
from devjournal.exports.bring.json_text import is_json, list_in, load_json, text_in, texts_in
from devjournal.exports.bring.links import add_entry

_TIME = r"(?:[ T]+\d{1,2}:\d\d(?::\d\d)?(?:[ ]?[AaPp]\.?[Mm]\.?)?)"
_DAY = r"\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?\.\d\d?\.\d{4}"
_BRACKETED = re.compile(rf"\[({_DAY}){_TIME}?\][ \t]?(.*)", re.ASCII)
_BARE = re.compile(rf"({_DAY}){_TIME}[ \t]?(.*)", re.ASCII)
"""The first line of an entry: as jrnl writes it since version 2, and as it did before."""

_BREAK = re.compile(r"\r\n|\r|\n")


def read_jrnl(text: str, today: date) -> Batch:
    """Return the entries of a jrnl journal in text or JSON.

    Raises:
        DocumentRefused: the text is not such a journal, or a date is impossible.
    """
    batch, faults = Batch(SourceKind.JRNL), Faults()
    entries = _from_json(text, batch, faults) if is_json(text) else _from_text(text, batch, faults)
    for day, entry_text in entries:
        add_entry(batch, day, entry_text, today)
    faults.refuse()
    return batch


def _from_text(text: str, batch: Batch, faults: Faults) -> Iterator[tuple[date, str]]:
    lines = _BREAK.split(text)
    heads = next((head for line in lines for head in (_BRACKETED, _BARE) if head.fullmatch(line)), None)
    if heads is None:
        faults.add(1, "No line begins with a date, as jrnl writes it: [2026-03-14 09:12]")
        return
    day: date | None = None
    entry_lines: list[str] = []
    started = False
    for number, line in enumerate(lines, 1):
        head = heads.fullmatch(line)
        if head is None:
            entry_lines.append(line)
            batch.skip("line before the first date", int(not started and bool(line.strip())))
            continue
        if day is not None:
            yield day, _joined(entry_lines)
        started, day = True, _day(number, head[1], faults)
        entry_lines = [_without_star(head[2], batch)]
    if day is not None:
        yield day, _joined(entry_lines)


def _day(line: int, text: str, faults: Faults) -> date | None:
    try:
        return date_alone(text)
    except UsageError as error:
        faults.add(line, str(error))
        return None


def _without_star(title: str, batch: Batch) -> str:
    stripped = title.strip()
    unstarred = stripped.removeprefix("* ") if stripped.startswith("* ") else re.sub(r"(?:^|\s)\*$", "", stripped)
    if unstarred == stripped:
        return title
    batch.skip("star")
    return unstarred.rstrip()


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines).strip("\n").rstrip()


def _from_json(text: str, batch: Batch, faults: Faults) -> Iterator[tuple[date, str]]:
    for number, entry in enumerate(list_in(load_json(text), "entries", "an export of jrnl"), 1):
        day = iso_day(text_in(entry, "date"))
        if day is None:
            faults.add(
                f"Entry {number}", f"its date {quoted(text_in(entry, 'date'))} is not a day that a journal can hold"
            )
            continue
        title, body = text_in(entry, "title"), text_in(entry, "body")
        if entry.get("starred") is True:
            batch.skip("star")
        entry_text = f"{title}\n{body}" if body.strip() else title
        batch.skip_tags(tag for tag in texts_in(entry, "tags") if tag not in entry_text)
        yield day, entry_text.strip("\n")
