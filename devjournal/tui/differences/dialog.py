"""Texts that gave way to another machine's, each beside the one that stands, until their owner settles them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical

from devjournal.domain.merge.text_conflict import TextConflict
from devjournal.domain.text.user_text import one_line
from devjournal.tui.kit.panel import Panel, keys_line
from devjournal.tui.widgets.lines import Line, justify, width_of, wrap

WIDEST = 112
"""Cells of both texts and what is between them."""

BESIDE = 64
"""From so many cells on the texts stand side by side; below it one stands under the other."""

BETWEEN = 4
"""Cells between two texts."""


class Differences(Panel[None]):
    """One text after the other: `k` keeps what stands, `o` takes the other."""

    KEYS = (("k", "keep"), ("o", "take the other"), ("esc", "later"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "settle(False)", show=False, priority=True),
        Binding("o", "settle(True)", show=False, priority=True),
        Binding("escape,q", "dismiss", show=False, priority=True),
    ]

    def __init__(
        self, waiting: Sequence[TextConflict], settle: Callable[[int, bool], None], zone: tzinfo | None
    ) -> None:
        """Show texts that wait; `settle` is called with the ID of each, and whether the other one is taken."""
        super().__init__()
        self._waiting = list(waiting)
        self._settle = settle
        self._zone = zone
        self._count = len(self._waiting)

    def on_mount(self) -> None:
        """Make room for two texts."""
        self.query_one(Vertical).styles.width = WIDEST + 8

    def action_settle(self, other: bool) -> None:
        """Keep what stands, or take the other text; then show the next one."""
        if self._waiting:
            self._settle(self._waiting.pop(0).id, other)
        if self._waiting:
            self.write()
        else:
            self.dismiss(None)

    def write(self) -> None:
        """Write the text that waits next, beside the one that stands."""
        width = max(20, min(WIDEST, self.size.width - 8))
        self.say(self._lines(self._waiting[0], width) if self._waiting else [(("No texts differ.", "text"),)])

    def _lines(self, found: TextConflict, width: int) -> list[Line]:
        name = f"{found.table.replace('_', ' ').capitalize()}, {found.field.replace('_', ' ')}"
        count = f"{self._count - len(self._waiting) + 1} of {self._count}"
        written = f"{datetime.fromisoformat(found.other_at).astimezone(self._zone):%Y-%m-%d %H:%M}"
        whence = f"from {one_line(found.machine)}, " if found.machine else ""
        sides = (("What stands", found.current), (f"The other, {whence}{written}", found.other))
        most = max(3, self.size.height - 12)
        beside = width >= BESIDE
        room = (width - BETWEEN) // 2 if beside else width
        columns: list[list[Line]] = []
        for title, text in sides:
            words = wrap(text, room, most if beside else most // 2, self.glyphs.cut)
            columns.append(
                [*(((part, "muted"),) for part in wrap(title, room)), *(((part, "text"),) for part in words)]
            )
        lines: list[Line] = [justify(((name, "bold"),), ((count, "muted"),), width), ()]
        lines += side_by_side(columns[0], columns[1], room) if beside else [*columns[0], (), *columns[1]]
        return [*lines, (), keys_line(*self.keys())]


def side_by_side(left: list[Line], right: list[Line], room: int) -> list[Line]:
    """Return two columns of lines as one, the left one as wide as its `room`."""
    height = max(len(left), len(right))
    rows = zip(left + [()] * (height - len(left)), right + [()] * (height - len(right)), strict=True)
    return [(*here, (" " * (room - width_of(here) + BETWEEN), ""), *there) for here, there in rows]
