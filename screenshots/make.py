"""Takes all pictures, or the named pictures, and removes files that are no longer taken: `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from screenshots import film
from screenshots.shots import SHOTS
from screenshots.studio import Studio, fixed_environment

FOLDER = Path(__file__).parent

PICTURES = {film.SHOT.name: film.SHOT, **{shot.name: shot for shot in SHOTS}}
"""Every picture by its name. The film is first because it takes longest."""


def take(folder: Path, name: str) -> str:
    """Return a picture as SVG. Its journals are made in `folder`."""
    studio = Studio(folder)
    shot = PICTURES[name]
    return film.film(studio) if shot is film.SHOT else studio.take(shot)


def main(names: list[str]) -> int:
    """Write the pictures beside this file."""
    if unknown := set(names) - PICTURES.keys():
        print(f"There is no picture {', '.join(sorted(unknown))}; there are {', '.join(PICTURES)}.", file=sys.stderr)
        return 2
    chosen = names or list(PICTURES)
    with tempfile.TemporaryDirectory() as name, fixed_environment(), ProcessPoolExecutor() as pool:
        folder = Path(name)
        for until in {PICTURES[name].until for name in chosen} - {""}:
            Studio(folder).journal_until(until)
        for name, picture in zip(chosen, pool.map(partial(take, folder), chosen), strict=True):
            (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8", newline="\n")
            print(f"screenshots/{name}.svg")
    for file in FOLDER.glob("*.svg"):
        if file.stem not in PICTURES:
            file.unlink()
            print(f"removed screenshots/{file.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
