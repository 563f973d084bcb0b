"""Measures devjournal against the bare Textual app in one run, and prints the ratios; `--write` keeps them in docs."""

from __future__ import annotations

import argparse
import compileall
import os
import tempfile
from pathlib import Path

from benchmarks import commands, drafts, journals, keys, openings, peers, search, starts, tables
from benchmarks.subjects import AGES, ROOT, bare, ours

DOCUMENT = ROOT / "docs" / "performance.md"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help=f"keep the tables in {DOCUMENT.relative_to(ROOT)}")
    options.add_argument("--no-peers", action="store_true", help="leave out posting and jrnl")
    options.add_argument("--starts", type=int, default=11, help="times that each program is started")
    options.add_argument("--presses", type=int, default=40, help="times that a key of each kind is pressed")
    given = options.parse_args()
    for folder in ("devjournal", "benchmarks"):
        compileall.compile_dir(ROOT / folder, quiet=1)
    known = {} if given.no_peers else peers.install()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for years in AGES:
            journals.make(home / f"{years}.db", years)
        posting = peers.posting(home) if "posting" in known else None
        subjects = (bare(), *(ours(home, years) for years in AGES), *([posting] if posting else []))
        found = [
            starts.measure(subjects, home, given.starts),
            keys.measure(home, given.presses, posting),
            drafts.measure(home, given.presses),
            openings.measure(home, given.starts),
            commands.measure(home, given.starts, known.get("jrnl", "")),
            search.measure(home),
        ]
    text = "\n\n".join((tables.conditions(load, (f"{name} {which}" for name, which in known.items())), *found))
    print(text)
    if given.write:
        tables.keep(text, DOCUMENT)


if __name__ == "__main__":
    main()
