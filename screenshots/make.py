"""Makes the pictures of the README and the docs from the demo, never by hand: `make screenshots`."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from textual.keys import _character_to_key  # noqa: E402

from devjournal.demo import fill  # noqa: E402
from devjournal.storage import Journal  # noqa: E402
from devjournal.tui import theme  # noqa: E402
from devjournal.tui.app import JournalApp  # noqa: E402
from devjournal.tui.widgets.glyphs import UNICODE  # noqa: E402

WIDE, MIDDLE, NARROW = (120, 40), (80, 24), (60, 20)

MONDAY, WEDNESDAY, FRIDAY = "2026-11-23T09:10", "2026-11-25T12:10", "2026-11-27T16:30"
AFTERWARDS = "2026-11-30T09:10"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, until when the story is told, what is pressed before, and how large the terminal is."""

    name: str
    keys: Sequence[str] = ()
    told: str = FRIDAY
    """Empty where nothing was written yet."""
    now: str = ""
    """When the picture is taken, where that is later."""
    size: tuple[int, int] = WIDE
    theme: str = theme.DARK


def typed(text: str) -> tuple[str, ...]:
    """Return the keys that a text is typed with."""
    return tuple(map(_character_to_key, text))


RECAP = ("r", "h", "y", *typed("Asking for the date, and then not helping."))

SHOTS = (
    Shot("week-friday"),
    Shot("week-friday-light", theme=theme.LIGHT),
    Shot("week-friday-80x24", size=MIDDLE),
    Shot("week-friday-60x20", size=NARROW),
    Shot("week-monday", told=MONDAY),
    Shot("week-wednesday", told=WEDNESDAY),
    Shot("week-recap-form", keys=RECAP),
    Shot("week-hit", keys=(*RECAP, "ctrl+s")),
    Shot("week-forgotten", now=AFTERWARDS),
    Shot("week-goal-form", told=MONDAY, keys=("g",)),
    Shot("week-first-run", told="", now="2026-11-26T09:00", size=MIDDLE),
    Shot("calendar", keys=("2",)),
    Shot("calendar-80x24", keys=("2",), size=MIDDLE),
    Shot("gaps", keys=("3", "l")),
    Shot("gaps-light", keys=("3", "l"), theme=theme.LIGHT),
    Shot("gaps-80x24", keys=("3", "l"), size=MIDDLE),
    Shot("gaps-60x20", keys=("3", "l"), size=NARROW),
    Shot("gap-page", keys=("3", "l", "j", "enter")),
    Shot("gap-form", keys=("3", "l", "j", "e")),
    Shot("people", keys=("4", "j", "l")),
    Shot("people-60x20", keys=("4", "j", "enter"), size=NARROW),
    Shot("reviews", keys=("5", "j", "j")),
    Shot("reviews-page", keys=("5", "j", "j", "enter")),
    Shot("reviews-step", now="2026-12-28T10:00", keys=("5", "enter", "ctrl+s", "tab", "j", "p")),
    Shot("reviews-80x24", keys=("5", "j", "j"), size=MIDDLE),
    Shot("one-to-one", keys=("6",)),
    Shot("one-to-one-light", keys=("6", "j", "space", "k"), theme=theme.LIGHT),
    Shot("one-to-one-80x24", keys=("6",), size=MIDDLE),
    Shot("help", keys=("question_mark",)),
)


def local(moment: str) -> datetime:
    """Return a time in the zone of the pictures."""
    return datetime.fromisoformat(moment).astimezone()


def journal_of(shot: Shot, folder: Path) -> Path:
    """Return a journal of the shot's own; the story is told once for all that want it alike."""
    path = folder / f"{shot.name}.db"
    if shot.told:
        story = folder / f"{shot.told.replace(':', '')}.story"
        if not story.exists():
            fill(story, local(shot.told))
        shutil.copyfile(story, path)
    return path


async def take(shot: Shot, folder: Path) -> str:
    """Return the picture as SVG."""
    now = local(shot.now or shot.told)
    with Journal(journal_of(shot, folder), lambda: now) as journal:
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
