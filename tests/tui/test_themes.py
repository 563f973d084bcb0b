"""Every ink is readable on every background that it is drawn on, in each theme: WCAG 2.2, level AA."""

from __future__ import annotations

import pytest
from rich.color import ColorType
from rich.color_triplet import ColorTriplet
from rich.style import Style
from textual.color import Color

from devjournal.domain.dates.days import IsoWeek
from devjournal.settings.table import THEMES as NAMED
from devjournal.storage import Journal
from devjournal.tui.app import THEMES
from devjournal.tui.theme import CONTRAST, DARK
from devjournal.tui.widgets.contrast import black_or_white, ensure_contrast
from devjournal.tui.widgets.contrast import contrast as reckoned
from devjournal.tui.widgets.fields import TextField
from devjournal.tui.widgets.ink import Palette
from tests.tui.app_session import run_app

TEXTS = ("text", "muted", "faint", "here", "good", "missed", "asks")
GROUNDS = ("background", "surface", "panel", "success-muted")
THE_TERMINALS = ("ansi-dark", "ansi-light")
"""Themes that leave colours to the terminal."""
REST = [name for name in THEMES if name not in THE_TERMINALS]


def part(value: int) -> float:
    """Return the linear value of a colour channel, by WCAG 2."""
    share = value / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def light(colour: ColorTriplet) -> float:
    """Return the relative luminance of a colour."""
    return 0.2126 * part(colour.red) + 0.7152 * part(colour.green) + 0.0722 * part(colour.blue)


def contrast(style: Style) -> float:
    """Return the contrast of a style's ink with its background."""
    assert style.color is not None
    assert style.bgcolor is not None
    darker, lighter = sorted(light(colour.get_truecolor()) for colour in (style.color, style.bgcolor))
    return (lighter + 0.05) / (darker + 0.05)


def palette(name: str) -> Palette:
    """Return the palette of a theme without opening the app."""
    theme = THEMES[name]
    variables = {**theme.to_color_system().generate(), **theme.variables}
    return Palette({**variables, **Palette(variables, dark=theme.dark).css()}, dark=theme.dark)


def test_all_offered_themes_are_measured() -> None:
    assert sorted(THEMES) == sorted(NAMED)
    assert len(REST) > 20


@pytest.mark.parametrize("theme", REST)
def test_every_ink_can_be_read(theme: str) -> None:
    style = palette(theme).style
    contrasts = {(ink, ground): contrast(style(ink, ground)) for ground in GROUNDS for ink in TEXTS}
    contrasts[("bold on-primary", "background")] = contrast(style("bold on-primary"))
    assert {place: round(value, 2) for place, value in contrasts.items() if value < 4.5} == {}
    edges = {ground: contrast(style("bar", ground)) for ground in GROUNDS}
    assert {ground: round(value, 2) for ground, value in edges.items() if value < 3} == {}


@pytest.mark.parametrize("theme", REST)
def test_quiet_inks_stay_quieter(theme: str) -> None:
    for ground in ("background", "surface"):
        text, muted, faint = (contrast(palette(theme).style(ink, ground)) for ink in ("text", "muted", "faint"))
        assert text > muted > faint


def test_a_theme_that_can_be_read_is_left_as_it_is() -> None:
    """devjournal-dark is readable as designed; only on the green of a hit are some inks lightened."""
    theme = THEMES[DARK]
    variables = theme.to_color_system().generate()
    for ground in ("background", "surface"):
        for ink, name in (("text", "foreground"), ("good", "text-success"), ("asks", "text-warning")):
            color = palette(DARK).style(ink, ground).color
            assert color is not None
            assert color.get_truecolor() == Color.parse(variables[name]).rich_color.get_truecolor()


@pytest.mark.slow
@pytest.mark.parametrize("theme", THE_TERMINALS)
async def test_themes_of_the_terminal_draw_with_its_own_colours(theme: str, journal: Journal) -> None:
    journal.weeks.set_goal(IsoWeek.of(journal.today), "Explain", skill="Speaking")
    async with run_app(journal, theme=theme) as at:
        for ground in GROUNDS:
            for ink in (*TEXTS, "bar", "line"):
                style = at.app.palette.style(ink, ground)
                assert style.color is not None
                assert style.bgcolor is not None
                assert style.bgcolor.type is ColorType.DEFAULT, "its own ground, whatever lies on it"
                assert style.color.type in (ColorType.DEFAULT, ColorType.STANDARD)
        await at.press("r", "h", "y", "ctrl+s")
        assert "edit recap" in at.text, "a hit is celebrated there, too"


@pytest.mark.parametrize("theme", ["solarized-dark", CONTRAST])
async def test_the_fields_of_a_form_can_be_read(theme: str, journal: Journal) -> None:
    """Stylesheets use the same colours: typed text, and the placeholder of an empty field."""
    async with run_app(journal, theme=theme) as at:
        await at.press("a")
        field = at.app.screen.query(TextField).first()
        hint = field.get_component_rich_style("text-area--placeholder")
        for colour in (field.rich_style.color, hint.color):
            assert colour is not None
            assert contrast(Style(color=colour, bgcolor=field.rich_style.bgcolor)) >= 4.5
        assert at.app.palette.style("text", "surface").color == field.rich_style.color


def test_contrast_agrees_with_wcag() -> None:
    """The ends of the scale, and the lightest grey that WCAG names as readable on white."""
    white, black = Color.parse("#ffffff"), Color.parse("#000000")
    assert reckoned(white, black) == pytest.approx(21)
    assert reckoned(white, white) == 1
    assert reckoned(Color.parse("#767676"), white) == pytest.approx(4.54, abs=0.01)
    assert min(reckoned(black_or_white(Color(n, n, n)), Color(n, n, n)) for n in range(256)) >= 4.58


def test_a_colour_changes_as_little_as_needed() -> None:
    ground, red = Color.parse("#ffffff"), Color.parse("#ff6666")
    adjusted = ensure_contrast(red, ground, 4.5)
    assert 4.5 <= reckoned(adjusted, ground) < 5.2
    assert adjusted.r > adjusted.g == adjusted.b
    assert ensure_contrast(adjusted, ground, 4.5) is adjusted
    grey = Color.parse("#777777")
    assert ensure_contrast(grey, grey, 21.5) == black_or_white(grey), "as far as it goes"
