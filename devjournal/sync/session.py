"""One sync: read what the others wrote, bring the journal in step, write what they do not have.

The journal is written before the folder, and each in one piece. A sync that ends anywhere in between is gone on with by
the next one: what was read is read again without effect, and what was not written is written then.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from devjournal.domain.merge.journal_state import owned
from devjournal.domain.merge.machines import InStep, bring_in_step, bring_part_in_step, owned_rows
from devjournal.domain.merge.row_merge import Row
from devjournal.domain.merge.settling import HIDDEN, REMOVED
from devjournal.domain.merge.surroundings import CONFLICT, MOST, Key
from devjournal.domain.text.user_text import quoted
from devjournal.errors import FileBusy, FileRefused, RuleViolation
from devjournal.platforms import lock, make_folder
from devjournal.storage import Journal
from devjournal.storage.schema.document_shape import table_columns
from devjournal.storage.transfer.in_step import Becoming, Stepped
from devjournal.storage.transfer.raw_rows import RawRows
from devjournal.sync.chains import Found, look
from devjournal.sync.engine import require_engine
from devjournal.sync.files import BadFile, forget_cut_off, is_own_name, listed, read_header
from devjournal.sync.memory import Memory, memory_file, new_identity, recall, remember
from devjournal.sync.outcome import Machine, Outcome, Standing
from devjournal.sync.reading import Copies, Reader
from devjournal.sync.seal import Seal
from devjournal.sync.writing import Writer

UNDO_NAME = "sync with "
"""What the name of a sync begins with in the history of a journal."""

_TRIES, _PAUSE = 200, 0.05
"""How often a sync looks whether another one of the same journal has ended, and the seconds between."""


def require_folder(folder: Path) -> None:
    """Look whether a folder is there.

    Raises:
        FileRefused: it is not.
    """
    if not os.path.isdir(folder):  # noqa: PTH112  # which a name that is too long does not stop
        raise FileRefused(
            f"There is no folder {quoted(str(folder), 200)}; make it, or name the one that your machines share."
        )


class Session:
    """Syncs one journal with one folder."""

    def __init__(self, journal: Journal, folder: Path, state: Path, host: str) -> None:
        """Remember things in the folder `state`; `host` is what this machine is called."""
        self._journal = journal
        self._folder = folder
        self._path = Path(os.path.realpath(journal.path))
        self._file = memory_file(state, self._path)
        self._host = host
        self._shape = table_columns()
        self._version = journal.transfer.version

    def sync(self, *, unless_undone: bool = False) -> Outcome:
        """Bring the journal in step with the folder.

        Raises:
            RuleViolation: the last sync that brought something in was undone, and is to stay so `unless_undone`.
            ExtraMissing: the engine is not installed.
            FileRefused: there is no such folder.
            FileBusy: another sync of this journal takes too long.
            JournalError: the journal or the folder cannot be written.
        """
        require_folder(self._folder)
        require_engine()
        with self._alone():
            memory = recall(self._file, self._path, self._folder)
            was_undone = self._was_undone(memory)
            if was_undone and unless_undone:
                raise RuleViolation("The last sync was undone; `devjournal sync` or Sync in the palette does it again.")
            return replace(self._sync(memory), again=was_undone)

    def standing(self) -> Standing:
        """Return where the folder stands; nothing is written, and nothing is read into the journal.

        Raises:
            FileRefused: there is no such folder.
        """
        require_folder(self._folder)
        memory = recall(self._file, self._path, self._folder)
        listing = self._listed()
        found = look(self._folder, listing)
        known = set(memory.read)
        waiting = sum(
            1 for digest, link in found.links.items() if link.header.machine != memory.machine and digest not in known
        )
        bad = {**{name: why for name, why in memory.bad.items() if name in listing}, **found.bad}
        changed = not memory.print or memory.print != self._print()
        return Standing(
            folder=str(self._folder),
            name=memory.name,
            synced_at=memory.synced_at,
            machines=self._machines(found, memory),
            waiting=waiting,
            changed=changed,
            undone=self._was_undone(memory),
            bad=tuple(sorted(bad.items())),
        )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        make_folder(self._file.parent)
        pause = threading.Event()
        for _ in range(_TRIES):
            handle = lock(self._file.with_suffix(".lock"))
            if handle is not None:
                break
            pause.wait(_PAUSE)
        else:
            raise FileBusy("Another sync of this journal is running; try again in a moment.")
        try:
            yield
        finally:
            os.close(handle)

    def _sync(self, memory: Memory) -> Outcome:
        listing = self._listed()
        seal = Seal.of(self._journal.path)
        now, transfer = self._journal.now, self._journal.transfer
        writer = Writer(memory, self._file, self._shape, self._version, seal, now)
        if memory.print == self._print() and memory.listing == listing and not writer.is_due():
            machines = tuple(sorted((Machine(*heard) for heard in memory.heard.values()), key=lambda one: one.name))
            return Outcome(machines, 0, 0, (), None, tuple(sorted(memory.bad.items())))
        found = look(self._folder, listing)
        forget_cut_off(self._folder, memory.machine)
        self._know_oneself(memory, listing, found)
        copies = Reader(self._shape, self._version, seal).read_all(
            found.chains, set(memory.read) if self._goes_on(memory) else set()
        )
        step = transfer.last_step()
        stepped = self._bring_in(memory, copies, writer)
        printed = self._print()
        made = stepped.made if stepped is not None else None
        owned_here: Mapping[Key, Row] = {}
        if stepped is not None and stepped.version == self._journal.data_version():
            raw = stepped.raw
            memory.settled, memory.unsettled = True, []
        else:
            raw = transfer.raw()
            owned_here = self._owned(memory, raw, writer)
            writer.note_unsettled(raw)
        lost = any(digest not in found.links for digest in memory.read)
        memory.read = [digest for digest in {*memory.read, *copies.read} if digest in found.links]
        went: Collection[Key] = ()
        came = made.came if made is not None else frozenset()
        if made is not None or memory.print != printed or lost or not writer.is_whole(listing) or writer.is_due():
            went = writer.write(raw, owned_here, copies, listing, lost=lost) - came
        writer.tidy(listing)
        bad = {name: why for name, why in {**found.bad, **copies.bad}.items() if name in listing}
        machines = self._machines(found, memory)
        memory.heard = {machine: [one.name, one.last] for machine, one in self._by_identity(found, memory).items()}
        memory.bad, memory.listing, memory.print = bad, listing, printed
        memory.step = list(transfer.last_step() or ())
        if stepped is not None or self._was_undone(memory):
            memory.brought = memory.step if made is not None and memory.step != list(step or ()) else []
        memory.synced_at = now.isoformat(timespec="seconds")
        remember(self._file, memory, self._path)
        beside = (REMOVED, HIDDEN, CONFLICT)
        gave_way = made.gave_way if made is not None else ()
        sent = sum(table not in beside for table, _ in went)
        return Outcome(machines, len(came), sent, gave_way, made, tuple(sorted(bad.items())))

    def _bring_in(self, memory: Memory, copies: Copies, writer: Writer) -> Stepped[InStep] | None:
        """Bring the journal in step with the copies that were read; None where there are none."""
        if not copies.rows:
            return None
        names = sorted({name for name, _ in copies.rows if name != memory.name}) or [memory.name]
        what = UNDO_NAME + (names[0] if len(names) == 1 else f"{len(names)} machines")
        combine = partial(self._combined, memory, copies, writer)
        return self._journal.transfer.in_step(combine, what, first=not memory.synced_at)

    def _combined(self, memory: Memory, copies: Copies, writer: Writer, raw: RawRows) -> InStep:
        """Return what this journal and the copies make: of a part of it, where a part is all that can change."""
        if memory.settled and copies.count() <= MOST:
            made = bring_part_in_step(raw, copies.rows, writer.unsettled(raw), self._shape, memory.name)
            if made is not None:
                return made
        return bring_in_step(owned(raw.rows(), self._shape), copies.rows, self._shape, memory.name)

    def _owned(self, memory: Memory, raw: RawRows, writer: Writer) -> Mapping[Key, Row]:
        """Return the rows that count as written otherwise than the file has them: only what was merged has such."""
        if not raw.uids(HIDDEN):
            return {}
        return owned_rows(raw, writer.unsettled(raw) if memory.settled else None, self._shape)

    def _goes_on(self, memory: Memory) -> bool:
        """Say whether the journal holds all that was read into it: it was not restored, and no sync was undone."""
        if memory.print and memory.print == self._print():
            return True
        return len(memory.step) == 2 and self._becoming(memory.step) is Becoming.HELD

    def _was_undone(self, memory: Memory) -> bool:
        """Say whether the last sync that brought something in was taken back."""
        return len(memory.brought) == 2 and self._becoming(memory.brought) is Becoming.UNDONE

    def _becoming(self, step: list[Any]) -> Becoming:
        return self._journal.transfer.becoming_of((step[0], step[1]))

    def _know_oneself(self, memory: Memory, listing: Collection[str], found: Found) -> None:
        """Become another machine where somebody else writes as this one: a copied journal, with all it remembers."""
        strange = (name for name in listing if is_own_name(name, memory.machine) and name not in memory.written)
        if any(self._is_of(name, memory.machine) for name in strange):
            memory.machine, memory.name = new_identity(), ""
            memory.chain, memory.written, memory.rows, memory.heard_rows, memory.wrote_at = [], {}, {}, {}, ""
        if not memory.name:
            taken = {link.header.name for link in found.links.values()}
            numbered = (f"{self._host}-{number}" for number in range(2, len(taken) + 3))
            memory.name = next(name for name in (self._host, *numbered) if name not in taken)

    def _is_of(self, name: str, machine: str) -> bool:
        with suppress(BadFile):
            return read_header(self._folder / name).machine == machine
        return False

    def _listed(self) -> dict[str, list[int]]:
        try:
            return listed(self._folder)
        except OSError as error:
            name = quoted(str(self._folder), 200)
            raise FileRefused(f"{name} cannot be read ({error.strerror}); change its permissions.") from error

    def _print(self) -> list[Any]:
        """Return what changes with every write to the journal's file."""
        found = self._path.stat()
        step = self._journal.transfer.last_step() or ()
        return [found.st_ino, found.st_size, found.st_mtime_ns, *step]

    def _by_identity(self, found: Found, memory: Memory) -> dict[str, Machine]:
        machines: dict[str, Machine] = {}
        for link in found.links.values():
            header = link.header
            known = machines.get(header.machine)
            if header.machine != memory.machine and (known is None or known.last < header.at):
                machines[header.machine] = Machine(header.name, header.at)
        return machines

    def _machines(self, found: Found, memory: Memory) -> tuple[Machine, ...]:
        return tuple(
            sorted(self._by_identity(found, memory).values(), key=lambda machine: (machine.name, machine.last))
        )
