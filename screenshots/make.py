"""Makes the pictures of the README and the docs from the sample journal, never by hand: `make screenshots`."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from devjournal.storage import Journal  # noqa: E402
from devjournal.tui import theme  # noqa: E402
from devjournal.tui.app import JournalApp  # noqa: E402
from devjournal.tui.widgets.glyphs import UNICODE  # noqa: E402
from tests.sample import fill, fill_board, fill_people  # noqa: E402
from tests.still import FRIDAY, StillClock  # noqa: E402

WIDE = (120, 40)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, when it is taken, what is pressed before, and how large the terminal is."""

    name: str
    when: datetime = FRIDAY
    keys: Sequence[str] = ()
    size: tuple[int, int] = WIDE
    theme: str = theme.DARK
    empty: bool = False
    people: bool = False
    """Whether the people of the sample are there."""
    board: bool = False
    """Whether its whole board is there, with its people."""


SENTENCE = tuple("Rehearsing failure before it happens".replace(" ", "_"))
RECAP = ("r", "h", "y", *("space" if key == "_" else key for key in SENTENCE))
MONDAY = datetime(2026, 11, 30, 9).astimezone()

SHOTS = (
    Shot("week-friday"),
    Shot("week-friday-light", theme=theme.LIGHT),
    Shot("week-friday-80x24", size=(80, 24)),
    Shot("week-friday-60x20", size=(60, 20)),
    Shot("week-recap-form", keys=RECAP),
    Shot("week-hit", keys=(*RECAP, "ctrl+s")),
    Shot("week-forgotten", when=MONDAY),
    Shot("week-goal-form", when=MONDAY, keys=("g",)),
    Shot("week-first-run", when=datetime(2026, 11, 26, 9).astimezone(), size=(80, 24), empty=True),
    Shot("gaps", keys=("3", "l"), board=True),
    Shot("gaps-light", keys=("3", "l"), board=True, theme=theme.LIGHT),
    Shot("gaps-80x24", keys=("3", "l"), size=(80, 24), board=True),
    Shot("gaps-60x20", keys=("3", "l"), size=(60, 20), board=True),
    Shot("gap-page", keys=("3", "l", "j", "enter"), board=True),
    Shot("gap-form", keys=("3", "l", "e"), board=True),
    Shot("people", keys=("4", "j", "l"), people=True),
    Shot("people-60x20", keys=("4", "j", "enter"), size=(60, 20), people=True),
    Shot("help", keys=("question_mark",)),
)


async def take(shot: Shot, folder: Path) -> str:
    """Return the picture as SVG."""
    clock = StillClock(FRIDAY)
    with Journal(folder / f"{shot.name}.db", clock) as journal:
        if not shot.empty:
            fill(journal, clock)
        if shot.people or shot.board:
            fill_people(journal, clock)
        if shot.board:
            fill_board(journal, clock)
        clock.set(shot.when)
        app = JournalApp(journal, folder / shot.name, glyphs=UNICODE)
        app.theme = shot.theme
        async with app.run_test(size=shot.size) as pilot:
            await pilot.pause()
            for key in shot.keys:
                await pilot.press(key)
            await pilot.pause()
            return tidy(app.export_screenshot(title="devjournal"), shot.name)


def tidy(svg: str, name: str) -> str:
    """Return the picture without links to fonts elsewhere, and with names that stay the same from run to run."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", name, svg)
    svg = re.sub(r"<!-- Generated with .*? -->\s*", "", svg)
    svg = svg.replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, monospace")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def main() -> int:
    """Make every picture, or those that are named."""
    os.environ.pop("NO_COLOR", None)
    os.environ["TZ"] = "UTC"
    time.tzset()
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        for shot in SHOTS:
            if not wanted or shot.name in wanted:
                path = HERE / f"{shot.name}.svg"
                path.write_text(asyncio.run(take(shot, Path(folder))), encoding="utf-8")
                print(path.relative_to(HERE.parent))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
