"""The search dialog: a text field with results."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from devjournal.domain.dates.days import MONTHS, IsoWeek
from devjournal.domain.search.search_hit import Excerpt, HitKind, SearchHit, excerpt, paragraph
from devjournal.domain.text.user_text import sanitized_same_length
from devjournal.errors import JournalError
from devjournal.tui.kit.finder import MAX_RESULTS, Finder, Results
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, Piece, truncate, wrap

_ONE_LINE = 64
"""Cells from which a result is on one line. In fewer cells, its text is on a second line."""

_CONTENTS = "Everything you wrote: goals, plans, recaps, lessons, entries, gaps, people, talks, topics and reviews."
_SYNTAX = 'Words, "phrases", and rehears* for words that start with it.'
_NOTHING = "Nothing found. Fewer words, or only the beginning of one?"

_GLYPHS = {
    HitKind.GOAL: "open",
    HitKind.CHECK_IN: "current",
    HitKind.RECAP: "done",
    HitKind.LESSON: "carry",
    HitKind.STEP: "to_do",
    HitKind.ENTRY: "dot",
    HitKind.GAP: "bar_full",
    HitKind.PERSON: "knows",
    HitKind.TALK: "open_quote",
    HitKind.TOPIC: "topic",
    HitKind.REVIEW: "ask",
    HitKind.REMARK: "dash",
    HitKind.HORIZON: "less",
    HitKind.AWAY: "away",
    HitKind.CONFLICT: "carry",
}
"""The glyph of each kind, by field name."""

_KIND, _DATE = max(map(len, HitKind)) + 2, len("27 Nov 2026") + 2


class Search(Finder[SearchHit | None]):
    """A text field with results. Typing never waits for a search."""

    ABOUT = "search"
    heading = "Search"
    preview_rows = 5
    placeholder = "a word, or the beginning of one"

    def __init__(self, find: Callable[[str], Sequence[SearchHit]]) -> None:
        """Call `find` in another thread. It returns at most one hit more than `MAX_RESULTS`.

        If it raises a JournalError, the error is shown.
        """
        super().__init__()
        self._find = find
        self._hits: Sequence[SearchHit] = ()
        self._text = ""
        self._message = _CONTENTS
        self._searching = False
        self._pending: asyncio.Future[None] | None = None
        """Done after the jump of an `enter` that was pressed during a search; `None` if no jump is pending."""

    # Searching.

    def update_query(self, text: str) -> None:
        """Search for `text`. The result of a search in progress is ignored."""
        self._text = text
        if not self._searching:
            self._searching = True
            self.run_worker(self._search())

    async def _search(self) -> None:
        """Search for the latest text until it stays the same. Texts that are changed meanwhile are skipped."""
        text: str | None = None
        while text != self._text:
            text = self._text
            try:
                hits, message = await asyncio.to_thread(self._find, text) if text.strip() else (), ""
            except JournalError as error:
                hits, message = (), str(error)
            if text == self._text and self.is_attached and self.query(Results):  # not while the dialog is removed
                self._hits = hits
                self._message = message or (_NOTHING if text.strip() else _CONTENTS)
                self.query_one(Results).cursor = 0
                self.show_results()
        self._searching = False
        if self._pending is not None:
            pending, self._pending = self._pending, None
            self._go()
            pending.set_result(None)

    def on_unmount(self) -> None:
        """Release the key that waits for the jump."""
        if self._pending is not None and not self._pending.done():
            self._pending.set_result(None)
            self._pending = None

    # Drawing.

    def result_rows(self, width: int) -> Sequence[Row]:
        """Return the results as rows."""
        glyphs = self.glyphs
        return [Row(tuple(hit_lines(hit, width, glyphs)), n, "hit") for n, hit in enumerate(self._hits[:MAX_RESULTS])]

    def preview(self, width: int, max_lines: int) -> Sequence[Line]:
        """Return the paragraph of the result under the cursor, around its first match."""
        results = self.query_one(Results)
        if results.row is None or not isinstance(results.row.value, int):
            return ()
        return paragraph_lines(self._hits[results.row.value], width, max_lines, results.glyphs)

    def empty_paragraphs(self) -> Sequence[str]:
        """Return why there are no results, or hints on queries."""
        return (self._message, _SYNTAX) if self._message == _CONTENTS else (self._message,)

    @property
    def count(self) -> str:
        """The number of results."""
        if not self._hits:
            return ""
        if len(self._hits) > MAX_RESULTS:
            return f"the best {MAX_RESULTS}"
        return "1 match" if len(self._hits) == 1 else f"{len(self._hits)} hits"

    # Choosing.

    def accept(self) -> None:
        """Go to the result under the cursor, once the search for the latest text has ended."""
        if not self._searching:
            self._go()
        elif self._pending is None:
            self._pending = asyncio.get_running_loop().create_future()
            self.app.hold_keys(self._pending)  # the next key is for the place of the result

    def _go(self) -> None:
        row = self.query_one(Results).row
        if row is not None and isinstance(row.value, int):
            self.dismiss(self._hits[row.value])


def hit_lines(hit: SearchHit, width: int, glyphs: Glyphs) -> Sequence[Line]:
    """Return a hit's row: kind, date, and text with the matches highlighted."""
    head: tuple[Piece, ...] = (
        (f"{getattr(glyphs, _GLYPHS[hit.kind])}  ", "muted"),
        (hit.kind.ljust(_KIND), "muted"),
        (_date(hit).ljust(_DATE), "muted"),
    )
    private: tuple[Piece, ...] = ((f"{glyphs.private} ", "faint"),) if hit.private else ()
    private_cells = sum(len(text) for text, _ in private)
    if width >= _ONE_LINE:
        return ((*head, *private, *_highlighted(hit, width - 3 - _KIND - _DATE - private_cells, glyphs)),)
    return (head, (("   ", ""), *private, *_highlighted(hit, width - 3 - private_cells, glyphs)))


