"""Reads the settings file."""

from __future__ import annotations

from pathlib import Path

from devjournal.settings.reading import UNSET, LoadedSettings, Problem

MAX_BYTES = 262_144
"""The largest settings file, in bytes."""


def read(path: Path) -> LoadedSettings:
    """Read the file at `path`. A missing file gives the defaults; an invalid one gives problems, and raises nothing."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return UNSET
    except OSError as error:
        return _refused(path, f"it cannot be read ({error.strerror})")
    if len(content) > MAX_BYTES:
        return _refused(path, "it is too large for settings")
    from devjournal.settings.document import parse_settings  # without a file no TOML parser is imported

    return parse_settings(path, content)


def _refused(path: Path, reason: str) -> LoadedSettings:
    return LoadedSettings(path, problems=(Problem(0, f"{reason}; the defaults apply."),))
