"""The animated picture of the README: a recap on a Friday and its effects, as one SVG without a script.

Rows that frames have in common are drawn once. If the reader prefers no motion, the best frame is shown.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from screenshots.drawing import BAR, BASE, HEIGHT, MARGIN, WIDTH, Inks, background_of, draw, framed
from screenshots.shots import SENTENCE, Shot
from screenshots.studio import Studio, press
from tests.tui.screen_snapshot import Cell

SHOT = Shot("recap")
"""The start of the film."""

STRIP = 56
"""The height of the strip below the rows, in pixels: it shows the keys and a caption."""

LETTERS = 3
"""The number of letters typed from one frame to the next."""


class Beat(NamedTuple):
    """Pressed keys, the keys and the caption in the strip, and the seconds until the next beat."""

    keys: tuple[str, ...]
    caps: tuple[str, ...]
    caption: str
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
    """A screen, and the beat that the strip below it shows."""

    rows: list[list[Cell]]
    beat: Beat


def film(studio: Studio) -> str:
    """Return the film as SVG."""

    async def run() -> str:
        frames = []
        async with studio.open_app(SHOT) as at:
            for beat in BEATS:
                await press(at, beat.keys)
                frames.append(Frame(at.picture.rows, beat))
        return _as_svg(frames)

    return asyncio.run(run())


def _as_svg(frames: Sequence[Frame]) -> str:
    inks = Inks(background_of(frames[0].rows))
    best = next(number for number, frame in enumerate(frames) if frame.beat.best)
    frames_by_row: dict[tuple[int, str], list[int]] = {}
    for number, frame in enumerate(frames):
        lines = [draw(row, inks) for row in frame.rows]
        for y, line in enumerate((*lines, _strip(frame.beat, inks))):
            if line:
                frames_by_row.setdefault((y, line), []).append(number)
    names: dict[str, str] = {}
    timings: dict[tuple[int, ...], str] = {}
    uses = []
    for (y, line), numbers in sorted(frames_by_row.items(), key=lambda item: item[0][0]):
        name = names.setdefault(line, f"r{len(names)}")
        top = BAR + y * HEIGHT + BASE + (24 if y == len(frames[0].rows) else 0)
        css_class = ""
        if len(numbers) < len(frames):
            css_class = f' class="t {timings.setdefault(tuple(numbers), f"t{len(timings)}")}"'
        uses.append(f'<use href="#{name}" x="{MARGIN}" y="{top}"{css_class}/>')
    drawings = "\n".join(f'<g id="{name}">\n{line}\n</g>' for line, name in names.items())
    body = "\n".join((f"<defs>\n{drawings}\n</defs>", *uses))
    return framed(SHOT.size, inks, body, _timing(timings, [frame.beat.seconds for frame in frames], best), below=STRIP)


def _strip(beat: Beat, inks: Inks) -> str:
    """Return the strip below the screen: the pressed keys, each as a cap, and the caption."""
    cap, edge = inks.named("fill:#2a2a2a"), inks.named("fill:#57a5e2")
    key, caption = inks.named("fill:#e0e0e0;font-weight:700"), inks.named("fill:#aeaeae")
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
    parts.append(f'<text class="{caption}" x="{x}" textLength="{len(beat.caption) * WIDTH}">{beat.caption}</text>')
    return "\n".join(parts)


def _timing(timings: dict[tuple[int, ...], str], seconds: Sequence[float], best: int) -> str:
    """Return the rules that show each row during its frames, or without motion only the rows of the best frame."""
    duration = sum(seconds)
    starts = [100 * sum(seconds[:number]) / duration for number in range(len(seconds))]
    still = ",".join(f".{name}" for numbers, name in timings.items() if best not in numbers)
    moving = [f".t{{animation:{duration:g}s step-end infinite}}"]
    for numbers, name in timings.items():
        frames, before = [], None
        for number, start in enumerate(starts):
            if (on := number in numbers) is not before:
                frames.append(f"{start:.4g}%{{visibility:{'visible' if on else 'hidden'}}}")
            before = on
        moving += [f".{name}{{animation-name:{name}}}", f"@keyframes {name}{{{''.join(frames)}}}"]
    return "\n".join((f"{still}{{visibility:hidden}}", "@media(prefers-reduced-motion:no-preference){", *moving, "}"))
