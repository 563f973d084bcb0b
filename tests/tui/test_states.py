"""Snapshots of every state of the week, at several sizes: one file each in `snapshots/`.

`make snapshots` writes them; read the diff before you commit it.
"""

from __future__ import annotations

import pytest

from tests.tui.app_session import run_app
from tests.tui.conftest import SNAPSHOTS, Snap, Stage
from tests.tui.states import STATES, lead_to


@pytest.mark.parametrize("name", STATES)
async def test_a_state_matches_its_snapshot(stage: Stage, snap: Snap, name: str) -> None:
    state = STATES[name]
    async with run_app(stage(state), state.sizes[0], glyphs=state.glyphs, theme=state.theme) as at:
        await lead_to(at, state)
        for size in state.sizes:
            await at.resize(size)
            snap(f"week-{name}", at)


def test_no_picture_is_left_over(request: pytest.FixtureRequest) -> None:
    wanted = {f"week-{name}-{width}x{height}.txt" for name, state in STATES.items() for width, height in state.sizes}
    for path in SNAPSHOTS.glob("week-*"):
        if path.name not in wanted and request.config.getoption("--update-snapshots"):
            path.unlink()
        assert path.name in wanted or not path.exists()
