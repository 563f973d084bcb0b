"""The paths of devjournal's files: the journal in the user's data folder, drafts in the state folder, the settings."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from devjournal.errors import UsageError
from devjournal.platforms import is_folder

APP = "devjournal"


def journal_path(option: str | None) -> Path:
    """Return the journal's path: the `--file` option, else `DEVJOURNAL_FILE`, else in the platform's data folder.

    Raises:
        UsageError: the option is empty, or the path's first folder does not exist.
    """
    if option == "":
        raise UsageError("--file names no file; give the path of a journal, or leave the option out.")
    named = option or os.environ.get("DEVJOURNAL_FILE")
    if named:
        return _absolute(named, "The journal")
    if folder := _linux_folder("XDG_DATA_HOME", ".local/share"):
        return folder / APP / "journal.db"
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False) / "journal.db"


def config_path() -> Path:
    """Return the path of the settings: `DEVJOURNAL_CONFIG`, else `config.toml` in the platform's config folder.

    Raises:
        UsageError: the path's first folder does not exist.
    """
    if named := os.environ.get("DEVJOURNAL_CONFIG"):
        return _absolute(named, "The settings file")
    if folder := _linux_folder("XDG_CONFIG_HOME", ".config"):
        return folder / APP / "config.toml"
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False) / "config.toml"


def state_folder() -> Path:
    """Return the folder for form drafts and the app's state."""
    from platformdirs import user_state_path

    return user_state_path(APP, appauthor=False)


def pages_folder() -> Path:
    """Return the default folder for pages: `devjournal` in the user's documents.

    Without a documents folder it is in the home folder.
    """
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return (documents if is_folder(documents) else Path.home()) / APP


def _linux_folder(variable: str, folder: str) -> Path | None:
    """Return what platformdirs would return on an ordinary Linux, else None.

    Importing platformdirs would cost a prompt 8 ms.
    """
    if sys.platform != "linux" or "ANDROID_ROOT" in os.environ:
        return None
    named, home = os.environ.get(variable, ""), os.environ.get("HOME", "")
    if named:
        return Path(named) if named.startswith("/") else None
    return Path(home, folder) if home.startswith("/") else None


def _absolute(named: str, subject: str) -> Path:
    """Return the absolute form of a path that the user named. `subject` begins the message of an error."""
    try:
        return Path(named).expanduser().absolute()
    except (OSError, RuntimeError) as error:  # an unknown home folder, or a deleted working folder
        raise UsageError(f"{subject}'s path starts from a folder that is gone; write it out in full.") from error
