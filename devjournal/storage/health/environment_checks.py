"""Checks of the journal's environment: permissions, sync programs, side files, free space and copies."""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from devjournal.domain.copies.copies import Copy, CopyReason, size_in_words
from devjournal.domain.copies.health_check import CheckResult, ok, problem, warning
from devjournal.domain.dates.days import day_in_full, days_ago
from devjournal.domain.text.user_text import pluralized, quoted
from devjournal.platforms import WINDOWS
from devjournal.storage.copies.copies import Copies
from devjournal.storage.encryption.key import KEY_OF
from devjournal.storage.health.scratch_copy import SIDE_FILES
from devjournal.storage.schema.leftovers import NEW_FILE_PREFIX
from devjournal.storage.schema.sqlite_file import is_good

_FOLDER_NAMES = {
    "Dropbox": re.compile(r"dropbox( \(.*\))?|\.dropbox-dist", re.IGNORECASE),
    "OneDrive": re.compile(r"(.+ )?onedrive([ -].*)?", re.IGNORECASE),
    "iCloud Drive": re.compile(r"icloud ?drive.*|com~apple~clouddocs|mobile documents", re.IGNORECASE),
    "Google Drive": re.compile(r"google ?drive.*|my drive|googledrive-.*", re.IGNORECASE),
    "Nextcloud": re.compile(r"nextcloud.*", re.IGNORECASE),
    "ownCloud": re.compile(r"owncloud.*", re.IGNORECASE),
    "Syncthing": re.compile(r"syncthing", re.IGNORECASE),
    "Seafile": re.compile(r"seafile", re.IGNORECASE),
    "pCloud": re.compile(r"pcloud ?drive|pcloudsync", re.IGNORECASE),
    "MEGA": re.compile(r"megasync.*", re.IGNORECASE),
}
"""Folder names by sync program."""

_MARKERS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".sync": "Resilio Sync",
}
"""Files and folders by which a synced folder is recognized."""

PERMISSIONS_OK = "you may read and write it" if WINDOWS else "only you may read and write it"
"""The message for good permissions. On Windows they belong to the folder."""

_GIVE_ACCESS = "remove its read-only mark" if WINDOWS else "give yourself access with `chmod 600`"

_SPARE_BYTES = 10_000_000
"""The free bytes required beyond a write and a copy."""

_MAX_NAMES = 3
"""The maximum number of names listed in a message; further names are counted."""


def check_permissions(path: Path, copies: Copies) -> Iterator[CheckResult]:
    """Check that only the owner may read or replace the journal and its copies."""
    files = (path, *map(copies.path_of, copies.all()))
    keys = (file.with_name(f"{KEY_OF}{file.name}") for file in files)
    exposed = [file for file in (*files, *keys) if _mode(file) & 0o077]
    if exposed:
        yield problem(
            "rights",
            f"others may read {first_names(quoted(file.name, 60) for file in exposed)}",
            f"close {'it' if len(exposed) == 1 else 'them'} with `chmod 600`",
        )
    for folder in (path.parent, copies.folder):
        mode = _mode(folder)
        if mode & 0o022 and not mode & stat.S_ISVTX:
            yield problem(
                "rights",
                f"others may write to {quoted(str(folder), 200)}, and replace the journal",
                "close it with `chmod 700`, or move the journal elsewhere",
            )
        if folder.exists() and not _has_access(folder, os.W_OK | os.X_OK):
            yield problem(
                "rights",
                f"{quoted(str(folder), 200)} is not writable, so no change and no copy can be written",
                "give yourself access with `chmod u+rwx`",
            )
    if path.exists() and not _has_access(path, os.R_OK | os.W_OK):
        yield problem("rights", "you may not read and write it", _GIVE_ACCESS)


def check_synced_folder(path: Path) -> Iterator[CheckResult]:
    """Check whether a sync program syncs the journal's folder."""
    name = next((name for folder in path.parents if (name := _sync_program(folder))), None)
    if name is not None:
        yield warning(
            "sync",
            f"{name} syncs its folder",
            "write on one machine at a time, and wait for the sync before you write on another; "
            "`devjournal import --merge` merges two journals that diverged",
        )


