"""The dialog that search and palette share: a text field, with the results below."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.widgets import TextArea

from devjournal.tui.kit.panel import keys_line
from devjournal.tui.kit.window import ModalScreen
from devjournal.tui.verbs import FORM_HELP
from devjournal.tui.widgets.block import EDGE, Row
from devjournal.tui.widgets.fields import TextField
from devjournal.tui.widgets.lines import BLANK, Line, justify, truncate, width_of
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.paragraphs import wrap_inked
from devjournal.tui.widgets.rows import RowPane

T = TypeVar("T")

MAX_RESULTS = 50
"""Maximum number of results shown. A longer query finds fewer."""

_MAX_WIDTH, _MAX_HEIGHT = 104, 30
"""Maximum size of the dialog, in cells and rows."""

_PREVIEW = 58
"""Width of the preview beside the results, in cells."""

_SPACIOUS_ROWS = 24
"""Rows of the window from which the dialog has blank lines."""

_LABELLED_WIDTH = 44
"""Cells of the dialog from which the count of further rows fits beside kind and date."""

_SIDE_CELLS = 6
"""Cells at the left and the right of the dialog's texts, together."""


class Results(RowPane, can_focus=False):
    """The results. The text field keeps the focus; arrow keys typed there move the cursor of the results."""

    @property
    def shows_cursor(self) -> bool:
        """Always true: `enter` opens the row under the cursor."""
        return True

    @property
    def marked_part(self) -> int:
        """The line of a row that has the count of further rows: in a narrow dialog the last, without kind and date."""
        return 0 if self.size.width >= _LABELLED_WIDTH else self.row_height - 1

    def shortened(self, line: Line, width: int) -> Line:
        """Cut the line at its right end, because the beginning of a text matters more."""
        return truncate(line, width, self.glyphs.cut)


