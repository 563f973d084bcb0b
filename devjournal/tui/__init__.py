"""The terminal app: screens, forms, and the widgets that they are built from."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from devjournal.settings import LoadedSettings
from devjournal.storage import Journal

__all__ = ["run"]


def run(
    journal: Journal,
    state: Path,
    settings: LoadedSettings,
    *,
    demo: bool = False,
    machine_name: Callable[[], str] = str,
) -> int:
    """Run the app on `journal` until the user quits, and return its exit code.

    Drafts are stored in the folder `state`. With `demo`, a message says that the journal is invented. `machine_name`
    returns this machine's name among those that share the journal; empty if it was never synced.
    """
    _load_asyncio()
    from devjournal.tui.app import JournalApp  # imports Textual, which commands that only print must not load

    for stream in (sys.__stderr__, sys.__stdout__):  # Textual draws on one of them
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # an unsupported letter becomes "?", not an escape of six cells
    app = JournalApp(journal, state, settings=settings, demo=demo, machine_name=machine_name)
    try:
        app.run(mouse=settings.settings.mouse)
    finally:
        app.ended()
        app.end_syncs()
    return app.return_code or 0


def _load_asyncio() -> None:
    """Import asyncio without OpenSSL: the app never opens a network connection.

    asyncio supports a Python built without TLS. This saves 5 ms at start and 4 MB of memory.
    """
    if "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]  # what imports it finds none
        try:
            import asyncio  # noqa: F401
        finally:
            del sys.modules["ssl"]
