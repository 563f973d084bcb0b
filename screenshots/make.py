"""Takes every picture again, or those that are named, and removes those that nothing takes: `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from screenshots import film
from screenshots.shots import SHOTS
from screenshots.studio import Studio, same_everywhere

HERE = Path(__file__).parent

PICTURES = {film.SHOT.name: film.SHOT, **{shot.name: shot for shot in SHOTS}}
"""All that there is, by name; the film, which takes longest, first."""


def taken(folder: Path, name: str) -> str:
    """Return a picture as SVG; what is needed for it is kept in `folder`."""
    studio = Studio(folder)
    shot = PICTURES[name]
    return film.filmed(studio) if shot is film.SHOT else studio.take(shot)


def main(names: list[str]) -> int:
    """Write the pictures beside this file."""
    if unknown := set(names) - PICTURES.keys():
        print(f"There is no picture {', '.join(sorted(unknown))}; there are {', '.join(PICTURES)}.", file=sys.stderr)
        return 2
    wanted = names or list(PICTURES)
    with tempfile.TemporaryDirectory() as name, same_everywhere(), ProcessPoolExecutor() as pool:
        folder = Path(name)
        for until in {PICTURES[name].told for name in wanted} - {""}:
            Studio(folder).tell(until)
        for name, picture in zip(wanted, pool.map(partial(taken, folder), wanted), strict=True):
            (HERE / f"{name}.svg").write_text(picture, encoding="utf-8", newline="\n")
            print(f"screenshots/{name}.svg")
    for old in HERE.glob("*.svg"):
        if old.stem not in PICTURES:
            old.unlink()
            print(f"removed screenshots/{old.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
