"""How a page leaves the 1:1: to a file, to the clipboard, and to the owner's editor."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from pathlib import Path

from devjournal import clipboard
from devjournal.domain.span import Purpose
from devjournal.domain.text import quoted
from devjournal.errors import EditorFailed, JournalError, OutputFailed
from devjournal.files import write_file
from devjournal.tui import verbs
from devjournal.tui.screens.base import JournalScreen
from devjournal.tui.screens.one_to_one_view import FORMATS, HandedView, NextView, View
from devjournal.tui.state import State

MARKDOWN = "markdown"
"""What is copied and edited."""

_LONGEST = 40
"""Characters of a name that a file's name takes."""


def file_name(view: View, suffix: str) -> str:
    """Return what a page is called: `1-1-mara-2026-11-27.md`."""
    if isinstance(view, HandedView):
        kind, name, day = Purpose.ONE_TO_ONE, view.shown.name, view.shown.day
    else:
        kind, name, day = view.asked.purpose, view.person.name if view.person else "", view.today
    parts = ("1-1", _plain(name)) if kind is Purpose.ONE_TO_ONE else (kind.value,)
    return "-".join(filter(None, (*parts, day.isoformat()))) + suffix


def _plain(name: str) -> str:
    """Return a name as every file system takes it: letters and digits, and a hyphen for all else."""
    return re.sub(r"[\W_]+", "-", name.casefold())[:_LONGEST].strip("-")


def write(screen: JournalScreen, view: View) -> None:
    """Ask for a path and a format, and write the page there."""
    _ask_where(screen, file_name(view, FORMATS[MARKDOWN]), dict.fromkeys(FORMATS, ""), view)


def _ask_where(screen: JournalScreen, name: str, texts: Mapping[str, str], view: View | None) -> None:
    """Ask where one of `texts` is written to, by format; a page that is shown is printed once its format is chosen."""
    from devjournal.tui.dialogs.write import Write  # a start does not pay for it

    state: State = screen.app.state  # type: ignore[attr-defined]

    def save(chosen: str, where: str, over: bool) -> None:
        target = _target(where)
        content = view.render(chosen) if view is not None else texts[chosen]
        write_file(target, content, force=over, never=screen.journal.path)
        state.keep_pages(str(target.parent))
        screen.tell(f"Wrote {target.name} to {target.parent}.")

    kept = Path(state.pages() or ".")
    folder = kept if kept.is_dir() else Path()
    dialog = Write(str(folder.absolute() / name), {one: FORMATS[one] for one in texts}, save)
    screen.app.hold_keys(screen.app.push_screen(dialog))  # type: ignore[attr-defined]


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
    return path.parent.resolve() / path.name


async def copy(screen: JournalScreen, view: View) -> None:
    """Put the page on the clipboard, and say by what; a tool that waits holds nothing up."""

    def to_terminal(sequence: bytes) -> bool:
        driver = screen.app._driver
        if driver is not None:
            screen.app.call_from_thread(driver.write, sequence.decode())
        return driver is not None

    way = f"{verbs.WRITE} writes a file"
    try:
        said = await asyncio.to_thread(clipboard.copy, view.render(MARKDOWN), to_terminal, way=way)
    except JournalError as error:
        screen.tell(str(error), failed=True)
    else:
        screen.tell(said)


def edit(screen: JournalScreen, view: View) -> None:
    """Open the page in the owner's editor; what is changed there is kept nowhere but in a file that is asked for."""
    from devjournal.tui.editor import edit as open_in_editor

    text = view.render(MARKDOWN)
    try:
        written = open_in_editor(screen.app, text)
    except EditorFailed as error:
        screen.tell(str(error), failed=True)
        return
    if written != text:
        _ask_where(screen, file_name(view, FORMATS[MARKDOWN]), {MARKDOWN: written}, None)


def can_leave(view: View | None) -> bool:
    """Say whether there is a page to take out."""
    return isinstance(view, NextView) or (view is not None and view.handed is not None)
