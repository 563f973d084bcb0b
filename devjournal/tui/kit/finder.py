"""What search and palette share: one field that keeps the focus, and below it what fits what is typed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.widgets import TextArea

from devjournal.tui.kit.window import ModalScreen
from devjournal.tui.verbs import FORM_HELP
from devjournal.tui.widgets.block import EDGE, Row
from devjournal.tui.widgets.fields import TextField
from devjournal.tui.widgets.lines import BLANK, Line, justify, truncate, width_of, wrap
from devjournal.tui.widgets.pane import Pane, RowPane

T = TypeVar("T")

MOST = 50
"""What is shown of what was found; who wants others types another word."""

_WIDEST, _TALLEST = 104, 30
"""The largest that the dialog gets."""

_ROOMY = 24
"""From so many rows on there are blank lines in it."""

_HEADED = 44
"""From so many cells on there is room beside the kind and the date of a row."""

_BESIDE = 6
"""Cells of the dialog that stand beside its texts."""


class Results(RowPane, can_focus=False):
    """What was found. The field keeps the focus, and its arrows move the cursor here."""

    @property
    def shows_cursor(self) -> bool:
        """The cursor is always seen: enter goes there."""
        return True

    @property
    def marked_part(self) -> int:
        """How many more there are is said beside the text where kind and date, which are not cut, leave no room."""
        return 0 if self.size.width >= _HEADED else self.row_height - 1

    def shortened(self, line: Line, width: int) -> Line:
        """The text stands at the right of a row, and what is left of it counts."""
        return truncate(line, width, self.glyphs.cut)


class Finder(ModalScreen[T]):
    """A field and what it finds; enter takes what is under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False, priority=True),
        Binding("up", "cursor_up", show=False, priority=True),
        Binding("down", "cursor_down", show=False, priority=True),
        Binding("pageup", "cursor_page_up", show=False, priority=True),
        Binding("pagedown", "cursor_page_down", show=False, priority=True),
        Binding(FORM_HELP.key, "help", show=False, id=FORM_HELP.id, priority=True),
    ]

    ABOUT: ClassVar[str] = ""
    """What help says of it, by its name in `help_texts.FORMS`."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (_ROOMY, "-tall")]
    preview_rows: ClassVar[int] = 0
    """Lines below the rows for the whole of what is under the cursor, where the dialog has room."""

    def compose(self) -> ComposeResult:
        """Title and count, field, what was found, keys."""
        with Vertical(classes="panel"):
            yield Pane(id="question")
            yield TextField(single=True, placeholder=self.invites, id="place")
            yield Results(id="found")
            yield Pane(id="preview")
            yield Pane(id="hint")

    def on_mount(self) -> None:
        """Put the focus on the field."""
        for pane in self.query(Pane):
            pane.ground = "surface"
        results = self.query_one(Results)
        results.raised = "panel"
        self.set_focus(self.query_one(TextField))

    def on_resize(self) -> None:
        """Write for the new size."""
        self.show_results()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Look for what stands there now."""
        event.stop()
        self.look_for(event.text_area.text.strip("\n"))

    @property
    @abstractmethod
    def heading(self) -> str:
        """What stands above the field."""

    @property
    @abstractmethod
    def invites(self) -> str:
        """What stands in the field before anything does."""

    @abstractmethod
    def look_for(self, text: str) -> None:
        """Find what a text means, and show it."""

    @abstractmethod
    def result_rows(self, width: int) -> Sequence[Row]:
        """Return what was found, a row each, for a width."""

    @abstractmethod
    def said(self) -> Sequence[str]:
        """Return what stands in the place of rows where there are none, a paragraph each."""

    @property
    @abstractmethod
    def count(self) -> str:
        """How much was found, in words."""

    @abstractmethod
    def take(self) -> None:
        """Leave with what is under the cursor."""

    def show_results(self) -> None:
        """Show what was found, or what can be typed, at this size."""
        if not self.size:
            return
        results = self.query_one(Results)
        width, height = self._room(self.size)
        beside = self.preview_rows if self.size.height >= _ROOMY else 0
        preview = self.query_one("#preview", Pane)
        preview.display = bool(beside)
        preview.styles.height = beside
        results.styles.height = height - beside - (beside > 0)
        rows = self.result_rows(width)
        texts = () if rows else [results.glyphs.marked(text) for text in self.said()]
        results.show_rows([((part, "muted"),) for text in texts for part in wrap(text, width)], rows)
        title: Line = ((self.heading, "bold"),)
        self.query_one("#question", Pane).show([justify(title, ((self.count, "muted"),), width)])
        self.query_one("#hint", Pane).show([self._keys(width)])
        self._show_preview()

    def _show_preview(self) -> None:
        """Show the whole of what is under the cursor, where there is room."""
        pane = self.query_one("#preview", Pane)
        if pane.display:
            lines = self.preview(self._room(self.size)[0], self.preview_rows)
            pane.show([*lines, *([BLANK] * (self.preview_rows - len(lines)))])

    def preview(self, width: int, most: int) -> Sequence[Line]:
        """Return the whole of what is under the cursor, in at most so many lines."""
        return ()

    def on_row_pane_moved(self, message: RowPane.Moved) -> None:
        """Show what is under the cursor now."""
        message.stop()
        self._show_preview()

    def _keys(self, width: int) -> Line:
        """Return the keys, as many as there is room for."""
        glyphs = self.query_one(Results).glyphs
        line: Line = ()
        for key, word in (
            *(("enter", "go"), (f"{glyphs.less} {glyphs.more}", "choose"), ("esc", "back")),
            (FORM_HELP.shown_key, FORM_HELP.label),
        ):
            longer = (*line, ("   " if line else "", ""), (key, "bold here"), (f" {word}", "muted"))
            if width_of(longer) > width:
                break
            line = longer
        return line

    @staticmethod
    def _room(size: Size) -> tuple[int, int]:
        """Return the cells and the lines that there are for what was found."""
        around = 10 if size.height >= _ROOMY else 4
        return min(size.width, _WIDEST) - _BESIDE - EDGE, max(2, min(size.height, _TALLEST) - around)

    def action_help(self) -> None:
        """Say what can be typed."""
        from devjournal.tui.help_texts import FORMS
        from devjournal.tui.kit.help import Help  # few ask for it

        self.app.push_screen(Help(self.heading, FORMS[self.ABOUT], (), self.settings, everywhere=False))

    # choosing

    def action_cursor_up(self) -> None:
        """Go to the row above."""
        self._move(-1)

    def action_cursor_down(self) -> None:
        """Go to the row below."""
        self._move(1)

    def action_cursor_page_up(self) -> None:
        """Go up by a page."""
        self._move(-self.query_one(Results).window)

    def action_cursor_page_down(self) -> None:
        """Go down by a page."""
        self._move(self.query_one(Results).window)

    def _move(self, step: int) -> None:
        results = self.query_one(Results)
        results.move_to(results.cursor + step)

    def on_text_field_submitted(self, message: TextField.Submitted) -> None:
        """Enter takes what is under the cursor."""
        message.stop()
        self.take()

    def on_row_pane_opened(self, message: RowPane.Opened) -> None:
        """A double click takes it, too."""
        message.stop()
        self.take()
