"""Reads the inbox, a folder that a phone writes notes to, and moves the files to `taken/`; none is ever deleted.

Order: read the files, write the drafts in one transaction, move the files. If a crash comes before the move, the files
are read again, and their drafts are recognized as duplicates.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from devjournal.capture.calendar_file import CalendarSpan, read_calendar
from devjournal.capture.note_file import MAX_NOTE, read_note
from devjournal.domain.capture.draft import NewDraft
from devjournal.domain.capture.notes import day_of_name
from devjournal.domain.text.user_text import one_line, quoted
from devjournal.errors import DocumentRefused
from devjournal.platforms import make_folder, put_in_place

TAKEN_FOLDER = "taken"
"""The subfolder of the inbox for files that have been read."""

MAX_CALENDAR = 32 * 1024 * 1024
"""The largest calendar file in an inbox, in bytes."""

_MAX_SIZES = {".txt": MAX_NOTE, ".md": MAX_NOTE, ".ics": MAX_CALENDAR}
_MAX_FILES = 5_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Stamp(NamedTuple):
    """Size in bytes and modification time in nanoseconds: if both are equal, the file is unchanged."""

    size: int
    mtime: int


class InboxFile(NamedTuple):
    """A file of the inbox and its drafts."""

    path: Path
    stamp: Stamp
    drafts: tuple[NewDraft, ...]


class InboxRead(NamedTuple):
    """The files of an inbox, and an error message for each file that cannot be read."""

    files: tuple[InboxFile, ...]
    faults: tuple[str, ...]

    @property
    def drafts(self) -> tuple[NewDraft, ...]:
        """The drafts of all files."""
        return tuple(draft for file in self.files for draft in file.drafts)


def read_inbox(folder: Path, now: datetime) -> InboxRead:
    """Read the notes and calendars of an inbox, sorted by name, without moving them.

    Raises:
        DocumentRefused: the folder is missing, or cannot be listed.
    """
    files: list[InboxFile] = []
    faults: list[str] = []
    for path in _note_paths(folder):
        try:
            file = _read(path, now)
        except DocumentRefused as error:
            faults.append(str(error))
        except OSError as error:
            faults.append(f"{_quoted_name(path)} cannot be read ({error.strerror or error}).")
        else:
            files += [file] if file is not None else []
    return InboxRead(tuple(files), tuple(faults))


def _note_paths(folder: Path) -> list[Path]:
    name = quoted(str(folder), 200)
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in _MAX_SIZES)
    except (OSError, ValueError) as error:
        message = getattr(error, "strerror", None) or error
        raise DocumentRefused(
            f"The inbox {name} cannot be read ({message}); make the folder, or change the setting inbox.folder."
        ) from error
    return [path for path in paths if not path.name.startswith(".")][:_MAX_FILES]


def _read(path: Path, now: datetime) -> InboxFile | None:
    """Read a file. Return None if it is not a regular file, or is empty: a sync program may still be writing it.

    Raises:
        DocumentRefused: the file is too large, not text, or not a valid calendar.
        OSError: the file cannot be read.
    """
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or not status.st_size:
        return None
    suffix = path.suffix.lower()
    if status.st_size > _MAX_SIZES[suffix]:
        raise DocumentRefused(
            f"{_quoted_name(path)} is larger than {_MAX_SIZES[suffix] >> 20} MB and stays in the inbox."
        )
    own_day, source = _own_day(path, status.st_mtime, now), f"inbox {one_line(_printable_name(path))[:60]}"
    with path.open("rb") as file:
        if suffix == ".ics":
            span = CalendarSpan(None, now.date())
            drafts = read_calendar(file, _quoted_name(path), source, span, now, own_day=own_day).drafts
        else:
            drafts = read_note(file, _quoted_name(path), source, own_day, own_day=own_day)
    return InboxFile(path, _stamp(status), tuple(drafts))


def _own_day(path: Path, mtime: float, now: datetime) -> date:
    """Return the date at the start of a file's name, else the day of its last change, at the latest today."""
    try:
        changed_on = (_EPOCH + timedelta(seconds=mtime)).astimezone(now.tzinfo).date()
    except OverflowError:
        changed_on = now.date()
    return day_of_name(path.name) or min(max(changed_on, date(1970, 1, 1)), now.date())


def prepare(folder: Path) -> None:
    """Create `taken/` in an inbox.

    Raises:
        DocumentRefused: `taken/` cannot be created, or one of both folders is not writable.
    """
    taken_folder = folder / TAKEN_FOLDER
    try:
        make_folder(taken_folder)
        writable = os.access(taken_folder, os.W_OK | os.X_OK) and os.access(folder, os.W_OK | os.X_OK)
    except OSError as error:
        raise DocumentRefused(
            f"{quoted(str(taken_folder), 200)} cannot be created ({error.strerror}); no file was read."
        ) from error
    if not writable:
        raise DocumentRefused(
            f"Files cannot be moved to {quoted(str(taken_folder), 200)}; change the folder's permissions."
        )


def move_taken(folder: Path, files: Sequence[InboxFile]) -> list[str]:
    """Move files to `taken/`, and return an error message for each that cannot be moved.

    If a file has changed since it was read, it stays in the inbox, to be read again next time.
    """
    return [fault for file in files if (fault := _move(folder, file))]


def _move(folder: Path, file: InboxFile) -> str:
    try:
        if _stamp(file.path.lstat()) != file.stamp:
            return ""
        target = _move_into(file.path, folder / TAKEN_FOLDER)
        if _stamp(target.lstat()) != file.stamp:  # changed between the check and the move
            _move_into(target, folder, file.path.name)
    except FileNotFoundError:  # removed meanwhile
        return ""
    except OSError as error:
        name = _quoted_name(file.path)
        return f"{name} cannot be moved to {TAKEN_FOLDER} ({error.strerror}); next time its drafts are recognized."
    return ""


def _move_into(path: Path, folder: Path, name: str = "") -> Path:
    """Move a file into a folder and return its new path. If its name exists there, a number is appended."""
    for target in _candidates(folder, Path(name or path.name)):
        try:
            put_in_place(path, target)
        except FileExistsError:
            continue
        return target
    raise FileExistsError(0, "too many files of that name")


def _candidates(folder: Path, name: Path) -> Iterator[Path]:
    yield folder / name
    for number in range(2, 10_000):
        yield folder / f"{name.stem} {number}{name.suffix}"


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns)


def _printable_name(path: Path) -> str:
    return path.name.encode("utf-8", "replace").decode()


def _quoted_name(path: Path) -> str:
    return quoted(_printable_name(path), 100)
