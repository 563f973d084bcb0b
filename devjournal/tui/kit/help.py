"""The help screen: purpose, terms, signs and keys of a screen or form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from devjournal.settings import Settings
from devjournal.tui import verbs
from devjournal.tui.bindings import moves
from devjournal.tui.help_texts import About, meaning, ritual_questions
from devjournal.tui.kit.text_overlay import TextOverlay
from devjournal.tui.verbs import FORM_HELP, HELP, Verb
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, justify, wrap
from devjournal.tui.widgets.paragraphs import columns, flow, hang, wrap_inked

_TWO_COLUMNS = 92
"""Minimum cells to show terms and keys side by side."""

_GUTTER = 4

HelpEntry = tuple[str, str]
"""A term or key, and its meaning."""


class Help(TextOverlay):
    """Terms and keys on one page. `esc`, `q`, `enter` and the help keys close it."""

    MAX_WIDTH: ClassVar[int] = 108
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", show=False),
        *(Binding(verb.key, "dismiss", show=False, id=verb.id) for verb in (HELP, FORM_HELP)),
        Binding("space", "page(1)", show=False),
        *moves(
            priority=False,
            down="scroll(1)",
            up="scroll(-1)",
            page_down="page(1)",
            page_up="page(-1)",
            first="scroll(-100000)",
            last="scroll(100000)",
        ),
    ]

    def __init__(
        self, title: str, about: About, own: Sequence[Verb], settings: Settings, *, everywhere: bool = True
    ) -> None:
        """Show help `about` a screen or form, with its `own` verbs; `everywhere` adds the verbs of every screen."""
        super().__init__()
        self._title = title
        self._about = about
        self._own = own
        self._settings = settings
        self._everywhere = everywhere

    def lines(self, width: int) -> list[Line]:
        """Return the keys, with the terms beside or below them."""
        glyphs = self.glyphs
        closes = (("esc", "bold here"), (" closes", "muted"))
        head = [justify(((self._title, "bold"),), closes, width), BLANK]
        if not self._own:
            return [*head, *self._meanings(width, glyphs)]
        if width < _TWO_COLUMNS:
            return [*head, *self._keys(width), BLANK, *self._meanings(width, glyphs)]
        left_width = (width - _GUTTER) // 2
        right = width - left_width - _GUTTER
        return head + columns(self._keys(left_width), self._meanings(right, glyphs), left_width + _GUTTER, glyphs.cut)

    # Purpose and terms.

    def _meanings(self, width: int, glyphs: Glyphs) -> list[Line]:
        about = self._about
        lines: list[Line] = wrap_inked("text", about.purpose, width)
        if self._title == "Week":
            lines += [BLANK, *_table(ritual_questions(self._settings), width, "muted")]
        if about.terms:
            entries = [(term, meaning(term, self._settings)) for term in about.terms]
            lines += [BLANK, *_table(entries, width, "bold")]
        if about.signs:
            lines.append(BLANK)
        for group in about.signs:
            lines += _fill_lines([(getattr(glyphs, name), ink, label) for name, ink, label in group], width)
        return lines

    # Keys.

    def _keys(self, width: int) -> list[Line]:
        """Return the own keys, then the keys of every screen under a heading."""
        own = [(verb.shown_key, verb.help) for verb in self._own]
        if not self._everywhere:
            return _table(own, width, "bold here")
        everywhere = [(verb.shown_key, "bold here", verb.label) for verb in _ON_EVERY_SCREEN]
        heading: Line = (("On every screen", "bold"),)
        return [
            *_table([*own, _moving(self._about)], width, "bold here"),
            BLANK,
            heading,
            *_fill_lines(everywhere, width),
        ]


_ON_EVERY_SCREEN = (*verbs.GLOBAL, verbs.NEXT_FIELD.called("next block"))


def _moving(about: About) -> HelpEntry:
    """Return the movement keys and what they do on the screen."""
    by_id = {verb.id.removeprefix("move."): verb for verb in verbs.MOVES}
    letters = " ".join(by_id[name].shown_key for name in ("left", "down", "up", "right"))
    return letters, f"Move, as arrows do: {about.moves}"


def _table(entries: Sequence[HelpEntry], width: int, ink: str) -> list[Line]:
    """Return each entry as a row; its meaning is wrapped beside the term."""
    at = max(len(term) for term, _ in entries) + 2
    lines: list[Line] = []
    for term, text in entries:
        lines += hang(((term.ljust(at), ink),), wrap(text, max(1, width - at)), "muted")
    return lines


def _fill_lines(signs: Sequence[tuple[str, str, str]], width: int) -> list[Line]:
    """Return signs or keys with their labels, filled into lines of `width` cells."""
    return flow((((f"{glyph} ", ink), (label, "muted")) for glyph, ink, label in signs), width, 3)
