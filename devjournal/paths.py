"""Where devjournal keeps its files: the journal in the user's data folder, drafts in the state folder."""

from __future__ import annotations

import os
from pathlib import Path

APP = "devjournal"


def journal_path(option: str | None) -> Path:
    """Return the journal's path: the `--file` option, else `DEVJOURNAL_FILE`, else the platform's data folder."""
    named = option or os.environ.get("DEVJOURNAL_FILE")
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path  # not needed where the file is named

    return user_data_path(APP, appauthor=False) / "journal.db"


def state_folder() -> Path:
    """Return the folder for what is being typed and what the app remembers between two starts."""
    from platformdirs import user_state_path

    return user_state_path(APP, appauthor=False)
