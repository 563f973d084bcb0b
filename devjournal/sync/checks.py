"""What the doctor says of a sync: whether the folder is there, who is silent, and whose clock is ahead."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from devjournal.domain.copies.health_check import CheckResult, ok, warning
from devjournal.domain.dates.days import day_in_full, days_ago
from devjournal.domain.text.user_text import one_line, pluralized, quoted
from devjournal.sync.chains import look
from devjournal.sync.files import Header, listed
from devjournal.sync.memory import Memory, memory_file, recall

SILENT = timedelta(days=30)
"""A machine that syncs writes a file every week: after so long it is worth knowing that there was none."""

TOLERANCE = timedelta(minutes=2)
"""What clocks may differ by."""

ABOUT = "machines"

_NAMED = 3
"""Files that are named before the rest is counted."""


def check_sync(folder: Path, journal: Path, state: Path, now: datetime) -> Iterator[CheckResult]:
    """Say whether the folder of the settings is there, which machines are silent, and which clocks are ahead."""
    shown = quoted(str(folder), 200)
    if not os.path.isdir(folder):  # noqa: PTH112 - False also where a folder above cannot be entered
        do = "bring it back, or name another one in the setting `sync.folder`"
        yield warning(ABOUT, f"there is no folder {shown}, so nothing is synced", do)
        return
    path = Path(os.path.realpath(journal))
    memory = recall(memory_file(state, path), path, folder)
    try:
        newest = _newest(folder)
    except OSError as error:
        do = "give yourself access with `chmod u+rwx`"
        yield warning(ABOUT, f"{shown} cannot be read ({error.strerror}), so nothing is synced", do)
        return
    others = [header for header in newest if header.machine != memory.machine]
    hints = [*_unreadable(folder, memory), *_silent(others, now), *_ahead(newest, memory, now)]
    yield from hints
    if not hints:
        who = pluralized(len(others), "other machine") if others else "no other machine"
        yield ok(ABOUT, f"{who} in {shown}{', each heard of within a month' if others else ' yet'}")


def _unreadable(folder: Path, memory: Memory) -> Iterator[CheckResult]:
    """Yield the files that the last sync could not read and that are still there, the first three by name."""
    bad = [(name, why) for name, why in sorted(memory.bad.items()) if (folder / name).exists()]
    for name, why in bad[:_NAMED]:
        yield warning(ABOUT, f"{quoted(name, 120)} could not be read: {why}", "`devjournal sync` tries again")
    if len(bad) > _NAMED:
        yield warning(ABOUT, f"{len(bad) - _NAMED} more could not be read", "`devjournal sync --status` lists them")


def _newest(folder: Path) -> list[Header]:
    """Return what the newest file of each machine says of itself, by the name of the machine.

    Raises:
        OSError: the folder cannot be read.
    """
    newest: dict[str, Header] = {}
    for link in look(folder, listed(folder)).links.values():
        header = link.header
        known = newest.get(header.machine)
        if known is None or _moment(known) < _moment(header):
            newest[header.machine] = header
    return sorted(newest.values(), key=lambda header: (header.name, header.machine))


def _silent(others: list[Header], now: datetime) -> Iterator[CheckResult]:
    for header in others:
        last = _moment(header)
        if now - last > SILENT:
            day = last.astimezone(now.tzinfo).date()
            yield warning(
                ABOUT,
                f"nothing was heard of {one_line(header.name)} since {day_in_full(day)} ({days_ago(day, now.date())})",
                f"sync there; if you no longer have it, remove its files, `*-{header.machine}-*.djsync`",
            )


def _ahead(newest: list[Header], memory: Memory, now: datetime) -> Iterator[CheckResult]:
    for header in newest:
        lead = max(_moment(header) - now, _lead_when_read(header.machine, memory))
        if lead <= TOLERANCE:
            continue
        by = f"at least {_in_words(lead)}"
        if header.machine == memory.machine:
            says = f"this machine's clock was {by} ahead when it synced, or is behind now"
        else:
            says = f"the clock of {one_line(header.name)} is {by} ahead of this one"
        yield warning(ABOUT, says, "set the clocks right: where both machines wrote a text, the later one stands")


def _lead_when_read(machine: str, memory: Memory) -> timedelta:
    """Return how far a machine's file was ahead of this clock at the last sync; it may be in the past by now."""
    with suppress(KeyError, IndexError, ValueError, TypeError):  # it was not heard of, or nothing was synced yet
        return datetime.fromisoformat(memory.heard[machine][1]) - datetime.fromisoformat(memory.synced_at)
    return timedelta()


def _moment(header: Header) -> datetime:
    return datetime.fromisoformat(header.at)


def _in_words(lead: timedelta) -> str:
    minutes = int(lead.total_seconds() // 60)
    if minutes < 2 * 60:
        return pluralized(minutes, "minute")
    return pluralized(minutes // 60, "hour") if minutes < 2 * 24 * 60 else pluralized(minutes // (24 * 60), "day")
