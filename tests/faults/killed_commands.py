"""Kills commands at an access to the disk: `python -m tests.faults.killed_commands`, with `refusing.c` loaded.

Each line on standard input is a JSON object: the `words` of a command, the number of the access (`touch`) at which to
kill it (0 for never), and optionally a folder `kept` that replaces the current folder first. The answer is a JSON
object, too: `ended` (an exit code, or a negative signal), the outputs `said` and `error`, and `touches`, the number of
accesses of a command that was not killed.
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


def give(args: list[str], touch: int, pipe: int) -> None:
    """Run a command in this process, and exit with its result."""
    output, error = io.StringIO(), io.StringIO()
    fault = ctypes.CDLL(os.environ["LD_PRELOAD"])
    fault.fault_kill.argtypes = [ctypes.c_long]
    fault.fault_touches.restype = ctypes.c_long
    sys.stdin = io.StringIO()
    with redirect_stdout(output), redirect_stderr(error):
        fault.fault_kill(touch or -1)
        code = main(args)
        touches = fault.fault_touches()
    with os.fdopen(pipe, "w", encoding="utf-8") as answer:
        json.dump({"said": output.getvalue(), "error": error.getvalue(), "touches": touches}, answer)
    os._exit(code)


def tend() -> None:
    """Run the command of each line."""
    folder = os.environ["FAULT_UNDER"]
    for line in sys.stdin:
        request = json.loads(line)
        if request.get("kept"):
            os.chdir("/")
            shutil.rmtree(folder)
            shutil.copytree(request["kept"], folder, symlinks=True)
            os.chdir(folder)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            give(request["words"], request.get("touch", 0), writing)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            answer = json.loads(pipe.read() or '{"said": "", "error": "", "touches": 0}')
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(json.dumps({**answer, "ended": ended}), flush=True)


if __name__ == "__main__":
    tend()
