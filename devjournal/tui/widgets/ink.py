"""Inks: the named colours and weights of text, resolved from the theme's variables.

If a colour has too little contrast, it is lightened or darkened as little as needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from rich.style import Style
from textual.color import Color

from devjournal.tui.widgets.contrast import MIN_GRAPHICS, MIN_TEXT, ensure_contrast

_VARIABLES = {
    "here": "text-primary",
    "bar": "primary",
    "good": "text-success",
    "missed": "text-error",
    "asks": "text-warning",
    "text": "foreground",
}
"""Theme variables of inks."""

_SHARES = {
    "muted": ("muted-part", "76%", "76%"),
    "faint": ("faint-part", "58%", "70%"),
    "line": ("line-part", "18%", "18%"),
}
"""Inks made from the foreground: the variable that sets its share, and the default in dark and in light themes."""

_MIN_CONTRAST = {"text": 5.5, "muted": 5.0, "bar": MIN_GRAPHICS, "line": 1.0}
"""Minimum contrast of inks, if other than `MIN_TEXT`: quiet inks stay quiet, and rules need none."""

_TERMINAL = Color.parse("ansi_default")
"""The terminal's own background colour, which only the terminal knows."""

_WEIGHTS = frozenset(("bold", "italic", "underline", "reverse", "strike"))


class Palette:
    """The inks of one theme. Each is resolved once, so that drawing only looks it up."""

    def __init__(self, variables: Mapping[str, str], *, dark: bool) -> None:
        """Resolve inks from the `variables` of a theme."""
        self._variables = variables
        self._dark = dark
        self._styles: dict[tuple[str, str], Style] = {}

    def style(self, ink: str, ground: str = "background") -> Style:
        """Return the style of an ink, such as `bold good`, on the background `ground`, such as `surface`."""
        key = (ink, ground)
        if (style := self._styles.get(key)) is None:
            style = self._styles[key] = self._make(ink, ground)
        return style

    def colours(self, ink: str, ground: str) -> tuple[Color, Color]:
        """Return the colours of an ink and of its background."""
        below = self._ground(ground)
        colour, minimum = self._colour("foreground"), _MIN_CONTRAST["text"]
        for name in ink.split():
            if name in _SHARES:
                variable, dark, light = _SHARES[name]
                part = self._variables.get(variable, dark if self._dark else light)
                colour = self._colour("foreground").multiply_alpha(float(part.rstrip("%")) / 100)
                minimum = _MIN_CONTRAST.get(name, MIN_TEXT)
            elif name in _VARIABLES:
                colour, minimum = self._colour(_VARIABLES[name]), _MIN_CONTRAST.get(name, MIN_TEXT)
            elif name.startswith("on-"):
                below = self._ground(name[3:])
            elif name not in _WEIGHTS:
                raise KeyError(f"no ink {name!r}")
        if "on-primary" in ink:
            colour, minimum = below.get_contrast_text(1.0), MIN_TEXT
        return ensure_contrast(_over(below, colour), below, minimum), below

    def css(self) -> dict[str, str]:
        """Return the variables for stylesheets: `foreground`, `hint` (placeholders) and `faint`."""
        inks = {"foreground": ("text", "surface"), "hint": ("faint", "surface"), "faint": ("faint", "background")}
        colours = {name: self.colours(*ink)[0] for name, ink in inks.items()}
        foreground = self._variables["foreground"]
        return {name: colour.hex if colour.ansi is None else foreground for name, colour in colours.items()}

    def _make(self, ink: str, ground: str) -> Style:
        colour, below = self.colours(ink, ground)
        weights: dict[str, Any] = {name: True for name in ink.split() if name in _WEIGHTS}
        return Style(color=colour.rich_color, bgcolor=below.rich_color, **weights)

    def _colour(self, variable: str) -> Color:
        return _parse(self._variables[variable])

    def _ground(self, variable: str) -> Color:
        """Return a background colour. A tint of a colour that only the terminal knows becomes the terminal's own."""
        value = self._variables[variable]
        return _TERMINAL if value == "transparent" or " " in value else _parse(value)


@lru_cache(maxsize=64)
def _parse(value: str) -> Color:
    return Color.parse(value)


def _over(below: Color, colour: Color) -> Color:
    """Return `colour` blended over `below`. ANSI colours are left to the terminal."""
    if colour.a == 1 or colour.ansi is not None or below.ansi is not None:
        return colour
    return below.blend(colour, colour.a, 1)
