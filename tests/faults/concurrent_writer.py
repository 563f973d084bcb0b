"""A concurrent writer: `python -m tests.faults.concurrent_writer NAME COUNT` adds entries, one in each write."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from devjournal.clock import clock_from_environment
from devjournal.storage import Journal


def main() -> None:
    """Wait for a line, so that all writers start together, then write."""
    name, count = sys.argv[1], int(sys.argv[2])
    clock = clock_from_environment()
    with Journal(Path(os.environ["DEVJOURNAL_FILE"]), clock, busy_timeout=60) as journal:
        print("ready", flush=True)
        sys.stdin.readline()
        for number in range(count):
            journal.entries.add(f"{name} {number}", day=clock().date())
    print("done", flush=True)


if __name__ == "__main__":
    main()
