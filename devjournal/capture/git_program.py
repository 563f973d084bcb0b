"""Runs git on an untrusted repository: read-only, and without any program that the repository configures."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import which
from threading import Event, Timer

from devjournal.capture.git_hardening import CONFIG, FIXED_VARIABLES, PASSED_VARIABLES
from devjournal.domain.text.user_text import quoted
from devjournal.errors import DocumentRefused
from devjournal.input_files import truncated_lines

TIMEOUT = 60.0
"""The time limit for listing a history, in seconds."""

_QUERY_TIMEOUT = 10.0
"""The time limit for a query with a short answer, in seconds."""

MAX_OUTPUT = 64 * 1024 * 1024
"""The largest output of git, in bytes. 100,000 commits take a quarter of that."""

_MAX_LINE = 8192


class GitMissing(DocumentRefused):
    """Git is missing from the PATH."""


class GitRefused(DocumentRefused):
    """A folder that is not a repository, or a repository that git cannot read in time."""


def query(folder: Path, *arguments: str) -> str | None:
    """Run a git command with a short output, and return the output; None if git exits with an error.

    Raises:
        GitMissing: git is not installed.
        GitRefused: git cannot be run, or does not end within 10 seconds.
    """
    try:
        completed = subprocess.run(
            _command(folder, arguments),
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_QUERY_TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _timeout_error(folder, _QUERY_TIMEOUT) from error
    except (OSError, ValueError) as error:
        raise GitRefused(f"git cannot be run in {quoted(str(folder), 200)} ({error}).") from error
    return os.fsdecode(completed.stdout).removesuffix("\n") if completed.returncode == 0 else None


def lines(folder: Path, *arguments: str) -> Iterator[bytes]:
    """Run a git command, and yield its output line by line, each truncated to 8 KiB.

    Raises:
        GitMissing: git is not installed.
        GitRefused: git exits with an error, does not end within 60 seconds, or prints more than `MAX_OUTPUT` bytes.
    """
    try:
        process = subprocess.Popen(
            _command(folder, arguments),
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, ValueError) as error:
        raise GitRefused(f"git cannot be run in {quoted(str(folder), 200)} ({error}).") from error
    too_long = GitRefused(f"The history of {quoted(str(folder), 200)} is too long; name a shorter one with --since.")
    timed_out = Event()

    def kill_git() -> None:
        timed_out.set()
        process.kill()

    timer = Timer(TIMEOUT, kill_git)
    timer.daemon = True
    timer.start()
    try:
        with process:
            assert process.stdout is not None
            for line in truncated_lines(process.stdout, _MAX_LINE, MAX_OUTPUT, too_long):
                yield line.rstrip(b"\n")
            if process.wait() != 0 and not timed_out.is_set():
                raise GitRefused(
                    f"git cannot read the history of {quoted(str(folder), 200)}; `git fsck` there says why."
                )
    finally:
        timer.cancel()
        if process.poll() is None:
            process.kill()
            process.wait()
    if timed_out.is_set():
        raise _timeout_error(folder, TIMEOUT)


def _timeout_error(folder: Path, seconds: float) -> GitRefused:
    return GitRefused(
        f"git did not answer within {seconds:.0f} seconds in {quoted(str(folder), 200)}; try a shorter --since."
    )


def _command(folder: Path, arguments: Sequence[str]) -> list[str]:
    program = which("git")
    if program is None:
        raise GitMissing("git is not on the PATH; install it, or keep drafts with `devjournal drafts text`.")
    options = [argument for setting in CONFIG for argument in ("-c", setting)]
    return [program, "--no-pager", "--literal-pathspecs", *options, "-C", str(folder), *arguments]


def _environment() -> dict[str, str]:
    return {**{name: os.environ[name] for name in PASSED_VARIABLES if name in os.environ}, **FIXED_VARIABLES}