class Finder(ModalScreen[T]):
    """A text field with results; `enter` closes with the result under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False, priority=True),
        Binding("up", "cursor_up", show=False, priority=True),
        Binding("down", "cursor_down", show=False, priority=True),
        Binding("pageup", "cursor_page_up", show=False, priority=True),
        Binding("pagedown", "cursor_page_down", show=False, priority=True),
        Binding(FORM_HELP.key, "help", show=False, id=FORM_HELP.id, priority=True),
    ]

    ABOUT: ClassVar[str] = ""
    """Key of the dialog's help in `help_texts.FORMS`."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (_SPACIOUS_ROWS, "-tall")]
    preview_rows: ClassVar[int] = 0
    """Lines of the preview below the results, in a window that is tall but too narrow for a preview beside them."""

    def compose(self) -> ComposeResult:
        """Title with count, text field, results, preview, keys."""
        with Vertical(classes="panel"):
            yield Pane(id="question")
            yield TextField(single=True, placeholder=self.placeholder, id="place")
            yield Results(id="results")
            yield Pane(id="preview")
            yield Pane(id="hint")

    def on_mount(self) -> None:
        """Focus the text field."""
        for pane in self.query(Pane):
            pane.ground = "surface"
        results = self.query_one(Results)
        results.raised = "panel"
        self.set_focus(self.query_one(TextField))

    def on_resize(self) -> None:
        """Redraw for the new size."""
        self.show_results()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Search for the current text."""
        event.stop()
        self.update_query(event.text_area.text.strip("\n"))

    @property
    @abstractmethod
    def heading(self) -> str:
        """The title above the text field."""

    @property
    @abstractmethod
    def placeholder(self) -> str:
        """The placeholder of the text field."""

    @abstractmethod
    def update_query(self, text: str) -> None:
        """Search for `text`, and show the results, now or later."""

    @abstractmethod
    def result_rows(self, width: int) -> Sequence[Row]:
        """Return the results as rows for `width` cells."""

    @abstractmethod
    def empty_paragraphs(self) -> Sequence[str]:
        """Return the paragraphs shown if there are no results."""

    @property
    @abstractmethod
    def count(self) -> str:
        """The number of results, as shown beside the title."""

    @abstractmethod
    def accept(self) -> None:
        """Close with the result under the cursor, if there is one."""

    def show_results(self) -> None:
        """Show the results, or the paragraphs instead of them, at the current size."""
        if not self.size:
            return
        results = self.query_one(Results)
        width, height = self._room(self.size)
        below = self._preview_below
        preview = self.query_one("#preview", Pane)
        preview.display = bool(below) or self._preview_beside
        preview.styles.height = below or height
        self.set_class(self._preview_beside, "-beside")
        results.styles.height = height - below - (below > 0)
        rows = self.result_rows(width)
        texts = () if rows else [results.glyphs.translate(text) for text in self.empty_paragraphs()]
        results.show_rows([line for text in texts for line in wrap_inked("muted", text, width)], rows)
        title: Line = ((self.heading, "bold"),)
        self._say("question", justify(title, ((self.count, "muted"),), width))
        self._say("hint", self._keys(width))
        self._show_preview()

    def _say(self, name: str, line: Line) -> None:
        """Show one line in a pane; its first line needs a layout."""
        pane = self.query_one(f"#{name}", Pane)
        if not pane.lines:
            pane.refresh(layout=True)
        pane.show([line])

    def _show_preview(self) -> None:
        """Show the preview of the result under the cursor, if there is room."""
        pane = self.query_one("#preview", Pane)
        if pane.display:
            width, height = self._room(self.size)
            width, height = (_PREVIEW - 6, height) if self._preview_beside else (width, self.preview_rows)
            lines = self.preview(width, height)
            pane.show([*lines, *([BLANK] * (height - len(lines)))])

    @property
    def _preview_beside(self) -> bool:
        """Whether the preview is beside the results."""
        return bool(self.preview_rows) and self.size.width >= _MAX_WIDTH + _PREVIEW + 8

    @property
    def _preview_below(self) -> int:
        """Lines of the preview below the results; 0 if it is not there."""
        return 0 if self._preview_beside or self.size.height < _SPACIOUS_ROWS else self.preview_rows

    def preview(self, width: int, max_lines: int) -> Sequence[Line]:
        """Return the whole text of the result under the cursor, in at most `max_lines` lines."""
        return ()

    def on_pane_moved(self, message: Pane.Moved) -> None:
        """Update the preview."""
        message.stop()
        self._show_preview()

    def _keys(self, width: int) -> Line:
        """Return the line of keys and their labels; as many as fit."""
        arrows = f"{self.glyphs.less} {self.glyphs.more}"
        keys = [("enter", "go"), (arrows, "choose"), ("esc", "back"), (FORM_HELP.shown_key, FORM_HELP.label)]
        while width_of(keys_line(*keys)) > width and len(keys) > 1:
            keys.pop()
        return keys_line(*keys)

    @staticmethod
    def _room(size: Size) -> tuple[int, int]:
        """Return the cells and rows that results and preview have together."""
        around = 10 if size.height >= _SPACIOUS_ROWS else 4
        return min(size.width, _MAX_WIDTH) - _SIDE_CELLS - EDGE, max(2, min(size.height, _MAX_HEIGHT) - around)

    def action_help(self) -> None:
        """Show help on queries."""
        from devjournal.tui.help_texts import FORMS
        from devjournal.tui.kit.help import Help  # rarely needed

        self.app.push_screen(Help(self.heading, FORMS[self.ABOUT], (), self.settings, everywhere=False))

    # Moving in the results.

    def action_cursor_up(self) -> None:
        """Move to the row above."""
        self._move(-1)

    def action_cursor_down(self) -> None:
        """Move to the row below."""
        self._move(1)

    def action_cursor_page_up(self) -> None:
        """Move up by a page."""
        self._move(-self.query_one(Results).window)

    def action_cursor_page_down(self) -> None:
        """Move down by a page."""
        self._move(self.query_one(Results).window)

    def _move(self, step: int) -> None:
        results = self.query_one(Results)
        results.move_to(results.cursor + step)

    def on_text_field_submitted(self, message: TextField.Submitted) -> None:
        """Close with the result under the cursor."""
        message.stop()
        self.accept()

    def on_pane_opened(self, message: Pane.Opened) -> None:
        """Close with the result that was double-clicked."""
        message.stop()
        self.accept()
