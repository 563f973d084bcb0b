"""Ways to damage a file, and checks that a file is unchanged."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.storage import raw


def mode(path: Path) -> int:
    """Return the rights on a path."""
    return stat.S_IMODE(path.stat().st_mode)


@dataclass(frozen=True)
class Trace:
    """What a refusal must leave alone: everything in a folder, by name."""

    files: dict[str, tuple[int, int, bytes]]

    @classmethod
    def of(cls, folder: Path) -> Trace:
        """Look at what is in a folder and below."""
        files = {}
        for each in sorted(folder.rglob("*")):
            state = each.lstat()
            content = each.read_bytes() if stat.S_ISREG(state.st_mode) else b""
            files[str(each.relative_to(folder))] = (state.st_mode, state.st_mtime_ns, content)
        return cls(files)


def foreign(path: Path, *, application: int = 0, version: int = 0) -> None:
    """Make another program's database."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE theirs (x)")
        connection.execute("INSERT INTO theirs VALUES (1)")
        connection.execute(f"PRAGMA application_id = {application}")
        connection.execute(f"PRAGMA user_version = {version}")
    path.chmod(0o644)


def interrupted(path: Path, change: Callable[[sqlite3.Connection], None]) -> None:
    """Leave a database as a program does that is cut off in the middle of a write: with a hot journal."""
    whole = path.with_name("whole.db")
    path.rename(whole)
    with closing(sqlite3.connect(whole, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("PRAGMA cache_spill = 1")
        connection.execute("BEGIN EXCLUSIVE")
        change(connection)
        path.write_bytes(whole.read_bytes())
        path.with_name(f"{path.name}-journal").write_bytes(whole.with_name("whole.db-journal").read_bytes())
        connection.execute("ROLLBACK")
    whole.unlink()


def cut_off_early(path: Path) -> None:
    """Leave what a program leaves that is killed before its write reached the file: a journal that is not hot."""
    beside = path.with_name(f"{path.name}-journal")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE undo_step SET id = id")
        connection.execute("PRAGMA user_version = 0")
        content = beside.read_bytes()
        connection.execute("ROLLBACK")
    assert content[:8] == bytes(8), "SQLite writes its mark when the journal is on the disk"
    beside.write_bytes(content)


def fill(table: str) -> Callable[[sqlite3.Connection], None]:
    """Return a change that is too large to stay in memory."""

    def change(connection: sqlite3.Connection) -> None:
        for n in range(300):
            connection.execute(f"INSERT INTO {table} VALUES ({n}, hex(randomblob(2000)))")

    return change


def scramble(path: Path, table: str = "entry") -> None:
    """Write noise over the page on which a table begins, as a failing disk does."""
    page = raw.query(path, "SELECT rootpage FROM sqlite_master WHERE name = ?", table)[0][0]
    size = raw.query(path, "PRAGMA page_size")[0][0]
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


def cut_short(path: Path) -> None:
    """Lose the second half of a file, as a transfer that was cut off does."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2 + 77])


def behead(path: Path) -> None:
    """Lose the first page of a file, and with it that it is a database."""
    with path.open("r+b") as file:
        file.write(b"\0" * 4096)


def overwrite(path: Path) -> None:
    """Put something else in the place of a file."""
    path.write_text("Shopping: bread, milk\n" * 3)


HURTS: dict[str, Callable[[Path], None]] = {
    "a page is noise": scramble,
    "half is gone": cut_short,
    "its head is gone": behead,
    "it is something else": overwrite,
}
"""What may come over a journal, in words."""
