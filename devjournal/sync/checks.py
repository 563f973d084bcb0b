"""Checks of the sync folder for `doctor`: unreadable files, silent machines, and clocks that are ahead."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from devjournal.domain.copies.health_check import CheckResult, ok, warning
from devjournal.domain.dates.days import day_in_full, days_ago
from devjournal.domain.text.user_text import one_line, pluralized, quoted
from devjournal.platforms import is_folder
from devjournal.sync.chains import scan_folder
from devjournal.sync.files import Header, list_files
from devjournal.sync.local_state import LocalState, load_state, missing_peers, state_file
from devjournal.sync.names import machine_names

SILENT = timedelta(days=30)
"""Time without a file after which a machine is reported. A machine that syncs writes one at least every week."""

TOLERANCE = timedelta(minutes=2)
"""Difference between two clocks that is not reported."""

ABOUT = "machines"

_MAX_NAMED = 3
"""Maximum number of unreadable files that are named. The rest is counted."""


def check_sync(folder: Path, journal: Path, state_folder: Path, now: datetime) -> Iterator[CheckResult]:
    """Check that the folder can be read, that every machine has synced lately, and that no clock is ahead."""
    name = quoted(str(folder), 200)
    if not is_folder(folder):
        do = "bring it back, or name another one in the setting `sync.folder`"
        yield warning(ABOUT, f"there is no folder {name}, so nothing is synced", do)
        return
    path = Path(os.path.realpath(journal))
    local = load_state(state_file(state_folder, path), path, folder)
    try:
        scan = scan_folder(folder, list_files(folder))
    except OSError as error:
        do = "give yourself access with `chmod u+rwx`"
        yield warning(ABOUT, f"{name} cannot be read ({error.strerror}), so nothing is synced", do)
        return
    names = machine_names(scan, local)
    headers = {machine: replace(header, name=names[machine]) for machine, header in scan.newest_headers().items()}
    newest = sorted(headers.values(), key=lambda header: (header.name, header.machine))
    peers = [header for header in newest if header.machine != local.machine]
    warnings = [*_check_unreadable(folder, local), *_check_silent(peers, now), *_check_clocks(newest, local, now)]
    yield from warnings
    if warnings:
        return
    if peers:
        yield ok(ABOUT, f"{pluralized(len(peers), 'other machine')} in {name}, each heard of within a month")
    else:
        yield ok(ABOUT, f"no other machine in {name} {'any more' if missing_peers(local, headers) else 'yet'}")


def _check_unreadable(folder: Path, local: LocalState) -> Iterator[CheckResult]:
    """Yield a warning for each file that the last sync could not read and that still exists."""
    unreadable = [(name, why) for name, why in sorted(local.unreadable.items()) if (folder / name).exists()]
    for name, why in unreadable[:_MAX_NAMED]:
        yield warning(ABOUT, f"{quoted(name, 120)} could not be read: {why}", "`devjournal sync` tries again")
    if len(unreadable) > _MAX_NAMED:
        more = len(unreadable) - _MAX_NAMED
        yield warning(ABOUT, f"{more} more could not be read", "`devjournal sync --status` lists them")


def _check_silent(peers: list[Header], now: datetime) -> Iterator[CheckResult]:
    """Yield a warning for each machine whose newest file is older than `SILENT`."""
    for header in peers:
        if now - header.written_at > SILENT:
            day = header.written_at.astimezone(now.tzinfo).date()
            yield warning(
                ABOUT,
                f"nothing was heard of {one_line(header.name)} since {day_in_full(day)} ({days_ago(day, now.date())})",
                f"sync there; if you no longer have it, remove its files, `*-{header.machine}-*.djsync`",
            )


def _check_clocks(newest: list[Header], local: LocalState, now: datetime) -> Iterator[CheckResult]:
    """Yield a warning for each machine whose newest file is ahead of this machine's clock, now or at the last sync."""
    for header in newest:
        lead = max(header.written_at - now, _lead_at_last_sync(header.machine, local))
        if lead <= TOLERANCE:
            continue
        by = f"at least {_duration(lead)}"
        if header.machine == local.machine:
            says = f"this machine's clock was {by} ahead when it synced, or is behind now"
        else:
            says = f"the clock of {one_line(header.name)} is {by} ahead of this one"
        yield warning(ABOUT, says, "set the clocks right: where both machines wrote a text, the later one stands")


def _lead_at_last_sync(machine: str, local: LocalState) -> timedelta:
    """Return how far a machine's newest file was ahead of this clock at the last sync; zero if there was none."""
    with suppress(KeyError, IndexError, ValueError, TypeError):
        return datetime.fromisoformat(local.peers[machine][1]) - datetime.fromisoformat(local.synced_at)
    return timedelta()


def _duration(lead: timedelta) -> str:
    minutes = int(lead.total_seconds() // 60)
    if minutes < 2 * 60:
        return pluralized(minutes, "minute")
    return pluralized(minutes // 60, "hour") if minutes < 2 * 24 * 60 else pluralized(minutes // (24 * 60), "day")
