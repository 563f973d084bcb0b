"""The user's editor: `$VISUAL`, else `$EDITOR`, else the platform's."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from devjournal.errors import EditorFailed
from devjournal.platforms import installed_editor, split_command


def chosen_editor() -> list[str]:
    """Return the command that opens a file, split like a shell does.

    Raises:
        EditorFailed: no variable is set and no editor is installed, or the command cannot be split.
    """
    try:
        command = split_command(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    except ValueError as error:
        raise EditorFailed(f"$VISUAL or $EDITOR cannot be read ({error}).") from error
    if not (command := command or installed_editor()):
        raise EditorFailed("No editor was found; set $VISUAL or $EDITOR to one.")
    return command


def open_in(
    command: list[str], path: Path, on_process: Callable[[subprocess.Popen[bytes] | None], None] = lambda _: None
) -> None:
    """Open a file, and wait for the editor to end. `on_process` is called with the process, and with None at the end.

    Raises:
        EditorFailed: the editor cannot be run, or ended with an error.
    """
    try:
        with subprocess.Popen([*command, str(path)]) as editor:
            on_process(editor)
            try:
                exit_code = editor.wait()
            finally:
                on_process(None)
    except OSError as error:
        raise EditorFailed(f"{command[0]} cannot be run ({error.strerror or error}).") from error
    except ValueError as error:  # a NUL in the command
        raise EditorFailed(f"{command[0]} cannot be run ({error}).") from error
    if exit_code:
        how = f"with {exit_code}" if exit_code > 0 else f"by signal {-exit_code}"
        raise EditorFailed(f"{command[0]} ended {how}.")
