"""Layout of the page of drafts: the list, the draft under the cursor, its gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.geometry import Region

from devjournal.tui.kit.screen_grid import SizedLayout
from devjournal.tui.widgets.block import EDGE

LIST, GUTTER = 62, 6
"""Cells of the list on a wide screen, and of the gutter."""

DRAFT = 44
"""Cells of the draft on a wide screen. List and draft share any surplus."""

MAX_DRAFT_ROWS = 12
"""Maximum rows of the draft above the gaps on a wide screen, so that the gaps stay near the top."""

ALL_THREE = 13
"""Rows from which list, draft and gaps are all shown; with fewer, the gaps are shown only while one is chosen."""


@dataclass(slots=True, kw_only=True)
class DraftsLayout(SizedLayout):
    """The regions for one terminal size."""

    gaps: int
    """Number of offered gaps."""
    choosing: bool
    """Whether the gaps have the focus."""

    @property
    def list_width(self) -> int:
        """Cells of the list."""
        content = self.grid.content
        return LIST + max(0, content - LIST - GUTTER - DRAFT) // 2 if self.grid.wide else content

    @property
    def draft_width(self) -> int:
        """Cells of the draft and of the gaps."""
        return self.grid.content - self.list_width - GUTTER if self.grid.wide else self.grid.content

    @property
    def _rows(self) -> int:
        """Rows below the title."""
        return max(1, self.grid.end - self.grid.top)

    @property
    def title(self) -> Region:
        """Region of the title; on a tall screen, a blank row follows."""
        grid = self.grid
        return Region(grid.x, grid.y, grid.content, max(1, grid.top - grid.y - (self._rows > 8)))

    def regions(self) -> Mapping[str, Region]:
        """Return the region of each block by name."""
        return {"title": self.title, **(self._beside() if self.grid.wide else self._stacked())}

    def _beside(self) -> Mapping[str, Region]:
        """Return the list, and the draft and its gaps at its right."""
        grid, rows = self.grid, self._rows
        x = grid.x + self.list_width + GUTTER
        waiting = Region(grid.x - EDGE, grid.top, self.list_width + EDGE, rows)
        if not self.gaps:
            return {"waiting": waiting, "draft": Region(x, grid.top, self.draft_width, rows)}
        gap_rows = min(self.gaps + 1, max(4, rows // 2))
        draft_rows = min(rows - gap_rows - 1, MAX_DRAFT_ROWS)
        return {
            "waiting": waiting,
            "draft": Region(x, grid.top, self.draft_width, draft_rows),
            "gaps": self._gaps(x, grid.top + draft_rows + 1, gap_rows),
        }

    def _stacked(self) -> Mapping[str, Region]:
        """Return list, draft and gaps one below the other."""
        grid, rows = self.grid, self._rows
        gap_rows = self.gaps + 1 if self.gaps else 0
        if all_three := rows >= ALL_THREE:
            gap_rows = min(gap_rows, max(4, rows // 3))
            list_rows = max(3, (rows - gap_rows) // 2)
        else:
            gap_rows = min(gap_rows, rows // 2) if self.choosing else 0
            list_rows = max(1, rows // 2) if rows > 3 else rows
        regions = {"waiting": Region(grid.x - EDGE, grid.top, grid.content + EDGE, list_rows)}
        draft_rows = rows - list_rows - gap_rows - all_three - (rows >= ALL_THREE + 3)
        if draft_rows > 0:
            regions["draft"] = Region(grid.x, grid.top + list_rows + all_three, grid.content, draft_rows)
        if gap_rows:
            regions["gaps"] = self._gaps(grid.x, grid.end - gap_rows, gap_rows)
        return regions

    def _gaps(self, x: int, y: int, rows: int) -> Region:
        return Region(x - EDGE, y, self.draft_width + EDGE, rows)
