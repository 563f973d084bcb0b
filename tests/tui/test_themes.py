"""Every ink can be read on every ground it is drawn on, in each of the themes that ship."""

from __future__ import annotations

import pytest
from rich.color_triplet import ColorTriplet
from rich.style import Style

from devjournal.storage import Journal
from devjournal.tui.theme import CONTRAST, DARK, LIGHT
from tests.tui.sitting import sit

TEXTS = ("text", "muted", "here", "good", "missed", "asks")
GROUNDS = ("background", "surface")


def part(value: int) -> float:
    """Return a colour's part as light, as WCAG 2 reckons it."""
    share = value / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def light(colour: ColorTriplet) -> float:
    """Return how light a colour is."""
    return 0.2126 * part(colour.red) + 0.7152 * part(colour.green) + 0.0722 * part(colour.blue)


def contrast(style: Style) -> float:
    """Return the contrast of a style's ink against its ground."""
    assert style.color is not None
    assert style.bgcolor is not None
    darker, lighter = sorted(light(colour.get_truecolor()) for colour in (style.color, style.bgcolor))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST])
async def test_every_ink_can_be_read(theme: str, journal: Journal) -> None:
    async with sit(journal, theme=theme) as at:
        style = at.app.palette.style
        found = {(ink, ground): contrast(style(ink, ground)) for ground in GROUNDS for ink in TEXTS}
        found |= {(ink, "success-muted"): contrast(style(ink, "success-muted")) for ink in ("text", "good", "muted")}
        found[("bold on-primary", "background")] = contrast(style("bold on-primary"))
        assert {place: round(value, 1) for place, value in found.items() if value < 4.5} == {}
        hints = {ground: contrast(style("faint", ground)) for ground in GROUNDS}
        assert {ground: round(value, 1) for ground, value in hints.items() if value < 3} == {}
        edges = {ground: contrast(style("bar", ground)) for ground in GROUNDS}
        assert {ground: round(value, 1) for ground, value in edges.items() if value < 3} == {}
