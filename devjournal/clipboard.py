"""The clipboard: the platform's own tool where there is one, else the terminal's OSC 52."""

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
"""Seconds that a tool may take; one that waits for a display that is gone is passed over."""

MOST_FOR_TERMINAL = 74_994
"""Bytes of a text that terminals take by OSC 52: what they allow, 100,000 characters, holds so many as base64."""


class Tool(NamedTuple):
    """A program that puts its input on the clipboard, and the encoding that it reads."""

    command: tuple[str, ...]
    encoding: str = "utf-8"
    locale: str = ""
    """The locale that it has to be told, or it reads another encoding."""


TOOLS = (
    Tool(("pbcopy",), locale="en_US.UTF-8"),
    Tool(("wl-copy",)),
    Tool(("xclip", "-selection", "clipboard")),
    Tool(("xsel", "--clipboard", "--input")),
    Tool(("clip.exe",), "utf-16"),
)
"""macOS, Wayland, X11 twice, Windows, under WSL as well; the first that works is taken."""


def copy(text: str, terminal: Callable[[bytes], bool] | None = None, *, way: str = "--output writes a file") -> str:
    """Put a text on the clipboard, and return the sentence that says how.

    `terminal` writes to the terminal and says whether there is one; by default it is the one in front. `way` says what
    can be done where nothing arrives: no terminal tells whether it took the text.

    Raises:
        OutputFailed: there is neither a tool that works nor a terminal, or the text is too long for it.
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
    """Yield the tool that took the text."""
    for tool in TOOLS:
        if program := which(tool.command[0]):
            encoded = text.encode(tool.encoding, "replace")
            try:
                # a tool that stays in the background to answer pastes must not hold our own output open
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
    """Write to the terminal in front, past what standard output goes to."""
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
