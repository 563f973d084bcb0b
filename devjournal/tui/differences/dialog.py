"""The dialog of differing texts: the current one beside the other machine's, until the user settles them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical

from devjournal.domain.merge.text_conflict import TextConflict
from devjournal.tui.bindings import moves
from devjournal.tui.kit.panel import Panel, keys_line
from devjournal.tui.widgets.lines import Line, justify, row_text
from devjournal.tui.widgets.paragraphs import columns, wrap_inked

MAX_WIDTH = 112
"""Maximum cells of both texts, with the cells between them."""

BESIDE = 64
"""Cells from which the texts are side by side. In fewer cells, one is below the other."""

BETWEEN = 4
"""Cells between two texts."""


class Differences(Panel[None]):
    """Pairs of texts, one after the other: `k` keeps the current text, `o` takes the other."""

    KEYS = (("k", "keep"), ("o", "take the other"), ("esc", "later"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "settle(False)", show=False, priority=True),
        Binding("o", "settle(True)", show=False, priority=True),
        Binding("q", "dismiss", show=False, priority=True),
        # after `k`, which keeps a text: an answer's letter has precedence over movement
        *moves(up="scroll_by(-1)", down="scroll_by(1)", page_up="page_by(-1)", page_down="page_by(1)"),
    ]

    def __init__(
        self,
        waiting: Sequence[TextConflict],
        settle: Callable[[int, bool], None],
        zone: tzinfo | None,
        this_machine: str,
    ) -> None:
        """Show the conflicts; `settle` is called with each ID, and True to take the other text.

        `this_machine` is the name of this machine; empty if it was never synced.
        """
        super().__init__()
        self._waiting = list(waiting)
        self._settle = settle
        self._zone = zone
        self._this_machine = this_machine
        self._count = len(self._waiting)
        self._top = 0
        """The first visible line of texts that do not fit."""
        self._window = 1
        """Number of visible lines."""

    def on_mount(self) -> None:
        """Widen the panel for two texts."""
        self.query_one(Vertical).styles.width = MAX_WIDTH + 8

    def action_settle(self, other: bool) -> None:
        """Keep the current text or take the other, then show the next pair."""
        if self._waiting:
            self._settle(self._waiting.pop(0).id, other)
            self._top = 0
        if self._waiting:
            self.write()
        else:
            self.dismiss(None)

    def action_scroll_by(self, step: int) -> None:
        """Scroll texts that do not fit."""
        self._top += step
        self.write()

    def action_page_by(self, step: int) -> None:
        """Scroll by pages; the last line read becomes the first one, below the count."""
        self.action_scroll_by(step * max(1, self._window - 3))

    def on_mouse_scroll_down(self) -> None:
        """Scroll down."""
        self.action_scroll_by(1)

    def on_mouse_scroll_up(self) -> None:
        """Scroll up."""
        self.action_scroll_by(-1)

    def write(self) -> None:
        """Write the next pair of texts."""
        width = max(20, min(MAX_WIDTH, self.size.width - 8))
        self.say(self._lines(self._waiting[0], width) if self._waiting else [(("No texts differ.", "text"),)])

    def _lines(self, conflict: TextConflict, width: int) -> list[Line]:
        name = f"{conflict.table.replace('_', ' ').capitalize()}, {conflict.field.replace('_', ' ')}"
        count = f"{self._count - len(self._waiting) + 1} of {self._count}"
        changed_at = f"{datetime.fromisoformat(conflict.other_at).astimezone(self._zone):%Y-%m-%d %H:%M}"
        machine = "this machine" if conflict.machine == self._this_machine else row_text(conflict.machine)
        source = f"from {machine}, " if conflict.machine else ""
        sides = (("What stands", conflict.current), (f"The other, {source}{changed_at}", conflict.other))
        height = max(3, self.size.height - 12)
        beside = width >= BESIDE
        room = (width - BETWEEN) // 2 if beside else width
        current, other = ([*wrap_inked("muted", title, room), *wrap_inked("text", text, room)] for title, text in sides)
        mark = self.glyphs.cut
        texts = columns(current, other, room + BETWEEN, mark) if beside else [*current, (), *other]
        self._window = height + 2 if beside else height // 2 * 2 + 4
        return [
            justify(((name, "bold"),), ((count, "muted"),), width),
            (),
            *self._in_view(texts),
            (),
            keys_line(*self.keys()),
        ]

    def _in_view(self, lines: list[Line]) -> list[Line]:
        """Return the visible lines. If others are out of view, the first or last line counts them."""
        self._top = top = max(0, min(self._top, len(lines) - self._window))
        below = len(lines) - top - self._window
        visible = lines[top : top + self._window]
        if below > 0:
            visible[-1] = ((f"{below + 1} more lines {self.glyphs.more}", "here"),)
        if top:
            visible[0] = ((f"{top + 1} more lines {self.glyphs.less}", "faint"),)
        return visible