def check_side_files(path: Path) -> Iterator[CheckResult]:
    """Check for conflict copies, hard links, and leftovers of an interrupted write."""
    conflict = re.compile(
        rf"{re.escape(path.stem)}(.*conflict.*| \d+| \(\d+\)|-(desktop|laptop)-\w+){re.escape(path.suffix)}",
        re.IGNORECASE | re.DOTALL,
    )
    names = sorted(file.name for file in path.parent.iterdir()) if path.parent.is_dir() else []
    if conflicts := [name for name in names if conflict.fullmatch(name)]:
        yield problem(
            "conflicts",
            f"a sync program left {first_names(quoted(name, 80) for name in conflicts)} beside it, "
            "with changes from another machine",
            "export each with `devjournal --file FILE export other.json`, merge it with "
            "`devjournal import --merge other.json`, then move it away",
        )
    link_count = path.stat().st_nlink if path.is_file() else 1
    if link_count > 1:
        yield problem(
            "links",
            f"it has {link_count} names (hard links): a write interrupted under one is not rolled back under another",
            "remove the other names, and use `devjournal backup FILE` for a second copy; "
            "`find . -samefile FILE` finds them",
        )
    if parts := [name for name in names if name.startswith(NEW_FILE_PREFIX)]:
        yield warning(
            "left-over",
            f"{first_names(quoted(name, 80) for name in parts)} {'is' if len(parts) == 1 else 'are'} beside it: "
            "a program is rewriting the journal, or was interrupted",
            f"if no program is running, remove {'it' if len(parts) == 1 else 'them'}: the content may not be encrypted",
        )
    if side_files := [f"{path.name}{suffix}" for suffix in SIDE_FILES if f"{path.name}{suffix}" in names]:
        yield warning(
            "left-over",
            f"{first_names(quoted(name, 80) for name in side_files)} "
            f"{'is' if len(side_files) == 1 else 'are'} beside it: a program is writing, or was interrupted",
            f"do not remove {'it' if len(side_files) == 1 else 'them'}; if no program is writing, "
            "`devjournal status` rolls the interrupted write back",
        )


def check_disk_space(path: Path) -> Iterator[CheckResult]:
    """Check that the disk has space for a write and a daily copy."""
    folder = next((folder for folder in path.parents if folder.is_dir()), None)
    if folder is None:  # a Windows drive may be gone
        yield problem("space", f"there is no {quoted(path.anchor)}", "reconnect the drive, or name another --file")
        return
    free = shutil.disk_usage(folder).free
    size = path.stat().st_size if path.is_file() else 0
    if free < 2 * size + _SPARE_BYTES:
        yield problem(
            "space", f"only {size_in_words(free)} are free", "free some space before a change cannot be saved"
        )
    else:
        yield ok("space", f"{size_in_words(free)} are free")


def check_copies(
    copies: Copies, last_change: date | None, today: date, locked: Collection[Copy] = ()
) -> Iterator[CheckResult]:
    """Check that there is a good copy of the last change, and that no copy is damaged.

    `last_change` is the day of the last change; None if unknown. Copies in `locked` are not checked.
    """
    open_copies = [copy for copy in copies.all() if copy not in locked]
    sound = [copy for copy in open_copies if is_good(copies.path_of(copy))]
    # the copy made before a restore may be of a damaged journal
    unusable = [copy for copy in open_copies if copy not in sound and copy.why is not CopyReason.RESTORE]
    if unusable:
        yield problem(
            "copies",
            f"{first_names(quoted(copy.name, 80) for copy in unusable)} cannot be restored",
            f"remove {'it' if len(unusable) == 1 else 'them'}, and make a new copy with `devjournal backup`",
        )
    if not sound:
        do = "make one with `devjournal backup`, or wait for the first write of the next day, which makes one"
        yield warning("copies", "there is no good copy of it yet", do)
        return
    newest = sound[0].made_at.date()
    the_newest = "the newest " if len(sound) > 1 else ""
    says = f"{pluralized(len(sound), 'good copy', 'good copies')}, {the_newest}of {day_in_full(newest)}"
    age = f"{says} ({days_ago(newest, today)})"
    if last_change is not None and newest < last_change:
        do = "make one with `devjournal backup`, to see whether that works"
        yield warning("copies", f"{age}, and the journal was changed on {day_in_full(last_change)}", do)
    else:
        yield ok("copies", age)


def first_names(names: Iterator[str]) -> str:
    """Join the first names, and count the others."""
    listed = list(names)
    first = ", ".join(listed[:_MAX_NAMES])
    return f"{first} and {len(listed) - _MAX_NAMES} more" if len(listed) > _MAX_NAMES else first


def _has_access(path: Path, permissions: int) -> bool:
    """Return whether this process has these permissions on a path."""
    return os.access(path, permissions, effective_ids=os.access in os.supports_effective_ids)


def _mode(path: Path) -> int:
    """Return the permission bits of a path; 0 if the path does not exist, and on Windows."""
    try:
        return 0 if WINDOWS else stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0


def _sync_program(folder: Path) -> str | None:
    """Return the name of the program that syncs a folder, judged by the folder's name and files."""
    for name, pattern in _FOLDER_NAMES.items():
        if pattern.fullmatch(folder.name):
            return name
    return next((name for marker, name in _MARKERS.items() if (folder / marker).exists()), None)
