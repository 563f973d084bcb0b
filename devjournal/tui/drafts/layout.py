"""Layout of the page of drafts: the list, the draft under the cursor, its gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.geometry import Region

from devjournal.tui.kit.screen_grid import ScreenGrid
from devjournal.tui.widgets.block import EDGE

LIST, GUTTER = 62, 6
"""Cells of the list on a wide screen, and of the gutter."""

_SIDE = 44
"""Cells of the draft there. List and draft share any surplus."""

_MAX_DRAFT = 12
"""Maximum rows of the draft above the gaps, so that these have a fixed position."""

_ALL_THREE = 13
"""Rows from which list, draft and gaps are all shown; with fewer, the focus decides."""


@dataclass(frozen=True, slots=True)
class DraftsLayout:
    """The regions for one terminal size."""

    space: ScreenGrid
    gaps: int
    """Number of offered gaps."""
    choosing: bool
    """Whether the gaps have the focus."""

    @property
    def list_width(self) -> int:
        """Cells of the list."""
        content = self.space.content
        return LIST + max(0, content - LIST - GUTTER - _SIDE) // 2 if self.space.wide else content

    @property
    def side_width(self) -> int:
        """Cells of the draft and of the gaps."""
        return self.space.content - self.list_width - GUTTER if self.space.wide else self.space.content

    def regions(self) -> Mapping[str, Region]:
        """Return the region of each block by name."""
        space = self.space
        rows = max(1, space.end - space.top)
        head = Region(space.x, space.y, space.content, max(1, space.top - space.y - (1 if rows > 8 else 0)))
        gap_rows = self.gaps + 1 if self.gaps else 0
        if space.wide:
            gap_rows = min(gap_rows, max(4, rows // 2))
            x, draft = space.x + self.list_width + GUTTER, rows - gap_rows - (1 if gap_rows else 0)
            draft = min(draft, _MAX_DRAFT) if gap_rows else draft
            return {
                "title": head,
                "waiting": Region(space.x - EDGE, space.top, self.list_width + EDGE, rows),
                "draft": Region(x, space.top, self.side_width, draft),
                **self._gaps(x, space.top + draft + 1, gap_rows),
            }
        if rows >= _ALL_THREE:
            gap_rows = min(gap_rows, max(4, rows // 3))
            waiting = max(3, (rows - gap_rows) // 2)
        else:
            gap_rows = min(gap_rows, rows // 2) if self.choosing else 0
            waiting = max(1, rows // 2) if rows > 3 else rows
        draft = rows - waiting - gap_rows - (1 if rows >= _ALL_THREE else 0) - (1 if rows >= _ALL_THREE + 3 else 0)
        y = space.top + waiting + (1 if rows >= _ALL_THREE else 0)
        regions = {"title": head, "waiting": Region(space.x - EDGE, space.top, space.content + EDGE, waiting)}
        if draft > 0:
            regions["draft"] = Region(space.x, y, space.content, draft)
        return {**regions, **self._gaps(space.x, space.end - gap_rows, gap_rows)}

    def _gaps(self, x: int, y: int, rows: int) -> Mapping[str, Region]:
        return {"gaps": Region(x - EDGE, y, self.side_width + EDGE, rows)} if rows else {}
