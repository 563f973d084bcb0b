"""Choosing where a page is written to, and in which format."""

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
"""Writes a page in a format to a path, over a file that is there only where that was said.

It raises FileExists where a file is there, and another JournalError where it cannot be written.
"""


class SaveAsDialog(Panel[bool]):
    """A path and a format; enter writes, and ctrl+s over a file that was found there."""

    QUESTION = "Where to?"
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

    def controls(self) -> Sequence[Widget]:
        """Path, formats, keys."""
        options = [Option(name[0], "·", "here", name, name) for name in self._formats]
        choice = Choice(options, next(iter(self._formats)), id="steps")
        choice.display = len(self._formats) > 1
        choice.on_chosen = self._chosen
        return (TextField(self._path, single=True, id="place"), choice, Pane(id="hint"))

    def first(self) -> Widget | None:
        """The path."""
        return self._prose

    @property
    def _prose(self) -> TextField:
        return self.query_one(TextField)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return what the keys do: over a file that was found there another one writes."""
        if self._over:
            return (("ctrl+s", "write over it"), ("esc", "leave it"))
        formats = (("tab", "format"),) if len(self._formats) > 1 else ()
        return (("enter", "write"), *formats, ("esc", "leave it"))

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
            self.hint("A file with that name already exists.", "asks")
        except JournalError as error:
            self._over = ""
            self.refuse(str(error))
        else:
            self.dismiss(True)
