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
from devjournal.platforms import is_folder, make_folder
from devjournal.tui import verbs
from devjournal.tui.kit.screen import JournalScreen

MARKDOWN = "markdown"
"""The format for the clipboard and for the editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageExport:
    """A page to be exported: its file name, its formats, and its text in each of them."""

    name: str
    """File name without suffix."""
    formats: Mapping[str, str]
    """File suffixes by format, the default format first. Markdown is always included."""
    render: Callable[[str], str]
    """Returns the text in a format. Called only for the chosen format."""


def write(screen: JournalScreen, export: PageExport) -> None:
    """Ask for path and format, and write the page."""
    from devjournal.tui.pages.save_as_dialog import SaveAsDialog  # keeps the start fast

    state = screen.app.state

    default_folder = pages_folder()
    last_folder = state.pages_folder()
    folder = Path(last_folder) if last_folder and is_folder(Path(last_folder)) else default_folder

    def save(format_name: str, typed: str, overwrite: bool) -> None:
        path = _path(typed, folder)
        if path.parent == Path(os.path.realpath(default_folder)):
            _create_folder(default_folder)
        write_file(path, export.render(format_name), force=overwrite, never=screen.journal.path)
        state.save_pages_folder(str(path.parent))
        warning = " It is not encrypted." if screen.journal.is_encrypted else ""
        screen.tell(f"Wrote {path.name} to {path.parent}.{warning}")

    suffix = next(iter(export.formats.values()))
    screen.app.push_screen(SaveAsDialog(str(folder / f"{export.name}{suffix}"), export.formats, save))


def _create_folder(folder: Path) -> None:
    """Create devjournal's own folder for pages if it is missing.

    Raises:
        OutputFailed: the folder cannot be created.
    """
    try:
        make_folder(folder)
    except OSError as error:
        raise OutputFailed(
            f"{quoted(str(folder), 200)} cannot be made ({error.strerror}); name another file."
        ) from error


def _path(typed: str, folder: Path) -> Path:
    """Return the path that the user typed: relative to `folder`, or to the current folder if it begins with a dot.

    Raises:
        OutputFailed: the text does not name a file.
    """
    try:
        path = Path(typed).expanduser()
        if not typed.startswith("."):
            path = folder / path  # an absolute path replaces the folder
    except RuntimeError as error:  # an unknown user, as in ~nobody
        raise OutputFailed(f"{quoted(typed)} names no user's folder; write the whole path.") from error
    if not typed or not path.name or "\0" in typed:
        raise OutputFailed("Needed: a name for the file.")
    return Path(os.path.realpath(path.parent), path.name)  # unlike resolve(), does not fail on a loop of links


async def copy(screen: JournalScreen, export: PageExport) -> None:
    """Copy the page to the clipboard in a thread, and show a message that names the method used."""

    def to_terminal(sequence: bytes) -> bool:
        driver = screen.app._driver
        if driver is not None:
            screen.app.call_from_thread(driver.write, sequence.decode())
        return driver is not None

    try:
        message = await asyncio.to_thread(
            clipboard.copy, export.render(MARKDOWN), to_terminal, alternative=f"{verbs.WRITE} writes a file"
        )
    except JournalError as error:
        screen.tell(str(error), failed=True)
    else:
        screen.tell(message)


def edit(screen: JournalScreen, export: PageExport) -> None:
    """Open the page in the user's editor. If the text is changed there, ask for a file to save it to."""
    from devjournal.tui.editor import edit as open_in_editor

    text = export.render(MARKDOWN)
    try:
        edited = open_in_editor(screen.app, text)
    except EditorFailed as error:
        screen.tell(str(error), failed=True)
        return
    if edited != text:
        formats = {MARKDOWN: export.formats[MARKDOWN]}
        write(screen, PageExport(name=export.name, formats=formats, render=lambda _: edited))
