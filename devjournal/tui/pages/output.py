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

    def save(chosen: str, where: str, over: bool) -> None:
        target = _target(where)
        write_file(target, sheet.render(chosen), force=over, never=screen.journal.path)
        state.keep_pages(str(target.parent))
        screen.tell(f"Wrote {target.name} to {target.parent}.")

    kept = Path(state.pages() or ".")
    folder = kept if kept.is_dir() else Path()
    first = next(iter(sheet.formats.values()))
    dialog = SaveAsDialog(str(folder.absolute() / f"{sheet.name}{first}"), sheet.formats, save)
    screen.app.push_screen(dialog)


def _target(where: str) -> Path:
    """Return the path that was typed, from here where it does not begin at the root.

    Raises:
        OutputFailed: it names nothing.
    """
    try:
        path = Path(where).expanduser()
    except RuntimeError as error:  # ~nobody
        raise OutputFailed(f"{quoted(where)} names nobody's folder; write the whole path.") from error
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
        said = await asyncio.to_thread(clipboard.copy, sheet.render(MARKDOWN), to_terminal, way=way)
    except JournalError as error:
        screen.tell(str(error), failed=True)
    else:
        screen.tell(said)


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
