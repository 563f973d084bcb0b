"""Contrast by WCAG 2.2, and the nearest colour with enough of it."""

from __future__ import annotations

from textual.color import BLACK, WHITE, Color

MIN_TEXT = 4.5
"""Minimum contrast of text: level AA, success criterion 1.4.3."""

MIN_GRAPHICS = 3.0
"""Minimum contrast of edges, bars and the like: level AA, success criterion 1.4.11."""

_STEPS = 24
"""Steps between a colour and black or white: few enough to be fast, enough to keep the hue."""


def contrast(first: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(first), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def far_from(ground: Color) -> Color:
    """Return black or white, whichever contrasts more with `ground`: 4.58 or more."""
    return WHITE if contrast(WHITE, ground) >= contrast(BLACK, ground) else BLACK


def enough(colour: Color, ground: Color, least: float) -> Color:
    """Return `colour`, lightened or darkened as little as gives it the contrast `least` on `ground`.

    The terminal's 16 ANSI colours are left alone: only the terminal knows their values.
    """
    if colour.ansi is not None or ground.ansi is not None or contrast(colour, ground) >= least:
        return colour
    pole = far_from(ground)
    moved = (colour.blend(pole, step / _STEPS, 1) for step in range(1, _STEPS))
    return next((candidate for candidate in moved if contrast(candidate, ground) >= least), pole)


def _luminance(colour: Color) -> float:
    """Return the relative luminance of a colour, 0 to 1."""
    red, green, blue = (_part(part / 255) for part in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _part(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
