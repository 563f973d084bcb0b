"""The file, read where there is one."""

from __future__ import annotations

from pathlib import Path

from devjournal.settings.reading import UNSET, LoadedSettings, Problem

LARGEST = 262_144
"""Bytes that the file may have; more is some other file."""


def read(path: Path) -> LoadedSettings:
    """Read the file at `path`; a missing one says nothing, and nothing that is in it raises."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return UNSET
    except OSError as error:
        return _refused(path, f"it cannot be read ({error.strerror})")
    if len(content) > LARGEST:
        return _refused(path, "it is too large for settings")
    from devjournal.settings.document import understand  # most have no file, and do not pay for a reader of TOML

    return understand(path, content)


def _refused(path: Path, why: str) -> LoadedSettings:
    return LoadedSettings(path, problems=(Problem(0, f"{why}; the defaults apply."),))
