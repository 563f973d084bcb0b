"""Edit a text in the user's editor, through a temporary file that only the user can read."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from textual.app import App, SuspendNotSupported

from devjournal.editor import chosen_editor, open_in
from devjournal.errors import EditorFailed
from devjournal.platforms import KEY_SIGNALS, handle_signals

_MARK = "\ufeff"
"""The byte order mark, which some editors write at the start of a file."""


def edit(app: App[None], text: str) -> str:
    """Open `text` in `$VISUAL` or `$EDITOR` while the app is suspended, and return the edited text.

    Raises:
        EditorFailed: no editor is set, it cannot be run, or it exited with an error.
    """
    command = chosen_editor()
    descriptor, name = tempfile.mkstemp(prefix="devjournal-", suffix=".md")  # created with mode 0600
    path = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        _run(app, command, path)
        if path.exists() and not path.is_file():  # reading a pipe would never end
            raise EditorFailed("The editor left something else in the place of its file.")
        with path.open(encoding="utf-8", newline="") as file:
            content = file.read()
    except UnicodeDecodeError as error:
        raise EditorFailed("The text from the editor is not UTF-8.") from error
    except OSError as error:
        raise EditorFailed(f"The editor's file is gone ({error.strerror}).") from error
    finally:
        with suppress(OSError):
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    if not text.startswith(_MARK):
        content = content.removeprefix(_MARK)
    # most editors add a line break at the end of the file
    return content if text.endswith("\n") else content.removesuffix("\n").removesuffix("\r")


def _run(app: App[None], command: list[str], path: Path) -> None:
    failed: EditorFailed | None = None
    try:
        # ctrl+c and ctrl+\\ are for the editor: unlike SIG_IGN, a handler is not inherited by it
        with app.suspend(), handle_signals(KEY_SIGNALS, lambda _: None):
            try:
                open_in(command, path, app.register_editor)  # type: ignore[attr-defined]
            except EditorFailed as error:  # raised inside the block, it would leave the terminal suspended
                failed = error
    except SuspendNotSupported as error:
        raise EditorFailed("This terminal cannot open an editor.") from error
    if failed is not None:
        raise failed
