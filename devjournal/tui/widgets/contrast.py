"""Contrast as WCAG 2.2 reckons it, and the nearest colour that has enough of it."""

from __future__ import annotations

from textual.color import BLACK, WHITE, Color

READ = 4.5
"""The least contrast of a text with its ground: level AA, success criterion 1.4.3."""

SEEN = 3.0
"""The least contrast of what is seen and not read, as an edge or a bar: level AA, success criterion 1.4.11."""

_STEPS = 24
"""In how many steps a colour is moved to black or white: few enough to be quick, fine enough to keep its hue."""


def contrast(first: Color, other: Color) -> float:
    """Return the contrast of two colours, 1 to 21."""
    darker, lighter = sorted((_light(first), _light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def far_from(ground: Color) -> Color:
    """Return black or white, whichever can be read better on a ground: it has a contrast of 4.58 or more."""
    return WHITE if contrast(WHITE, ground) >= contrast(BLACK, ground) else BLACK


def enough(colour: Color, ground: Color, least: float) -> Color:
    """Return the colour, made only as much lighter or darker as it takes to stand out from a ground so far.

    One of the terminal's own 16 is left as it is: only the terminal knows what it looks like.
    """
    if colour.ansi is not None or ground.ansi is not None or contrast(colour, ground) >= least:
        return colour
    pole = far_from(ground)
    moved = (colour.blend(pole, step / _STEPS, 1) for step in range(1, _STEPS))
    return next((candidate for candidate in moved if contrast(candidate, ground) >= least), pole)


def _light(colour: Color) -> float:
    """Return the relative luminance of a colour, 0 to 1."""
    red, green, blue = (_part(part / 255) for part in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _part(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
