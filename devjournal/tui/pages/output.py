"""Output of a page: to a file, the clipboard, or the user's editor."""

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
"""The format for clipboard and editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page for output: file name, and text in each format."""

    name: str
    """File name without suffix."""
    formats: Mapping[str, str]
    """File suffixes by format; Markdown is always included."""
    render: Callable[[str], str]
    """Returns the text in a format; called only for the chosen one."""


def write(screen: JournalScreen, sheet: Sheet) -> None:
    """Ask for path and format, and write the page."""
    from devjournal.tui.pages.save_as_dialog import SaveAsDialog  # keeps the start fast

    state: AppState = screen.app.state  # type: ignore[attr-defined]

    own = pages_folder()
    last = state.pages()
    folder = Path(last) if last and Path(last).is_dir() else own

    def save(format_name: str, where: str, over: bool) -> None:
        target = _target(where, folder)
        if target.parent == Path(os.path.realpath(own)):
            _make_own(own)
        write_file(target, sheet.render(format_name), force=over, never=screen.journal.path)
        state.keep_pages(str(target.parent))
        plain = " It is not encrypted." if screen.journal.is_encrypted else ""
        screen.tell(f"Wrote {target.name} to {target.parent}.{plain}")

    first = next(iter(sheet.formats.values()))
    dialog = SaveAsDialog(str(folder / f"{sheet.name}{first}"), sheet.formats, save)
    screen.app.push_screen(dialog)


def _make_own(folder: Path) -> None:
    """Create devjournal's own folder for pages.

    Raises:
        OutputFailed: it cannot be created.
    """
    try:
        make_folder(folder)
    except OSError as error:
        raise OutputFailed(
            f"{quoted(str(folder), 200)} cannot be made ({error.strerror}); name another file."
        ) from error


def _target(where: str, folder: Path) -> Path:
    """Return the typed path: relative to `folder`, or to the current folder if it begins with a dot.

    Raises:
        OutputFailed: it is not a file name.
    """
    try:
        path = Path(where).expanduser()
        if not where.startswith("."):
            path = folder / path  # an absolute path replaces the folder
    except RuntimeError as error:  # an unknown user, as in ~nobody
        raise OutputFailed(f"{quoted(where)} names no user's folder; write the whole path.") from error
    if not where or not path.name or "\0" in where:
        raise OutputFailed("Needed: a name for the file.")
    return Path(os.path.realpath(path.parent), path.name)  # unlike resolve(), does not fail on a loop of links


async def copy(screen: JournalScreen, sheet: Sheet) -> None:
    """Copy the page to the clipboard in a thread, and show how it was done."""

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
    """Open the page in the user's editor. If it was changed there, ask for a file to save it to."""
    from devjournal.tui.editor import edit as open_in_editor

    text = sheet.render(MARKDOWN)
    try:
        edited = open_in_editor(screen.app, text)
    except EditorFailed as error:
        screen.tell(str(error), failed=True)
        return
    if edited != text:
        formats = {MARKDOWN: sheet.formats[MARKDOWN]}
        write(screen, Sheet(name=sheet.name, formats=formats, render=lambda _: edited))
