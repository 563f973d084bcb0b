"""Inks: the few named colours and weights that text is drawn in, all from the theme's variables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.style import Style
from textual.color import Color

_VARIABLES = {
    "here": "text-primary",
    "bar": "primary",
    "good": "text-success",
    "missed": "text-error",
    "asks": "text-warning",
    "text": "foreground",
}
_PARTS = {
    "muted": ("muted-part", "76%", "76%"),
    "faint": ("faint-part", "58%", "70%"),
    "line": ("line-part", "18%", "18%"),
}
_WEIGHTS = frozenset(("bold", "italic", "underline", "reverse", "strike"))


class Palette:
    """The inks of one theme, resolved once; drawing a piece of text is then a look-up."""

    def __init__(self, variables: Mapping[str, str], *, dark: bool) -> None:
        """Take the variables of a theme."""
        self._variables = variables
        self._dark = dark
        self._styles: dict[tuple[str, str], Style] = {}

    def style(self, ink: str, ground: str = "background") -> Style:
        """Return the style of an ink, such as `bold good`, on a ground: `background`, `surface`, `success-muted`."""
        key = (ink, ground)
        if (style := self._styles.get(key)) is None:
            style = self._styles[key] = self._make(ink, ground)
        return style

    def _make(self, ink: str, ground: str) -> Style:
        below = self._colour(ground)
        colour = self._colour("foreground")
        weights: dict[str, bool] = {}
        for word in ink.split():
            if word in _WEIGHTS:
                weights[word] = True
            elif word in _PARTS:
                name, dark, light = _PARTS[word]
                part = self._variables.get(name, dark if self._dark else light)
                colour = self._colour("foreground").multiply_alpha(float(part.rstrip("%")) / 100)
            elif word in _VARIABLES:
                colour = self._colour(_VARIABLES[word])
            elif word.startswith("on-"):
                below = self._colour(word[3:])
            else:
                raise KeyError(f"no ink {word!r}")
        if "on-primary" in ink:
            colour = below.get_contrast_text(1.0)
        return Style(
            color=_over(below, colour).rich_color,
            bgcolor=below.rich_color,
            **{name: weights[name] for name in weights},  # type: ignore[arg-type]
        )

    def _colour(self, variable: str) -> Color:
        return _parse(self._variables[variable])


@lru_cache(maxsize=64)
def _parse(value: str) -> Color:
    return Color.parse(value)


def _over(below: Color, colour: Color) -> Color:
    """Return a colour as it looks on a ground; one of the terminal's own 16 is left to the terminal."""
    if colour.a == 1 or colour.ansi is not None or below.ansi is not None:
        return colour
    return below.blend(colour, colour.a, 1)
