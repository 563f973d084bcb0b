"""The size classes of a screen, its margins, and the width of its content (`docs/design.md`, The grid)."""

from __future__ import annotations

WIDE, MIDDLE = 100, 72
"""Columns from which a screen is wide or middle; below, it is narrow (`docs/design.md`, The grid)."""

TALL = 30
"""Rows from which a screen is tall; below, it is short."""

ROOMY = 16
"""Rows from which a blank row separates content and footer."""

CONTENT = 112
"""Content cells of a screen of 120 columns. Content that has more cells is drawn in more columns."""

MAX_CONTENT = 192
"""Maximum content cells; on wider screens the content is centred."""

MIN_PREVIEW, PREVIEW_GUTTER = 48, 6
"""Minimum cells of the third column, and cells of the gutter before it."""


def margin_of(width: int) -> int:
    """Return the side margin of a screen in cells."""
    return max(4, (width - MAX_CONTENT) // 2) if width >= WIDE else 2


def content_of(width: int) -> int:
    """Return the width of a screen's content in cells."""
    return min(MAX_CONTENT, width - 2 * margin_of(width))


def preview_of(width: int) -> int:
    """Return the width of the third column in cells; 0 if the content would have less room than on 120 columns."""
    spare = content_of(width) - CONTENT - PREVIEW_GUTTER - MIN_PREVIEW
    return MIN_PREVIEW + spare * 2 // 5 if spare >= 0 else 0


def content_beside_preview(width: int) -> int:
    """Return the width of a screen's content in cells, without the third column."""
    preview = preview_of(width)
    return content_of(width) - (preview + PREVIEW_GUTTER if preview else 0)
