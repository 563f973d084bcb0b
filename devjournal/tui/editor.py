"""A text in the owner's own editor, through a file that nobody else can read and that is removed again."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from textual.app import App, SuspendNotSupported

from devjournal.editor import chosen_editor, open_in
from devjournal.errors import EditorFailed
from devjournal.platforms import TYPED, handle_signals


def edit(app: App[None], text: str) -> str:
    """Open `text` in `$VISUAL` or `$EDITOR` while the app steps aside, and return what was written.

    Raises:
        EditorFailed: there is none, it cannot be run, or it ended with an error; the text is as it was.
    """
    words = chosen_editor()
    handle, name = tempfile.mkstemp(prefix="devjournal-", suffix=".md")  # made with mode 0600
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        _run(app, words, path)
        with path.open(encoding="utf-8", newline="") as file:
            written = file.read()
    except UnicodeDecodeError as error:
        raise EditorFailed("The text from the editor is not UTF-8.") from error
    except OSError as error:
        raise EditorFailed(f"The editor's file is gone ({error.strerror}).") from error
    finally:
        with suppress(OSError):
            path.unlink()
    # most editors end a file with a line break that the text did not have
    return written if text.endswith("\n") else written.removesuffix("\n").removesuffix("\r")


def _run(app: App[None], words: list[str], path: Path) -> None:
    failed: EditorFailed | None = None
    try:
        # ctrl+c and ctrl+\\ are the editor's; a handler, unlike being deaf to them, is not handed down to it
        with app.suspend(), handle_signals(TYPED, lambda _: None):
            try:
                open_in(words, path, app.edit_in)  # type: ignore[attr-defined]
            except EditorFailed as error:  # one that left the block would leave the terminal to nobody
                failed = error
    except SuspendNotSupported as error:
        raise EditorFailed("This terminal cannot open an editor.") from error
    if failed is not None:
        raise failed
