"""The clipboard: the platform's tool if there is one, else the terminal's OSC 52."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import which
from typing import NamedTuple

from devjournal.errors import OutputFailed
from devjournal.platforms import TERMINAL

TIMEOUT = 5.0
"""The seconds that a tool may take. A tool may wait for a display that is gone."""

MAX_TERMINAL_BYTES = 74_994
"""The largest text for OSC 52, in bytes: in base64 it fits the 100,000 characters that terminals allow."""


class Tool(NamedTuple):
    """A program that copies its input to the clipboard, and the encoding that it expects."""

    command: tuple[str, ...]
    encoding: str = "utf-8"
    locale: str = ""
    """The locale that makes the program expect this encoding; empty if it needs none."""


TOOLS = (
    Tool(("pbcopy",), locale="en_US.UTF-8"),
    Tool(("wl-copy",)),
    Tool(("xclip", "-selection", "clipboard")),
    Tool(("xsel", "--clipboard", "--input")),
    Tool(("clip.exe",), "utf-16"),
)
"""The tools of macOS, Wayland, X11 (two) and Windows (also for WSL), in the order in which they are tried."""


def copy(
    text: str, terminal: Callable[[bytes], bool] | None = None, *, alternative: str = "--output writes a file"
) -> str:
    """Copy a text to the clipboard. Return a sentence that says how it was copied.

    `terminal` writes to the terminal and returns whether there is one; the default is the terminal of this process.
    `alternative` says what to do if the text cannot be pasted: no terminal confirms that it copied the text.

    Raises:
        OutputFailed: no tool works and there is no terminal, or the text is too long for it.
    """
    if tool := _copy_with_tool(text):
        return f"Copied with {tool}."
    content = text.encode("utf-8", "replace")
    if len(content) > MAX_TERMINAL_BYTES:
        raise OutputFailed(f"There is no clipboard tool, and this is too long for the terminal; {alternative}.")
    if (terminal or _to_terminal)(b"\x1b]52;c;" + base64.b64encode(content) + b"\x07"):
        return f"Sent to the terminal's clipboard. If nothing pastes, {alternative}."
    raise OutputFailed(f"There is no clipboard tool and no terminal to copy with; {alternative}.")


def _copy_with_tool(text: str) -> str:
    """Copy a text with the first tool that works. Return the name of the tool; empty if none works."""
    for tool in TOOLS:
        if program := which(tool.command[0]):
            encoded = text.encode(tool.encoding, "replace")
            try:
                # a tool that stays in the background for pastes must not hold our own output open
                completed = subprocess.run(
                    [program, *tool.command[1:]],
                    input=encoded,
                    env={**os.environ, "LC_ALL": tool.locale} if tool.locale else None,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    timeout=TIMEOUT,
                    check=False,
                )
            except (OSError, subprocess.TimeoutExpired):
                continue
            if completed.returncode == 0:
                return tool.command[0]
    return ""


def _to_terminal(sequence: bytes) -> bool:
    """Write to the terminal itself, wherever standard output goes."""
    try:
        with Path(TERMINAL).open("wb", buffering=0) as terminal:
            terminal.write(sequence)
            return True
    except OSError:
        pass
    if sys.stdout is not None and sys.stdout.isatty():
        sys.stdout.write(sequence.decode())
        sys.stdout.flush()
        return True
    return False
