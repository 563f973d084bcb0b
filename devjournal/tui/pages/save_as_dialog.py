"""Choosing path and format of a page's file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from devjournal.errors import FileExists, JournalError
from devjournal.tui.kit.panel import Panel
from devjournal.tui.widgets.fields import Choice, Option, TextField
from devjournal.tui.widgets.pane import Pane

Writer = Callable[[str, str, bool], None]
"""Writes a page: format, path, and whether to overwrite an existing file.

Raises FileExists if the file exists and must not be overwritten, or another JournalError if it cannot be written.
"""


class SaveAsDialog(Panel[bool]):
    """A path and a format. Enter writes; after a warning, ctrl+s overwrites an existing file."""

    QUESTION = "Where to?"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "write_over", show=False, priority=True),
    ]

    def __init__(self, path: str, formats: Mapping[str, str], write: Writer) -> None:
        """Start with `path` and the first of `formats` (name and file suffix)."""
        super().__init__()
        self._path, self._formats, self._writer = path, formats, write
        self._over = ""
        """The path of the existing file."""

    def controls(self) -> Sequence[Widget]:
        """Path, formats, keys."""
        options = [Option(name[0], name, name) for name in self._formats]
        choice = Choice(options, next(iter(self._formats)), id="steps")
        choice.display = len(self._formats) > 1
        return (TextField(self._path, single=True, id="place"), choice, Pane(id="hint"))

    def first(self) -> Widget | None:
        """The path."""
        return self._prose

    @property
    def _prose(self) -> TextField:
        return self.query_one(TextField)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys and labels: to overwrite an existing file takes another key."""
        if self._over:
            return (("ctrl+s", "write over it"), ("esc", "leave it"))
        formats = (("tab", "format"),) if len(self._formats) > 1 else ()
        return (("enter", "write"), *formats, ("esc", "leave it"))

    def on_choice_chosen(self, message: Choice.Chosen) -> None:
        """Change the path's suffix to the format's, and focus the path."""
        path, suffix = self._prose.text, self._formats[message.choice.value or next(iter(self._formats))]
        stem = next((path.removesuffix(old) for old in self._formats.values() if path.endswith(old)), None)
        if stem is not None:
            self._prose.put(stem + suffix)
        self.set_focus(self._prose)

    def on_text_area_changed(self) -> None:
        """Withdraw the question about the existing file if the path is now another one."""
        if self._over and self._prose.text.strip() != self._over:
            self._over = ""
            self.write()

    def on_text_field_submitted(self, message: TextField.Submitted) -> None:
        """Write the page."""
        message.stop()
        self._write(over=False)

    def action_write_over(self) -> None:
        """Overwrite the existing file."""
        self._write(over=bool(self._over) and self._prose.text.strip() == self._over)

    def _write(self, *, over: bool) -> None:
        """Write the page; warn if the file exists, and show other errors."""
        path = self._prose.text.strip()
        choice: Choice[str] = self.query_one(Choice)
        self.set_focus(self._prose)
        try:
            self._writer(choice.value or "", path, over)
        except FileExists:
            self._over = path
            self.hint("A file with that name already exists.", "asks")
        except JournalError as error:
            self._over = ""
            self.refuse(str(error))
        else:
            self.dismiss(True)
