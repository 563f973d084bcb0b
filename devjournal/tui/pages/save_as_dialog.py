"""Choosing where a page is written to, and in which format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from devjournal.errors import FileExists, JournalError
from devjournal.tui.kit.window import ModalScreen
from devjournal.tui.widgets.fields import Choice, Option, TextField
from devjournal.tui.widgets.lines import Line, wrap
from devjournal.tui.widgets.pane import Pane

Writer = Callable[[str, str, bool], None]
"""Writes a page in a format to a path, over a file that is there only where that was said.

It raises OutputThere where a file is there, and another JournalError where it cannot be written.
"""


class SaveAsDialog(ModalScreen[bool]):
    """A path and a format; enter writes, and ctrl+s over a file that was found there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", show=False, priority=True),
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("ctrl+s", "write_over", show=False, priority=True),
    ]

    def __init__(self, path: str, formats: Mapping[str, str], write: Writer) -> None:
        """Begin with `path`, in the first of `formats`: by name, how the names of their files end."""
        super().__init__()
        self._path, self._formats, self._writer = path, formats, write
        self._over = ""
        """The path of the file that was found there."""

    def compose(self) -> ComposeResult:
        """Question, path, formats, keys."""
        with Vertical(classes="panel"):
            yield Pane(id="question")
            yield TextField(self._path, single=True, id="place")
            options = [Option(name[0], "·", "here", name, name) for name in self._formats]
            yield Choice(options, next(iter(self._formats)), id="steps")
            yield Pane(id="hint")

    def on_mount(self) -> None:
        """Put the focus on the path."""
        for pane in self.query(Pane):
            pane.ground = "surface"
        self.query_one("#question", Pane).show([(("Where to?", "bold"),)])
        choice = self.query_one(Choice)
        choice.display = len(self._formats) > 1
        choice.chosen = self._chosen
        self.set_focus(self._prose)

    @property
    def _prose(self) -> TextField:
        return self.query_one(TextField)

    def on_resize(self) -> None:
        """Write the hint for the new width."""
        self._hint("", "muted")

    def _hint(self, text: str, ink: str) -> None:
        pane = self.query_one("#hint", Pane)
        over = bool(self._over)
        keys: Line = (
            *(("ctrl+s" if over else "enter", "bold here"), (" write over it   " if over else " write   ", "muted")),
            *(() if over or len(self._formats) < 2 else (("tab", "bold here"), (" format   ", "muted"))),
            *(("esc", "bold here"), (" leave it", "muted")),
        )
        lines: list[Line] = [((part, ink),) for part in wrap(text, min(60, self.size.width - 8))] if text else []
        pane.lines = [*lines, (), keys]
        pane.refresh(layout=True)

    def _chosen(self, choice: Choice[str]) -> None:
        """Let the name end as the format's files do, and go back to it."""
        path, suffix = self._prose.text, self._formats[choice.value or next(iter(self._formats))]
        stem = next((path.removesuffix(old) for old in self._formats.values() if path.endswith(old)), None)
        if stem is not None:
            self._prose.put(stem + suffix)
        self.set_focus(self._prose)

    def on_text_field_submitted(self, message: TextField.Submitted) -> None:
        """Enter writes."""
        message.stop()
        self._write(over=False)

    def action_write_over(self) -> None:
        """Write over the file that was found."""
        self._write(over=bool(self._over) and self._prose.text.strip() == self._over)

    def _write(self, *, over: bool) -> None:
        """Write the page; a file that is there is asked about, and what does not go is said."""
        path = self._prose.text.strip()
        choice: Choice[str] = self.query_one(Choice)
        self.set_focus(self._prose)
        try:
            self._writer(choice.value or "", path, over)
        except FileExists:
            self._over = path
            self._hint("A file with that name already exists.", "asks")
        except JournalError as error:
            self._over = ""
            glyphs = self.query_one("#hint", Pane).glyphs
            self._hint(f"{glyphs.refused} {glyphs.marked(str(error))}", "missed")
        else:
            self.dismiss(True)
