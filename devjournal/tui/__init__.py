"""How the journal is shown: the app, its screens, its forms, and the widgets they are made of."""

from __future__ import annotations

import sys
from pathlib import Path

from devjournal.storage import Journal

__all__ = ["run"]


def run(journal: Journal, state: Path) -> int:
    """Open the app on `journal` and return its exit code when it is left; drafts are kept in `state`."""
    from devjournal.tui.app import JournalApp  # Textual is loaded here and nowhere earlier

    reconfigure = getattr(sys.__stderr__, "reconfigure", None)  # where Textual writes
    if reconfigure is not None:
        reconfigure(errors="replace")  # a letter that the terminal cannot show takes one cell, not six
    app = JournalApp(journal, state)
    app.run()
    return app.return_code or 0
