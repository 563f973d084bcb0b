"""A page that was handed over, as JSON and back: it can be printed again in every format, as it was.

What comes back may be from another program: a shape that is not ours is none, and every text is made harmless again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from devjournal.domain.text.link import openable
from devjournal.domain.text.text_width import width
from devjournal.domain.text.user_text import one_line, sanitized
from devjournal.exports.page import summary_json
from devjournal.exports.page.formats import PAGES, fitted
from devjournal.exports.page.page import Block, Items, Line, Page, Row, Section, Strip, Table
from devjournal.exports.page.summary import Summary

T = TypeVar("T")

_MARK = 2
"""The cells of a glyph, or of a number before an ask."""

_COLUMNS = 20
"""More columns than any table of ours has."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed over: the page, and the fields that JSON printed."""

    page: Page
    fields: Mapping[str, Any]


class _Foreign(Exception):
    """A shape that is not a page of ours."""


def as_document(summary: Summary) -> dict[str, Any]:
    """Return what is kept of a summary that is handed over, in values that JSON knows."""
    return {"page": asdict(fitted(summary)), "fields": summary_json.document(summary)}


def read(document: object) -> Handed | None:
    """Return what was handed over; None where it is no page of ours."""
    try:
        kept = _object(document)
        return Handed(_page(_object(kept.get("page"))), _object(kept.get("fields")))
    except _Foreign:
        return None


def render(handed: Handed, name: str) -> str:
    """Return the page in the format of that name, as it was."""
    return summary_json.printed(handed.fields) if name == "json" else PAGES[name](handed.page)


def _page(found: Mapping[str, Any]) -> Page:
    sections = _list(found.get("sections"), _section)
    return Page(title=_text(found.get("title")), span=_text(found.get("span")), sections=sections)


def _section(value: object) -> Section:
    found = _object(value)
    return Section(heading=_text(found.get("heading")), blocks=_list(found.get("blocks"), _block))


def _block(value: object) -> Block:
    found = _object(value)
    if "lines" in found:
        return Items(lines=_list(found["lines"], _line), ordered=found.get("ordered") is True)
    if "rows" in found:
        return _table(found)
    glyphs = _list(found.get("glyphs"), _mark)
    return Strip(glyphs=glyphs, legend=_list(found.get("legend"), _text), words=_text(found.get("words")))


def _line(value: object) -> Line:
    found = _object(value)
    link = _text(found.get("link", ""))
    return Line(
        text=_text(found.get("text")),
        mark=_mark(found.get("mark", "")),
        link=link if openable(link) else "",
        key=_text(found.get("key", "")),
        under=found.get("under") is True,
    )


def _table(found: Mapping[str, Any]) -> Table:
    headings, rows = _list(found.get("headings"), _text), _list(found["rows"], _row)
    below, wide = _number(found.get("below")), _number(found.get("wide"))
    marked = _number(found.get("marked", 0))
    if not rows or len(headings) > _COLUMNS or any(len(row.cells) != len(headings) for row in rows):
        raise _Foreign
    if not (wide < below <= len(headings) and marked < len(headings)):
        raise _Foreign
    return Table(headings=headings, rows=rows, wide=wide, below=below, marked=marked)


def _row(value: object) -> Row:
    found = _object(value)
    return Row(
        cells=_list(found.get("cells"), _text), key=_text(found.get("key", "")), mark=_mark(found.get("mark", ""))
    )


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _Foreign
    return value


def _list(value: object, read: Callable[[object], T]) -> tuple[T, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise _Foreign
    return tuple(read(one) for one in value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Foreign
    return sanitized(value)


def _mark(value: object) -> str:
    mark = one_line(_text(value))
    if width(mark) > _MARK:
        raise _Foreign
    return mark


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _Foreign
    return value
