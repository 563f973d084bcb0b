"""A text in the owner's own editor, through a file that nobody else can read and that is removed again."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from textual.app import App, SuspendNotSupported


class EditorFailed(Exception):
    """The editor is missing or failed; the text is as it was."""


def edit(app: App[None], text: str) -> str:
    """Open `text` in `$VISUAL` or `$EDITOR` while the app steps aside, and return what was written.

    Raises:
        EditorFailed: neither is set, it cannot be run, or it ended with an error.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise EditorFailed(f"$VISUAL or $EDITOR cannot be read ({error}); the text is as it was.") from error
    if not words:
        raise EditorFailed("Set $VISUAL or $EDITOR to open a text in it.")
    handle, name = tempfile.mkstemp(prefix="devjournal-", suffix=".md")  # made with mode 0600
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        _run(app, words, path)
        with path.open(encoding="utf-8", newline="") as file:
            written = file.read()
    except UnicodeDecodeError as error:
        raise EditorFailed("What the editor left is not UTF-8; the text is as it was.") from error
    except OSError as error:
        raise EditorFailed(f"The editor's file is gone ({error.strerror}); the text is as it was.") from error
    finally:
        with suppress(OSError):
            path.unlink()
    # most editors end a file with a line break that the text did not have
    return written if text.endswith("\n") else written.removesuffix("\n").removesuffix("\r")


def _run(app: App[None], words: list[str], path: Path) -> None:
    ended, missing = 0, ""
    try:
        with app.suspend(), _unmoved():
            try:
                ended = subprocess.run([*words, str(path)], check=False).returncode
            except OSError as error:  # an exception that left the block would leave the terminal to nobody
                missing = error.strerror or str(error)
            except ValueError as error:  # a NUL in the command
                missing = str(error)
    except SuspendNotSupported as error:
        raise EditorFailed("This terminal cannot be handed to an editor.") from error
    if missing:
        raise EditorFailed(f"{words[0]} cannot be run ({missing}); the text is as it was.")
    if ended:
        how = f"with {ended}" if ended > 0 else f"by signal {-ended}"
        raise EditorFailed(f"{words[0]} ended {how}; the text is as it was.")


@contextmanager
def _unmoved() -> Iterator[None]:
    """Leave ctrl+c and ctrl+\\ to the editor; a handler, unlike being deaf to them, is not handed down to it."""
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGQUIT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
