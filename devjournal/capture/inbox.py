"""The inbox: a folder that a phone writes notes into. A file that was read moves to `taken/` and is never deleted.

The order keeps files whatever happens: read, write the drafts in one transaction, move. After a crash before the move a
file is read again, and its drafts are known by then.
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

TAKEN = "taken"
"""The folder in the inbox for files that were read."""

MAX_CALENDAR = 32 * 1024 * 1024
"""Bytes of a calendar file."""

_LARGEST = {".txt": MAX_NOTE, ".md": MAX_NOTE, ".ics": MAX_CALENDAR}
_MAX_FILES = 5_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Stamp(NamedTuple):
    """By what a file is known to be as it was read."""

    size: int
    changed: int


class InboxFile(NamedTuple):
    """A file of the inbox and what it says."""

    path: Path
    stamp: Stamp
    drafts: tuple[NewDraft, ...]


class InboxRead(NamedTuple):
    """What an inbox holds: files that were read, and a sentence for each that was not and stays."""

    files: tuple[InboxFile, ...]
    faults: tuple[str, ...]

    @property
    def drafts(self) -> tuple[NewDraft, ...]:
        """What all files say."""
        return tuple(draft for file in self.files for draft in file.drafts)


def read_inbox(folder: Path, now: datetime) -> InboxRead:
    """Read the notes and calendars of an inbox in the order of their names; nothing is moved yet.

    Raises:
        DocumentRefused: the folder is missing, or cannot be read.
    """
    files: list[InboxFile] = []
    faults: list[str] = []
    for path in _listed(folder):
        try:
            file = _read(path, now)
        except DocumentRefused as error:
            faults.append(str(error))
        except OSError as error:
            faults.append(f"{_name(path)} cannot be read ({error.strerror or error}).")
        else:
            files += [file] if file is not None else []
    return InboxRead(tuple(files), tuple(faults))


def _listed(folder: Path) -> list[Path]:
    name = quoted(str(folder), 200)
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in _LARGEST)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DocumentRefused(
            f"The inbox {name} cannot be read ({reason}); make the folder, or change the setting inbox.folder."
        ) from error
    return [path for path in paths if not path.name.startswith(".")][:_MAX_FILES]


def _read(path: Path, now: datetime) -> InboxFile | None:
    """Return what a file says; None for what is no file, and for an empty file, which may just be arriving.

    Raises:
        DocumentRefused: it is too large, no text, or a broken calendar.
        OSError: it cannot be read.
    """
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or not status.st_size:
        return None
    suffix = path.suffix.lower()
    if status.st_size > _LARGEST[suffix]:
        raise DocumentRefused(f"{_name(path)} is larger than {_LARGEST[suffix] >> 20} MB and stays in the inbox.")
    own_day, source = _own_day(path, status.st_mtime, now), f"inbox {one_line(_plain(path))[:60]}"
    with path.open("rb") as file:
        if suffix == ".ics":
            span = CalendarSpan(None, now.date())
            drafts = read_calendar(file, _name(path), source, span, now, own_day=own_day).drafts
        else:
            drafts = read_note(file, _name(path), source, own_day, own_day=own_day)
    return InboxFile(path, _stamp(status), tuple(drafts))


def _own_day(path: Path, changed: float, now: datetime) -> date:
    """Return the day that a file's name begins with, or on which it was written, up to today."""
    try:
        written = (_EPOCH + timedelta(seconds=changed)).astimezone(now.tzinfo).date()
    except OverflowError:
        written = now.date()
    return day_of_name(path.name) or min(max(written, date(1970, 1, 1)), now.date())


def prepare(folder: Path) -> None:
    """Make the folder for files that were read.

    Raises:
        DocumentRefused: it cannot be made, or nothing can be moved there.
    """
    taken = folder / TAKEN
    try:
        make_folder(taken)
        writable = os.access(taken, os.W_OK | os.X_OK) and os.access(folder, os.W_OK | os.X_OK)
    except OSError as error:
        raise DocumentRefused(
            f"{quoted(str(taken), 200)} cannot be made ({error.strerror}); nothing was taken."
        ) from error
    if not writable:
        raise DocumentRefused(f"Nothing can be moved to {quoted(str(taken), 200)}; change the folder's rights.")


def move_taken(folder: Path, files: Sequence[InboxFile]) -> list[str]:
    """Move files that were read to `taken/`; return a sentence for each that stays.

    A file that was written meanwhile comes back, and is read the next time.
    """
    return [fault for file in files if (fault := _move(folder, file))]


def _move(folder: Path, file: InboxFile) -> str:
    try:
        if _stamp(file.path.lstat()) != file.stamp:
            return ""
        target = _place(file.path, folder / TAKEN)
        if _stamp(target.lstat()) != file.stamp:  # somebody wrote between these lines
            _place(target, folder, file.path.name)
    except FileNotFoundError:  # taken away meanwhile
        return ""
    except OSError as error:
        return f"{_name(file.path)} cannot be moved to {TAKEN} ({error.strerror}); it is known the next time."
    return ""


def _place(path: Path, folder: Path, name: str = "") -> Path:
    """Move a file into a folder under its name, or with a number where that is taken; return where it is now."""
    for target in _names(folder, Path(name or path.name)):
        try:
            put_in_place(path, target)
        except FileExistsError:
            continue
        return target
    raise FileExistsError(0, "too many files of that name")


def _names(folder: Path, name: Path) -> Iterator[Path]:
    yield folder / name
    for number in range(2, 10_000):
        yield folder / f"{name.stem} {number}{name.suffix}"


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns)


def _plain(path: Path) -> str:
    return path.name.encode("utf-8", "replace").decode()


def _name(path: Path) -> str:
    return quoted(_plain(path), 100)
