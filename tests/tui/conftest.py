"""Shared by the tests of the app: coroutine tests, journals, and snapshots of the screen."""

from __future__ import annotations

import asyncio
import difflib
import inspect
import shutil
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
from tests.sample import fill
from tests.tui.app_session import AppSession
from tests.tui.states import Fill, State

SNAPSHOTS = Path(__file__).parent / "snapshots"

Snap = Callable[[str, AppSession], None]
Stage = Callable[[State], Journal]
OpenCopy = Callable[[Fill], Journal]


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a coroutine test to its end."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    test = pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names})
    asyncio.run(_bounded(test, 0.9 * float(pyfuncitem.config.getini("timeout"))))
    return True


async def _bounded(test: Awaitable[None], limit: float) -> None:
    """Fail at the line that waits; pytest's own limit would show only the event loop."""
    try:
        async with asyncio.timeout(limit) as bound:
            await test
    except TimeoutError as error:
        if bound.expired():
            raise AssertionError(f"it waited there for {limit:.0f} seconds") from error
        raise


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample journal, filled once and never changed."""
    path = tmp_path_factory.mktemp("sample") / "journal.db"
    clock = FrozenClock()
    with Journal(path, clock) as journal:
        fill(journal, clock)
    return path


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path, clock: FrozenClock) -> Iterator[Journal]:
    """A copy of the sample journal, open on its Friday."""
    path = tmp_path / "sample" / "journal.db"
    path.parent.mkdir(mode=0o700)
    shutil.copy(sample_file, path)
    with Journal(path, clock) as journal:
        yield journal


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Fill], Path]:
    """Fill each journal once; the file is never changed."""
    files: dict[Fill, Path] = {}

    def once(fill: Fill) -> Path:
        if fill not in files:
            files[fill] = tmp_path_factory.mktemp("state") / "journal.db"
            clock = FrozenClock()
            with Journal(files[fill], clock) as journal:
                fill(journal, clock)
        return files[fill]

    return once


@pytest.fixture
def open_copy(filled: Callable[[Fill], Path], tmp_path: Path, clock: FrozenClock) -> Iterator[OpenCopy]:
    """Open a copy of a filled journal."""
    with ExitStack() as stack:

        def open_journal(fill: Fill) -> Journal:
            path = tmp_path / "copy" / "journal.db"
            path.parent.mkdir(mode=0o700)
            shutil.copy(filled(fill), path)
            return stack.enter_context(Journal(path, clock))

        yield open_journal


@pytest.fixture
def stage(open_copy: OpenCopy, clock: FrozenClock) -> Stage:
    """Open a copy of a state's journal at its moment."""

    def open_state(state: State) -> Journal:
        clock.set(state.now)
        return open_copy(state.fill)

    return open_state


@pytest.fixture
def snap(request: pytest.FixtureRequest) -> Snap:
    """Compare the screen with its file in tests/tui/snapshots; `--update-snapshots` writes it."""

    def compare(name: str, at: AppSession) -> None:
        width, height = at.app.size
        snapshot = SNAPSHOTS / f"{name}-{width}x{height}.txt"
        text = at.picture.described()
        if request.config.getoption("--update-snapshots"):
            snapshot.parent.mkdir(exist_ok=True)
            snapshot.write_text(text, encoding="utf-8")
            return
        before = snapshot.read_text(encoding="utf-8") if snapshot.exists() else ""
        if text != before:
            lines = difflib.unified_diff(before.splitlines(), text.splitlines(), "kept", "now", lineterm="")
            diff = "\n".join(lines)
            pytest.fail(f"{snapshot.name} is not what it was (keep it with `make snapshots`):\n{diff}", pytrace=False)

    return compare
