"""Checks around the journal: access rights, sync programs, other files, free space, and copies."""

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
from devjournal.storage.health.scratch_copy import BESIDE
from devjournal.storage.schema.leftovers import PART
from devjournal.storage.schema.sqlite_file import is_good

_SYNCED = {
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
"""Folder names of sync programs."""

_MARKERS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".sync": "Resilio Sync",
}
"""Files that sync programs leave in their folders."""

WELL = "you may read and write it" if WINDOWS else "it is for you alone"
"""The message without problems; on Windows the folder has the rights."""

_TO_YOURSELF = "remove its read-only mark" if WINDOWS else "give yourself access with `chmod 600`"

_ROOM = 10_000_000
"""The least free bytes, besides what a write and a copy need."""

_FEW = 3
"""The most names listed; the others are counted."""


def check_permissions(path: Path, copies: Copies) -> Iterator[CheckResult]:
    """Check that only the owner may read or replace the journal and its copies."""
    files = (path, *map(copies.path_of, copies.all()))
    keys = (each.with_name(f"{KEY_OF}{each.name}") for each in files)
    exposed = [each for each in (*files, *keys) if _mode(each) & 0o077]
    if exposed:
        yield problem(
            "rights",
            f"others may read {first_names(quoted(each.name, 60) for each in exposed)}",
            f"close {'it' if len(exposed) == 1 else 'them'} with `chmod 600`",
        )
    for folder in (path.parent, copies.folder):
        mode = _mode(folder)
        if mode & 0o022 and not mode & stat.S_ISVTX:
            yield problem(
                "rights",
                f"others may put files into {quoted(str(folder), 200)}, also in the journal's place",
                "close it with `chmod 700`, or keep the journal elsewhere",
            )
        if folder.exists() and not _may(folder, os.W_OK | os.X_OK):
            yield problem(
                "rights",
                f"nothing can be written into {quoted(str(folder), 200)}: no change and no copy",
                "give yourself access with `chmod u+rwx`",
            )
    if path.exists() and not _may(path, os.R_OK | os.W_OK):
        yield problem("rights", "you may not read and write it", _TO_YOURSELF)


def check_synced_folder(path: Path) -> Iterator[CheckResult]:
    """Check whether a sync program keeps the journal's folder."""
    name = next((name for folder in path.parents if (name := _sync_program(folder))), None)
    if name is not None:
        yield warning(
            "sync",
            f"{name} keeps its folder",
            "write on one machine at a time, and wait until it is in step before you write on another; "
            "two journals that went apart become one with `devjournal import --merge`",
        )


def check_side_files(path: Path) -> Iterator[CheckResult]:
    """Check for other files beside the journal: conflict copies, and leftovers of a write."""
    conflict = re.compile(
        rf"{re.escape(path.stem)}(.*conflict.*| \d+| \(\d+\)|-(desktop|laptop)-\w+){re.escape(path.suffix)}",
        re.IGNORECASE | re.DOTALL,
    )
    names = sorted(each.name for each in path.parent.iterdir()) if path.parent.is_dir() else []
    if conflicts := [name for name in names if conflict.fullmatch(name)]:
        yield problem(
            "conflicts",
            f"a sync program left {first_names(quoted(name, 80) for name in conflicts)} beside it, "
            "with what was written on another machine",
            "write each out with `devjournal --file FILE export other.json`, take it in with "
            "`devjournal import --merge other.json`, then move it away",
        )
    names_of_it = path.stat().st_nlink if path.is_file() else 1
    if names_of_it > 1:
        yield problem(
            "links",
            f"it has {names_of_it} names (hard links): what is cut off under one is not taken back under another",
            "make a copy with `devjournal backup FILE` where a second one is wanted, and remove the other names; "
            "`find . -samefile FILE` finds them",
        )
    if parts := [name for name in names if name.startswith(PART)]:
        yield warning(
            "left-over",
            f"{first_names(quoted(each, 80) for each in parts)} lies beside it: "
            "a program was cut off as it wrote the journal anew, or is at it",
            "remove it where nobody is at it; it may be plain",
        )
    if side_files := [f"{path.name}{behind}" for behind in BESIDE if f"{path.name}{behind}" in names]:
        yield warning(
            "left-over",
            f"{first_names(quoted(each, 80) for each in side_files)} lies beside it: "
            "a program is writing, or was cut off",
            "keep it with the journal; where nobody is writing, `devjournal status` takes back what was cut off",
        )


def check_disk_space(path: Path) -> Iterator[CheckResult]:
    """Check that there is space for a write and for a daily copy."""
    folder = next((folder for folder in path.parents if folder.is_dir()), None)
    if folder is None:  # a Windows drive may be gone
        yield problem("space", f"there is no {quoted(path.anchor)}", "put the drive back, or name another --file")
        return
    free = shutil.disk_usage(folder).free
    size = path.stat().st_size if path.is_file() else 0
    if free < 2 * size + _ROOM:
        yield problem(
            "space", f"only {size_in_words(free)} are free", "free some space before a change cannot be saved"
        )
    else:
        yield ok("space", f"{size_in_words(free)} are free")


def check_copies(
    copies: Copies, written: date | None, today: date, locked: Collection[Copy] = ()
) -> Iterator[CheckResult]:
    """Check the number of copies, the age of the newest good one, and which cannot be used.

    `written` is the day of the last change, or None if unknown. Copies in `locked` cannot be read.
    """
    open_copies = [copy for copy in copies.all() if copy not in locked]
    sound = [copy for copy in open_copies if is_good(copies.path_of(copy))]
    # a restore may have replaced a damaged journal, which is kept as it was
    useless = [copy for copy in open_copies if copy not in sound and copy.why is not CopyReason.RESTORE]
    if useless:
        yield problem(
            "copies",
            f"{first_names(quoted(copy.name, 80) for copy in useless)} cannot be restored",
            f"remove {'it' if len(useless) == 1 else 'them'}, and make a new one with `devjournal backup`",
        )
    if not sound:
        do = "make one with `devjournal backup`; the next day that you write on begins with one"
        yield warning("copies", "there is no good copy of it yet", do)
        return
    newest = sound[0].made_at.date()
    the_newest = "the newest " if len(sound) > 1 else ""
    says = f"{pluralized(len(sound), 'good copy', 'good copies')}, {the_newest}of {day_in_full(newest)}"
    age = f"{says} ({days_ago(newest, today)})"
    if written is not None and newest < written:
        do = "make one with `devjournal backup`, and see whether it can"
        yield warning("copies", f"{age}, and the journal was changed on {day_in_full(written)}", do)
    else:
        yield ok("copies", age)


def first_names(names: Iterator[str]) -> str:
    """Return the first names, and how many more there are."""
    listed = list(names)
    first = ", ".join(listed[:_FEW])
    return f"{first} and {len(listed) - _FEW} more" if len(listed) > _FEW else first


def _may(path: Path, what: int) -> bool:
    """Return whether this process has these rights on a path."""
    return os.access(path, what, effective_ids=os.access in os.supports_effective_ids)


def _mode(path: Path) -> int:
    """Return the mode of a path; 0 if it is missing, and on Windows."""
    try:
        return 0 if WINDOWS else stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0


def _sync_program(folder: Path) -> str | None:
    """Return the sync program that keeps a folder, by the folder's name or its files."""
    for name, pattern in _SYNCED.items():
        if pattern.fullmatch(folder.name):
            return name
    return next((name for marker, name in _MARKERS.items() if (folder / marker).exists()), None)
