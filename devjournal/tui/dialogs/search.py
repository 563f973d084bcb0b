"""Searching: one field, and what it finds while one types; the dialog is left with what was chosen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import TextArea

from devjournal.domain.dates import MONTHS, IsoWeek
from devjournal.domain.hit import Hit, HitKind, excerpt
from devjournal.errors import JournalError
from devjournal.tui.widgets.fields import Prose
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, Piece, fit, spread, wrap
from devjournal.tui.widgets.pane import EDGE, Pane, Row, RowPane

MOST = 50
"""Hits that are shown; who wants others types another word."""

_WIDEST, _TALLEST = 104, 30
"""The largest that the dialog gets."""

_ROOMY = 24
"""From so many rows on there are blank lines in it."""

_BESIDE = 6
"""Cells of the dialog that stand beside its texts."""

_ONE_LINE = 64
"""From so many cells on a hit stands on one line; below, its text stands under its kind and date."""

_INVITES = "All that you ever wrote: goals, plans, recaps, lessons, entries, gaps, people, talks, topics and reviews."
_HOW = 'Words, "phrases", and begin* for what begins so.'
_NOTHING = "Nothing found. Fewer words, or only the beginning of one?"

_LOOKS = {
    HitKind.GOAL: "open",
    HitKind.CHECK_IN: "now",
    HitKind.RECAP: "done",
    HitKind.LESSON: "carry",
    HitKind.STEP: "to_do",
    HitKind.ENTRY: "dot",
    HitKind.GAP: "full",
    HitKind.PERSON: "knows",
    HitKind.TALK: "open_quote",
    HitKind.TOPIC: "topic",
    HitKind.REVIEW: "ask",
    HitKind.REMARK: "dash",
    HitKind.HORIZON: "less",
    HitKind.AWAY: "away",
}
"""The glyph of each kind, by its name in the set."""

_KIND, _DATE = max(map(len, HitKind)) + 2, len("27 Nov 2026") + 2


class Results(RowPane, can_focus=False):
    """What was found. The field keeps the focus, and its arrows move the cursor here."""

    @property
    def shows_cursor(self) -> bool:
        """The cursor is always seen: enter goes there."""
        return True

    def shortened(self, line: Line, width: int) -> Line:
        """The text stands at the right of a row, and what is left of it counts."""
        return fit(line, width, self.glyphs.cut)


class Search(ModalScreen[Hit | None]):
    """A field and what it finds; typing never waits for an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False, priority=True),
        Binding("up", "cursor_up", show=False, priority=True),
        Binding("down", "cursor_down", show=False, priority=True),
        Binding("pageup", "cursor_page_up", show=False, priority=True),
        Binding("pagedown", "cursor_page_down", show=False, priority=True),
    ]

    VERTICAL_BREAKPOINTS = [(0, "-short"), (_ROOMY, "-tall")]

    def __init__(self, find: Callable[[str], Sequence[Hit]]) -> None:
        """Ask `find`, in another thread, for one hit more than `MOST` at the most.

        It may raise JournalError, which is said in its words.
        """
        super().__init__()
        self._find = find
        self._hits: Sequence[Hit] = ()
        self._wanted = ""
        self._says = _INVITES
        self._looking = self._goes = False

    def compose(self) -> ComposeResult:
        """Title and count, field, what was found, keys."""
        with Vertical(classes="panel"):
            yield Pane(id="question")
            yield Prose(single=True, placeholder="a word, or its beginning", id="place")
            yield Results(id="found")
            yield Pane(id="hint")

    def on_mount(self) -> None:
        """Put the focus on the field."""
        for pane in self.query(Pane):
            pane.ground = "surface"
        results = self.query_one(Results)
        results.raised = "panel"
        keys: Line = (
            *(("enter", "bold here"), (" go   ", "muted"), (self._arrows, "bold here"), (" choose   ", "muted")),
            *(("esc", "bold here"), (" back", "muted")),
        )
        self.query_one("#hint", Pane).show([keys])
        self.query_one(Prose).focus()

    @property
    def _arrows(self) -> str:
        glyphs = self.query_one(Results).glyphs
        return f"{glyphs.less} {glyphs.more}"

    def on_resize(self) -> None:
        """Write for the new size."""
        self._show()

    # asking

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Look for what stands there now; what was looked for before is over."""
        event.stop()
        self._wanted = event.text_area.text.strip("\n")
        if not self._looking:
            self._looking = True
            self.run_worker(self._look())

    async def _look(self) -> None:
        """Answer one text after the other, and pass over those that were typed on meanwhile."""
        wanted: str | None = None
        while wanted != self._wanted:
            wanted = self._wanted
            try:
                hits, says = await asyncio.to_thread(self._find, wanted) if wanted.strip() else (), ""
            except JournalError as error:
                hits, says = (), str(error)
            if wanted == self._wanted and self.is_attached:
                self._hits = hits
                self._says = says or (_NOTHING if wanted.strip() else _INVITES)
                self.query_one(Results).cursor = 0
                self._show()
        self._looking = False
        if self._goes:
            self._go()

    # showing

    def _show(self) -> None:
        """Show what was found, or what can be typed, at this size."""
        if not self.size:
            return
        results = self.query_one(Results)
        width, height = self._room(self.size)
        results.styles.height = height
        hits = self._hits[:MOST]
        rows = [Row(tuple(lines_of(hit, width, results.glyphs)), n, "hit") for n, hit in enumerate(hits)]
        texts = () if rows else (self._says, *((_HOW,) if self._says == _INVITES else ()))
        said: list[Line] = [((part, "muted"),) for text in texts for part in wrap(text, width)]
        results.show_rows(said, rows)
        title: Line = (("Search", "bold"),)
        self.query_one("#question", Pane).show([spread(title, ((self._count, "muted"),), width)])

    @property
    def _count(self) -> str:
        if not self._hits:
            return ""
        if len(self._hits) > MOST:
            return f"the best {MOST}"
        return "1 hit" if len(self._hits) == 1 else f"{len(self._hits)} hits"

    @staticmethod
    def _room(size: Size) -> tuple[int, int]:
        """Return the cells and the lines that there are for what was found."""
        around = 10 if size.height >= _ROOMY else 4
        return min(size.width, _WIDEST) - _BESIDE - EDGE, max(2, min(size.height, _TALLEST) - around)

    # choosing

    def action_cursor_up(self) -> None:
        """Go to the hit above."""
        self._move(-1)

    def action_cursor_down(self) -> None:
        """Go to the hit below."""
        self._move(1)

    def action_cursor_page_up(self) -> None:
        """Go up by a page."""
        self._move(-self.query_one(Results).window)

    def action_cursor_page_down(self) -> None:
        """Go down by a page."""
        self._move(self.query_one(Results).window)

    def _move(self, step: int) -> None:
        results = self.query_one(Results)
        results.move_to(results.cursor + step)

    def on_prose_submitted(self, message: Prose.Submitted) -> None:
        """Go to the hit under the cursor, once there is an answer to what was typed last."""
        message.stop()
        if self._looking:
            self._goes = True
        else:
            self._go()

    def on_row_pane_opened(self, message: RowPane.Opened) -> None:
        """A double click goes there, too."""
        message.stop()
        self._go()

    def _go(self) -> None:
        self._goes = False
        row = self.query_one(Results).row
        if row is not None and isinstance(row.value, int):
            self.dismiss(self._hits[row.value])


def lines_of(hit: Hit, width: int, glyphs: Glyphs) -> Sequence[Line]:
    """Return a hit as a row of cells: its kind and date, and its text with what was found in it marked."""
    head: tuple[Piece, ...] = (
        (f"{getattr(glyphs, _LOOKS[hit.kind])}  ", "muted"),
        (hit.kind.ljust(_KIND), "muted"),
        (_date(hit).ljust(_DATE), "muted"),
    )
    private: tuple[Piece, ...] = ((f"{glyphs.private} ", "faint"),) if hit.private else ()
    taken = sum(len(text) for text, _ in private)
    if width >= _ONE_LINE:
        return ((*head, *private, *_marked(hit, width - 3 - _KIND - _DATE - taken, glyphs)),)
    return (head, (("   ", ""), *private, *_marked(hit, width - 3 - taken, glyphs)))


def _marked(hit: Hit, width: int, glyphs: Glyphs) -> tuple[Piece, ...]:
    pieces = excerpt(hit, width, glyphs.cut).pieces()
    return tuple((text, "bold here" if is_hit else "text") for text, is_hit in pieces if text)


def _date(hit: Hit) -> str:
    """Return the week, or the day with its year: a hit may be ten years old."""
    day = hit.day
    return str(IsoWeek.of(day)) if hit.has_week else f"{day.day:2} {MONTHS[day.month - 1]} {day.year}"
