"""Where devjournal keeps its files: the journal in the user's data folder, drafts in the state folder."""

from __future__ import annotations

import os
from pathlib import Path

from devjournal.errors import UsageError

APP = "devjournal"


def journal_path(option: str | None) -> Path:
    """Return the journal's path: the `--file` option, else `DEVJOURNAL_FILE`, else the platform's data folder.

    Raises:
        UsageError: the option is empty, or the path starts from a folder that does not exist.
    """
    if option == "":
        raise UsageError("--file names no file; give the path of a journal, or leave the option out.")
    named = option or os.environ.get("DEVJOURNAL_FILE")
    if named:
        try:
            return Path(named).expanduser().absolute()
        except (OSError, RuntimeError) as error:  # no such home folder, or a working folder that is gone
            raise UsageError("The journal's path starts from a folder that is gone; write it out in full.") from error
    from platformdirs import user_data_path  # not needed where the file is named

    return user_data_path(APP, appauthor=False) / "journal.db"


def state_folder() -> Path:
    """Return the folder for what is being typed and what the app remembers between two starts."""
    from platformdirs import user_state_path

    return user_state_path(APP, appauthor=False)
