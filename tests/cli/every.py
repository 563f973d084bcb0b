"""Every command of the parser, so that no new command is forgotten, with the example of its help."""

from __future__ import annotations

import argparse
import shlex
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import NamedTuple

from devjournal.cli.parser import Parser, all_commands, build
from devjournal.exports.transfer.document import dumps
from devjournal.storage import Journal
from devjournal.storage.schema.migrations import MIGRATIONS
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.storage.foreign_content import base

READS = frozenset(
    {
        *(
            "plan list",
            "entry list",
            "drafts list",
            "away list",
            "start list",
            "start show",
            "horizon list",
            "gap list",
        ),
        *(
            "person list",
            "review list",
            "review show",
            "case show",
            "letter",
            "topic list",
            "summary",
            "status",
            "read",
        ),
        *("weeks", "calendar", "search", "reminders", "help", "doctor", "path", "config show", "config check"),
        *("completion", "lock", "demo"),
    }
)
"""Commands that change neither the journal nor the files of devjournal. All others are taken to change something."""

INSTEAD = {
    "plan done": "plan done 4",
    "drafts git": "drafts git repository --author Ana --since 2w",
    "drafts keep": "drafts keep 1 2 --gap 2",
    "drafts drop": "drafts drop 1",
    "start begin": "start engineer --in 18",
    "gap import": "gap import ladder.md",
    "gap close": "gap close 2",
    "gap reopen": "gap reopen 3",
    "gap park": "gap park 2 --why 'Not this year'",
    "gap unpark": "gap unpark 2",
    "person add": "person add Bea --role Lead --next 2026-12-04",
    "person edit": "person edit Ana --role Lead",
    "case order": "case order 57 102 104",
    "case pick": "case pick 187",
    "topic done": "topic done 20",
    "backup": "backup stick.db",
    "restore": "restore copy.db",
    "config init": "config init --force",
    "sync": "sync shared",
    "summary": "summary --with Ana --format html --output ana.html",
}
"""What is given instead of an example, which names what another journal holds."""

BEFORE: dict[str, tuple[str, ...]] = {
    "lesson": ("recap --missed --lesson 'Start on Monday' --week last",),
    "gap unpark": ("gap park 2",),
    "person forget": ("person should-know Ana 3",),
    "redo": ("undo",),
    **dict.fromkeys(("decrypt", "passphrase", "unlock", "lock"), ("encrypt",)),
}
"""What has to be done before a command, so that there is something to do."""

Row = tuple[object, ...]


class Leaf(NamedTuple):
    """A command: its name, its parser, and the arguments of its example."""

    name: str
    parser: Parser
    args: tuple[str, ...]

    @property
    def changes(self) -> bool:
        """Whether the command writes to the journal or to other files."""
        return self.name not in READS


@cache
def leaves() -> tuple[Leaf, ...]:
    """Return every command."""
    return tuple(_leaves(build(all_commands())))


def _leaves(parser: Parser) -> Iterator[Leaf]:
    under = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in under:
        for further in action.choices.values():
            yield from _leaves(further)
    if not under:
        name = parser.prog.removeprefix("devjournal ")
        example = INSTEAD.get(name) or str(parser.epilog).partition("devjournal ")[2].partition(" > ")[0]
        yield Leaf(name, parser, tuple(shlex.split(example)))


def furnish(folder: Path) -> Path:
    """Fill a folder with the files that every command needs. Return the path of its journal."""
    path = folder / "mine" / "journal.db"
    path.parent.mkdir(mode=0o700, parents=True)
    base(path)
    with Journal(path, FrozenClock(FRIDAY)) as journal:
        journal.people.add("Ana")
    shutil.copy(path, folder / "copy.db")
    with Journal(folder / "copy.db", FrozenClock(FRIDAY)) as other:
        other.entries.add("Written on the laptop", day=other.today)
        document = dumps(other.transfer.rows(), len(MIGRATIONS))
    (folder / "laptop.json").write_text(document)
    (folder / "shared").mkdir()
    (folder / "home" / "inbox").mkdir(parents=True)
    (folder / "home" / "inbox" / "idea.txt").write_text("Asked Ostrom for an hour")
    (folder / "config.toml").write_text('[inbox]\nfolder = "~/inbox"\n')
    git = ("git", "-C", str(folder / "repository"), "-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    (folder / "repository").mkdir()
    subprocess.run([*git, "init", "-q"], check=True, timeout=60)
    commit = [*git, "commit", "-q", "--allow-empty", "-m", "Let the queue drain", "--date", "2026-11-24T09:00"]
    subprocess.run(commit, check=True, timeout=60)
    (folder / "ladder.md").write_text("## Skills\n\n- Say it in one sentence\n\n## Brand\n\n- Be known for reviews\n")
    (folder / "notes.md").write_text("Wrote the plan\n\nAsked for the budget\n")
    (folder / "work.ics").write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261120T090000Z\r\n"
        "DTSTART:20261120T090000Z\r\nDTEND:20261120T100000Z\r\nSUMMARY:Design review\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    return path


def rows(path: Path) -> dict[str, list[Row]]:
    """Return every row of the journal, the search index aside."""
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for name in names
            if not name.startswith("search")
        }
