"""How a page leaves a screen: to a file, to the clipboard, and to the owner's editor."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from devjournal import clipboard
from devjournal.domain.text.user_text import quoted
from devjournal.errors import EditorFailed, JournalError, OutputFailed
from devjournal.files import write_file
from devjournal.paths import pages_folder
from devjournal.platforms import make_folder
from devjournal.tui import verbs
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.state import AppState

MARKDOWN = "markdown"
"""What is copied and edited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page that can leave: what its file is called, and its text in each format."""

    name: str
    """Without what its ending is by format."""
    formats: Mapping[str, str]
    """How the names of its files end, by format; Markdown is among them."""
    render: Callable[[str], str]
    """Returns its text in a format; it is asked for once the format is chosen."""


def write(screen: JournalScreen, sheet: Sheet) -> None:
    """Ask for a path and a format, and write the page there."""
    from devjournal.tui.pages.save_as_dialog import SaveAsDialog  # a start does not pay for it

    state: AppState = screen.app.state  # type: ignore[attr-defined]

    own = pages_folder()
    last = state.pages()
    folder = Path(last) if last and Path(last).is_dir() else own

    def save(chosen: str, where: str, over: bool) -> None:
        target = _target(where, folder)
        if target.parent == Path(os.path.realpath(own)):
            _make_own(own)
        write_file(target, sheet.render(chosen), force=over, never=screen.journal.path)
        state.keep_pages(str(target.parent))
        plain = " It is not encrypted." if screen.journal.is_encrypted else ""
        screen.tell(f"Wrote {target.name} to {target.parent}.{plain}")

    first = next(iter(sheet.formats.values()))
    dialog = SaveAsDialog(str(folder / f"{sheet.name}{first}"), sheet.formats, save)
    screen.app.push_screen(dialog)


def _make_own(folder: Path) -> None:
    """Make the folder of devjournal's own that pages are written to.

    Raises:
        OutputFailed: it cannot be made.
    """
    try:
        make_folder(folder)
    except OSError as error:
        raise OutputFailed(
            f"{quoted(str(folder), 200)} cannot be made ({error.strerror}); name another file."
        ) from error


def _target(where: str, folder: Path) -> Path:
    """Return the path that was typed: from `folder` where it is a name alone, from here where it begins with a dot.

    Raises:
        OutputFailed: it names nothing.
    """
    try:
        path = Path(where).expanduser()
        if not where.startswith("."):
            path = folder / path  # which a path from the root replaces
    except RuntimeError as error:  # ~nobody
        raise OutputFailed(f"{quoted(where)} names no user's folder; write the whole path.") from error
    if not where or not path.name or "\0" in where:
        raise OutputFailed("Needed: a name for the file.")
    return Path(os.path.realpath(path.parent), path.name)  # which links in a circle do not stop


async def copy(screen: JournalScreen, sheet: Sheet) -> None:
    """Put the page on the clipboard, and say by what; a tool that waits holds nothing up."""

    def to_terminal(sequence: bytes) -> bool:
        driver = screen.app._driver
        if driver is not None:
            screen.app.call_from_thread(driver.write, sequence.decode())
        return driver is not None

    way = f"{verbs.WRITE} writes a file"
    try:
        message = await asyncio.to_thread(clipboard.copy, sheet.render(MARKDOWN), to_terminal, way=way)
    except JournalError as error:
        screen.tell(str(error), failed=True)
    else:
        screen.tell(message)


def edit(screen: JournalScreen, sheet: Sheet) -> None:
    """Open the page in the owner's editor; what is changed there is kept nowhere but in a file that is asked for."""
    from devjournal.tui.editor import edit as open_in_editor

    text = sheet.render(MARKDOWN)
    try:
        written = open_in_editor(screen.app, text)
    except EditorFailed as error:
        screen.tell(str(error), failed=True)
        return
    if written != text:
        formats = {MARKDOWN: sheet.formats[MARKDOWN]}
        write(screen, Sheet(name=sheet.name, formats=formats, render=lambda _: written))
