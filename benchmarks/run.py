"""Measure devjournal against the bare Textual app in one run, and print the ratios; `--write` keeps them in docs."""

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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write the tables into {DOCUMENT.relative_to(ROOT)}")
    parser.add_argument("--no-peers", action="store_true", help="leave out posting and jrnl")
    parser.add_argument("--starts", type=int, default=11, help="starts of each program")
    parser.add_argument("--presses", type=int, default=40, help="presses of each kind of key")
    options = parser.parse_args()
    for folder in ("devjournal", "benchmarks"):
        compileall.compile_dir(ROOT / folder, quiet=1)
    versions = {} if options.no_peers else peers.install()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for years in AGES:
            journals.make(home / f"{years}.db", years)
        posting = peers.posting(home) if "posting" in versions else None
        subjects = (bare(), *(ours(home, years) for years in AGES), *([posting] if posting else []))
        measured = [
            starts.measure(subjects, home, options.starts),
            keys.measure(home, options.presses, posting),
            drafts.measure(home, options.presses),
            openings.measure(home, options.starts),
            commands.measure(home, options.starts, versions.get("jrnl", "")),
            search.measure(home),
        ]
    named_versions = (f"{name} {version}" for name, version in versions.items())
    text = "\n\n".join((tables.conditions(load, named_versions), *measured))
    print(text)
    if options.write:
        tables.replace_measured(text, DOCUMENT)


if __name__ == "__main__":
    main()
