"""What the tests of the app share: tests that are coroutines, and snapshots of the screen."""

from __future__ import annotations

import asyncio
import difflib
import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.sitting import Sitting

SNAPSHOTS = Path(__file__).parent / "snapshots"

Snap = Callable[[str, Sitting], None]


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that is a coroutine to its end."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


@pytest.fixture
def snap(request: pytest.FixtureRequest) -> Snap:
    """Compare the screen with a file of tests/tui/snapshots, or keep it there with --update-snapshots."""

    def compare(name: str, at: Sitting) -> None:
        width, height = at.app.size
        kept = SNAPSHOTS / f"{name}-{width}x{height}.txt"
        text = at.picture.described()
        if request.config.getoption("--update-snapshots"):
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(text, encoding="utf-8")
            return
        before = kept.read_text(encoding="utf-8") if kept.exists() else ""
        if text != before:
            lines = difflib.unified_diff(before.splitlines(), text.splitlines(), "kept", "now", lineterm="")
            diff = "\n".join(lines)
            pytest.fail(f"{kept.name} is not what it was (keep it with `make snapshots`):\n{diff}", pytrace=False)

    return compare
