"""The contrast of colours by WCAG 2.2, and the nearest colour with enough contrast."""

from __future__ import annotations

from textual.color import BLACK, WHITE, Color

MIN_TEXT = 4.5
"""Minimum contrast of text: level AA, success criterion 1.4.3."""

MIN_GRAPHICS = 3.0
"""Minimum contrast of edges, bars and the like: level AA, success criterion 1.4.11."""

_STEPS = 24
"""Steps between a colour and black or white: few enough to be fast, enough to keep the hue."""


def contrast(first: Color, second: Color) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def black_or_white(ground: Color) -> Color:
    """Return black or white, whichever has more contrast with `ground`. The contrast is 4.58 or more."""
    return WHITE if contrast(WHITE, ground) >= contrast(BLACK, ground) else BLACK


def ensure_contrast(colour: Color, ground: Color, minimum: float) -> Color:
    """Return `colour`, lightened or darkened as little as needed for the contrast `minimum` on `ground`.

    The terminal's 16 ANSI colours are left alone: only the terminal knows their values.
    """
    if colour.ansi is not None or ground.ansi is not None or contrast(colour, ground) >= minimum:
        return colour
    pole = black_or_white(ground)
    candidates = (colour.blend(pole, step / _STEPS, 1) for step in range(1, _STEPS))
    return next((candidate for candidate in candidates if contrast(candidate, ground) >= minimum), pole)


def _luminance(colour: Color) -> float:
    """Return the relative luminance of a colour, 0 to 1."""
    red, green, blue = (_linear(channel / 255) for channel in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """Return an sRGB channel, 0 to 1, in linear light."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