def paragraph_lines(hit: SearchHit, width: int, max_lines: int, glyphs: Glyphs) -> list[Line]:
    """Return a hit's paragraph in at most `max_lines` lines, the first match among them, with matches highlighted."""
    text, places = paragraph(hit)
    if places and places[0][0] > (before := max_lines * width * 4):  # limits the work on a text of 100,000 characters
        text = text[places[0][0] - before :]
        places = tuple((begin - places[0][0] + before, end - places[0][0] + before) for begin, end in places)
    text = sanitized_same_length(text[: max_lines * width * 12])
    lines: list[Line] = []
    first, at = 0, 0
    for part in wrap(text, width):
        begin = text.find(part, at)
        begin = at if begin < 0 else begin
        at = begin + len(part)
        if places and begin <= places[0][0]:
            first = len(lines)
        lines.append(_highlight(part, [(start - begin, end - begin) for start, end in places]))
    top = max(0, min(first - max_lines // 2, len(lines) - max_lines))
    visible = lines[top : top + max_lines]
    if top:
        visible[0] = ((f"{glyphs.cut} ", "muted"), *truncate(visible[0], width - 2, glyphs.cut))
    if top + max_lines < len(lines):
        visible[-1] = (*truncate(visible[-1], width - 2, ""), (f" {glyphs.cut}", "muted"))
    return visible


def _highlight(part: str, places: Sequence[tuple[int, int]]) -> Line:
    """Return a line with the given spans highlighted."""
    inside = [(max(0, begin), min(len(part), end)) for begin, end in places if begin < len(part) and end > 0]
    return tuple(
        (text, "bold here" if is_hit else "text") for text, is_hit in Excerpt(part, tuple(inside)).pieces() if text
    )


def _highlighted(hit: SearchHit, width: int, glyphs: Glyphs) -> tuple[Piece, ...]:
    pieces = excerpt(hit, width, glyphs.cut, glyphs.dash).pieces()
    return tuple((text, "bold here" if is_hit else "text") for text, is_hit in pieces if text)


def _date(hit: SearchHit) -> str:
    """Return the week of a hit, or its date with the year, because a hit may be ten years old."""
    day = hit.day
    return str(IsoWeek.of(day)) if hit.has_week else f"{day.day:2} {MONTHS[day.month - 1]} {day.year}"
