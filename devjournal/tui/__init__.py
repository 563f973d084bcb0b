"""How the journal is shown: the app, its screens, its forms, and the widgets they are made of."""

from __future__ import annotations

import sys
from codecs import getincrementaldecoder
from functools import partial
from pathlib import Path

from devjournal.platforms import WINDOWS
from devjournal.settings import Reading
from devjournal.storage import Journal

__all__ = ["run"]


def run(journal: Journal, state: Path, settings: Reading, *, demo: bool = False) -> int:
    """Open the app on `journal` and return its exit code when it is left; drafts are kept in `state`.

    On a `demo` it says that it is one.
    """
    _load_asyncio()
    from devjournal.tui.app import JournalApp  # Textual is loaded here and nowhere earlier

    reconfigure = getattr(sys.__stderr__, "reconfigure", None)  # where Textual writes
    if reconfigure is not None:
        reconfigure(errors="replace")  # a letter that the terminal cannot show takes one cell, not six
    if not WINDOWS:
        from textual.drivers import linux_driver

        # a byte that is no UTF-8, from a paste or an old terminal, is shown as such and ends nothing
        vars(linux_driver)["getincrementaldecoder"] = lambda name: partial(getincrementaldecoder(name), "replace")
    app = JournalApp(journal, state, settings=settings, demo=demo)
    app.run(mouse=settings.settings.mouse)
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
