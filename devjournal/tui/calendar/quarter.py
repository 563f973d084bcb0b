"""The quarter view: thirteen weeks with skill, goal and lesson."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from devjournal.domain.calendar.week_filter import Filter
from devjournal.domain.dates.days import MONTHS, IsoWeek
from devjournal.tui.calendar.cells import BRACKET, CURSOR, MIDDLING, ROOMY, glyph_of
from devjournal.tui.calendar.data import CalendarView, VisibleDays
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, Piece, cut, width_of
from devjournal.tui.widgets.screen_sizes import CONTENT


@dataclass(slots=True, kw_only=True)
class QuarterSheet:
    """The weeks of a quarter, first on top."""

    view: CalendarView
    near: VisibleDays
    day: date
    weeks: Sequence[IsoWeek]
    """The visible weeks; `above` and `below` count the others."""
    above: int
    below: int
    filter: Filter
    width: int
    glyphs: Glyphs
    lines: Sequence[Line] = field(init=False)
    _wide: bool = field(init=False)

    def __post_init__(self) -> None:
        """Draw the sheet."""
        self._wide = self.width >= ROOMY
        more = [((f"{self.below} more {self.glyphs.more}", "faint"),)] if self.below else []
        self.lines = [self._heading(), *(self._row(iso) for iso in self.weeks), *more]

    @property
    def iso(self) -> IsoWeek:
        """The week under the cursor."""
        return IsoWeek.of(self.day)

    def at(self, x: int, y: int) -> date | None:
        """Return the Monday of the week at a position."""
        return self.weeks[y - 1].monday if 1 <= y <= len(self.weeks) else None

    @property
    def _columns(self) -> tuple[int, int, int]:
        """Cells of skill, goal and lesson; 0 hides a column."""
        room = self.width - (17 if self.width >= MIDDLING else 11)
        if self._wide:
            goal = 44 + max(0, self.width - CONTENT) // 2
            return 20, goal, room - 20 - goal
        if self.width >= MIDDLING:
            return 15, 26, room - 15 - 26
        return (12, room - 12, 0) if room >= 36 else (0, room, 0)

    def _heading(self) -> Line:
        skill, goal, lesson = self._columns
        at = self.width - skill - goal - lesson
        above = f"{self.above} more {self.glyphs.less}" if self.above else ""
        words = "".join(
            word.ljust(size) for word, size in (("Skill", skill), ("Goal", goal), ("Lesson", lesson)) if size
        )
        return ((above.ljust(at), "faint"), (words.rstrip(), "faint"))

    def _row(self, iso: IsoWeek) -> Line:
        has_cursor = iso == self.iso
        kind = self.view.kind(iso, self.filter)
        dim = kind is None
        glyph, colour = glyph_of(kind, self.glyphs)
        week = self.near.week(iso)
        pieces: list[Piece] = [
            ("[" if has_cursor else " ", BRACKET if has_cursor else ""),
            (glyph, CURSOR if has_cursor else colour),
            ("]" if has_cursor else " ", BRACKET if has_cursor else ""),
            (f" W{iso.number:02d}  ", "bold" if has_cursor else "faint" if dim else "muted"),
        ]
        if self.width >= MIDDLING:
            day = f"{iso.monday.day:>2} {MONTHS[iso.monday.month - 1]}"
            pieces.append((day.ljust(self.width - sum(self._columns) - width_of(tuple(pieces))), "faint"))
        else:
            pieces.append((" " * (self.width - sum(self._columns) - width_of(tuple(pieces))), ""))
        inks = ("muted", "bold" if has_cursor else "text", "italic")
        for text, size, ink in zip((week.skill, week.goal, week.lesson), self._columns, inks, strict=True):
            if size:
                label = cut(text, size - 2, self.glyphs.cut)
                pieces += [(label, "faint" if dim else ink), (" " * (size - width_of(((label, ""),))), "")]
        return tuple(pieces)
