"""The copies of a journal in the folder `backups` beside it, made with SQLite's backup API."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from devjournal.domain.copies.copies import Copy, CopyReason, Unreadable, expired
from devjournal.domain.copies.retention import DEFAULT_RETENTION, Retention
from devjournal.domain.dates.days import day_in_full
from devjournal.domain.text.user_text import one_line, quoted
from devjournal.errors import FileBusy, FileRefused, WriteFailed
from devjournal.platforms import fsync_path, shell_quote, tidying_up
from devjournal.storage.encryption.key import COPIES, KEY_OF
from devjournal.storage.encryption.keyring import is_known, is_locked, is_plain, lacks_key, salt_of
from devjournal.storage.schema.disk import busy_error, refusal
from devjournal.storage.schema.sqlite_file import (
    PATIENCE,
    count_weeks,
    first_fault,
    is_busy,
    is_damage,
    is_environment_error,
    is_good,
    page_faults,
    write_copy,
)

_TIME_FORMAT = "%Y-%m-%dT%H%M%S"
_NAME = re.compile(rf"(\d{{4}}-\d\d-\d\dT\d{{6}})-({'|'.join(CopyReason)})-(.+)", re.ASCII | re.DOTALL)
"""The name of a copy: its time, its reason and the name of the journal, because several journals may share a folder."""

_UNFINISHED_PREFIX = "."
"""The prefix of the name of an unfinished copy."""

_LEFTOVER_AGE = timedelta(days=1)
"""The age from which an unfinished copy counts as a leftover."""


class Copies:
    """The copies of one journal."""

    def __init__(self, path: Path) -> None:
        """Manage the copies of the journal at `path`. No file is read before the first call of a method."""
        self.path = path

    @cached_property
    def _journal(self) -> Path:
        """The path of the journal, with links resolved."""
        return self.path.resolve()

    @property
    def folder(self) -> Path:
        """The folder of the copies, which may not exist yet."""
        return self._journal.parent / COPIES

    def path_of(self, copy: Copy) -> Path:
        """Return the path of a copy."""
        return self.folder / copy.name

    def all(self) -> tuple[Copy, ...]:
        """Return every copy, newest first; empty if the folder is missing or cannot be read."""
        copies = []
        with suppress(OSError):
            for path in self.folder.iterdir():
                copy = self._copy(path.name)
                with suppress(FileNotFoundError):  # another window has just removed it
                    copies += [replace(copy, size=path.stat().st_size)] if copy is not None else []
        return tuple(sorted(copies, key=lambda copy: (copy.made_at, copy.name), reverse=True))

    def with_weeks(self) -> tuple[Copy, ...]:
        """Return every copy, newest first, with its number of weeks, or the reason why it cannot be read."""
        return tuple(map(self._with_weeks, self.all()))

    def _with_weeks(self, copy: Copy) -> Copy:
        path = self.path_of(copy)
        weeks = count_weeks(path)
        if weeks is not None:
            return replace(copy, weeks=weeks)
        why = Unreadable.LOCKED if is_locked(path) else Unreadable.NO_KEY if lacks_key(path) else Unreadable.DAMAGED
        return replace(copy, unreadable=why)

    def newest_good(self) -> Copy | None:
        """Return the newest sound copy; None if no copy is sound."""
        return next((copy for copy in self.all() if is_good(self.path_of(copy))), None)

    def restore_hint(self) -> str:
        """Return how to restore the newest sound copy, as the end of a sentence."""
        copy = self.newest_good()
        if copy is None:
            return "no good copy of it lies beside it, and `devjournal restore FILE` brings one back from elsewhere"
        moment = f"{day_in_full(copy.made_at.date())}, {copy.made_at:%H:%M}"
        return f"`devjournal restore {one_line(shell_quote(copy.name))}` brings back the newest good copy, of {moment}"

    def make(
        self, why: CopyReason, now: datetime, *, patience: float = PATIENCE, retention: Retention = DEFAULT_RETENTION
    ) -> Copy:
        """Make and check a copy named after `now`, then remove the expired copies with the same reason.

        Raises:
            WriteFailed: the copy cannot be written; no part of it remains.
            FileRefused: the journal is damaged; older copies stay.
        """

        def fill(target: Path) -> None:
            write_copy(self._journal, target, patience=patience)
            self._check(target)

        return self._create(why, now, fill, retention)

    def make_byte_copy(self, why: CopyReason, now: datetime) -> Copy:
        """Copy a damaged journal byte for byte, with the rollback journal of an interrupted write.

        Raises:
            WriteFailed: the copy cannot be written; no part of it remains.
        """
        from shutil import copyfile  # only a damaged file needs it

        def fill(target: Path) -> None:
            copyfile(self._journal, target)
            fsync_path(target)

        copy = self._create(why, now, fill)
        with suppress(OSError):
            copyfile(f"{self._journal}-journal", f"{self.path_of(copy)}-journal")
        return copy

    def write_to(self, target: Path) -> None:
        """Make a copy in the empty file `target`.

        Raises:
            WriteFailed: the copy cannot be written.
            FileRefused: the journal is damaged.
        """
        try:
            write_copy(self._journal, target)
            self._check(target)
        except sqlite3.Error as error:
            raise self._explain(error, target) or WriteFailed(f"The copy cannot be written ({error}).") from error

    def remove(self, copy: Copy) -> None:
        """Remove a copy, its rollback journal and its key file. If the folder is empty then, remove the folder, too."""
        path = self.path_of(copy)
        for file in (path, path.with_name(f"{path.name}-journal"), path.with_name(f"{KEY_OF}{path.name}")):
            with suppress(OSError):
                file.unlink()
        with suppress(OSError):
            self.folder.rmdir()

    def key_file_of_copy(self, copy: Path) -> Path | None:
        """Return the path of an encrypted copy's key file; None for a plain copy."""
        if not _salt_of(copy):
            return None
        from devjournal.storage.encryption.key_file import key_file_of

        return key_file_of(copy)

    def write_key_file(self, temporary: Path, target: Path) -> None:
        """Write the key file of an encrypted copy, before the copy is renamed from `temporary` to `target`.

        Raises:
            FileRefused: the key file of the journal is gone.
            OSError: the key file cannot be written.
        """
        salt = _salt_of(temporary)
        if not salt:
            return
        from devjournal.storage.encryption.key_file import entry_for, key_file_of, write_entries

        entry = entry_for(self._journal, salt)
        if entry is not None:
            write_entries(key_file_of(target), [entry])
        elif is_known(salt):
            raise FileRefused(
                f"{quoted(str(key_file_of(self._journal)), 200)} is gone, and without it no copy can be opened; "
                "`devjournal passphrase --new-key` makes a new one."
            )

    def _check(self, copy: Path) -> None:
        """Check that a new copy is sound.

        Raises:
            FileRefused: the copy is not sound, so the journal is damaged.
        """
        if problems := page_faults(copy):
            raise self._damaged(first_fault(problems))

    def _copy(self, name: str) -> Copy | None:
        """Return the copy with this file name; None if the name is not that of a copy of this journal."""
        match = _NAME.fullmatch(name)
        if match is None or match[3] != self._journal.name:
            return None
        try:
            made_at = datetime.fromisoformat(match[1])
        except ValueError:  # such as 31 February
            return None
        return Copy(name=name, made_at=made_at, why=CopyReason(match[2]))

    def _create(
        self, why: CopyReason, now: datetime, fill: Callable[[Path], None], retention: Retention = DEFAULT_RETENTION
    ) -> Copy:
        """Let `fill` write a copy under a temporary name, sync it to the disk, and rename it."""
        try:
            self._make_folder()
            copy = self._reserve(why, now.replace(tzinfo=None, microsecond=0))
            unfinished = self.folder / f"{_UNFINISHED_PREFIX}{copy.name}"
            with tidying_up():
                try:
                    fill(unfinished)
                    self.write_key_file(unfinished, self.path_of(copy))
                    size = unfinished.stat().st_size
                    unfinished.replace(self.path_of(copy))
                except BaseException:
                    unfinished.unlink(missing_ok=True)
                    raise
            fsync_path(self.folder)
        except OSError as error:
            raise self._copy_failed(error.strerror or str(error)) from error
        except sqlite3.Error as error:
            raise self._explain(error, self.path_of(copy)) or self._copy_failed(str(error)) from error
        copy = replace(copy, size=size)
        self._remove_expired(copy, retention)
        return copy

    def _make_folder(self) -> None:
        """Create the folder with mode 0700. If an existing folder holds only copies, correct its mode."""
        try:
            self.folder.mkdir(mode=0o700)
            with suppress(OSError):  # some file systems have no modes
                self.folder.chmod(0o700)  # the umask may have removed some modes
        except FileExistsError:
            if not self.folder.is_dir():
                raise
            open_to_others = stat.S_IMODE(self.folder.stat().st_mode) & 0o077
            names = (path.name.removeprefix(_UNFINISHED_PREFIX).removeprefix(KEY_OF) for path in self.folder.iterdir())
            if open_to_others and all(map(_NAME.fullmatch, names)):
                with suppress(OSError):  # some file systems have no modes
                    self.folder.chmod(0o700)

    def _reserve(self, why: CopyReason, moment: datetime) -> Copy:
        """Return a copy with a free name, and create its unfinished file.

        If a copy of the same second exists, as with a stopped clock, the time in the name is seconds later.
        """
        while True:
            name = f"{moment.strftime(_TIME_FORMAT)}-{why}-{self._journal.name}"
            unfinished = self.folder / f"{_UNFINISHED_PREFIX}{name}"
            with suppress(FileExistsError):
                os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
                with suppress(OSError):  # some file systems have no modes
                    unfinished.chmod(0o600)  # the umask may have removed some modes
                if not (self.folder / name).exists():
                    return Copy(name=name, made_at=moment, why=why)
                unfinished.unlink()
            moment += timedelta(seconds=1)

    def _remove_expired(self, new_copy: Copy, retention: Retention) -> None:
        """Remove the expired copies with the reason of a new copy, and leftovers of an interrupted program.

        The new copy always stays: if the clock was set back, it may look old.
        """
        for copy in expired(self.all(), retention) - {new_copy}:
            if copy.why is new_copy.why:  # `retention` is known only for copies with this reason
                self.remove(copy)
        for path in list(self.folder.iterdir()):
            prefix = next((prefix for prefix in (_UNFINISHED_PREFIX, KEY_OF) if path.name.startswith(prefix)), "")
            copy_name = path.name.removeprefix(prefix)
            begun = self._copy(copy_name) if prefix else None
            if prefix == KEY_OF and path.with_name(copy_name).exists():
                continue
            if begun is not None and new_copy.made_at - begun.made_at > _LEFTOVER_AGE:
                with suppress(OSError):
                    path.unlink()

    def _explain(self, error: sqlite3.Error, target: Path) -> FileBusy | FileRefused | WriteFailed | None:
        """Return an error that names the cause: the journal, or the disk of the journal or copy; None if unknown."""
        if is_environment_error(error):
            for path in (self._journal, target):
                if reason := refusal(path):
                    return reason
        if is_busy(error):
            return busy_error(self.path)
        return self._damaged(str(error)) if is_damage(error) else None

    def _damaged(self, fault: str) -> FileRefused:
        return FileRefused(f"{quoted(str(self.path), 200)} is damaged ({fault}); {self.restore_hint()}.")

    def _copy_failed(self, reason: str) -> WriteFailed:
        return WriteFailed(
            f"No copy of the journal could be made in {quoted(str(self.folder), 200)} ({reason.lower()}); "
            "fix that, then make one with `devjournal backup`."
        )


def _salt_of(copy: Path) -> str:
    """Return the salt at the start of an encrypted file, in hexadecimal; "" for a plain file."""
    return "" if is_plain(copy) else salt_of(copy)
