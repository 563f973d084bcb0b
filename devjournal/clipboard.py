"""The clipboard: the platform's tool if there is one, else the terminal's OSC 52."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which
from typing import NamedTuple

from devjournal.errors import OutputFailed
from devjournal.platforms import TERMINAL

PATIENCE = 5.0
"""Seconds that a tool may take; a tool may wait for a display that is gone."""

MOST_FOR_TERMINAL = 74_994
"""The most bytes of a text for OSC 52: in base64 they fit the 100,000 characters that terminals allow."""


class Tool(NamedTuple):
    """A program that copies its input to the clipboard, and the encoding that it expects."""

    command: tuple[str, ...]
    encoding: str = "utf-8"
    locale: str = ""
    """The locale to run it in, or it expects another encoding."""


TOOLS = (
    Tool(("pbcopy",), locale="en_US.UTF-8"),
    Tool(("wl-copy",)),
    Tool(("xclip", "-selection", "clipboard")),
    Tool(("xsel", "--clipboard", "--input")),
    Tool(("clip.exe",), "utf-16"),
)
"""macOS, Wayland, X11 (two tools), Windows (also for WSL); the first that works is used."""


def copy(text: str, terminal: Callable[[bytes], bool] | None = None, *, way: str = "--output writes a file") -> str:
    """Copy a text to the clipboard, and return the sentence that says how.

    `terminal` writes to the terminal and returns whether there is one; the default is the terminal of this process.
    `way` says what to do if nothing arrives, because no terminal confirms the copy.

    Raises:
        OutputFailed: no tool works and there is no terminal, or the text is too long for it.
    """
    for name in _working(text):
        return f"Copied with {name}."
    content = text.encode("utf-8", "replace")
    if len(content) > MOST_FOR_TERMINAL:
        raise OutputFailed(f"There is no clipboard tool, and this is too long for the terminal; {way}.")
    if (terminal or _to_terminal)(b"\x1b]52;c;" + base64.b64encode(content) + b"\x07"):
        return f"Sent to the clipboard of your terminal. If nothing can be pasted, {way}."
    raise OutputFailed(f"There is no clipboard tool and no terminal to copy with; {way}.")


def _working(text: str) -> Iterator[str]:
    """Yield the name of the tool that took the text, if one did."""
    for tool in TOOLS:
        if program := which(tool.command[0]):
            encoded = text.encode(tool.encoding, "replace")
            try:
                # a tool that stays in the background for pastes must not hold our own output open
                done = subprocess.run(
                    [program, *tool.command[1:]],
                    input=encoded,
                    env={**os.environ, "LC_ALL": tool.locale} if tool.locale else None,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    timeout=PATIENCE,
                    check=False,
                )
            except (OSError, subprocess.TimeoutExpired):
                continue
            if done.returncode == 0:
                yield tool.command[0]
                return


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
