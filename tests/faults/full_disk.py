"""Runs commands on a disk that is full after more and more writes: `python -m tests.faults.full_disk`.

The process runs with `refusing.c` preloaded.

Each line on standard input is a command as JSON, with a file that replaces the journal before each try. Each try prints
a line: the number of possible writes, the exit code and the output.
"""

from __future__ import annotations

import ctypes
import io
import json
import os
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout

from devjournal.cli import main

MAX_WRITES = 400
"""Writes after which every command is through."""


def give(command: list[str], room: int) -> None:
    """Run a command in this process, and exit with its result."""
    stderr = io.StringIO()
    fault = ctypes.CDLL(os.environ["LD_PRELOAD"])
    fault.fault_room.argtypes = [ctypes.c_long]
    with redirect_stdout(io.StringIO()), redirect_stderr(stderr):
        fault.fault_room(room)
        code = main(command)
        fault.fault_room(-1)
    os.write(1, (json.dumps([room, code, stderr.getvalue()]) + "\n").encode())
    os._exit(0)


def tend() -> None:
    """Try each command with room for no write, one write, and so on, until it succeeds without a message."""
    for line in sys.stdin:
        command, original = json.loads(line)
        folder = os.environ["FAULT_UNDER"]
        for room in range(MAX_WRITES):
            shutil.rmtree(folder)
            shutil.copytree(original, folder)
            child = os.fork()
            if child == 0:
                give(command, room)
            if os.waitpid(child, 0)[1]:  # the child ended with a traceback
                os.write(1, (json.dumps([room, -1, "a traceback\n"]) + "\n").encode())
            os.write(1, b"next\n")
            if sys.stdin.readline() != "next\n":
                break
        os.write(1, b"done\n")


if __name__ == "__main__":
    tend()
