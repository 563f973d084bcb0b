"""Forks writers: each line on standard input asks for a process that writes to a journal until it is killed.

A writer runs the real commands one after the other; each opens and closes the file. After each command it prints a
number. Writers are forked, so that they need no start of Python.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stdout

from devjournal.cli import main


def write(first: int, count: int) -> None:
    """Write numbered entries, with goals, plans, recaps and undo between them."""
    for number in range(first, first + count):
        commands = [["log", f"entry {number}", "--gap", "1"]]
        if number % 5 == 0:
            commands += [
                ["goal", f"goal {number}", "--skill", "Endurance", "--plan", f"one {number}", "--plan", "two"],
                ["plan", "done", "1"],
                ["recap", "--missed", "--lesson", f"lesson {number}"],
                ["log", f"undone {number}"],
                ["undo"],
            ]
        for command in commands:
            with redirect_stdout(io.StringIO()):
                code = main(command)
            if code:
                os.write(2, f"{command} gave {code}\n".encode())
                os._exit(code)
        os.write(1, f"{number}\n".encode())


def tend() -> None:
    """Fork a writer for each line `FIRST COUNT`, and print its process ID and, at the end, its exit status."""
    for line in sys.stdin:
        first, count = map(int, line.split())
        child = os.fork()
        if child == 0:
            write(first, count)
            os._exit(0)
        os.write(1, f"pid {child}\n".encode())
        _, status = os.waitpid(child, 0)
        os.write(1, f"ended {status}\n".encode())


if __name__ == "__main__":
    tend()
