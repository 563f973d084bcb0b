"""The preview of an import."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from devjournal.domain.bring.batch import Arrival, Batch
from devjournal.domain.text.user_text import capitalized
from devjournal.exports.bring.report import counts_in_words, first_rows, rest_in_words
from devjournal.tui.bindings import moves
from devjournal.tui.kit.panel import keys_line
from devjournal.tui.kit.text_overlay import TextOverlay
from devjournal.tui.widgets.lines import Line, cut, row_text
from devjournal.tui.widgets.paragraphs import wrap_inked

_FIRST = 12
"""Maximum number of weeks and entries shown."""

_DAY = 12
"""Cells of the date column."""


class BringPreview(TextOverlay):
    """Asks whether to import what is new in a file, of which it shows the beginning."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose", show=False, priority=True),
        Binding("y,enter", "take", show=False, priority=True),
        Binding("escape,n,q", "dismiss", show=False, priority=True),
        *moves(down="scroll(1)", up="scroll(-1)", page_down="scroll(10)", page_up="scroll(-10)"),
    ]

    def __init__(self, batch: Batch, arrival: Arrival, name: str, take: Callable[[], None]) -> None:
        """Show what is new in `batch`; `name` is the file's. `take` imports all of it."""
        super().__init__()
        self._batch, self._arrival, self._name, self._take = batch, arrival, name, take
        self.accepted = False
        """Whether the user has imported all of it."""
        self.chooses = False
        """Whether the user wants to choose among the entries."""

    def lines(self, width: int) -> list[Line]:
        """Return the question, the first weeks and entries, what is omitted, and the keys; or that the import runs."""
        glyphs = self.glyphs
        if self.accepted:
            title = f"Importing {counts_in_words(self._arrival)} from {self._name}…"
            return wrap_inked("bold", glyphs.translate(title), width)
        title = f"Import {counts_in_words(self._arrival)} from {self._name}?"
        lines: list[Line] = [*wrap_inked("bold", glyphs.translate(title), width), ()]
        rows = first_rows(self._arrival, _FIRST)
        for day, text in rows:
            lines.append(((day.ljust(_DAY), "muted"), (cut(row_text(text), width - _DAY, glyphs.cut), "text")))
        more = len(self._arrival.entries) + len(self._arrival.weeks) - len(rows)
        if more:
            lines.append(((f"and {more} more", "faint"),))
        omissions = "; ".join(rest_in_words(self._batch, self._arrival))
        if omissions:
            sentence = glyphs.translate(row_text(f"{capitalized(omissions)}."))
            lines += [(), *wrap_inked("muted", sentence, width)]
        return [*lines, (), keys_line(("y", "import"), ("space", "choose"), ("esc", "back"))]

    def action_choose(self) -> None:
        """Close, to choose among the entries."""
        self.chooses = True
        self.dismiss()

    def action_take(self) -> None:
        """Import all of it while a line says so, and close. The next key waits for the end."""
        self.accepted = True
        self.on_resize()
        import_done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def finish() -> None:
            try:
                self._take()
            finally:
                self.dismiss()
                import_done.set_result(None)

        self.app.hold_keys(import_done)
        self.call_after_refresh(finish)
