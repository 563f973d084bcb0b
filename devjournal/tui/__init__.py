"""How the journal is shown: the app, its screens, its forms, and the widgets they are made of."""

from __future__ import annotations

import sys
from pathlib import Path

from devjournal.settings import LoadedSettings
from devjournal.storage import Journal

__all__ = ["run"]


def run(journal: Journal, state: Path, settings: LoadedSettings, *, demo: bool = False) -> int:
    """Open the app on `journal` and return its exit code when it is left; drafts are kept in `state`.

    On a `demo` it says that it is one.
    """
    _load_asyncio()
    from devjournal.tui.app import JournalApp  # Textual is loaded here and nowhere earlier

    for stream in (sys.__stderr__, sys.__stdout__):  # one of which is drawn on
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # a letter that the terminal cannot show takes one cell, not six
    app = JournalApp(journal, state, settings=settings, demo=demo)
    try:
        app.run(mouse=settings.settings.mouse)
    finally:
        app.ended()
        app.end_syncs()
    return app.return_code or 0


def _load_asyncio() -> None:
    """Load asyncio as on a Python without TLS, which it provides for: the app goes to no network.

    OpenSSL would be 5 ms of a start and 4 MB of memory.
    """
    if "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]  # what imports it finds none
        try:
            import asyncio  # noqa: F401
        finally:
            del sys.modules["ssl"]
