"""The animated picture of the README: a recap on a Friday, and where it goes, as one SVG without a script.

Rows that frames have in common are drawn once. Where motion is not wanted, or cannot be shown, the best frame stands.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from screenshots.drawing import BAR, BASE, HEIGHT, MARGIN, WIDTH, Inks, background_of, drawn, framed
from screenshots.shots import SENTENCE, Shot
from screenshots.studio import Studio, press
from tests.tui.screen_snapshot import Cell

SHOT = Shot("recap")
"""Where the film begins."""

STRIP = 56
"""The room below the rows, for what is pressed and what it means."""

LETTERS = 3
"""How many letters are typed from one frame to the next."""


class Beat(NamedTuple):
    """What is pressed, what the strip says of it, and how long it is looked at."""

    keys: tuple[str, ...]
    caps: tuple[str, ...]
    words: str
    seconds: float
    best: bool = False


BEATS = (
    Beat((), (), "Friday, 16:30.", 2.5),
    Beat(("r",), ("r",), "Recap the week.", 1.4),
    Beat(("h",), ("r", "h"), "A hit.", 1.1),
    Beat(("y",), ("r", "h", "y"), "Better at something than on Monday.", 1.1),
    Beat(("y",), ("r", "h", "y", "y"), "The lesson in use helped.", 1.1),
    *(
        Beat((*SENTENCE[at : at + LETTERS],), ("r", "h", "y", "y"), "One sentence.", 0.15)
        for at in range(0, len(SENTENCE), LETTERS)
    ),
    Beat((), ("r", "h", "y", "y"), "One sentence.", 0.9),
    Beat(("ctrl+s",), ("r", "h", "y", "y", "ctrl+s"), "Five keys and one sentence.", 3.6, best=True),
    Beat(("3", "j", "j"), ("3", "j", "j"), "The gap that the goal was aimed at has moved.", 3.4),
    Beat(("6",), ("6",), "The week is on the page for the next 1:1.", 4.2),
)


@dataclass(frozen=True)
class Frame:
    """What is seen for a while: the screen, and the strip below it."""

    rows: list[list[Cell]]
    beat: Beat


def filmed(studio: Studio) -> str:
    """Return the film as SVG."""

    async def taken() -> str:
        frames = []
        async with studio.sitting(SHOT) as at:
            for beat in BEATS:
                await press(at, beat.keys)
                frames.append(Frame(at.picture.rows, beat))
        return _film(frames)

    return asyncio.run(taken())


def _film(frames: Sequence[Frame]) -> str:
    inks = Inks(background_of(frames[0].rows))
    best = next(number for number, frame in enumerate(frames) if frame.beat.best)
    shown: dict[tuple[int, str], list[int]] = {}
    for number, frame in enumerate(frames):
        lines = [drawn(row, inks) for row in frame.rows]
        for y, line in enumerate((*lines, _strip(frame.beat, inks))):
            if line:
                shown.setdefault((y, line), []).append(number)
    names: dict[str, str] = {}
    whens: dict[tuple[int, ...], str] = {}
    uses = []
    for (y, line), numbers in sorted(shown.items(), key=lambda one: one[0][0]):
        name = names.setdefault(line, f"r{len(names)}")
        top = BAR + y * HEIGHT + BASE + (24 if y == len(frames[0].rows) else 0)
        when = ""
        if len(numbers) < len(frames):
            when = f' class="t {whens.setdefault(tuple(numbers), f"t{len(whens)}")}"'
        uses.append(f'<use href="#{name}" x="{MARGIN}" y="{top}"{when}/>')
    drawings = "\n".join(f'<g id="{name}">\n{line}\n</g>' for line, name in names.items())
    body = "\n".join((f"<defs>\n{drawings}\n</defs>", *uses))
    return framed(SHOT.size, inks, body, _timing(whens, [frame.beat.seconds for frame in frames], best), below=STRIP)


def _strip(beat: Beat, inks: Inks) -> str:
    """Return what stands below the screen: the keys that were pressed, each as a cap, and a few words."""
    cap, edge = inks.named("fill:#2a2a2a"), inks.named("fill:#57a5e2")
    key, words = inks.named("fill:#e0e0e0;font-weight:700"), inks.named("fill:#aeaeae")
    parts = []
    x = 4 * WIDTH
    for number, name in enumerate(beat.caps, 1):
        wide = (len(name) + 1) * WIDTH
        parts.append(f'<path class="{cap}" d="M{x}-20h{wide}v27h-{wide}z"/>')
        if number == len(beat.caps):
            parts.append(f'<path class="{edge}" d="M{x} 5h{wide}v2h-{wide}z"/>')
        parts.append(f'<text class="{key} m" x="{x + wide // 2}">{name}</text>')
        x += wide + WIDTH
    x += WIDTH if beat.caps else 0
    parts.append(f'<text class="{words}" x="{x}" textLength="{len(beat.words) * WIDTH}">{beat.words}</text>')
    return "\n".join(parts)


def _timing(whens: dict[tuple[int, ...], str], seconds: Sequence[float], best: int) -> str:
    """Return the rules that show each row while its frames are on, and without motion those of the best frame."""
    whole = sum(seconds)
    starts = [100 * sum(seconds[:number]) / whole for number in range(len(seconds))]
    still = ",".join(f".{name}" for numbers, name in whens.items() if best not in numbers)
    moving = [f".t{{animation:{whole:g}s step-end infinite}}"]
    for numbers, name in whens.items():
        frames, before = [], None
        for number, start in enumerate(starts):
            if (on := number in numbers) is not before:
                frames.append(f"{start:.4g}%{{visibility:{'visible' if on else 'hidden'}}}")
            before = on
        moving += [f".{name}{{animation-name:{name}}}", f"@keyframes {name}{{{''.join(frames)}}}"]
    return "\n".join((f"{still}{{visibility:hidden}}", "@media(prefers-reduced-motion:no-preference){", *moving, "}"))
