"""How the journal is shown: the app, its screens, its forms, and the widgets they are made of."""

from __future__ import annotations

from pathlib import Path

from devjournal.storage import Journal

__all__ = ["run"]


def run(journal: Journal, state: Path) -> int:
    """Open the app on `journal` and return its exit code when it is left; drafts are kept in `state`."""
    from devjournal.tui.app import JournalApp  # Textual is loaded here and nowhere earlier

    app = JournalApp(journal, state)
    app.run()
    return app.return_code or 0
